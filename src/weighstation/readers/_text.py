"""Bytes to text, and offsets to lines: what every text reader needs first."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from weighstation.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable

    Position = Callable[[int], tuple[int, int]]

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(path: str, data: bytes) -> str:
    """The text of a file: UTF-8, or UTF-16 with a byte order mark. Raises ``ReadError`` with the line otherwise."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"is not {encoding.removesuffix('-sig').upper()} text"
        raise ReadError(message, path=path, line=line, hint="save it as UTF-8") from None


@lru_cache(maxsize=2)
def positions(text: str) -> Position:
    """A function from an offset in ``text`` to its line and column, both from 1."""
    starts: list[int] = []

    def position(offset: int) -> tuple[int, int]:
        if not starts:  # most files hold nothing whose place anyone asks for
            starts.extend((0, *accumulate(len(line) + 1 for line in text.split("\n"))))
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    return position
