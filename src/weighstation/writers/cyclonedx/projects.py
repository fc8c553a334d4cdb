"""The project, and the packages in its folders: which of them a file belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.writers.cyclonedx.text import Json, clean, present

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from weighstation.model import Component, Project, Run

ROOT = "project"
"""The bom-ref of the project. Those of its packages have their folder behind it."""

_MANIFESTS = frozenset(("pyproject.toml", "package.json"))


class Part(NamedTuple):
    """A package of the project: its folder, its bom-ref, its name and version as its manifest states them."""

    folder: str
    ref: str
    project: Project


def folders(run: Run) -> tuple[str, ...]:
    """The folders below the top whose manifest names anything that the run found: the packages of a monorepo."""
    paths = (place.path.rpartition("/") for one in run.weighed for place in one.component.occurrences)
    return tuple(sorted({folder for folder, _, name in paths if folder and name in _MANIFESTS}))


def parts(packages: Iterable[tuple[str, Project]]) -> tuple[Part, ...]:
    """The packages of the project by folder and manifest, in the order of their folders."""
    return tuple(Part(folder, f"{ROOT}:{clean(folder)}", project) for folder, project in sorted(packages))


def described(part: Part) -> Json:
    """A package of the project as a component inside of it."""
    named = {"name": clean(part.project.name) or "unnamed", "version": clean(part.project.version)}
    return present({"type": "application", "bom-ref": part.ref, **named})


def owners(component: Component, refs: Mapping[str, str], lock: str) -> set[str]:
    """The bom-refs of what uses a component: the package in whose folder each place is, else the project.

    ``refs`` are those of the packages by folder. A lock file, whose places have the symbol ``lock``, is of the whole.
    """
    used = [place for place in component.occurrences if place.use != "mention" and place.symbol != lock]
    return {_owner(place.path, refs) for place in used} or {ROOT}


def _owner(path: str, refs: Mapping[str, str]) -> str:
    folder = path
    while folder := folder.rpartition("/")[0]:
        if folder in refs:
            return refs[folder]
    return ROOT
