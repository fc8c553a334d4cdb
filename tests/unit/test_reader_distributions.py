"""The files that lock files name for packages: addresses without secrets, hashes that are some, nothing else."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.model import Distribution
from weighstation.readers import _distributions, npm_lock, poetry_lock, pylock, requirements, uv_lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from weighstation.model import Reference

    Read = Callable[[str, bytes], Iterator[Reference]]

A, B = "0a" * 32, "1b" * 32
LONG, OLD = "2c" * 64, "3d" * 20
URL = "https://example.org/demo-1.0.tar.gz"


def _sri(algorithm: str, content: str) -> str:
    return f"{algorithm}-{b64encode(bytes.fromhex(content)).decode()}"


def _of(read: Read, text: str) -> list[Distribution]:
    return [one for found in read("lock", text.encode()) for one in found.distributions]


def _npm(**fields: object) -> list[Distribution]:
    packages = {"": {}, "node_modules/demo": {"version": "1.0.0", **fields}}
    return _of(npm_lock.read, json.dumps({"lockfileVersion": 3, "packages": packages}))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (URL, URL),
        ("http://example.org:8080/@scope/demo/-/demo-1.0.tgz", "http://example.org:8080/@scope/demo/-/demo-1.0.tgz"),
        ("https://example.org/torch-2.1.0%2Bcpu.whl", "https://example.org/torch-2.1.0%2Bcpu.whl"),
        ("https://me:secret@example.org/demo.tgz", "https://example.org/demo.tgz"),
        ("https://secret@example.org/demo.tgz", "https://example.org/demo.tgz"),
        ("https://me:sec@ret@example.org/demo.tgz", "https://example.org/demo.tgz"),
        ("https://example.org/demo.tgz?token=secret", "https://example.org/demo.tgz"),
        ("https://example.org/demo.tgz#secret", "https://example.org/demo.tgz"),
        ("https://me:sec/ret@example.org/demo.tgz", ""),
        ("https://example.org", ""),
        ("https://example.org/%zz", ""),
        ("https://example.org/a b", ""),
        ("https://example.org/a\nb", ""),
        ("https://example.org/" + "a" * 3000, ""),
        ("git+https://example.org/demo.git", ""),
        ("git+ssh://git@example.org/demo.git", ""),
        ("file:../demo.tgz", ""),
        ("file:///home/me/demo.tgz", ""),
        ("../demo.tgz", ""),
        (None, ""),
        (7, ""),
    ],
)
def test_an_address_is_http_and_holds_no_secret(written: object, kept: str) -> None:
    assert [one.url for one in _distributions.distributions(written, "", ())] == ([kept] if kept else [])


@pytest.mark.parametrize(
    ("read", "written", "kept"),
    [
        (_distributions.composite, f"sha256:{A}", [("sha256", A)]),
        (_distributions.composite, f"SHA256:{A.upper()}", [("sha256", A)]),
        (_distributions.composite, f"md5:{A}", []),
        (_distributions.composite, f"sha256:{A[1:]}g", []),
        (_distributions.composite, f"crc32:{A}", []),
        (_distributions.composite, "sha256:00", []),
        (_distributions.composite, A, []),
        (_distributions.composite, None, []),
        (_distributions.composite, ["sha256"], []),
        (_distributions.integrity, _sri("sha512", LONG), [("sha512", LONG)]),
        (_distributions.integrity, f"{_sri('sha1', OLD)}  {_sri('sha512', LONG)}", [("sha1", OLD), ("sha512", LONG)]),
        (_distributions.integrity, f"{_sri('sha512', LONG)}?option", [("sha512", LONG)]),
        (_distributions.integrity, f"x-AAAA {_sri('sha512', LONG)} sha512-AAAA sha512-A", [("sha512", LONG)]),
        (_distributions.integrity, "sha512-???", []),
        (_distributions.integrity, {"sha512": LONG}, []),
    ],
)
def test_a_hash_has_a_known_algorithm_and_all_its_digits(
    read: Callable[[object], Iterator[tuple[str, str]]], written: object, kept: list[tuple[str, str]]
) -> None:
    assert [*read(written)] == kept


def test_npm_states_one_archive_with_all_its_hashes() -> None:
    words = f"{_sri('sha1', OLD)} {_sri('sha512', LONG)}"
    both = [Distribution(URL, "", "sha1", OLD), Distribution(URL, "", "sha512", LONG)]
    assert _npm(resolved=URL, integrity=words) == both
    assert _npm(integrity=_sri("sha512", LONG)) == [Distribution("", "", "sha512", LONG)]
    assert _npm(resolved=URL) == [Distribution(URL)]
    assert _npm() == []
    assert _npm(resolved=True, integrity=[7]) == []
    assert _npm(resolved="file:../demo", integrity="") == []


def test_version_1_of_npm_states_it_too() -> None:
    inner = {"b": {"version": "2.0.0", "resolved": URL, "integrity": _sri("sha1", OLD)}}
    lock = {"lockfileVersion": 1, "dependencies": {"a": {"version": "1.0.0", "dependencies": inner}}}
    assert _of(npm_lock.read, json.dumps(lock)) == [Distribution(URL, "", "sha1", OLD)]


KEYS = "resolved integrity sdist wheels files archive url path filename name file hash hashes sha256".split()
PACKAGE = '[[package]]\nname = "demo"\nversion = "1.0"\n'


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        (
            uv_lock.read,
            f'{PACKAGE}sdist = {{ url = "{URL}", hash = "sha256:{A}", size = 3 }}\n'
            f'wheels = [\n  {{ url = "https://u:p@example.org/d.whl", hash = "sha256:{B}" }},\n]\n',
            [Distribution(URL, "", "sha256", A), Distribution("https://example.org/d.whl", "", "sha256", B)],
        ),
        (
            uv_lock.read,
            f'{PACKAGE}source = {{ url = "{URL}" }}\nsdist = {{ hash = "sha256:{A}" }}\n',
            [Distribution(URL, "", "sha256", A)],
        ),
        (
            uv_lock.read,
            f'{PACKAGE}source = {{ registry = "../w" }}\nwheels = [{{ path = "w/d.whl", hash = "sha256:{A}" }}]\n',
            [Distribution("", "d.whl", "sha256", A)],
        ),
        (uv_lock.read, f'{PACKAGE}sdist = 7\nwheels = {{ hash = "sha256:{A}" }}\n', []),
        (
            poetry_lock.read,
            f'{PACKAGE}files = [\n {{file = "d.whl", hash = "sha256:{A}"}},\n {{file = "d.zip", hash = "md5:{B}"}}]\n',
            [Distribution("", "d.whl", "sha256", A)],
        ),
        (
            poetry_lock.read,
            f'{PACKAGE}files = [{{file = "d.tar.gz", hash = "sha256:{A}"}}]\n\n'
            f'[package.source]\ntype = "url"\nurl = "{URL}"\n',
            [Distribution(URL, "", "sha256", A)],
        ),
        (poetry_lock.read, f'{PACKAGE}files = ["d.whl", {{file = 7, hash = 7}}]\n', []),
        (
            pylock.read,
            f'[[packages]]\nname = "demo"\nversion = "1.0"\nsdist = {{url = "{URL}", hashes = {{sha256 = "{A}"}}}}\n'
            f'[[packages.wheels]]\npath = "w/d.whl"\nhashes = {{sha512 = "{LONG}", sha256 = "{B}", crc = 7}}\n',
            [
                Distribution(URL, "", "sha256", A),
                Distribution("", "d.whl", "sha512", LONG),
                Distribution("", "d.whl", "sha256", B),
            ],
        ),
        (
            pylock.read,
            f'[[packages]]\nname = "demo"\n[packages.archive]\nurl = "{URL}"\nhashes = {{sha256 = "{A}"}}\n',
            [Distribution(URL, "", "sha256", A)],
        ),
        (pylock.read, '[[packages]]\nname = "demo"\nwheels = 7\nsdist = {hashes = 7}\n', []),
        (
            requirements.read,
            f"demo==1.0 \\\n    --hash=sha256:{A} \\\n    --hash sha256:{B} \\\n    --hash=sha256:00\nplain==2\n",
            [Distribution("", "", "sha256", A), Distribution("", "", "sha256", B)],
        ),
        (
            requirements.read,
            f"demo @ https://me:secret@example.org/demo-1.0.tar.gz --hash=sha256:{A}\n",
            [Distribution(URL, "", "sha256", A)],
        ),
        (requirements.read, f"demo==1.0  # --hash=sha256:{A}\n", []),
    ],
)
def test_lock_files_of_python_state_each_file(read: Read, text: str, expected: list[Distribution]) -> None:
    assert _of(read, text) == expected


@given(st.one_of(st.text(), st.integers(), st.none()), st.text(), st.text())
def test_whatever_a_field_holds_nothing_is_raised(url: object, name: str, words: str) -> None:
    hashes = [*_distributions.composite(words), *_distributions.integrity(words), *_distributions.checked(name, words)]
    for one in _distributions.distributions(url, name, hashes):
        assert "/" not in one.name
        assert one.url == "" or one.url.startswith(("http://", "https://"))


@given(st.text("htps:/@%?#ab1.-", max_size=40))
def test_no_address_keeps_what_is_before_an_at_sign_of_its_host(text: str) -> None:
    for one in _distributions.distributions(f"https://{text}", "", ()):
        assert "@" not in one.url.split("/")[2]


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=9,
)


@given(st.dictionaries(st.sampled_from(KEYS), _VALUES))
def test_fields_of_any_shape_are_no_fault(fields: dict[str, Any]) -> None:
    for found in (
        npm_lock._files(fields),
        uv_lock._files(fields, URL),
        poetry_lock._files(fields, ""),
        pylock._files(fields),
    ):
        assert all(isinstance(one, Distribution) for one in found)
