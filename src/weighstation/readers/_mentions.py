"""Models that prose and comments name: a Hub address, or an id that can hardly be anything else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.model import Occurrence, Reference
from weighstation.readers._ids import identify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.readers._ids import Named
    from weighstation.readers._text import Position

_TOKEN = re.compile(
    r"(?:hf|huggingface|ollama)://[\w.-]+(?:/[\w.-]+)*"
    r"|(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co|ollama\.com)/[\w.-]+(?:/[\w.-]+)*"
    r"|(?<![\w./@:~$%{}-])[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*(?::[\w.-]+)?(?![\w/(=-])"
)
_SLASH = re.compile("/")
_WORD = re.compile(r"[\w.-]+")
_LONGEST = 100  # characters before a slash that are looked at


def likely(value: str) -> Named | None:
    """What ``value`` names where nothing around it says that it is a model."""
    return identify(value, "weak")


def mentions(text: str, offset: int = 0) -> Iterator[tuple[int, Named]]:
    """The models that a text mentions, each with its offset (counted from ``offset``)."""
    end = 0
    for slash in _SLASH.finditer(text):
        start = _start(text, slash.start())
        if slash.start() >= end and (token := _TOKEN.match(text, start)):
            end = token.end()
            if found := likely(token[0].rstrip(".-")):
                yield offset + start, found


def _start(text: str, slash: int) -> int:
    """Where the word with this slash begins, or the scheme in front of it: slashes are rarer than words."""
    start = _begin(text, slash)
    return _begin(text, start - len("://")) if text.endswith("://", 0, start) else start


def _begin(text: str, end: int) -> int:
    """Where the word begins that ends at ``end``, found from its end: searching for that end takes longer."""
    word = _WORD.match(text[max(0, end - _LONGEST) : end][::-1])
    return end - word.end() if word else end


def in_prose(path: str, text: str, position: Position, offset: int = 0) -> Iterator[Reference]:
    """References, use ``mention``, to the models in ``text``; ``position`` turns offsets into line and column."""
    for start, found in mentions(text, offset):
        yield Reference(found.id, found.type, Occurrence(path, *position(start), "mention"), found.revision)
