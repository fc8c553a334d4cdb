"""``package-lock.json`` and ``npm-shrinkwrap.json`` in versions 1, 2 and 3 (docs.npmjs.com, "package-lock.json")."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from weighstation.model import Occurrence, Reference
from weighstation.readers import _json_source, _shape, package_json
from weighstation.readers._distributions import distributions, integrity
from weighstation.readers._text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TypeGuard

    from weighstation.model import Distribution

_FOLDER = "node_modules/"
_NEEDS = ("dependencies", "optionalDependencies", "peerDependencies")
_LONGEST = 1000  # Characters of an install path: some forty levels, and a limit to the time a hostile file costs.


class _Installed(NamedTuple):
    """An entry: the folder it is installed in, its place in the file, its fields, the names of what it needs."""

    folder: str
    where: _shape.Where
    fields: Mapping[str, Any]
    needs: tuple[str, ...]


def read(path: str, data: bytes) -> Iterator[Reference]:
    """A reference for each installed package, also for each of several versions. Workspaces and links are left out.

    ``license`` is what npm copied from the package, ``depends_on`` what Node would find for each need, the distribution
    what ``resolved`` and ``integrity`` say. Raises ``ReadError`` for what is no JSON and, after all others, for entries
    that are no package.
    """
    document = _json_source.loads(path, data)
    flat = isinstance(document, dict) and "packages" in document
    text = decode(path, data)
    places = _places(text, document) if flat else _json_source.locate(text)
    faults: list[_shape.Fault] = []
    entries = list((_flat if flat else _nested)(document, faults))
    known = {entry.folder: _identify(entry, faults) for entry in entries}
    for entry in entries:
        name, version = known[entry.folder]
        if name:
            occurrence = Occurrence(path, *places.get(entry.where, (0, 1)), symbol="lock")
            found = dict.fromkeys(_resolved(entry.folder, need, known) for need in entry.needs)
            needs = tuple(f"npm:{need}" for need in found if need not in {"", name})
            files = _files(entry.fields)
            yield Reference(f"npm:{name}", "package", occurrence, version, _license(entry.fields), (), needs, files)
    _shape.report(path, faults, places)


def _places(text: str, document: Mapping[str, Any]) -> _json_source.Positions:
    return _as_npm_lays_out(text, document) or _json_source.locate(text, 2)


def _as_npm_lays_out(text: str, document: Mapping[str, Any]) -> _json_source.Positions | None:
    """Where each package stands, if each begins a line of its own, as npm writes them: a third of the time to read one.

    None where the lines do not give the keys of ``packages``, all of them and in their order.
    """
    start = text.find('"packages": {\n')
    if start < 0 or not isinstance(document["packages"], dict):
        return None
    first, lines = text.count("\n", 0, start) + 2, text[start:].split("\n")[1:]
    indent = len(lines[0]) - len(lines[0].lstrip(" "))
    opening = " " * indent + '"'
    found = [
        (line[indent + 1 : -4], number)
        for number, line in enumerate(lines, first)
        if line.startswith(opening) and line.endswith('": {')
    ][: len(document["packages"])]
    if [key for key, _ in found] != list(document["packages"]):
        return None
    return {("packages", key): (number, indent + 1) for key, number in found}


def _flat(document: object, faults: list[_shape.Fault]) -> Iterator[_Installed]:
    """Versions 2 and 3: ``packages``, whose keys without ``node_modules/`` are the project and its workspaces."""
    for where, fields in _shape.walk(document, ("packages", "*"), faults):
        folder = str(where[-1])
        if _FOLDER in folder and _sound(fields, folder, where, faults):
            needs = chain.from_iterable(_shape.fields(fields, key, faults, where) for key in _NEEDS)
            yield _Installed(folder, where, fields, tuple(need for need, _ in needs))


def _nested(
    document: object, faults: list[_shape.Fault], where: _shape.Where = (), parent: str = ""
) -> Iterator[_Installed]:
    """Version 1, where ``dependencies`` nest as the folders do and ``requires`` has the needs."""
    for inner, fields in _shape.walk(document, ("dependencies", "*"), faults, where):
        folder = f"{parent}{_FOLDER}{inner[-1]}"
        if _sound(fields, folder, inner, faults):
            requires = fields.get("requires")
            yield _Installed(folder, inner, fields, tuple(requires) if isinstance(requires, dict) else ())
            yield from _nested(fields, faults, inner, folder + "/")


def _sound(fields: object, folder: str, where: _shape.Where, faults: list[_shape.Fault]) -> TypeGuard[dict[str, Any]]:
    named = len(folder) <= _LONGEST and package_json.is_name(folder.rpartition(_FOLDER)[2])
    if isinstance(fields, dict) and named:
        return True
    faults.append(_shape.Fault(where, f"{_shape.name(where)} has to be a package with a name"))
    return False


def _identify(entry: _Installed, faults: list[_shape.Fault]) -> tuple[str, str]:
    """Name and version: ``name`` is there for an alias. The name is empty for a link to a folder of the project."""
    name, version = (_shape.text(entry.fields, key, faults, entry.where) for key in ("name", "version"))
    if entry.fields.get("link") is True:
        return "", ""
    return package_json.resolve(name or entry.folder.rpartition(_FOLDER)[2], version)


def _resolved(folder: str, need: str, known: Mapping[str, tuple[str, str]]) -> str:
    """The name of the package that Node finds for ``need``: in the folder itself, then in those around it; or empty."""
    while True:
        found = known.get(f"{folder}/{_FOLDER}{need}".lstrip("/"))
        if found or not folder:
            return found[0] if found else ""
        folder = folder.rpartition(_FOLDER)[0].rstrip("/")


def _files(fields: Mapping[str, Any]) -> tuple[Distribution, ...]:
    """The archive that npm fetches; nothing of it is written for a package that comes inside another one's."""
    address, words = fields.get("resolved"), fields.get("integrity")
    return distributions(address, "", integrity(words)) if address or words else ()


def _license(fields: Mapping[str, Any]) -> str:
    """The license as written; of the old forms ``{"type": …}`` and, each to choose from, ``[{"type": …}, …]``."""
    value = fields.get("license", fields.get("licenses"))
    if isinstance(value, str):
        return value if value.isprintable() else ""
    options = [option.get("type") if isinstance(option, dict) else option for option in _listed(value)]
    return " OR ".join(option for option in options if isinstance(option, str) and option.isprintable())


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]
