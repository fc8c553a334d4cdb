"""``poetry.lock``: the packages that Poetry resolved, with their needs, in the formats of Poetry 1 and 2."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from weighstation.readers import _python_lock, _shape
from weighstation.readers._distributions import composite, distributions
from weighstation.readers._python_packages import Package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Distribution, Reference


def read(path: str, data: bytes) -> Iterator[Reference]:
    """A reference for each ``[[package]]`` but folders under development; ``ReadError`` for other files."""
    return _python_lock.read(path, data, "package", _locked)


def _locked(table: dict[str, Any], where: _shape.Where, faults: list[_shape.Fault]) -> _python_lock.Locked | None:
    if table.get("develop") is True:
        return None
    source = dict(_shape.fields(table, "source", faults, where))
    needs = [need for need, spec in _shape.fields(table, "dependencies", faults, where) if not _optional(spec)]
    version = _shape.text(table, "version", faults, where)
    url = _url(source, (*where, "source"), faults)
    return _python_lock.Locked(Package(table["name"], version, url), needs, _files(table, url))


def _files(table: dict[str, Any], url: str) -> tuple[Distribution, ...]:
    """``files``, of which Poetry writes no address: a package that is one archive somewhere has that of its source."""
    files = [*_python_lock.tables_in(table.get("files"))]
    address = url if len(files) == 1 else ""
    found = (distributions(address, one.get("file"), composite(one.get("hash"))) for one in files)
    return tuple(chain.from_iterable(found))


def _optional(spec: object) -> bool:
    """Whether only an extra needs it: Poetry lists it either way, and does not say whether the extra is asked for."""
    return isinstance(spec, dict) and spec.get("optional") is True


def _url(source: dict[str, Any], where: _shape.Where, faults: list[_shape.Fault]) -> str:
    """Where a package comes from, if not from an index (``legacy``): a ``url``, or ``git`` as pip writes it."""
    kind, url, commit = (_shape.text(source, key, faults, where) for key in ("type", "url", "resolved_reference"))
    if kind == "git":
        return f"git+{url}@{commit}"
    return url if kind == "url" else ""
