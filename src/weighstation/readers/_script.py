"""From the commands of a file to references: what they name, and what is in the texts they are fed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.errors import ReadError
from weighstation.model import Occurrence, Reference
from weighstation.readers._command_table import RUNNERS
from weighstation.readers._commands import sight, written
from weighstation.readers._shell import Word, commands
from weighstation.readers._words import source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from weighstation.readers._ids import Named
    from weighstation.readers._shell import Command

    Position = Callable[[int], tuple[int, int]]
    Sighted = tuple[Word, Named, str]

# Commands whose words name what is made here: later uses of that name are no reference to anyone else's model.
_MAKERS = frozenset({"ollama create", "docker model package", "docker model tag"})


def references(path: str, script: Iterable[Command], position: Position) -> Iterator[Reference]:
    """One reference for each place that names a component; ``position`` turns offsets into line and column."""
    found: list[Sighted] = []
    pushed: set[int] = set()
    made: set[str] = set()
    for command in script:
        found.extend(sight(command.words))
        key, words = written(command.words)
        pushed.update(word.offset for word in words)
        made.update(word.text for word in words if key in _MAKERS)
        yield from _python(path, command, position)
        found.extend(_texts(command))
    kept = (sighted for sighted in found if sighted[1].id.partition(":")[2] not in made)
    yield from to_references(path, _loaded(kept, pushed), position)


def to_references(path: str, found: Iterable[Sighted], position: Position) -> Iterator[Reference]:
    """A reference for each sighting, the first one where several are of the same place."""
    seen = set()
    for word, named, symbol in found:
        if word.offset not in seen:
            seen.add(word.offset)
            occurrence = Occurrence(path, *position(word.offset), named.use, symbol)
            yield Reference(named.id, named.type, occurrence, version=named.revision)


def _loaded(found: Iterable[Sighted], pushed: set[int]) -> Iterator[Sighted]:
    """Without the variables that are only pushed to: ``REPO=me/model`` and ``hf upload $REPO``."""
    for word, named, symbol in found:
        if not symbol.endswith("=") or word.offset not in pushed:
            yield word, named, symbol


def _texts(command: Command) -> Iterator[Sighted]:
    """What here-documents, and words written to a file, hold as a script, Modelfile or environment file."""
    kind = _kind(command)
    bodies = [Word(body.text, body.offset) for body in command.heredocs]
    if command.output and command.words and command.words[0].text in {"echo", "printf"}:
        bodies.extend(command.words[1:])
    for body in bodies if kind else ():
        yield from _text(kind, body)


def _text(kind: str, body: Word) -> Iterator[Sighted]:
    if kind == "shell":
        for command in commands(body.text, body.offset):
            yield from sight(command.words)
    elif kind in {"modelfile", "env_file"}:
        from weighstation.readers import env_file, modelfile

        yield from (modelfile if kind == "modelfile" else env_file).sight(body.text, body.offset)


def _kind(command: Command) -> str:
    """The reader that a text fed to the command, or written by it to a file, is for."""
    from weighstation.readers import row_for

    if command.output:
        row = row_for(command.output)
        return row[0] if row else ""
    names = {word.text.rpartition("/")[2] for word in command.words}
    if not names or not RUNNERS.isdisjoint(names):
        return "shell"
    return "modelfile" if {"ollama", "create"} <= names else ""


def _python(path: str, command: Command, position: Position) -> Iterator[Reference]:
    """What Python code on the command line (``python -c "…"``) or in a here-document loads."""
    if not any(word.text.rpartition("/")[2].startswith("python") for word in command.words):
        codes = [Word(b.text, b.offset) for b in command.heredocs if command.output.endswith(".py")]
    else:
        pairs = zip(command.words, command.words[1:], strict=False)
        codes = [code for option, code in pairs if option.text == "-c"]
        codes.extend(Word(body.text, body.offset) for body in command.heredocs if not command.output)
    for code in codes:
        yield from _code(path, code, position)


def _code(path: str, code: Word, position: Position) -> Iterator[Reference]:
    from weighstation.readers import python_source

    try:
        for reference in python_source.read_code(path, code.text):
            where = reference.occurrence
            line, column = position(source(code, _offset(code.text, where.line, where.column)))
            yield reference._replace(occurrence=where._replace(line=line, column=column))
    except ReadError:
        return  # code with the shell's own variables in it need not be Python


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return min(start + column - 1, len(text))
