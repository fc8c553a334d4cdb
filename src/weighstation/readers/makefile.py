"""Makefiles: variables by their names, recipes as shell (GNU make manual, 5 and 6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.readers._mentions import in_prose
from weighstation.readers._script import references
from weighstation.readers._shell import Command, Comment, Word, script
from weighstation.readers._text import decode, positions
from weighstation.readers._variables import expand, set_by
from weighstation.readers._words import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Reference
    from weighstation.readers._variables import Values

_ASSIGNED = re.compile(
    r"^(?:[^\s#:=][^\n#:=]*:[^\S\n]*(?!:?=))?[ ]*(?:(?:export|override|private)[^\S\n]+)*"
    r"([A-Za-z_][\w.-]*)[^\S\n]*(?:[?+!]|:{1,3})?=[^\S\n]*((?:\\\r?\n|[^\n#])*)",
    re.MULTILINE,
)
_RECIPE = re.compile(r"^\t[@+\t -]*((?:\\\r?\n|[^\n])*)", re.MULTILINE)
_COMMENT = re.compile(r"^(?!\t)[^\n#]*#([^\n]*)", re.MULTILINE)
_VARIABLE = re.compile(r"(?<!\$)\$[({]([A-Za-z_]\w*)[)}]")


def read(path: str, data: bytes) -> Iterator[Reference]:
    """What the variables and recipes of a Makefile name, and what its comments mention. Only text can be read."""
    text = decode(path, data)
    position = positions(text)
    values: dict[str, Values] = {}
    commands = list(_variables(text, values))
    items = list(script(_recipes(text)))
    commands.extend(expand((item for item in items if isinstance(item, Command)), values))
    yield from references(path, commands, position)
    for item in items:
        if isinstance(item, Comment):
            yield from in_prose(path, item.text, position, item.offset)
    for comment in _COMMENT.finditer(text):
        yield from in_prose(path, comment[1], position, comment.start(1))


def _variables(text: str, values: dict[str, Values]) -> Iterator[Command]:
    """Each assignment as the command ``NAME=value``; ``values`` is filled with what they set."""
    for found in _ASSIGNED.finditer(text):
        value = found[2].replace("\\\n", "  ").rstrip()
        uses = tuple((use.start(), use.end(), use[1]) for use in _VARIABLE.finditer(value))
        name = Word(f"{found[1]}=", found.start(1))
        word = joined(name, Word(value, found.start(2), uses=uses))
        commands = list(expand([Command((word,))], values))
        values.update(set_by(commands, lambda name: values.get(name, ())))
        yield from commands


def _recipes(text: str) -> str:
    """The recipes as one shell script, each character in its place: everything else is blanked."""
    lines: list[str] = []
    at = 0
    for found in _RECIPE.finditer(text):
        lines.append(_blank(text[at : found.start(1)]))
        lines.append(_VARIABLE.sub(r"${\1}", found[1]))
        at = found.end()
    return "".join(lines) + _blank(text[at:])


def _blank(text: str) -> str:
    return "".join("\n" if char == "\n" else " " for char in text)
