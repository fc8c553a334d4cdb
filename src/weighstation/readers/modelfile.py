"""Ollama's Modelfile: ``FROM`` names the model that the new one is made from.

https://docs.ollama.com/modelfile: instructions in any case; ``FROM`` takes a model of the registry, one of the Hub
(``hf.co/org/name:quant``), or a file or folder; texts in triple quotes may go over many lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.readers._command_values import evident, one
from weighstation.readers._mentions import in_prose
from weighstation.readers._script import to_references
from weighstation.readers._text import decode, positions
from weighstation.readers._words import Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Reference
    from weighstation.readers._ids import Named

_LONG_TEXT = re.compile(r'"""[\s\S]*?(?:"""|\Z)')
_INSTRUCTION = re.compile(r"^[^\S\n]*([A-Za-z]+)[^\S\n]+[\"']?([^\s\"']+)", re.MULTILINE)
_COMMENT = re.compile(r"^[^\S\n]*#([^\n]*)", re.MULTILINE)
# Instructions that only a Dockerfile has. Its FROM names an image.
_DOCKERFILE = frozenset(
    {"RUN", "COPY", "ADD", "CMD", "ENTRYPOINT", "WORKDIR", "ENV", "ARG", "EXPOSE", "VOLUME", "LABEL", "HEALTHCHECK"}
)


def read(path: str, data: bytes) -> Iterator[Reference]:
    """The models that a Modelfile builds on, and those its comments mention. Only text can be read."""
    text = decode(path, data)
    position = positions(text)
    yield from to_references(path, sight(text), position)
    for comment in _COMMENT.finditer(_without_texts(text)):
        yield from in_prose(path, comment[1], position, comment.start(1))


def sight(text: str, offset: int = 0) -> Iterator[tuple[Word, Named, str]]:
    """The names in a Modelfile's text that starts at ``offset``: word, component, instruction."""
    found = [(match[1].upper(), match[2], match.start(2)) for match in _INSTRUCTION.finditer(_without_texts(text))]
    if any(keyword in _DOCKERFILE for keyword, _, _ in found):
        return
    for keyword, value, start in found:
        word = Word(value, offset + start)
        component = one(word, "ollama") if keyword == "FROM" else evident(word) if keyword == "ADAPTER" else None
        if component and not value.startswith((".", "/", "~")):
            yield word, component, keyword


def _without_texts(text: str) -> str:
    """The text with everything in triple quotes blanked, each character in its place."""
    return _LONG_TEXT.sub(lambda found: " " * len(found[0]), text)
