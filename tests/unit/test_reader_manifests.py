"""What all readers of package manifests withstand: files that are random, cut off, altered or of wrong types."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.readers import npm_lock, package_json, poetry_lock, pylock, pyproject, requirements, uv_lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from weighstation.model import Reference

    Read = Callable[[str, bytes], Iterator[Reference]]

LOCKED = {
    "name": "a", "version": "1.0", "source": {"url": "https://example.org/a-1.0.zip", "type": "git", "git": "x"},
    "dependencies": [{"name": "b"}], "optional-dependencies": {"x": [{"name": "b"}]}, "develop": False,
    "vcs": {"type": "git", "url": "x", "commit-id": "0"}, "archive": {"url": "x"}, "directory": {"path": "x"},
}  # fmt: skip
MANIFEST = {
    "project": {
        "name": "x",
        "version": "1",
        "dependencies": ["a==1"],
        "optional-dependencies": {"x": ["b @ https://x/y"]},
    },
    "dependency-groups": {"dev": ["c", {"include-group": "x"}]},
    "tool": {
        "poetry": {
            "dependencies": {"a": "1.0", "b": {"git": "x", "rev": "y"}, "c": [{"version": "1", "path": "x.whl"}]}
        },
        "pdm": {"dev-dependencies": {"x": ["-e x", "d"]}},
        "uv": {"dev-dependencies": ["e"]},
    },
}
INSTALLED = {
    "name": "z",
    "version": "1.0.0",
    "license": {"type": "MIT"},
    "dependencies": {"b": "1"},
    "requires": {"b": "1"},
}


LINK = {"resolved": "x", "link": True}
LINES = b"a==1 \\\n  --hash=sha256:0\n-e git+https://x/y@z#egg=w\nb @ https://x\n"
NESTED = {"version": "1.0.0", "license": "MIT", "requires": {"b": "1"}}


def toml(value: object) -> str:
    """A value in TOML's inline form; what TOML cannot hold becomes a text."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps("" if value is None else value)


def toml_document(value: object) -> bytes:
    pairs = value.items() if isinstance(value, dict) else [("x", value)]
    return "\n".join(f"{json.dumps(key)} = {toml(item)}" for key, item in pairs).encode()


def json_document(value: object) -> bytes:
    return json.dumps(value, indent=1).encode()


CASES: dict[str, tuple[Read, Any, Callable[[object], bytes]]] = {
    "uv_lock": (uv_lock.read, {"version": 1, "package": [LOCKED, {"name": "b"}]}, toml_document),
    "poetry_lock": (poetry_lock.read, {"package": [LOCKED | {"dependencies": {"b": "1"}}]}, toml_document),
    "pylock": (pylock.read, {"packages": [LOCKED, {"name": "b"}]}, toml_document),
    "pyproject": (pyproject.read, MANIFEST, toml_document),
    "package_json": (package_json.read, {"name": "x", "dependencies": {"a": "1.0.0", "b": "file:x"}}, json_document),
    "npm_lock": (npm_lock.read, {"packages": {"node_modules/a": INSTALLED, "node_modules/b": LINK}}, json_document),
    "npm_lock_1": (npm_lock.read, {"dependencies": {"a": NESTED | {"dependencies": {"b": NESTED}}}}, json_document),
    "requirements": (requirements.read, None, lambda _: LINES),
}  # fmt: skip

_scalars = (
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=4) | st.sampled_from(["a", "git+https://x@y"])
)
_odd = st.recursive(
    _scalars,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["name", "version", "a", ""]), inner, max_size=2)
    ),
    max_leaves=4,
)


@st.composite
def _altered(draw: st.DrawFn, value: Any) -> Any:
    """``value`` with something else in one place, or in none."""
    if not isinstance(value, dict | list) or not value or draw(st.integers(0, 5)) == 0:
        return draw(_odd)
    key = draw(st.sampled_from(list(value) if isinstance(value, dict) else range(len(value))))
    copy = value.copy()
    copy[key] = draw(_altered(value[key]))
    return copy


def read_or_refuse(read: Read, data: bytes) -> list[Reference]:
    """All references up to the error, each of which has to be sound; only a ``ReadError`` may end them."""
    found: list[Reference] = []
    try:
        found.extend(read("file", data))
    except ReadError as error:
        faults = [error]
    else:
        faults = []
    assert all(error.path == "file" and error.hint and str(error).replace("\n", "").isprintable() for error in faults)
    for reference in found:
        assert reference.id.partition(":")[2]
        assert 1 <= reference.occurrence.line <= data.count(b"\n") + 1
        texts = (reference.id, reference.version, reference.license, reference.occurrence.symbol, *reference.depends_on)
        assert "".join(texts).isprintable()
    return found


@pytest.mark.parametrize("name", CASES)
def test_the_document_that_is_altered_below_is_a_good_one(name: str) -> None:
    read, value, written = CASES[name]
    assert list(read("file", written(value)))


@pytest.mark.parametrize("name", CASES)
@given(data=st.data())
def test_random_bytes_only_raise_read_errors(name: str, data: st.DataObject) -> None:
    read_or_refuse(CASES[name][0], data.draw(st.binary(max_size=60)))


@pytest.mark.parametrize("name", CASES)
@given(data=st.data())
def test_documents_cut_or_overwritten_somewhere_only_raise_read_errors(name: str, data: st.DataObject) -> None:
    read, value, written = CASES[name]
    good = written(value)
    start = data.draw(st.integers(0, len(good)))
    end = data.draw(st.integers(start, len(good)))
    read_or_refuse(read, good[:start] + data.draw(st.binary(max_size=5)) + good[end:])


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case[1] is not None])
@given(data=st.data())
def test_values_of_wrong_types_only_raise_read_errors(name: str, data: st.DataObject) -> None:
    read, value, written = CASES[name]
    read_or_refuse(read, written(data.draw(_altered(value))))


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize(
    "data", [b"", b"[" * 50_000, b'{"a":' * 50_000, b"a = [" * 50_000, b"\\\n" * 50_000, b"a" * 500_000, b"a." * 50_000]
)
def test_deep_and_long_input_ends_soon(name: str, data: bytes) -> None:
    read_or_refuse(CASES[name][0], data)
