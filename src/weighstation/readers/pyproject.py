"""``pyproject.toml``: dependencies as the standards write them, and as Poetry, PDM and uv did before.

Standards: ``[project]`` (PEP 621) and ``[dependency-groups]`` (PEP 735). What builds the project
(``build-system.requires``) does not come with it and is left out; so is ``[tool.uv.sources]``, which ``uv.lock`` holds.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from weighstation import toml_source
from weighstation.errors import ReadError
from weighstation.model import Occurrence, Project
from weighstation.readers import _package_url, _requirement, _shape
from weighstation.readers._python_packages import Package, references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Reference

    Entries = Iterator[tuple[_shape.Where, Package]]

_REQUIREMENTS = (
    ("project", "dependencies", "#"),
    ("project", "optional-dependencies", "*", "#"),
    ("dependency-groups", "*", "#"),
    ("tool", "pdm", "dev-dependencies", "*", "#"),
    ("tool", "uv", "dev-dependencies", "#"),
)
_POETRY = (
    ("tool", "poetry", "dependencies", "*"),
    ("tool", "poetry", "dev-dependencies", "*"),
    ("tool", "poetry", "group", "*", "dependencies", "*"),
)
# Poetry reads a version without an operator as that version and no other ("Exact requirements" in its documentation).
_EXACT = re.compile(r"\s*={0,3}\s*(\d[\w.+!-]*)\s*")


def read(path: str, data: bytes) -> Iterator[Reference]:
    """A reference for each dependency; its symbol is the dotted key of the list or table that holds it.

    Raises ``ReadError`` for what is no TOML and, after all others, for entries that are no dependency.
    """
    document = toml_source.loads(path, data)
    places = toml_source.locate(toml_source.decode(path, data))
    faults: list[_shape.Fault] = []
    for where, package in chain(_standard(document, faults), _poetry(document, faults)):
        line, column = places.get(where, (0, 1))
        occurrence = Occurrence(path, line, column, symbol=_shape.name(where[:-1]).strip("`"))
        yield from references(package, occurrence)
    _shape.report(path, faults, places)


def project(data: bytes) -> Project | None:
    """Name and version that ``data`` states for the project; None where it names none. A dynamic version is empty."""
    try:
        document = toml_source.loads("pyproject.toml", data)
    except ReadError:
        return None
    for steps in (("project",), ("tool", "poetry")):
        for where, table in _shape.walk(document, steps, []):
            name, version = (_shape.text(table, key, [], where) for key in ("name", "version"))
            if name:
                return Project(name, version)
    return None


def _standard(document: object, faults: list[_shape.Fault]) -> Entries:
    """Lists of requirements. A table in a group includes another group, ``-e`` is PDM's word for a local folder."""
    for where, item in chain.from_iterable(_shape.walk(document, steps, faults) for steps in _REQUIREMENTS):
        if (where[0] == "dependency-groups" and isinstance(item, dict)) or str(item).startswith("-e "):
            continue
        requirement = _requirement.parse(item) if isinstance(item, str) else None
        if requirement is None:
            faults.append(_shape.Fault(where, f"{_shape.name(where)} is no requirement"))
        else:
            yield where, Package(*requirement)


def _poetry(document: object, faults: list[_shape.Fault]) -> Entries:
    """Poetry's tables: a name, and a version, a table, or a list of tables for several platforms."""
    for where, spec in chain.from_iterable(_shape.walk(document, steps, faults) for steps in _POETRY):
        name = str(where[-1])
        if name == "python":
            continue
        for choice in spec if isinstance(spec, list) else [spec]:
            if isinstance(choice, str | dict) and _requirement.is_name(name):
                yield from ((where, package) for package in _chosen(name, choice, where, faults))
            else:
                faults.append(
                    _shape.Fault(where, f"{_shape.name(where)} has to be a package name with a version or a table")
                )


def _chosen(name: str, spec: object, where: _shape.Where, faults: list[_shape.Fault]) -> Iterator[Package]:
    """The package that one specification of Poetry means; none for a folder under development."""
    table = {"version": spec} if isinstance(spec, str) else spec
    version, url, git, path = (_shape.text(table, key, faults, where) for key in ("version", "url", "git", "path"))
    if path and not _package_url.is_archive(path):
        return
    exact = _EXACT.fullmatch(version)
    revision = next(filter(None, (_shape.text(table, key, faults, where) for key in ("rev", "tag", "branch"))), "")
    yield Package(name, exact[1] if exact else "", f"git+{git}@{revision}" if git else url or path)
