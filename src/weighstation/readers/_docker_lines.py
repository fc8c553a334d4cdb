"""A Dockerfile's instructions: continued lines put together, comments taken out, here-documents kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from weighstation.readers._shell_level import Documents

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIRECTIVE = re.compile(r"\s*#\s*escape\s*=\s*([\\`])", re.IGNORECASE)
_KEYWORD = re.compile(r"[^\S\n]*([A-Za-z]+)(?:[^\S\n]+|$)")
_COMMENT = re.compile(r"\s*#")
_ANNOUNCED = re.compile(r"(?<!<)<<(?=-?[\"'\w])")


class Instruction(NamedTuple):
    """One instruction: its keyword in capitals, and its arguments with their offset, as long as in the source."""

    keyword: str
    arguments: str
    offset: int


def instructions(text: str) -> Iterator[Instruction]:
    """The instructions of a Dockerfile, in order. Here-documents stand after the line that announces them."""
    directive = _DIRECTIVE.match(text)
    escape = re.escape(directive[1] if directive else "\\")
    end_of_line = re.compile(rf"(?P<goes_on>{escape}[^\S\n]*\n(?:[^\S\n]*(?:#[^\n]*)?\n)*)|\n|\Z")
    documents = Documents(text, 0)
    at = 0
    while at < len(text):
        end = text.find("\n", at) if _COMMENT.match(text, at) else _end(text, at, end_of_line)
        end = len(text) if end < 0 else end
        keyword = _KEYWORD.match(text, at, end)
        if keyword:
            arguments = end_of_line.sub(_blanks, text[keyword.end() : end])
            stop = _documents_end(text, keyword.end(), end, documents) if _ANNOUNCED.search(arguments) else end
            yield Instruction(keyword[1].upper(), arguments + text[end:stop], keyword.end())
            end = max(end, stop - 1)
        at = end + 1


def _end(text: str, at: int, end_of_line: re.Pattern[str]) -> int:
    while (found := end_of_line.search(text, at)) and found["goes_on"]:
        at = found.end()
    return found.start() if found else len(text)


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _documents_end(text: str, start: int, end: int, documents: Documents) -> int:
    """Where the here-documents end that are announced between ``start`` and ``end``."""
    for found in _ANNOUNCED.finditer(text, start, end):
        documents.announced(found.start())
    stop = documents.read(end + 1)
    documents.tags.clear()
    return stop
