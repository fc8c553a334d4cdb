"""What a license text is wrapped in changes nothing, and hides nothing that was added to it."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit._made_up import CLOSED, LONG, MIT, known
from weighstation import identify
from weighstation.identify.markup import plain
from weighstation.identify.words import normalise

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = "For noncommercial use only."


def as_page(text: str) -> str:
    paragraphs = "".join(f'<p class="x">{html.escape(part)}</p>\n' for part in text.split("\n\n"))
    head = "<head><title>License</title><style>p { margin: 0 } /* private use only */</style></head>"
    return f'<!DOCTYPE html>\n<html lang="en">{head}<body>\n{paragraphs.replace(" and ", " <b>and</b> ")}</body></html>'


def as_rtf(text: str) -> str:
    body = text.replace("\n", "\\par\n").replace('"', "\\'93")
    fonts = r"{\fonttbl{\f0\fnil\fcharset0 Private Use Only;}}{\*\generator Some Program}"
    return rf"{{\rtf1\ansi\deff0{fonts}" + "\n" + rf"\viewkind4\uc1\pard\f0\fs20 {body}" + "\n}"


WRAPPED: dict[str, Callable[[str], str]] = {
    "page": as_page,
    "entities": lambda text: f"<pre>{html.escape(text)}</pre>",
    "rtf": as_rtf,
    "escaped Markdown": lambda text: text.replace(".", "\\.").replace("(", "\\(").replace("-", "\\-"),
    "emphasis": lambda text: text.replace(" and ", " **and** ").replace(" or ", " *or* "),
    "JSON": json.dumps,
    "JSON, Windows": lambda text: json.dumps(text.replace("\n", "\r\n")),
    "REM": lambda text: "\n".join(f"REM {line}" for line in text.splitlines()),
    "dnl": lambda text: "\n".join(f"dnl {line}" for line in text.splitlines()),
    "line numbers": lambda text: "\n".join(f"{at:4}  {line}" for at, line in enumerate(text.splitlines(), 1)),
    "soft hyphens": lambda text: text.replace("tion", "\u00adtion"),
    "spaces of no width": lambda text: text.replace(" ", " \u200b"),
    "vim": lambda text: "\n".join(f'" {line}' for line in text.splitlines()),
    "Windows": lambda text: text.replace("\n", "\r\n"),
    "old Macintosh": lambda text: text.replace("\n", "\r"),
}


@pytest.mark.parametrize("way", WRAPPED)
@pytest.mark.parametrize(("key", "text"), [("mit", MIT), ("apache-2.0", LONG), ("cc-by-nc-4.0", CLOSED)])
def test_what_wraps_a_text_does_not_count(way: str, key: str, text: str) -> None:
    found = identify.text(WRAPPED[way](text), known())
    assert found is not None
    assert (found.key, found.exact) == (key, True)


@pytest.mark.parametrize("way", WRAPPED)
def test_what_wraps_a_text_hides_no_restriction(way: str) -> None:
    found = identify.text(WRAPPED[way](f"{MIT}\n\n{LIMIT}\n"), known())
    assert found is not None
    assert (found.key, found.keys) == ("", ("mit",))


@pytest.mark.parametrize("way", ["page", "rtf", "JSON, Windows", "line numbers"])
def test_a_notice_of_copyright_inside_markup_is_one(way: str) -> None:
    found = identify.text(WRAPPED[way](f"Copyright (c) 2024 Some One\n\n{MIT}\n"), known())
    assert found is not None
    assert (found.key, found.exact) == ("mit", True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a list\n1. of one\n2. of two", ["list", "of", "one", "of", "two"]),
        ("1  one\n2  two\n3  three", ["1", "one", "2", "two", "3", "three"]),
        ("Copyright <year> <holder>", []),
        ("for <year> and <b>more</b>", ["for", "year", "and", "more"]),
        ("C:\\new \\table", ["ew", "table"]),
        ("non-\n# commercial", ["noncommercial"]),
        ("AT&T; R&amp;D", ["at", "t", "r", "d"]),
        ("<script>never", ["script", "never"]),
        ("{\\rtf1 {\\fonttbl", []),
    ],
)
def test_only_markup_is_taken_away(text: str, words: list[str]) -> None:
    assert [word for word in normalise(text).words if len(word) > 1 or word.isdigit()] == [
        word for word in words if len(word) > 1 or word.isdigit()
    ]


def test_a_place_in_the_text_is_a_place_in_the_file() -> None:
    found = identify.text(f"<p>one</p>\n<style>\n\n\n</style>\n<pre>\n{MIT}</pre>\n", known())
    assert found is not None
    assert found.lines[0] == 6 + 1


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("<>/\\{}&;'\n")) | st.text().map("{\\rtf1 ".__add__))
def test_any_text_is_read_and_keeps_its_lines(text: str) -> None:
    assert len(plain(text).splitlines()) <= len(text.splitlines()) + text.count("\\") + text.count("&")


@pytest.mark.parametrize(
    "text", ["<p " * 100_000 + "</", "<p </" * 50_000, "<script>" * 50_000, "{\\rtf1 " + "{" * 200_000, "\\u" * 200_000]
)
def test_a_hostile_text_is_read_in_time(text: str) -> None:
    plain(text)


# In other languages


@pytest.mark.parametrize(
    "sentence",
    [
        "本模型仅供学术研究使用, 不得用于商业用途。",
        "商用利用は禁止されています。",
        "본 모델은 비상업적 연구 목적으로만 사용할 수 있습니다.",
        "Die kommerzielle Nutzung ist untersagt.",
        "Utilisation commerciale interdite sans l'accord de l'auteur.",
        "Queda prohibido el uso comercial.",
        "É proibido o uso comercial.",
        "L'uso commerciale è vietato.",
        "Коммерческое использование запрещено.",
    ],
)
def test_a_restriction_in_another_language_takes_back_too(sentence: str) -> None:
    found = identify.text(f"{MIT}\n\n{sentence}\n", known())
    assert found is not None
    assert (found.key, found.keys) == ("", ("mit",))


@pytest.mark.parametrize(
    "sentence",
    [
        "更多信息请访问我们的网站。",
        "프로젝트에 참여해 주신 모든 분께 감사드립니다.",
        "Vielen Dank an alle, die geholfen haben.",
    ],
)
def test_thanks_in_another_language_take_nothing_back(sentence: str) -> None:
    found = identify.text(f"{MIT}\n\n{sentence}\n", known())
    assert found is not None
    assert found.key == "mit"


# Use policies


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("# Llama 2 Acceptable Use Policy", "llama2"),
        ("Meta Llama 3 Acceptable Use Policy", "llama3"),
        ("**Llama 3.1** **Acceptable Use Policy**", "llama3.1"),
        ("# Llama 3.2 Acceptable Use Policy", "llama3.2"),
        ("# Llama 3.3 Acceptable Use Policy", "llama3.3"),
        ("Llama 4 Acceptable Use Policy", "llama4"),
    ],
)
def test_a_use_policy_is_known_by_its_title(title: str, key: str) -> None:
    found = identify.text(f"{title}\n\n{'You will not allow others to do what harms people. ' * 20}")
    assert found is not None
    assert (found.key, found.exact, found.note) == (key, False, "known by its title only")


def test_the_title_of_a_use_policy_makes_no_long_text_of_a_few_words() -> None:
    assert identify.text("# Llama 2 Acceptable Use Policy\n\nsee the web site") is None
