"""What the lock files of pnpm and Yarn have in common: entries with a name, an exact version, needs and an archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from weighstation.model import Occurrence, Reference
from weighstation.readers import _shape, package_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from weighstation.model import Distribution

    Documents = Iterable[tuple[object, Mapping[_shape.Where, tuple[int, int]]]]
    Entries = Callable[[object, list[_shape.Fault]], Iterable["Locked"]]


class Locked(NamedTuple):
    """One installed package: the place of its entry, the names of the packages that it needs, its archive.

    The name is empty for a folder of the project; among the needs one that is empty counts for nothing.
    """

    where: _shape.Where
    name: str
    version: str
    needs: Iterable[str] = ()
    files: tuple[Distribution, ...] = ()


def read(path: str, documents: Documents, entries: Entries) -> Iterator[Reference]:
    """A reference for each package that ``entries`` finds in a document, with the place of its key.

    Raises ``ReadError`` after all good entries for those with faults.
    """
    left = []
    for document, places in documents:
        faults: list[_shape.Fault] = []
        left.append((faults, places))
        for locked in entries(document, faults) if document else ():
            if locked.name:
                yield _reference(path, locked, places.get(locked.where, (0, 1)))
    for faults, places in left:
        _shape.report(path, faults, places)


def _reference(path: str, locked: Locked, place: tuple[int, int]) -> Reference:
    found = dict.fromkeys(locked.needs)
    needs = tuple(f"npm:{need}" for need in found if need not in {"", locked.name})
    occurrence = Occurrence(path, *place, symbol="lock")
    return Reference(f"npm:{locked.name}", "package", occurrence, locked.version, "", (), needs, locked.files)


def tables(
    document: object, pattern: Sequence[str], faults: list[_shape.Fault]
) -> Iterator[tuple[_shape.Where, dict[str, Any]]]:
    """The entries that ``pattern`` reaches (``_shape.walk``), with their places; what is no table is a fault."""
    for where, fields in _shape.walk(document, pattern, faults):
        if isinstance(fields, dict):
            yield where, fields
        else:
            faults.append(_shape.Fault(where, f"{_shape.name(where)} has to be a package with fields"))


def named(name: str, where: _shape.Where, faults: list[_shape.Fault]) -> str:
    """The name, if it can be one; else, with a fault, an empty one."""
    if package_json.is_name(name):
        return name
    faults.append(_shape.Fault(where, f"{_shape.name(where)} has to be a package with a name"))
    return ""
