"""The expected shape of a parsed TOML or JSON document: walking it, and saying where it is otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Where = tuple["str | int", ...]


class Fault(NamedTuple):
    """A place in a document, as keys and list positions from the root, and what is wrong there."""

    where: Where
    message: str


def walk(
    value: object, pattern: Sequence[str], faults: list[Fault], where: Where = ()
) -> Iterator[tuple[Where, object]]:
    """Every value below ``value`` that ``pattern`` reaches, with its place.

    A step of the pattern is a key, ``*`` (each key of a table) or ``#`` (each item of a list). A key that is absent
    reaches nothing; a table or list that is something else is put into ``faults``.
    """
    if not pattern:
        yield where, value
        return
    for key, child in _children(value, pattern[0], faults, where):
        yield from walk(child, pattern[1:], faults, (*where, key))


def _children(value: object, step: str, faults: list[Fault], where: Where) -> Iterable[tuple[str | int, object]]:
    if step == "#" and isinstance(value, list):
        return enumerate(value)
    if step == "#" or not isinstance(value, dict):
        expected = "a list" if step == "#" else "keys with values"
        faults.append(Fault(where, f"{name(where)} has to be {expected}"))
        return ()
    if step == "*":
        return value.items()
    return ((step, value[step]),) if step in value else ()


def text(table: object, key: str, faults: list[Fault], where: Where) -> str:
    """The text under a key such as ``version`` or ``vcs.url``; empty where absent or, with a fault, no line of text."""
    plain = table.get(key) if isinstance(table, dict) else None
    if isinstance(plain, str) and plain.isprintable():  # as nearly always
        return plain
    return next((value for _, value in texts(walk(table, key.split("."), faults, where), faults)), "")


def fields(table: Mapping[str, object], key: str, faults: list[Fault], where: Where) -> list[tuple[str, object]]:
    """The keys and values of the table under ``key``; none where it is absent or, with a fault, no table."""
    if key not in table:
        return []
    return [(str(path[-1]), value) for path, value in walk(table, (key, "*"), faults, where)]


def texts(values: Iterable[tuple[Where, object]], faults: list[Fault]) -> Iterator[tuple[Where, str]]:
    """Those of ``values`` (of ``walk``) that are a line of text; each of the others is a fault."""
    for where, value in values:
        if isinstance(value, str) and value.isprintable():
            yield where, value
        else:
            faults.append(Fault(where, f"{name(where)} has to be a line of text"))


def name(where: Where) -> str:
    """A place as people write it: ``project.dependencies[2]`` in backticks."""
    if not where:
        return "the document"
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in where)
    return f"`{shown(''.join(steps).removeprefix('.'))}`"


def shown(text: str) -> str:
    """Up to a hundred characters of a file's own text, fit for a message: what cannot be printed becomes ``?``."""
    return "".join(char if char.isprintable() else "?" for char in text[:100])


def report(path: str, faults: Sequence[Fault], places: Mapping[Where, tuple[int, int]]) -> None:
    """Raise ``ReadError`` for the first of ``faults``, if any, with its line. To be called after the good entries."""
    if not faults:
        return
    where, message = faults[0]
    while where and where not in places:
        where = where[:-1]
    more = f" (and {len(faults) - 1} more such faults)" if faults[1:] else ""
    hint = "correct the entry; the others in this file were read"
    raise ReadError(message + more, path=path, line=places.get(where, (0, 0))[0], hint=hint)
