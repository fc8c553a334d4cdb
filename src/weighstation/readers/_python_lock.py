"""What the lock files of Python have in common: an array of tables, one a package, each with a name and needs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from weighstation import toml_source
from weighstation.model import Occurrence
from weighstation.readers import _requirement, _shape
from weighstation.readers._python_packages import Package, component_id, normalise, references

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from weighstation.model import Distribution, Reference

    Entry = Callable[[dict[str, Any], _shape.Where, list[_shape.Fault]], "Locked | None"]


class Locked(NamedTuple):
    """One locked package, the names of the packages that it needs, the files that the lock names for it."""

    package: Package
    needs: Sequence[str] = ()
    files: tuple[Distribution, ...] = ()


def read(path: str, data: bytes, key: str, entry: Entry) -> Iterator[Reference]:
    """A reference for each table of the array ``key``, with the line of its name, as ``entry`` understands it.

    ``entry`` gets the table, its place and the list of faults, and gives None for the project itself. ``depends_on``
    has the needs that the same file locks. Raises ``ReadError`` after all good entries for those with faults.
    """
    document = toml_source.loads(path, data)
    faults: list[_shape.Fault] = []
    tables = [(where, _table(raw, where, faults)) for where, raw in _shape.walk(document, (key, "#"), faults)]
    text = toml_source.decode(path, data)
    places = _name_places(text, key, [table.get("name") for _, table in tables])
    entries = [(where, entry(table, where, faults)) for where, table in tables if table]
    locked = [(where, found) for where, found in entries if found]
    ids = {normalise(found.package.name): component_id(found.package) for _, found in reversed(locked)}
    for where, found in locked:
        line, column = places.get((*where, "name"), (0, 1))
        occurrence = Occurrence(path, line, column, symbol="lock")
        yield from references(found.package, occurrence, _edges(found, ids), found.files)
    _shape.report(path, faults, toml_source.locate(text) if faults else {})


def _table(raw: object, where: _shape.Where, faults: list[_shape.Fault]) -> dict[str, Any]:
    """The table of a package; empty, with a fault, where it is no table or has no name."""
    if isinstance(raw, dict) and isinstance(raw.get("name"), str) and _requirement.is_name(raw["name"]):
        return raw
    faults.append(_shape.Fault(where, f"{_shape.name(where)} has to be a package with a name"))
    return {}


def tables_in(value: object) -> Iterator[dict[str, Any]]:
    """The tables of an array; nothing of what has another form: a lock file without a hash is as good as before."""
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, dict))


def _edges(locked: Locked, ids: dict[str, str]) -> tuple[str, ...]:
    """The ids of the needs, each once; without itself, which an extra of its own needs."""
    itself = ids[normalise(locked.package.name)]
    found = dict.fromkeys(ids.get(normalise(need), "") for need in locked.needs)
    return tuple(need for need in found if need not in {"", itself})


def _name_places(text: str, key: str, names: list[object]) -> toml_source.Positions:
    """Line and column of each package's ``name`` key.

    One pass of a regular expression finds them in files as the tools write them, in a tenth of the time that a walk
    over all keys takes; where it does not find just these names in this order, the walk decides.
    """
    marks = re.compile(rf'^(?:(\[\[{key}\]\])|\[|name = "([^"\\\n]*)")', re.MULTILINE)
    found: list[str] = []
    places: toml_source.Positions = {}
    line, counted, awaited = 1, 0, False
    for match in marks.finditer(text):
        if awaited and match[2] is not None:
            line, counted = line + text.count("\n", counted, match.start()), match.start()
            places[key, len(found), "name"] = (line, 1)
            found.append(match[2])
        awaited = match[1] is not None
    return places if found == names else toml_source.locate(text)
