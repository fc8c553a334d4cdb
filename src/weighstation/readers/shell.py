"""Shell scripts: ``*.sh``, ``*.bash``, ``*.zsh``, and whatever else is run by a shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.readers._mentions import in_prose
from weighstation.readers._script import references
from weighstation.readers._shell import Command, Comment, script
from weighstation.readers._text import decode, positions
from weighstation.readers._variables import expand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Reference


def read(path: str, data: bytes) -> Iterator[Reference]:
    """What a script's commands and variables name, and what its comments mention. Only text can be read."""
    text = decode(path, data)
    position = positions(text)
    items = list(script(text))
    yield from references(path, expand((item for item in items if isinstance(item, Command)), {}), position)
    for item in items:
        if isinstance(item, Comment):
            yield from in_prose(path, item.text, position, item.offset)
