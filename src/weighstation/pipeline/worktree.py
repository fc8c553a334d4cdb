"""Single facts about the working tree: its name, a line to show, the hash of a file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from weighstation.errors import ReadError
from weighstation.model import Occurrence, Project
from weighstation.repository import File, Repository, files, read, read_all

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from weighstation.policy import Policy
    from weighstation.repository import Selection


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


def source_lines(
    root: str, places: Iterable[Occurrence], selection: Selection = "worktree"
) -> dict[tuple[str, int], str]:
    """The lines of these places, by path and number, as they were read; those that cannot be are left out."""
    wanted: dict[str, set[int]] = {}
    for place in places:
        if place.line:
            wanted.setdefault(place.path, set()).add(place.line)
    found: dict[tuple[str, int], str] = {}
    for path, data in _contents(root, wanted, selection):
        lines = data.splitlines()
        found |= {(path, n): lines[n - 1].decode(errors="replace") for n in wanted[path] if n <= len(lines)}
    return found


def _contents(root: str, paths: Collection[str], selection: Selection) -> Iterator[tuple[str, bytes]]:
    """Some files with their bytes, those of git's index if that is the selection; none that cannot be read."""
    repo, chosen = Repository(root, git=selection == "staged"), [File(path) for path in paths]
    if selection == "staged":
        chosen, _ = files(repo, selection, paths.__contains__, (), lambda _: iter(()))
    for file, data in read_all(repo, chosen, selection, lambda _: 0):
        if isinstance(data, bytes):
            yield file.path, data


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
