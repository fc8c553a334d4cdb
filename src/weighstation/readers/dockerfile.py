"""Dockerfiles: build arguments and environment by their names, ``RUN``, ``CMD`` and ``ENTRYPOINT`` as commands.

https://docs.docker.com/reference/dockerfile. ``FROM`` names an image, never a model.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.readers._docker_lines import Instruction, instructions
from weighstation.readers._mentions import in_prose
from weighstation.readers._script import references
from weighstation.readers._shell import Command, Word, commands
from weighstation.readers._text import decode, positions
from weighstation.readers._variables import set_by
from weighstation.readers._words import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Reference
    from weighstation.readers._variables import Values

_COMMENT = re.compile(r"^[^\S\n]*#([^\n]*)", re.MULTILINE)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_OLD_ENV = re.compile(r"([A-Za-z_]\w*)[^\S\n]+(?=\S)")
_CHECK = re.compile(r".*?\bCMD\s+", re.DOTALL)


def read(path: str, data: bytes) -> Iterator[Reference]:
    """What a Dockerfile's instructions name, and what its comments mention. Only text can be read."""
    text = decode(path, data)
    position = positions(text)
    yield from references(path, _commands(text), position)
    for comment in _COMMENT.finditer(text):
        yield from in_prose(path, comment[1], position, comment.start(1))


def _commands(text: str) -> Iterator[Command]:
    values: dict[str, Values] = {}
    started: dict[str, Instruction] = {}
    for instruction in instructions(text):
        keyword = instruction.keyword
        if keyword in {"ARG", "ENV"}:
            set_here = list(_environment(instruction, values))
            values.update(set_by(set_here, lambda name: values.get(name, ())))
            yield from set_here
        elif keyword in {"ENTRYPOINT", "CMD"}:
            started[keyword] = instruction
        elif keyword == "FROM":
            yield from _start(started, values)
            started = {}
        else:
            yield from _other(instruction, values)
    yield from _start(started, values)


def _other(instruction: Instruction, values: dict[str, Values]) -> Iterator[Command]:
    keyword, arguments, offset = instruction
    if keyword == "RUN":
        yield from _command(instruction, values)
    elif keyword in {"ADD", "COPY"}:
        for command in commands(arguments, offset, values):
            addresses = (word for word in command.words if "://" in word.text)
            yield Command(
                (Word(keyword, offset), *addresses), command.words[-1].text if command.words else "", command.heredocs
            )
    elif keyword == "HEALTHCHECK" and (check := _CHECK.match(arguments)):
        yield from _command(Instruction("RUN", arguments[check.end() :], offset + check.end()), values)
    elif keyword == "ONBUILD":
        for inner in instructions(arguments):
            if inner.keyword != "ONBUILD":  # Docker does not chain them
                yield from _other(inner._replace(offset=inner.offset + offset), values)


def _environment(instruction: Instruction, values: dict[str, Values]) -> Iterator[Command]:
    """``ENV NAME=value …``, ``ARG NAME=default``, and the old ``ENV NAME value``."""
    _, arguments, offset = instruction
    old = _OLD_ENV.match(arguments)
    if old:
        value = Word(arguments[old.end() :].rstrip(), offset + old.end())
        yield Command((joined(Word(f"{old[1]}=", offset), value),))
    else:
        yield from commands(arguments, offset, values)


def _start(started: dict[str, Instruction], values: dict[str, Values]) -> Iterator[Command]:
    """What a container runs: ``CMD`` gives the arguments where ``ENTRYPOINT`` is a list as well."""
    lists = [_list(started[keyword]) for keyword in ("ENTRYPOINT", "CMD") if keyword in started]
    if all(lists):
        yield Command(tuple(word for words in lists for word in words))
        return
    for instruction in started.values():
        yield from _command(instruction, values)


def _command(instruction: Instruction, values: dict[str, Values]) -> Iterator[Command]:
    if words := _list(instruction):
        yield Command(words)
    else:
        yield from commands(instruction.arguments, instruction.offset, values)


def _list(instruction: Instruction) -> tuple[Word, ...]:
    """The words of the exec form ``["program", "argument"]``; none where it is the shell form."""
    _, arguments, offset = instruction
    flags = re.match(r"(?:--\S+\s+)*", arguments)
    start = flags.end() if flags else 0
    body = arguments[start:].rstrip()
    if not body.startswith("[") or not body.endswith("]"):
        return ()
    return tuple(Word(_plain(found[1]), offset + found.start(1)) for found in _STRING.finditer(arguments, start))


def _plain(written: str) -> str:
    """The text of a JSON string, which is nearly always what is written."""
    if "\\" not in written:
        return written
    import json

    try:
        return str(json.loads(f'"{written}"'))
    except ValueError:
        return written
