"""Texts inside a script that another reader reads: manifests, requests and settings in here-documents, and code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.errors import ReadError
from weighstation.readers._words import Word, source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from weighstation.model import Reference
    from weighstation.readers._words import Command

    Read = Callable[[str], Iterable[Reference]]

_ENDINGS = {"yaml_file": "yaml", "json_file": "json", "toml_file": "toml"}
_MANIFEST = re.compile(r"^(?:apiVersion|kind|services|models?):", re.MULTILINE)


def documents(
    path: str, command: Command, kind: str, position: Callable[[int], tuple[int, int]]
) -> Iterator[Reference]:
    """What the here-documents of a command hold that are configuration: by the file they go to, or by their look.

    ``kind`` is the reader of that file, empty where none is known.
    """
    for body in command.heredocs:
        name = kind or ("" if command.output else _look(body.text))
        if ending := _ENDINGS.get(name):
            read = reader_of(name, command.output or f"{path}.{ending}")
            yield from moved(path, Word(body.text, body.offset), position, read)


def _look(text: str) -> str:
    """The reader for a text that goes through a pipe: a manifest of Kubernetes, or the JSON of a request."""
    if text.lstrip().startswith("{"):
        return "json_file"
    return "yaml_file" if _MANIFEST.search(text) else ""


def reader_of(kind: str, name: str) -> Read:
    """The reader of a kind of file, for texts; ``name`` is what the file would be called."""
    module = __import__(f"weighstation.readers.{kind}", fromlist=["read"])
    if kind == "python_source":
        return lambda text: module.read_code(name, text)
    return lambda text: module.read(name, text.encode())


def moved(path: str, inner: Word, position: Callable[[int], tuple[int, int]], read: Read) -> Iterator[Reference]:
    """What a reader finds in a text inside a script, at its place in the script."""
    try:
        for reference in read(inner.text):
            where = reference.occurrence
            line, column = position(source(inner, _offset(inner.text, where.line, where.column)))
            yield reference._replace(occurrence=where._replace(path=path, line=line, column=column))
    except ReadError:
        return  # with the shell's own variables in it, it need not be what it will be


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return min(start + column - 1, len(text))
