"""Markdown: the front matter of model cards, which states licenses and bases, and what the text below it mentions."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

from weighstation.errors import ReadError
from weighstation.model import Reference
from weighstation.readers import _card
from weighstation.readers._mentions import in_prose
from weighstation.readers._text import decode, positions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.readers._text import Position

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(
    r"^(?P<margin>[ \t>]*)(?P<fence>`{3,}|~{3,})[ \t]*\{?\.?(?P<language>[\w+-]*)[^\n`]*\n"
    r"(?P<code>.*?)(?:^[ \t>]*(?P=fence)|\Z)",
    re.DOTALL | re.MULTILINE,
)
_INLINE = re.compile(
    r"`((?:ollama|hf|huggingface-cli|vllm|docker model|python -m|pip|spacy|llama-server|llama-cli|lms) [^`\n]+)`"
)
_PROMPT = re.compile(r"^([ \t]*)(?:>>>|\.\.\.|[$>%])(?: |$)", re.MULTILINE)
# A file name that has the language of a fenced block, so that the table of readers finds who reads it.
_NAMES = {
    "python": "block.py", "py": "block.py", "python3": "block.py", "pycon": "block.py", "yaml": "block.yaml",
    "yml": "block.yaml", "json": "block.json", "toml": "block.toml", "ini": "block.ini", "cfg": "block.ini",
    "dockerfile": "Dockerfile", "docker": "Dockerfile", "modelfile": "Modelfile", "dotenv": ".env", "env": ".env",
    "makefile": "Makefile", "make": "Makefile", "bash": "block.sh", "sh": "block.sh", "shell": "block.sh",
    "console": "block.sh", "zsh": "block.sh", "cmd": "block.sh", "powershell": "block.sh", "": "block.sh",
}  # fmt: skip


def read(path: str, data: bytes) -> Iterator[Reference]:
    """References of a Markdown file: those of a card's front matter, and all models the text names as mentions.

    Raises ``ReadError`` with the line, after everything else, where the front matter of a card is no YAML.
    """
    text = decode(path, data)
    position = positions(text)
    front = _FRONT.match(text)
    card = _card.parse(path, front[1], front.start(1), position) if front else None
    if isinstance(card, _card.Card):
        yield from _card.references(card)
    yield from _once(_body(path, text, front.end() if front else 0, position))
    if isinstance(card, ReadError):
        raise card


def card_of(path: str, data: bytes) -> _card.Card | None:
    """The front matter of a card; None where the file has none. Raises ``ReadError`` where it is no YAML."""
    text = decode(path, data)
    front = _FRONT.match(text)
    card = _card.parse(path, front[1], front.start(1), positions(text)) if front else None
    if isinstance(card, ReadError):
        raise card
    return card


def _once(references: Iterator[Reference]) -> Iterator[Reference]:
    """The first reference to each component on each line."""
    seen: set[tuple[str, int]] = set()
    for reference in references:
        key = (reference.id, reference.occurrence.line)
        if key not in seen:
            seen.add(key)
            yield reference


def _body(path: str, text: str, start: int, position: Position) -> Iterator[Reference]:
    for block in _FENCE.finditer(text, start):
        yield from _mentioned(path, block["language"].lower(), block["code"], position(block.start("code"))[0])
    for command in _INLINE.finditer(text, start):
        yield from _mentioned(path, "sh", command[1], position(command.start(1))[0])
    yield from in_prose(path, text[start:], position, start)


def _mentioned(path: str, language: str, code: str, line: int) -> Iterator[Reference]:
    """What a block of code names, read as a file of its language. A block that is no such file names nothing."""
    from weighstation import readers

    name = _NAMES.get(language)
    row = readers.row_for(name) if name else None
    source = _PROMPT.sub(r"\1", dedent(code)).encode()
    if row is None:
        return
    try:
        for found in readers.reader(row)(path, source):
            if isinstance(found, Reference):
                place = found.occurrence
                yield found._replace(occurrence=place._replace(line=place.line + line - 1, use="mention"))
    except ReadError:
        return
