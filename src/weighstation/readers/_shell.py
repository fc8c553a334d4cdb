"""Shell text to commands, without running anything. What a command means is for ``_commands`` to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.readers._shell_reader import Reader
from weighstation.readers._variables import expand
from weighstation.readers._words import Command, Comment, Heredoc, Word, moved, part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from weighstation.readers._variables import Values

__all__ = ["Command", "Comment", "Heredoc", "Word", "commands", "nested", "part", "script"]


def script(text: str, offset: int = 0) -> Iterator[Command | Comment]:
    """The commands and comments of a shell text as they are written, variables untouched.

    The rules are those of POSIX.1-2017, Shell Command Language, 2.2 to 2.7, and Bash's arrays and here-strings. Text
    that no shell would take is read as far as it goes: nothing is ever raised. ``offset`` is added to every position.
    """
    reader = Reader(text, offset)
    while reader.step():
        if reader.ready:
            yield from reader.ready
            reader.ready.clear()
    yield from reader.ready


def commands(text: str, offset: int = 0, variables: Mapping[str, Values] | None = None) -> Iterator[Command]:
    """The simple commands of a shell text, those of ``$(…)`` and backticks too, with known variables put in.

    ``variables`` are values known from outside the text, such as those of a Makefile for its recipes.
    """
    return expand((item for item in script(text, offset) if isinstance(item, Command)), variables or {})


def nested(word: Word) -> Iterator[Command]:
    """The commands of a word that is shell text itself, as in ``bash -c "…"``; offsets are those of the source."""
    for command in commands(word.text):
        yield Command(tuple(moved(inner, word) for inner in command.words))
