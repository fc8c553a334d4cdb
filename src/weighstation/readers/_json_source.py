"""JSON with positions: the standard decoder reads the values, one pass of a regular expression finds the keys."""

from __future__ import annotations

import json
import re
from typing import Any

from weighstation.errors import ReadError
from weighstation.readers._text import decode, positions

Positions = dict["tuple[str | int, ...]", "tuple[int, int]"]

_DEEPEST = 100  # Levels: more than any manifest has, and few enough that key paths stay short.
_STRING = r'"([^"\\]*(?:\\.[^"\\]*)*)"'
# A key with the bracket or the string that follows it; or a string, an opening bracket, a closing one.
_TOKEN = re.compile(rf"{_STRING}(?:(\s*:)\s*(?:([{{\[])|{_STRING})?)?|([{{\[])|[}}\]]")


def loads(path: str, data: bytes) -> Any:  # noqa: ANN401 - JSON is of any type
    """The value of a JSON file; ``path`` is only for messages. Raises ``ReadError`` with the line of the fault."""
    try:
        return json.loads(decode(path, data))
    except RecursionError:
        raise ReadError("nests too deeply to be read", path=path, hint="flatten it") from None
    except json.JSONDecodeError as error:
        fault = f"is not valid JSON: {error.msg} (column {error.colno})"
        raise ReadError(fault, path=path, line=error.lineno, hint="correct the syntax there") from None
    except ValueError as error:  # An integer of thousands of digits.
        raise ReadError(f"holds a value that cannot be read: {error}", path=path, hint="shorten the number") from None


def locate(text: str, deepest: int = _DEEPEST) -> Positions:
    """Line and column, both from 1, of every key of ``text``, which is valid JSON, by its path of keys.

    Objects in arrays and keys more than ``deepest`` levels down have no positions. Linear time.
    """
    found: Positions = {}
    position = positions(text)
    outer: list[tuple[str, ...] | None] = []
    inside: tuple[str, ...] | None = None
    for token in _TOKEN.finditer(text):
        string, colon, opening, _, bare = token.groups()
        path = None
        if colon and inside is not None and len(inside) < deepest:
            path = (*inside, _name(string))
            found[path] = position(token.start())
        if opening or bare:
            root = () if not outer and bare else path
            outer.append(inside)
            inside = root if (opening or bare) == "{" else None
        elif string is None:
            inside = outer.pop()
    return found


def _name(written: str) -> str:
    return str(json.loads(f'"{written}"')) if "\\" in written else written
