"""From the commands of a file to references: what they name, and what is in the texts they are fed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.model import Occurrence, Reference
from weighstation.readers._command_table import RUNNERS
from weighstation.readers._commands import sight, written
from weighstation.readers._script_documents import documents, moved
from weighstation.readers._shell import Word, commands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from weighstation.readers._ids import Named
    from weighstation.readers._shell import Command

    Position = Callable[[int], tuple[int, int]]
    Sighted = tuple[Word, Named, str]

_WORKFLOW = frozenset({"GITHUB_ENV", "GITHUB_OUTPUT"})  # files of GitHub's runners that hold variables
# Commands whose words name what is made here: later uses of that name are no reference to anyone else's model.
_MAKERS = frozenset({"ollama create", "docker model package", "docker model tag"})


def references(path: str, script: Iterable[Command], position: Position) -> Iterator[Reference]:
    """One reference for each place that names a component; ``position`` turns offsets into line and column."""
    found: list[Sighted] = []
    pushed: set[int] = set()
    made: set[str] = set()
    for command in script:
        kind = _kind(command) if command.heredocs or command.output else ""
        texts = list(_texts(command, kind))
        found.extend(texts if texts and _prints(command) else [*sight(command.words), *texts])
        key, words = written(command.words)
        pushed.update(word.offset for word in words)
        made.update(word.text for word in words if key in _MAKERS)
        yield from _python(path, command, position)
        yield from documents(path, command, kind, position)
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


def _texts(command: Command, kind: str) -> Iterator[Sighted]:
    """What here-documents, and words written to a file, hold as a script, Modelfile or environment file."""
    bodies = [Word(body.text, body.offset) for body in command.heredocs]
    if command.output and _prints(command):
        bodies.extend(command.words[1:])
    for body in bodies if kind else ():
        yield from _text(kind, body)


def _prints(command: Command) -> bool:
    return bool(command.words) and command.words[0].text in {"echo", "printf"}


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
        return row[0] if row else "env_file" if command.output.strip("${}") in _WORKFLOW else ""
    names = {word.text.rpartition("/")[2] for word in command.words}
    if not names or not RUNNERS.isdisjoint(names) or command.words[0].text == "read":
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

    yield from moved(path, code, position, lambda text: python_source.read_code(path, text))
