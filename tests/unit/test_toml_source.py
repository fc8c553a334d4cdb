"""TOML with positions: every value that tomli sees has a place, and that place is right."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.toml_source import KeyPath, loads, locate

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLE = '''\
# a comment with = and [brackets]
title = "x"
a.b = 1
"q \\" x".'l.t' = [1, "two", {x = [3], "y.z" = 1979-05-27 07:32:00}, [ [], [5,], ],  # c ]
  """m"l""" ]
[tool.x]
text = """a
[no.table]
b""""
[[item]]
n = 1
[item.sub]
z = {}
[[item.deep]]
w = 1
[[item]]
n = 2
[[item.deep]]
w = 3
'''


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("title",), (2, 1)),
        (("a",), (3, 1)),
        (("a", "b"), (3, 3)),
        (('q " x',), (4, 1)),
        (('q " x', "l.t"), (4, 10)),
        (('q " x', "l.t", 1), (4, 22)),
        (('q " x', "l.t", 2), (4, 29)),
        (('q " x', "l.t", 2, "x", 0), (4, 35)),
        (('q " x', "l.t", 2, "y.z"), (4, 39)),
        (('q " x', "l.t", 3, 1, 0), (4, 76)),
        (('q " x', "l.t", 4), (5, 3)),
        (("tool", "x"), (6, 7)),
        (("tool", "x", "text"), (7, 1)),
        (("item", 0), (10, 3)),
        (("item", 0, "sub", "z"), (13, 1)),
        (("item", 0, "deep", 0, "w"), (15, 1)),
        (("item", 1), (16, 3)),
        (("item", 1, "n"), (17, 1)),
        (("item", 1, "deep", 0, "w"), (19, 1)),
    ],
)
def test_a_key_or_item_is_found_at_its_line_and_column(path: KeyPath, place: tuple[int, int]) -> None:
    assert locate(EXAMPLE)[path] == place


def test_nothing_is_found_that_the_document_does_not_hold() -> None:
    assert ("no",) not in locate(EXAMPLE)
    assert {path[0] for path in locate(EXAMPLE)} == set(tomli.loads(EXAMPLE))


def test_a_table_has_the_place_where_its_name_is_first_written() -> None:
    assert locate("[a.b]\nx = 1\n[a]\ny = 2\n")[("a",)] == (1, 2)


def test_lines_count_the_same_with_windows_line_ends_and_a_byte_order_mark() -> None:
    assert locate("\ufeffa = 1\r\n\r\n[b]\r\nc = 2\r\n")[("b", "c")] == (4, 1)
    assert loads("f.toml", b"\xef\xbb\xbfa = 1\r\n") == {"a": 1}


def test_very_deep_nesting_is_cut_short_and_stays_cheap() -> None:
    text = "x = " + "[" * 300 + "]" * 300 + "\ny = [1]\n"
    places = locate(text)
    assert max(map(len, places)) == 100
    assert places["y", 0] == (2, 6)


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"a = 1\nb = \n", 2, "not valid TOML"),
        (b"a = 1\na = 2\n", 2, "not valid TOML"),
        (b"a = 2024-02-31\n", 1, "Invalid date"),
        (b"a = 1\n# \xff\n", 2, "not UTF-8"),
        (b"a = " + b"[" * 100_000, 0, "nests too deeply"),
        (b"a = " + b"1" * 5_000, 0, "cannot be read"),
    ],
)
def test_bad_input_is_a_read_error_with_path_line_and_help(data: bytes, line: int, words: str) -> None:
    with pytest.raises(ReadError) as caught:
        loads("some/file.toml", data)
    assert (caught.value.path, caught.value.line) == ("some/file.toml", line)
    assert words in caught.value.message
    assert caught.value.hint


@given(st.binary(max_size=200))
def test_random_bytes_are_read_or_refused_never_worse(data: bytes) -> None:
    with suppress(ReadError):
        assert isinstance(loads("f.toml", data), dict)


# Documents in many notations: each statement is drawn alone and kept only while tomli accepts the whole.

_names = st.sampled_from(["a", "b", "c-1", '"d e"', "'f.g'", '"h\\"i"', '"j\\u0041"', "1"])
_keys = st.lists(_names, min_size=1, max_size=3).map(" . ".join)
_scalars = st.sampled_from(
    ["1", "-2.5e3", "true", '"s # ]"', "'l\\'", '"""m\n"q" ]"""', '""""e"""""', "'''x''y'''", "1979-05-27 07:32:00Z",
     "07:32:00", "2026-12-31", "nan", "0xAF", '"\\\\"', '""', "''"]
)  # fmt: skip
_gaps = st.sampled_from(["", " ", "\n", " # ] } ,\n", "\t"])


def _array(parts: tuple[list[str], str, str]) -> str:
    items, gap, tail = parts
    return f"[{gap}" + f"{gap},{gap}".join(items) + (tail if items else "") + f"{gap}]"


def _inline_table(pairs: list[tuple[str, str]]) -> str:
    return "{ " + ", ".join(f"{key} = {value}" for key, value in pairs) + " }"


_values = st.recursive(
    _scalars,
    lambda inner: (
        st.tuples(st.lists(inner, max_size=3), _gaps, st.sampled_from(["", ","])).map(_array)
        | st.lists(st.tuples(_keys, inner), max_size=3).map(_inline_table)
    ),
    max_leaves=6,
)
_statements = (
    st.tuples(_keys, _values).map(lambda pair: f"{pair[0]} = {pair[1]}")
    | _keys.map(lambda key: f"[ {key} ]")
    | _keys.map(lambda key: f"[[{key}]]")
    | st.just("# comment")
)


def _reading(text: str) -> str:
    """What tomli makes of a document, as text; empty where it refuses it."""
    try:
        return repr(tomli.loads(text))
    except tomli.TOMLDecodeError:
        return ""


def _accepted(statements: list[str]) -> str:
    """The statements that make a valid document together, each kept if tomli still accepts the text with it."""
    text = ""
    for statement in statements:
        if _reading(f"{text}{statement}\n"):
            text += f"{statement}\n"
    return text


def _leaves(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from _leaves(part, (*path, key))
    if not isinstance(value, (dict, list)):
        yield path, value


def _written_at(text: str, place: tuple[int, int]) -> str:
    line, column = place
    return "\n".join(text.split("\n")[line - 1 :])[column - 1 :]


def _starts_with_value(text: str, value: Any) -> bool:
    """Whether some beginning of ``text`` is TOML for ``value``."""
    return any(_reading(f"v = {text[:end]}") == repr({"v": value}) for end in range(1, len(text) + 1))


def _starts_with_key(text: str, key: str) -> bool:
    return any(text.startswith(name) for name in (key, f'"{key}"', f"'{key}'", '"h\\"i"', '"j\\u0041"'))


@given(st.lists(_statements, max_size=8).map(_accepted))
def test_every_leaf_that_tomli_reads_has_a_position_and_stands_there(text: str) -> None:
    places = locate(text)
    for path, value in _leaves(tomli.loads(text)):
        written = _written_at(text, places[path])
        if isinstance(path[-1], str):
            assert _starts_with_key(written, path[-1]), (text, path)
        else:
            assert _starts_with_value(written, value), (text, path)
