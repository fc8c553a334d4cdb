"""``pdm.lock``: the packages that PDM resolved, with their needs (pdm-project.org, "Lock file").

Before version 4.3 of the format the files of all packages stood in a table of their own, which is not read.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from weighstation.readers import _package_url, _python_lock, _requirement, _shape
from weighstation.readers._distributions import composite, distributions
from weighstation.readers._python_packages import Package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Distribution, Reference


def read(path: str, data: bytes) -> Iterator[Reference]:
    """A reference for each ``[[package]]`` but local folders; ``ReadError`` for other files.

    A package with extras has an entry of its own beside the one without, with the needs of these extras.
    """
    return _python_lock.read(path, data, "package", _locked)


def _locked(table: dict[str, Any], where: _shape.Where, faults: list[_shape.Fault]) -> _python_lock.Locked | None:
    version, url, git, commit, folder = (
        _shape.text(table, key, faults, where) for key in ("version", "url", "git", "revision", "path")
    )
    if table.get("editable") is True or (folder and not _package_url.is_archive(folder)):
        return None
    needs = [*_needs(table, where, faults)]
    address = f"git+{git}@{commit}" if git else url
    return _python_lock.Locked(Package(table["name"], version, address), needs, _files(table, url))


def _needs(table: dict[str, Any], where: _shape.Where, faults: list[_shape.Fault]) -> Iterator[str]:
    """The names in ``dependencies``, which are requirements as PEP 508 writes them; ``-e`` is a local folder."""
    for place, text in _shape.texts(_shape.walk(table, ("dependencies", "#"), faults, where), faults):
        requirement = _requirement.parse(text)
        if requirement:
            yield requirement.name
        elif not text.startswith("-e "):
            faults.append(_shape.Fault(place, f"{_shape.name(place)} is no requirement"))


def _files(table: dict[str, Any], url: str) -> tuple[Distribution, ...]:
    """``files``: each has a ``url`` (strategy ``static_urls``) or a name; one archive somewhere has its own address."""
    files = [*_python_lock.tables_in(table.get("files"))]
    address = url if len(files) == 1 else ""
    found = (distributions(one.get("url", address), one.get("file"), composite(one.get("hash"))) for one in files)
    return tuple(chain.from_iterable(found))
