"""The files of a repository and their bytes. The only module that starts git; a plain folder works as well.

Nothing here parses a file, follows a link out of the repository or runs anything that the repository holds (git is
started with its file-system monitor off, since that may be a program named by the repository's own configuration).
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

SIZE_LIMIT = 8 * 1024 * 1024
_SKIPPED_FOLDERS = frozenset(
    ".git .hg .svn .venv venv .tox .nox __pycache__ node_modules site-packages .mypy_cache .pytest_cache "
    ".ruff_cache".split()
)
_LINK, _SUBMODULE = "120000", "160000"
_GIT = ("git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")


class File(NamedTuple):
    """A file of the repository: its path from the root (``/`` between parts) and, from git's index, mode and blob."""

    path: str
    mode: str = ""
    blob: str = ""

    @property
    def special(self) -> bool:
        """Whether it is a link or a submodule, which have no bytes of their own to read."""
        return self.mode in {_LINK, _SUBMODULE}


class Search(NamedTuple):
    """What ``git grep`` looks for in files of some names: fixed strings, or one Perl-compatible expression."""

    names: tuple[str, ...]
    strings: tuple[bytes, ...] = ()
    expression: str = ""

    @property
    def arguments(self) -> tuple[str, ...]:
        """The arguments behind ``git grep``."""
        patterns = [part for string in self.strings for part in ("-e", os.fsdecode(string))]
        how = ("-P", "-e", self.expression) if self.expression else ("-F", *patterns)
        return (*how, "--", *self.names)


class Repository(NamedTuple):
    """A folder to check. ``root`` is absolute; ``git`` says whether git lists its files."""

    root: str
    git: bool


def open_repository(path: str) -> Repository:
    """The repository at ``path``, which may be a folder inside one. Raises ``RepositoryError`` if it is no folder."""
    root = os.path.realpath(path)
    if not os.path.isdir(root):
        message = "is not a folder" if os.path.exists(root) else "does not exist"
        raise RepositoryError(message, path=path, hint="name the folder of a repository")
    return Repository(root, _inside_git(root))


def top_level(path: str) -> str:
    """The folder that holds ``.git``, looking upwards from ``path``; ``path`` itself where none does."""
    folder = os.path.realpath(path)
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return path
        folder = parent
    return folder


def _inside_git(root: str) -> bool:
    top = top_level(root)
    return os.path.exists(os.path.join(top, ".git"))


def files(
    repository: Repository,
    selection: Selection,
    wanted: Callable[[str], bool],
    searches: Sequence[Search],
    meanwhile: Callable[[Iterable[str]], None],
) -> tuple[list[File], Callable[[str], bool]]:
    """The files whose path is ``wanted`` and all links, in path order, and a test whether a search may find something.

    In a git repository git itself searches all files at once, so that most of them are never opened. While it does,
    ``meanwhile`` is called with the paths that it tracks.
    """
    if not repository.git:
        return [file for file in _walk(repository.root) if wanted(file.path) or file.special], _anything
    if selection == "staged":
        return [file for file in _staged(repository.root) if wanted(file.path)], _anything
    listed, may_hold = _listed(repository.root, selection, searches, meanwhile)
    if not listed and selection == "worktree":  # a folder that git ignores, named on purpose
        return [file for file in _walk(repository.root) if wanted(file.path)], _anything
    return [file for file in listed if wanted(file.path) or file.special], may_hold


def _anything(_path: str) -> bool:
    return True


def _listed(
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
        found.setdefault(name, File(name, _LINK if os.path.islink(os.path.join(root, name)) else ""))
    hits = _hits(root, finished[1 : 1 + len(searches)])
    if hits is None:
        return [found[path] for path in sorted(found)], _anything
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


def _staged(root: str) -> list[File]:
    """What the next commit adds or changes, relative to ``root``, with the blobs of the index."""
    changed = _git(root, "diff", "--cached", "--name-only", "-z", "--relative", "--no-ext-diff", "--diff-filter=ACMRT")
    names = set(_names(changed))
    entries = _index_entries(_git(root, "ls-files", "-s", "-z")) if names else iter(())
    return sorted({file.path: file for file in entries if file.path in names}.values())


def _walk(root: str) -> list[File]:
    """Every file below a folder that git does not know, in path order, without caches and environments."""
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED_FOLDERS)
        relative = os.path.relpath(folder, root)
        prefix = "" if relative == "." else relative.replace(os.sep, "/") + "/"
        found += [File(prefix + name, _LINK if os.path.islink(os.path.join(folder, name)) else "") for name in names]
        found += [File(prefix + name, _LINK) for name in folders if os.path.islink(os.path.join(folder, name))]
    return sorted(found)


def read_all(
    repository: Repository, chosen: Sequence[File], selection: Selection
) -> Iterator[tuple[File, bytes | ReadError]]:
    """Each file with its bytes, or with the reason why it has none. Links inside the repository are left out."""
    if selection == "staged":
        yield from _read_staged(repository.root, chosen)
        return
    for file in chosen:
        try:
            yield file, read(repository, file)
        except ReadError as error:
            if error.message:
                yield file, error


def read(repository: Repository, file: File) -> bytes:
    """The bytes of one file of the working tree. Raises ``ReadError``; its message is empty for a harmless link."""
    full = os.path.join(repository.root, file.path)
    if file.mode == _SUBMODULE:
        raise ReadError("is a git submodule, not part of this repository", path=file.path, hint="check it by itself")
    if file.mode == _LINK or os.path.islink(full):
        raise _link(repository.root, file.path)
    try:
        if os.path.getsize(full) > SIZE_LIMIT:
            raise _too_large(file.path, os.path.getsize(full))
        with open(full, "rb") as stream:
            return stream.read()
    except FileNotFoundError:
        hint = "restore it, or stage its removal"
        raise ReadError("is listed by git but not in the working tree", path=file.path, hint=hint) from None
    except OSError as error:
        raise ReadError(f"cannot be opened: {error.strerror}", path=file.path, hint="check its permissions") from None


def _too_large(path: str, size: int) -> ReadError:
    limit = SIZE_LIMIT // 1024 // 1024
    return ReadError(f"has {size:,} bytes, more than the {limit} MiB that are read", path=path, hint="is it data?")


def _link(root: str, path: str) -> ReadError:
    """Why a link is not read: no message if its target is a file of the repository, which is read by itself."""
    full = os.path.join(root, path)
    target = os.path.realpath(full)
    if not os.path.exists(full):
        return ReadError("is a symbolic link that leads nowhere or in a circle", path=path, hint="mend or remove it")
    if os.path.commonpath([root, target]) != root:
        return ReadError("is a symbolic link out of the repository", path=path, hint="check its target by itself")
    return ReadError("", path=path)


def _read_staged(root: str, chosen: Sequence[File]) -> Iterator[tuple[File, bytes | ReadError]]:
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
        yield file, (data if size <= SIZE_LIMIT else _too_large(file.path, size))


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
