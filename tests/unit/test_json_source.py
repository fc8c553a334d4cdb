"""JSON with positions: every key has a place, and that place is right."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.readers._json_source import loads, locate

if TYPE_CHECKING:
    from collections.abc import Iterator


def keys(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of all keys that do not lie in an array."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield (*path, key)
            yield from keys(child, (*path, key))


_values = st.recursive(
    st.none() | st.integers() | st.text(max_size=5) | st.sampled_from(['"', "\\", "{", "}", ":", '\\"a":{']),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)


@given(_values, st.fixed_dictionaries({"indent": st.sampled_from([None, 0, 2]), "ensure_ascii": st.booleans()}))
def test_every_key_outside_arrays_has_the_place_where_it_is_written(value: object, style: dict[str, Any]) -> None:
    text = json.dumps(value, **style)
    found = locate(text)
    assert set(found) == set(keys(value))
    lines = text.split("\n")
    for path, (line, column) in found.items():
        assert lines[line - 1][column - 1 :].startswith(json.dumps(path[-1], **style) + ":")


def test_keys_deeper_than_asked_for_have_no_place() -> None:
    assert locate('{"a": {"b": {"c": 1}}, "d": 2}', 2) == {("a",): (1, 2), ("a", "b"): (1, 8), ("d",): (1, 24)}


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b'{"a": 1,\n "b" 2}', 2, "not valid JSON"),
        (b"", 1, "not valid JSON"),
        (b'{"a":\n"\xff"}', 2, "UTF-8"),
        (b"[" * 100_000, 0, "nests too deeply"),
        (b"1" * 10_000, 0, "cannot be read"),
    ],
)
def test_what_is_no_json_is_an_error_with_its_line(data: bytes, line: int, message: str) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        loads("x.json", data)
    assert (caught.value.path, caught.value.line) == ("x.json", line)
    assert caught.value.hint
