"""Protocol buffers, one level of a message at a time: https://protobuf.dev/programming-guides/encoding/.

What a field holds is not looked at unless somebody asks for its bytes, so that gigabytes are stepped over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.readers import Window

LENGTH_DELIMITED = 2
_VARINT = 0
_FIXED = {1: 8, 5: 4}  # bytes by wire type
_LONGEST = 10  # bytes of a varint
_MOST = 100_000  # fields of one message


class MalformedError(Exception):
    """The bytes are no message; the text says why."""


class Field(NamedTuple):
    """One field of a message: its number, its wire type, and where its value starts and ends in the file."""

    number: int
    wire: int
    start: int
    end: int


def fields(data: Window, start: int = 0, end: int | None = None) -> Iterator[Field]:
    """The fields of the message at ``data[start:end]``. Raises ``MalformedError`` where there is none any more."""
    at, stop = start, len(data) if end is None else end
    for _ in range(_MOST):
        if at >= stop:
            return
        tag, at = _varint(data, at, stop)
        begin, at = _value(data, tag & 7, at, stop)
        if tag >> 3 == 0 or at > stop:
            raise MalformedError("it ends within a field" if tag >> 3 else "a field has the number 0")
        yield Field(tag >> 3, tag & 7, begin, at)
    raise MalformedError(f"it has more than {_MOST:,} fields")


def _value(data: Window, wire: int, at: int, stop: int) -> tuple[int, int]:
    """Where the value of a field starts and ends."""
    if wire == _VARINT:
        return at, _varint(data, at, stop)[1]
    if wire == LENGTH_DELIMITED:
        size, begin = _varint(data, at, stop)
        return begin, begin + size
    if wire not in _FIXED:
        raise MalformedError(f"a field has the unknown type {wire}")
    return at, at + _FIXED[wire]


def _varint(data: Window, at: int, stop: int) -> tuple[int, int]:
    """A number in groups of seven bits, lowest first, and where it ends."""
    number = 0
    for index, byte in enumerate(data[at : min(at + _LONGEST, stop)]):
        number |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:  # noqa: PLR2004 - the highest bit says that another byte follows
            return number, at + index + 1
    raise MalformedError("it ends within a number")
