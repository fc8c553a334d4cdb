"""JSON as a stream of leaves, with positions that the standard decoder does not give; comments are passed over."""

from __future__ import annotations

import json
import re

from weighstation.readers._leaves import Leaf

DEEPEST = 100
"""Levels of nesting whose leaves are read; what is deeper is data, not configuration."""

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|//[^\n]*|/\*.*?(?:\*/|\Z)|[{}\[\]:,]', re.DOTALL)
_WORD = r'|[^\s"{}\[\]:,/]+'  # a number, true, false, null
_NO_BREAK = re.compile(r"[^\n]")


def leaves(text: str) -> list[Leaf]:
    """Every string of ``text`` that is no key, with its offset. ``text`` is valid JSON, comments aside."""
    found: list[Leaf] = []
    keys: list[str | int] = []
    is_key = False
    for token in _TOKEN.finditer(text):
        word = token[0]
        if word in "{[":
            keys.append("" if word == "{" else 0)
            is_key = word == "{"
        elif word in "}]":
            del keys[-1:]
            is_key = False
        elif word == ",":
            is_key = _next(keys)
        elif word == ":":
            is_key = False
        elif word[0] == '"' and is_key:
            keys[-1] = unquoted(word)
        elif word[0] == '"' and len(keys) <= DEEPEST:
            found.append(Leaf(tuple(keys), unquoted(word), token.start() + 1))
    return found


def _next(keys: list[str | int]) -> bool:
    """Count on in an array; in an object, say that a key comes next."""
    if keys and isinstance(keys[-1], int):
        keys[-1] += 1
        return False
    return bool(keys)


def unquoted(word: str) -> str:
    """The text of a JSON string as it stands between its quotes; one with broken escapes keeps them."""
    if "\\" not in word:
        return word[1:-1]
    try:
        return str(json.loads(word, strict=False))
    except ValueError:
        return word[1:-1]


def plain(text: str) -> str:
    """``text`` without comments and trailing commas, each replaced by blanks so that positions stay."""
    pieces, end = [], 0
    for start, stop in _extras(text):
        pieces += [text[end:start], _NO_BREAK.sub(" ", text[start:stop])]
        end = stop
    return "".join([*pieces, text[end:]])


def _extras(text: str) -> list[tuple[int, int]]:
    """Where the comments and trailing commas of ``text`` are, in order."""
    found: list[tuple[int, int]] = []
    comma: tuple[int, int] | None = None
    for token in re.finditer(_TOKEN.pattern + _WORD, text, re.DOTALL):
        if token[0].startswith(("//", "/*")):
            found.append(token.span())
            continue
        if comma and token[0] in "}]":
            found.append(comma)
        comma = token.span() if token[0] == "," else None
    return sorted(found)
