"""``Pipfile``: what a project of Pipenv asks for (pipenv.pypa.io, "Pipfile & Pipfile.lock")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation import toml_source
from weighstation.model import Occurrence
from weighstation.readers import _package_url, _requirement, _shape
from weighstation.readers._python_packages import Package, references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Reference

_PACKAGES = ("packages", "dev-packages")
_OTHERS = frozenset(("source", "requires", "pipenv", "scripts", "build-system", "project", "tool"))
"""Tables that are no category: "package category groups" may have any other name."""

_KEYS = ("version", "file", "path", "git", "ref")


def read(path: str, data: bytes) -> Iterator[Reference]:
    """A reference for each package; its symbol is the category. Local folders name none.

    Raises ``ReadError`` for what is no TOML and, after all others, for entries that are no package.
    """
    document = toml_source.loads(path, data)
    places = toml_source.locate(toml_source.decode(path, data))
    faults: list[_shape.Fault] = []
    for where, spec in entries(document, _PACKAGES, _OTHERS, faults):
        package = packaged(where, spec, faults)
        occurrence = Occurrence(path, *places.get(where, (0, 1)), symbol=str(where[0]))
        yield from references(package, occurrence) if package else ()
    _shape.report(path, faults, places)


def entries(
    document: object, always: tuple[str, ...], others: frozenset[str], faults: list[_shape.Fault]
) -> Iterator[tuple[_shape.Where, object]]:
    """The entries of all categories: those of ``always``, and each table that is called none of ``others``."""
    tables = document if isinstance(document, dict) else {}
    more = [key for key, value in tables.items() if key not in {*always, *others} and isinstance(value, dict)]
    for key in (*always, *more):
        yield from _shape.walk(document, (key, "*"), faults)


def packaged(where: _shape.Where, spec: object, faults: list[_shape.Fault]) -> Package | None:
    """The package that a name with a specifier list, or with a table, means; None for a local folder or a fault.

    The name may have its extras behind it: ``"uvicorn[standard]" = "*"``.
    """
    table = {"version": spec} if isinstance(spec, str) else spec
    if not isinstance(table, dict):
        faults.append(_shape.Fault(where, f"{_shape.name(where)} has to be a version or a table"))
        return None
    version, file, folder, git, ref = (_shape.text(table, key, faults, where) for key in _KEYS)
    local = folder or ("" if "://" in file else file)
    if local and not _package_url.is_archive(local):
        return None
    requirement = _requirement.parse(f"{where[-1]} {'' if version.strip() == '*' else version}")
    if requirement is None:
        faults.append(
            _shape.Fault(where, f"{_shape.name(where)} has to be a package name with a version that pip knows")
        )
        return None
    return Package(requirement.name, requirement.version, _address(git, ref) if git else file)


def _address(git: str, ref: str) -> str:
    """A repository as pip writes it; ``git`` may do so itself."""
    return f"git+{git.removeprefix('git+').partition('#')[0]}" + (f"@{ref}" if ref else "")
