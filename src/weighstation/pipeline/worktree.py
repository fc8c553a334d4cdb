"""Single facts about the working tree: its name, a line to show, the hash of a file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from weighstation.errors import ReadError
from weighstation.model import Occurrence, Project
from weighstation.repository import File, Repository, read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weighstation.policy import Policy


def project(root: str) -> Project:
    """The project's own name and version: pyproject.toml, then package.json, then the folder's name."""
    from importlib import import_module

    for name, module in (("pyproject.toml", "pyproject"), ("package.json", "package_json")):
        try:
            data = read(Repository(root, git=False), File(name))
        except ReadError:
            continue
        found: Project | None = import_module(f"weighstation.readers.{module}").project(data)
        if found and found.name:
            return found
    return Project(os.path.basename(root) or "root")


def source_lines(root: str, places: Iterable[Occurrence]) -> dict[tuple[str, int], str]:
    """The lines of these places, by path and number, from the working tree; those that cannot be read are left out."""
    wanted: dict[str, set[int]] = {}
    for place in places:
        if place.line:
            wanted.setdefault(place.path, set()).add(place.line)
    found: dict[tuple[str, int], str] = {}
    for path, numbers in wanted.items():
        try:
            lines = read(Repository(root, git=False), File(path)).splitlines()
        except ReadError:
            continue
        found |= {(path, n): lines[n - 1].decode(errors="replace") for n in numbers if n <= len(lines)}
    return found


def hashes(root: str, policy: Policy) -> dict[str, str]:
    """The SHA-256 of each file that a clarification is bound to; one that cannot be read is left out."""
    import hashlib

    named = {each.file for each in policy.clarifications if each.file}

    repo = Repository(root, git=False)
    found: dict[str, str] = {}
    for path in named:
        try:
            found[path] = hashlib.sha256(read(repo, File(path))).hexdigest()
        except ReadError:
            continue
    return found
