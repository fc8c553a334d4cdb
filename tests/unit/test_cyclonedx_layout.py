"""The layout of a document changes nothing but white space."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.writers.cyclonedx.layout import WIDTH, layout

PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=40)


@given(VALUES)
def test_what_is_written_reads_back(value: object) -> None:
    assert json.loads(layout(value)) == value


@given(VALUES)
def test_without_line_breaks_it_is_what_the_standard_library_writes(value: object) -> None:
    lines = [line.strip() for line in layout(value).splitlines()]
    assert json.dumps(json.loads("".join(lines))) == json.dumps(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([], "[]"),
        ({}, "{}"),
        ({"a": [1.0, True, None]}, '{"a": [1.0, true, null]}'),
        ({"a": "é\u2028\n"}, '{"a": "\\u00e9\\u2028\\n"}'),
        (1e-07, "1e-07"),
    ],
)
def test_short_values_stand_on_one_line(value: object, expected: str) -> None:
    assert layout(value) == expected


def test_long_values_are_broken_and_indented() -> None:
    long = "x" * (WIDTH // 2)
    assert layout({"a": [long, long], "b": 1}) == f'{{\n  "a": [\n    "{long}",\n    "{long}"\n  ],\n  "b": 1\n}}'
