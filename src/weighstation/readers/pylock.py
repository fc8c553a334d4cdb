"""``pylock.toml`` and ``pylock.<name>.toml``: the standard lock file of Python (PEP 751)."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from weighstation.readers import _python_lock, _shape
from weighstation.readers._distributions import checked, distributions
from weighstation.readers._python_packages import Package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Distribution, Reference


def read(path: str, data: bytes) -> Iterator[Reference]:
    """A reference for each ``[[packages]]`` but the project itself; ``ReadError`` for other files."""
    return _python_lock.read(path, data, "packages", _locked)


def _locked(table: dict[str, Any], where: _shape.Where, faults: list[_shape.Fault]) -> _python_lock.Locked | None:
    folder = dict(_shape.fields(table, "directory", faults, where))
    if folder.get("editable") is True or folder.get("path") == ".":
        return None
    found = _shape.walk(table, ("dependencies", "#", "name"), faults, where)
    needs = [need for _, need in _shape.texts(found, faults)]
    version = _shape.text(table, "version", faults, where)
    url = _url(table, where, faults)
    return _python_lock.Locked(Package(table["name"], version, url), needs, _files(table))


def _files(table: dict[str, Any]) -> tuple[Distribution, ...]:
    """``archive``, ``sdist`` and ``wheels``: each has a ``url`` or a ``path``, and mostly a ``name``."""
    single = _python_lock.tables_in([table.get("archive"), table.get("sdist")])
    files = chain(single, _python_lock.tables_in(table.get("wheels")))
    found = (distributions(one.get("url"), one.get("name", one.get("path")), _hashes(one)) for one in files)
    return tuple(chain.from_iterable(found))


def _hashes(file: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """``hashes``, by the names that Python's hashlib has for the algorithms."""
    written = file.get("hashes")
    for algorithm, content in written.items() if isinstance(written, dict) else ():
        yield from checked(algorithm, content)


def _url(table: dict[str, Any], where: _shape.Where, faults: list[_shape.Fault]) -> str:
    """Where a package comes from, if not from an index: ``archive``, or ``vcs`` with its commit, as pip writes it."""
    keys = ("archive.url", "vcs.url", "vcs.type", "vcs.commit-id")
    archive, address, kind, commit = (_shape.text(table, key, faults, where) for key in keys)
    return f"{kind or 'git'}+{address}@{commit}" if address else archive
