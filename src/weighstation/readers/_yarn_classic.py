"""The format of Yarn 1's lock files: like YAML, but none. Two blanks a level, ``key value`` or ``key, key:`` a line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from weighstation.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    Places = dict[tuple[str | int, ...], tuple[int, int]]

_WORD = r'(?:"[^"\\]*(?:\\.[^"\\]*)*"|[^\s":,]+)'
_LINE = re.compile(rf"( *)({_WORD}(?:, *{_WORD})*)(:?)(?: +({_WORD}))? *")
_WORDS = re.compile(_WORD)


def document(path: str, text: str) -> Iterator[tuple[dict[str, Any], Places]]:
    """The one document of a file, as keys with texts or further keys, with line and column of its outermost keys.

    Several keys of one entry are one, with a comma and a blank between them, as Yarn 2 has them. Raises ``ReadError``
    with the line.
    """
    root: dict[str, Any] = {}
    places: Places = {}
    levels = [root]
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            depth, key, value = _parsed(path, line.rstrip(), number)
            if depth >= len(levels) or (not depth and value is not None):
                raise _fault(path, number)
            del levels[depth + 1 :]
            levels[depth][key] = inner = {} if value is None else value
            levels.extend([inner] if isinstance(inner, dict) else [])
            places.update({} if depth else {(key,): (number, 1)})
    yield root, places


def _parsed(path: str, line: str, number: int) -> tuple[int, str, str | None]:
    """Level, key and value of a line; no value where further keys follow."""
    found = _LINE.fullmatch(line)
    if not found or len(found[1]) % 2 or bool(found[3]) == bool(found[4]):
        raise _fault(path, number)
    try:
        key = ", ".join(_plain(word) for word in _WORDS.findall(found[2]))
        return len(found[1]) // 2, key, _plain(found[4]) if found[4] else None
    except ValueError:
        raise _fault(path, number) from None


def _plain(word: str) -> str:
    """A word without quotes, which are those of JSON. Raises ``ValueError`` where they are not."""
    return str(json.loads(word)) if word.startswith('"') else word


def _fault(path: str, number: int) -> ReadError:
    hint = "resolve conflicts, or let Yarn write the file again"
    return ReadError("is not in the format of Yarn's lock files", path=path, line=number, hint=hint)
