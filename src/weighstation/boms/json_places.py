"""Where the parts of a JSON document are: the standard decoder says where each ends."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from weighstation.readers._text import positions

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE = re.compile(r"[ \t\r\n]*")
_PLAIN = json.JSONDecoder()


def line(text: str, pointer: str) -> int:
    """The line of what a pointer leads to, or of the nearest thing around it that is in the table of ``starts``."""
    table = starts(text)
    while pointer and pointer not in table:
        pointer = pointer.rpartition("/")[0]
    return positions(text)(table.get(pointer, 0))[0]


@lru_cache(maxsize=4)
def starts(text: str) -> dict[str, int]:
    """Where each member of the outer object, and each element of its arrays, begins: offsets by JSON pointer.

    Deeper things are found by what they are in. Ends where the text is no JSON; the values are decoded once more.
    """
    found: dict[str, int] = {}
    try:
        for key, at in _members(text):
            pointer = f"/{key.replace('~', '~0').replace('/', '~1')}"
            found[pointer] = at
            if text[at] == "[":
                found.update((f"{pointer}/{number}", begin) for number, begin in enumerate(_elements(text, at)))
    except (ValueError, RecursionError, IndexError):
        pass
    return found


def _members(text: str) -> Iterator[tuple[str, int]]:
    at = _skip(text, _skip(text, 0) + 1)
    while text[at] != "}":
        key, at = _PLAIN.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)
        yield str(key), at
        at = _next(text, _PLAIN.raw_decode(text, at)[1])


def _elements(text: str, at: int) -> Iterator[int]:
    at = _skip(text, at + 1)
    while text[at] != "]":
        yield at
        at = _next(text, _PLAIN.raw_decode(text, at)[1])


def _next(text: str, at: int) -> int:
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at] == "," else at


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
