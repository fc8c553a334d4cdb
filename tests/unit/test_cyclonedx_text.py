"""Foreign text is made fit: no control characters, no paths of one machine, no broken URLs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.writers.cyclonedx.text import LIMIT, clean, present, relative, sentence, under, url

ANY = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("meta-llama/Llama-2-7b", "meta-llama/Llama-2-7b"),
        ("라마 2", "라마 2"),
        ("two\nlines\tand\rmore", "two lines and more"),
        ("bell\x07 nul\x00", "bell\ufffd nul\ufffd"),
        ("\x7f\x80", "\ufffd\ufffd"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("evil \u202egnp.exe", "evil \ufffdgnp.exe"),
        ("x" * LIMIT, "x" * LIMIT),
        ("x" * (LIMIT + 1), "x" * (LIMIT - 1) + "…"),
    ],
)
def test_text_is_cleaned(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(ANY)
def test_clean_text_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("path", "root", "expected"),
    [
        ("src/app.py", "/home/me/shop", "src/app.py"),
        ("/home/me/shop/src/app.py", "/home/me/shop", "src/app.py"),
        ("/home/me/shop/src/app.py:3", "/home/me/shop/", "src/app.py:3"),
        ("/home/me/shopping/list.txt", "/home/me/shop", "…/list.txt"),
        ("/home/me/.cache/hub/config.json", "/home/me/shop", "…/config.json"),
        ("~/models/README.md", ".", "…/README.md"),
        ("C:\\Users\\me\\shop\\a.py", "C:\\Users\\me\\shop", "a.py"),
        ("C:\\Users\\me\\other\\a.py", "C:\\Users\\me\\shop", "…/a.py"),
        ("D:/models/a.py", "", "…/a.py"),
        ("\\\\server\\share\\a.py", "", "…/a.py"),
        ("/a.py", "/", "…/a.py"),
        ("https://example.org/models.toml", "/home/me", "https://example.org/models.toml"),
    ],
)
def test_paths_are_relative_to_the_root(path: str, root: str, expected: str) -> None:
    assert relative(path, root) == expected


@pytest.mark.parametrize(
    ("text", "root", "expected"),
    [
        ("denied by /app/weighstation.toml:9", "/app", "denied by weighstation.toml:9"),
        ("see '/app/a.py', \"/app/b.py\" (/app/c.py)", "/app", "see 'a.py', \"b.py\" (c.py)"),
        ("see https://example.org/app/a.py", "/app", "see https://example.org/app/a.py"),
        ("/a and /b", "/", "/a and /b"),
    ],
)
def test_messages_do_not_name_the_root(text: str, root: str, expected: str) -> None:
    assert sentence(text, root) == expected


@pytest.mark.parametrize(
    "address",
    [
        "https://spdx.org/licenses/MIT.html",
        "https://example.org",
        "https://example.org:8080/a?b=c#d",
    ],
)
def test_plain_web_addresses_pass(address: str) -> None:
    assert url(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a b",
        "https://example.org/%zz",
        "https://example.org/\n",
        "section 3.2(1)",
        "javascript:alert(1)",
        "",
    ],
)
def test_other_addresses_do_not(address: str) -> None:
    assert not url(address)


@given(ANY)
def test_any_name_makes_a_plain_web_address(name: str) -> None:
    address = under("https://example.org", name)
    assert address.isascii()
    assert not set(address) & set(' "<>\\^`{|}?#')


def test_empty_fields_are_left_out() -> None:
    assert present({"a": "", "b": [], "c": None, "d": {}, "e": "x", "f": True}) == {"e": "x", "f": True}
