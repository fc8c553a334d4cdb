"""``Pipfile`` and ``Pipfile.lock``: what a project of Pipenv asks for, and what Pipenv resolved."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.model import Distribution
from weighstation.readers import pipfile, pipfile_lock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Reference

HASH, OTHER = "0a" * 32, "1b" * 32

EXAMPLE = b"""\
[[source]]
url = "https://example.org/simple"
verify_ssl = true
name = "mirror"

[packages]
Requests = "*"
flask = "==3.0.2"
"uvicorn[standard]" = ">=0.20, <1"
tool = {git = "git+https://huggingface.co/someteam/some-tool.git#egg=tool", ref = "v1", editable = true}
en-core-web-sm = {file = "https://example.org/en_core_web_sm-3.8.0-py3-none-any.whl"}
numpy = {version = "==1.26.4", extras = ["x"], markers = "python_version < '3.13'"}
own = {path = ".", editable = true}
also-own = {file = "../also"}
carried = {path = "wheels/carried-1.0-py3-none-any.whl"}

[dev-packages]
pytest = "~=8.0"

[docs]
sphinx = "==7.2.6"

[requires]
python_version = "3.12"

[scripts]
serve = "python app.py"
"""


def test_each_package_of_each_category_is_read_but_local_folders() -> None:
    found = [(one.id, one.version, one.occurrence.line, one.occurrence.symbol) for one in pipfile.read("a", EXAMPLE)]
    assert found == [
        ("pypi:requests", "", 7, "packages"),
        ("pypi:flask", "3.0.2", 8, "packages"),
        ("pypi:uvicorn", "", 9, "packages"),
        ("hf:someteam/some-tool", "v1", 10, "packages"),
        ("pypi:tool", "", 10, "packages"),
        ("spacy:en_core_web_sm", "3.8.0", 11, "packages"),
        ("pypi:numpy", "1.26.4", 12, "packages"),
        ("pypi:carried", "", 15, "packages"),
        ("pypi:pytest", "", 18, "dev-packages"),
        ("pypi:sphinx", "7.2.6", 21, "docs"),
    ]


def _partly(found: Iterator[Reference]) -> tuple[list[str], ReadError | None]:
    """The ids that come before an error, and the error."""
    ids: list[str] = []
    try:
        for one in found:
            ids.append(one.id)  # noqa: PERF401 - what came before the error counts
    except ReadError as error:
        return ids, error
    return ids, None


@pytest.mark.parametrize(
    "entry",
    ['x = "2.0"', "x = 7", 'x = ["*"]', "x = {version = 2}", "x = {git = 2}", '"not a name" = "*"', 'x = "at most 2"'],
)
def test_a_faulty_entry_is_told_with_its_line_and_the_others_are_read(entry: str) -> None:
    ids, error = _partly(pipfile.read("Pipfile", f'[packages]\na = "*"\n{entry}\nb = "*"\n'.encode()))
    assert {"pypi:a", "pypi:b"} <= {*ids} <= {"pypi:a", "pypi:b", "pypi:x"}
    assert error is not None
    assert (error.path, error.line) == ("Pipfile", 3)


@pytest.mark.parametrize(("text", "line"), [("[packages\n", 1), ("packages = 7\n", 1), ("\n\nx = \n", 3)])
def test_a_broken_pipfile_is_told_with_its_line(text: str, line: int) -> None:
    _, error = _partly(pipfile.read("Pipfile", text.encode()))
    assert error is not None
    assert error.line == line


def _lock(**categories: Any) -> bytes:
    return json.dumps({"_meta": {"sources": [], "hash": {"sha256": HASH}}, **categories}, indent=1).encode()


LOCKED = _lock(
    default={
        "certifi": {"version": "==2024.8.30", "hashes": [f"sha256:{HASH}", f"sha256:{OTHER}", "sha256:00"]},
        "uvicorn": {"version": "==0.20", "extras": ["standard"], "index": "mirror", "markers": "x"},
        "tool": {"git": "https://huggingface.co/someteam/some-tool.git", "ref": "0123abc"},
        "demo": {"file": "https://me:secret@example.org/demo-1.0.tar.gz", "hashes": [f"sha256:{HASH}"]},
        "own": {"editable": True, "path": "."},
    },
    develop={"pytest": {"version": "==8.0.0"}},
    docs={"sphinx": {"version": "==7.2.6"}},
)


def test_each_locked_package_of_each_category_is_read_with_its_line() -> None:
    found = [(one.id, one.version, one.occurrence.symbol) for one in pipfile_lock.read("Pipfile.lock", LOCKED)]
    assert found == [
        ("pypi:certifi", "2024.8.30", "lock"),
        ("pypi:uvicorn", "0.20", "lock"),
        ("hf:someteam/some-tool", "0123abc", "lock"),
        ("pypi:tool", "", "lock"),
        ("pypi:demo", "1.0", "lock"),
        ("pypi:pytest", "8.0.0", "lock"),
        ("pypi:sphinx", "7.2.6", "lock"),
    ]
    lines = LOCKED.decode().split("\n")
    for one in pipfile_lock.read("Pipfile.lock", LOCKED):
        name = one.id.partition(":")[2].rpartition("/")[2].removeprefix("some-")
        assert f'"{name}": {{' in lines[one.occurrence.line - 1]


def test_hashes_are_those_of_files_without_a_name_but_of_an_archive_by_its_address() -> None:
    found = {one.id: one.distributions for one in pipfile_lock.read("x", LOCKED) if one.distributions}
    assert found == {
        "pypi:certifi": (Distribution("", "", "sha256", HASH), Distribution("", "", "sha256", OTHER)),
        "pypi:demo": (Distribution("https://example.org/demo-1.0.tar.gz", "", "sha256", HASH),),
    }


@pytest.mark.parametrize("entry", ["==1.0 and more", 7, [], {"version": 7}, {"version": "1.0"}, {"git": 7}])
def test_a_faulty_locked_entry_is_told_with_its_line_and_the_others_are_read(entry: object) -> None:
    good = {"version": "==1"}
    data = _lock(default={"a": good, "x": entry, "b": good})
    ids, error = _partly(pipfile_lock.read("x", data))
    assert {"pypi:a", "pypi:b"} <= {*ids}
    assert error is not None
    assert '"x": ' in data.decode().split("\n")[error.line - 1]


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"7", b'{"default": 7}', b'{"default": []}'])
def test_what_is_no_lock_file_is_a_read_error(data: bytes) -> None:
    assert _partly(pipfile_lock.read("x", data))[1] is not None


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from("default develop x version hashes git ref file path".split()), inner)
    ),
    max_leaves=9,
)


@given(_VALUES)
def test_whatever_the_lock_holds_only_a_read_error_is_raised(value: object) -> None:
    with contextlib.suppress(ReadError):
        list(pipfile_lock.read("x", json.dumps(value).encode()))


@given(st.binary() | st.integers(0, len(EXAMPLE)).map(lambda end: EXAMPLE[:end]))
def test_whatever_the_bytes_of_a_pipfile_only_a_read_error_is_raised(data: bytes) -> None:
    with contextlib.suppress(ReadError):
        list(pipfile.read("Pipfile", data))


@given(st.binary() | st.integers(0, len(LOCKED)).map(lambda end: LOCKED[:end]))
def test_whatever_the_bytes_of_a_lock_only_a_read_error_is_raised(data: bytes) -> None:
    with contextlib.suppress(ReadError):
        list(pipfile_lock.read("Pipfile.lock", data))
