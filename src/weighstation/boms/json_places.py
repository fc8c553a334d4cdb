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


def place(text: str, pointer: str, word: str = "") -> tuple[int, int]:
    """Line and column of what a pointer leads to: of the text ``word`` in it, where that is there.

    Of what is not in the table of ``spans`` it is the place of the nearest thing around it that is.
    """
    table = spans(text)
    while pointer and pointer not in table:
        pointer = pointer.rpartition("/")[0]
    start, end = table.get(pointer, (0, 0))
    found = text.find(f'"{word}"', start, end) if word else -1
    return positions(text)(found + 1 if found >= 0 else start)


@lru_cache(maxsize=4)
def spans(text: str) -> dict[str, tuple[int, int]]:
    """Where each member of the outer object, and each element of its arrays, begins and ends: by JSON pointer.

    Deeper things are found by what they are in. Ends where the text is no JSON; the values are decoded once more.
    """
    found: dict[str, tuple[int, int]] = {}
    try:
        for key, *span in _members(text):
            pointer = f"/{key.replace('~', '~0').replace('/', '~1')}"
            found[pointer] = (span[0], span[1])
            if text[span[0]] == "[":
                found.update((f"{pointer}/{number}", each) for number, each in enumerate(_elements(text, span[0])))
    except (ValueError, RecursionError, IndexError):
        pass
    return found


def _members(text: str) -> Iterator[tuple[str, int, int]]:
    at = _skip(text, _skip(text, 0) + 1)
    while text[at] != "}":
        key, at = _PLAIN.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)
        end = _PLAIN.raw_decode(text, at)[1]
        yield str(key), at, end
        at = _next(text, end)


def _elements(text: str, at: int) -> Iterator[tuple[int, int]]:
    at = _skip(text, at + 1)
    while text[at] != "]":
        end = _PLAIN.raw_decode(text, at)[1]
        yield at, end
        at = _next(text, end)


def _next(text: str, at: int) -> int:
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at] == "," else at


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
