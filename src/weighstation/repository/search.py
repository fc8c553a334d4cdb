"""Searching with git: it looks through all files at once, in C and on all processors, so that most are never opened."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from weighstation.repository import git
from weighstation.repository.git import LINK, File

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from weighstation.repository.git import Selection

Hits = dict[str, list[tuple[int, str]]]
"""The files with a match; for an expression, its matches with the numbers of their lines."""


class Search(NamedTuple):
    """What ``git grep`` looks for in files of some names, in any folder; a name may hold a ``*``.

    It looks for fixed strings, or for one Perl-compatible expression, of which every match is wanted.
    """

    names: tuple[str, ...]
    strings: tuple[bytes, ...] = ()
    expression: str = ""

    @property
    def arguments(self) -> tuple[str, ...]:
        """The arguments behind ``git grep``."""
        patterns = [part for string in self.strings for part in ("-e", os.fsdecode(string))]
        how = ("-n", "-o", "-P", "-e", self.expression) if self.expression else ("-l", "-F", *patterns)
        anywhere = (name if name.startswith("*") else f":(glob)**/{name}" for name in self.names)
        return (*how, "--", *anywhere)


def listed(
    root: str,
    selection: Selection,
    wanted: Callable[[str], bool],
    searches: Sequence[Search],
    meanwhile: Callable[[Iterable[str]], Iterator[None]],
) -> tuple[list[File] | None, Hits | None]:
    """The ``wanted`` files and all links that git has, and what it finds in those that it tracks.

    All git processes run side by side; what ``meanwhile`` makes of the paths is done step by step until they end. No
    files (None, not an empty list): git lists nothing. No hits: git was built without Perl's expressions, or cannot say
    what it found where.
    """
    untracked = selection == "worktree"
    running = [git.start(root, "ls-files", "-s", "-z")]
    running += [git.start(root, "grep", "-z", "-a", "--no-color", *search.arguments) for search in searches]
    if untracked:
        running.append(git.start(root, "ls-files", "-z", "--others", "--exclude-standard"))
    finished = [(running[0], *running[0].communicate())]
    found = {file.path: file for file in git.index_entries(finished[0][1], wanted)}
    for _ in meanwhile(found):
        if all(process.poll() is not None for process in running):
            break
    finished += [(process, *process.communicate()) for process in running[1:]]
    git.checked(*finished[0], root=root)  # no error is raised before all have ended
    others = git.names(git.checked(*finished[-1], root=root)) if untracked else []
    found.update((file.path, file) for file in _new(root, others, wanted))
    nothing = not others and not finished[0][1]
    return None if nothing else [found[path] for path in sorted(found)], _hits(root, searches, finished[1:])


def matching(root: str, search: Search) -> set[str]:
    """The tracked files in which a search for strings finds one."""
    process = git.start(root, "grep", "-z", "-a", "--no-color", *search.arguments)
    return set(git.names(git.checked(process, *process.communicate(), root=root, allowed=(0, 1))))


def _new(root: str, paths: Iterable[str], wanted: Callable[[str], bool]) -> Iterator[File]:
    for path in paths:
        link = os.path.islink(os.path.join(root, path))
        if link or wanted(path):
            yield File(path, LINK if link else "")


def _hits(
    root: str, searches: Sequence[Search], searched: Sequence[tuple[subprocess.Popen[bytes], bytes, bytes]]
) -> Hits | None:
    if any(process.returncode not in {0, 1} and b"-compatible" in errors for process, _, errors in searched):
        return None
    hits: Hits = {}
    for search, done in zip(searches, searched, strict=False):
        output = git.checked(*done, root=root, allowed=(0, 1))
        if not search.expression:
            hits.update((name, []) for name in git.names(output))
        elif not _add_matches(hits, output):
            return None
    return hits


def _add_matches(hits: Hits, output: bytes) -> bool:
    """Adds lines ``path NUL number NUL match``; False where they are not, since a path holds a line break."""
    for line in output.split(b"\n")[:-1]:
        path, _, rest = line.partition(b"\0")
        number, end, match = rest.partition(b"\0")
        if not end or not number.isdigit():
            return False
        hits.setdefault(os.fsdecode(path), []).append((int(number), match.decode(errors="replace")))
    return True
