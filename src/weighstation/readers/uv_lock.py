"""``uv.lock``: the packages that uv resolved, with their needs (docs.astral.sh/uv, "Structure and files")."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from weighstation.readers import _python_lock, _shape
from weighstation.readers._distributions import composite, distributions
from weighstation.readers._python_packages import Package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Distribution, Reference

_NEEDS = (("dependencies", "#", "name"), ("optional-dependencies", "*", "#", "name"))


def read(path: str, data: bytes) -> Iterator[Reference]:
    """A reference for each ``[[package]]`` but the project and its workspace; ``ReadError`` for other files."""
    return _python_lock.read(path, data, "package", _locked)


def _locked(table: dict[str, Any], where: _shape.Where, faults: list[_shape.Fault]) -> _python_lock.Locked | None:
    source = dict(_shape.fields(table, "source", faults, where))
    if "editable" in source or "virtual" in source:
        return None
    found = chain.from_iterable(_shape.walk(table, steps, faults, where) for steps in _NEEDS)
    needs = [need for _, need in _shape.texts(found, faults)]
    version = _shape.text(table, "version", faults, where)
    url, git = (_shape.text(source, key, faults, (*where, "source")) for key in ("url", "git"))
    return _python_lock.Locked(Package(table["name"], version, _as_pip(git) if git else url), needs, _files(table, url))


def _files(table: dict[str, Any], url: str) -> tuple[Distribution, ...]:
    """``sdist`` and ``wheels``; of a package that is an archive somewhere, ``url`` of its source is the address."""
    files = (*_python_lock.tables_in([table.get("sdist")]), *_python_lock.tables_in(table.get("wheels")))
    found = (
        distributions(one.get("url", url), one.get("filename", one.get("path")), composite(one.get("hash")))
        for one in files
    )
    return tuple(chain.from_iterable(found))


def _as_pip(git: str) -> str:
    """``https://host/repo?rev=main#commit`` as pip writes it: ``git+https://host/repo@commit``."""
    address, _, commit = git.partition("#")
    return f"git+{address.partition('?')[0]}@{commit}"
