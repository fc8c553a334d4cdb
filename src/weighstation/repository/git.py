"""git, as a process: what it lists, what it finds, what it holds. Nothing else of this project starts a process.

git is started with its file-system monitor off, since that may be a program named by the repository's own
configuration, and in the C locale, so that bytes are searched as they are and messages are in English.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal, NamedTuple

from weighstation.errors import ReadError, RepositoryError

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterable, Iterator, Sequence

Selection = Literal["worktree", "tracked", "staged"]
"""``worktree``: tracked files and untracked ones that git does not ignore. ``tracked``: the index's files as they are
in the working tree. ``staged``: what the next commit changes, with the bytes it will hold."""

SIZE_LIMIT = 8 * 1024 * 1024  # bytes; larger files are data
LINK, SUBMODULE = "120000", "160000"
_GIT = ("git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")


class File(NamedTuple):
    """A file of the repository: its path from the root (``/`` between parts) and, from git's index, mode and blob."""

    path: str
    mode: str = ""
    blob: str = ""

    @property
    def special(self) -> bool:
        """Whether it is a link or a submodule, which have no bytes of their own to read."""
        return self.mode in {LINK, SUBMODULE}


class Search(NamedTuple):
    """What ``git grep`` looks for in files of some names, in any folder; a name may hold a ``*``.

    It looks for fixed strings, or for one Perl-compatible expression.
    """

    names: tuple[str, ...]
    strings: tuple[bytes, ...] = ()
    expression: str = ""

    @property
    def arguments(self) -> tuple[str, ...]:
        """The arguments behind ``git grep``."""
        patterns = [part for string in self.strings for part in ("-e", os.fsdecode(string))]
        how = ("-P", "-e", self.expression) if self.expression else ("-F", *patterns)
        anywhere = (name if name.startswith("*") else f":(glob)**/{name}" for name in self.names)
        return (*how, "--", *anywhere)


def listed(
    root: str, selection: Selection, searches: Sequence[Search], meanwhile: Callable[[Iterable[str]], None]
) -> tuple[list[File], Callable[[str], bool]]:
    """The list of files that git has, and a test for paths with a hit: all git processes side by side."""
    untracked = selection == "worktree"
    running = [_start(root, "ls-files", "-s", "-z")]
    running += [_start(root, "grep", "-l", "-z", "-a", "--no-color", *search.arguments) for search in searches]
    if untracked:
        running.append(_start(root, "ls-files", "-z", "--others", "--exclude-standard"))
    finished = [(running[0], *running[0].communicate())]
    found = {file.path: file for file in _index_entries(finished[0][1])}
    meanwhile(found)
    finished += [(process, *process.communicate()) for process in running[1:]]
    _checked(*finished[0], root=root)  # no error is raised before all have ended
    for name in _names(_checked(*finished[-1], root=root)) if untracked else ():
        found.setdefault(name, File(name, LINK if os.path.islink(os.path.join(root, name)) else ""))
    hits = _hits(root, finished[1 : 1 + len(searches)])
    if hits is None:
        return [found[path] for path in sorted(found)], anything
    new = {file.path for file in found.values() if not file.blob}  # git searched what it tracks, new files are few
    return [found[path] for path in sorted(found)], (hits | new).__contains__


def _hits(root: str, searched: Sequence[tuple[subprocess.Popen[bytes], bytes, bytes]]) -> set[str] | None:
    """The paths that ``git grep`` printed; None where git was built without Perl's expressions."""
    if any(process.returncode not in {0, 1} and b"-compatible" in errors for process, _, errors in searched):
        return None
    return {name for done in searched for name in _names(_checked(*done, root=root, allowed=(0, 1)))}


def _index_entries(output: bytes) -> Iterator[File]:
    """Lines of ``git ls-files -s``: ``mode blob stage<TAB>path``; an unmerged path comes once per stage."""
    for entry in _names(output):
        fields, _, path = entry.partition("\t")
        mode, blob, _stage = fields.split(" ")
        yield File(path, mode, blob)


def _names(output: bytes) -> list[str]:
    return [os.fsdecode(name) for name in output.split(b"\0") if name]


def staged(root: str) -> list[File]:
    """What the next commit adds or changes, relative to ``root``, with the blobs of the index."""
    changed = _git(root, "diff", "--cached", "--name-only", "-z", "--relative", "--no-ext-diff", "--diff-filter=ACMRT")
    names = set(_names(changed))
    entries = _index_entries(_git(root, "ls-files", "-s", "-z")) if names else iter(())
    return sorted({file.path: file for file in entries if file.path in names}.values())


def blobs(root: str, chosen: Iterable[File]) -> Iterator[tuple[File, bytes | ReadError]]:
    """Blobs of the index through one ``git cat-file --batch``."""
    plain = [file for file in chosen if not file.special]
    if not plain:
        return
    request = "".join(f"{file.blob}\n" for file in plain).encode()
    output = _git(root, "cat-file", "--batch", stdin=request)
    start = 0
    for file in plain:
        header, start = output[start:].partition(b"\n")[0], output.index(b"\n", start) + 1
        if header.endswith(b"missing"):
            yield file, ReadError("is staged but its content is missing from git", path=file.path, hint="run git fsck")
            continue
        size = int(header.rpartition(b" ")[2])
        data, start = output[start : start + size], start + size + 1
        yield file, (data if size <= SIZE_LIMIT else too_large(file.path, size))


def anything(_path: str) -> bool:
    """Whether a file may hold what is searched for: yes, where nobody has looked."""
    return True


def too_large(path: str, size: int) -> ReadError:
    """The reason for not reading a file of ``size`` bytes."""
    limit = SIZE_LIMIT // 1024 // 1024
    return ReadError(f"has {size:,} bytes, more than the {limit} MiB that are read", path=path, hint="is it data?")


def _git(root: str, *arguments: str, stdin: bytes | None = None) -> bytes:
    process = _start(root, *arguments, stdin=stdin is not None)
    return _checked(process, *process.communicate(stdin), root=root)


def _start(root: str, *arguments: str, stdin: bool = False) -> subprocess.Popen[bytes]:
    import subprocess

    try:
        return subprocess.Popen(
            (*_GIT, *arguments),
            cwd=root,
            env={**os.environ, "LC_ALL": "C"},  # bytes are searched as they are, and messages are in English
            stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except FileNotFoundError:
        hint = "install git, or check a copy of the folder without .git"
        raise RepositoryError("git is not installed, and this is a git repository", path=root, hint=hint) from None


def _checked(
    process: subprocess.Popen[bytes], output: bytes, errors: bytes, *, root: str, allowed: Iterable[int] = (0,)
) -> bytes:
    if process.returncode in allowed:
        return output
    said = errors.decode(errors="replace").strip().splitlines() or ["no message"]
    raise RepositoryError(f"git failed: {said[0]}", path=root, hint=" ".join(said[1:]).strip() or "run git status")
