"""The files of a repository and their bytes; of a plain folder as well.

Nothing here parses a file, follows a link out of the repository or runs anything that the repository holds.
"""

from __future__ import annotations

import os
from stat import S_IFDIR, S_IFLNK, S_IFMT, S_IFREG
from typing import TYPE_CHECKING, NamedTuple

from weighstation.errors import ReadError, RepositoryError
from weighstation.repository import git
from weighstation.repository.git import FOLDER, LINK, SUBMODULE, File, Selection
from weighstation.repository.window import Window

__all__ = [
    "File", "Repository", "Selection", "Window", "beside", "files", "holding", "open_repository",
    "read", "read_all", "top_level",
]  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import BinaryIO

    from weighstation.repository.search import Hits, Search

_READABLE = frozenset((S_IFREG, S_IFDIR))  # opening a folder says best what is wrong with it
_SKIPPED_FOLDERS = frozenset(
    ".git .hg .svn .venv venv .tox .nox __pycache__ node_modules site-packages .mypy_cache .pytest_cache "
    ".ruff_cache".split()
)


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
    meanwhile: Callable[[Iterable[str]], Iterator[None]],
) -> tuple[list[File], Hits | None]:
    """The files whose path is ``wanted`` and all links, in path order, and what was found in them; None: not searched.

    In a git repository git itself searches all files at once, so that most of them are never opened. While it does,
    ``meanwhile`` gets the paths that it tracks, and is followed as long as git takes.
    """
    if not repository.git:
        return [file for file in _walk(repository.root) if wanted(file.path) or file.special], None
    if selection == "staged":
        return [file for file in git.staged(repository.root) if wanted(file.path)], None
    from weighstation.repository.search import listed

    found, hits = listed(repository.root, selection, wanted, searches, meanwhile)
    if found is None and selection == "worktree":  # a folder that git ignores, named on purpose
        return [file for file in _walk(repository.root) if wanted(file.path)], None
    return found or [], hits


def holding(repository: Repository, strings: Sequence[bytes]) -> set[str] | None:
    """The tracked Python files that hold one of some strings; None where git cannot tell."""
    if not repository.git:
        return None
    from weighstation.repository.search import Search, matching

    return matching(repository.root, Search(("*.py",), strings=tuple(strings)))


def _walk(root: str) -> list[File]:
    """Every file below a folder that git does not know, in path order, without caches and environments.

    A folder that cannot be listed is one of them, so that it is told.
    """
    found: list[File] = []

    def closed(error: OSError) -> None:
        found.append(File(os.path.relpath(error.filename, root).replace(os.sep, "/"), FOLDER))

    for folder, folders, names in os.walk(root, onerror=closed):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED_FOLDERS)
        relative = os.path.relpath(folder, root)
        prefix = "" if relative == "." else relative.replace(os.sep, "/") + "/"
        found += [File(prefix + name, LINK if os.path.islink(os.path.join(folder, name)) else "") for name in names]
        found += [File(prefix + name, LINK) for name in folders if os.path.islink(os.path.join(folder, name))]
    return sorted(found)


def read_all(
    repository: Repository, chosen: Iterable[File], selection: Selection, header: Callable[[str], int]
) -> Iterator[tuple[File, bytes | Window | ReadError]]:
    """Each file with its bytes, or with the reason why it has none. Links inside the repository are left out.

    A file of which ``header`` says that some bytes of its start are enough comes as a window, open until the next one.
    """
    if selection == "staged":
        yield from git.blobs(repository.root, chosen, header)
        return
    for file in chosen:
        try:
            with _opened(repository, file) as stream:
                yield file, Window(stream) if header(file.path) else _whole(file, stream)
        except ReadError as error:
            if error.message:
                yield file, error


def read(repository: Repository, file: File) -> bytes:
    """The bytes of one file of the working tree. Raises ``ReadError``; its message is empty for a harmless link."""
    with _opened(repository, file) as stream:
        return _whole(file, stream)


def size(repository: Repository, file: File) -> int:
    """Bytes of a file of the working tree, or of what a link says; 0 where there is none."""
    try:
        return os.lstat(os.path.join(repository.root, file.path)).st_size
    except OSError:
        return 0


def beside(repository: Repository, path: str) -> dict[str, File]:
    """The files, by name, that lie beside a file of the working tree, or in a folder; none outside the repository."""
    full = os.path.realpath(os.path.join(repository.root, path))
    folder = full if os.path.isdir(full) else os.path.dirname(full)
    if folder != repository.root and not folder.startswith(os.path.join(repository.root, "")):
        return {}
    prefix = os.path.relpath(folder, repository.root).replace(os.sep, "/") + "/"
    try:
        found = [name for name in os.listdir(folder) if os.path.isfile(os.path.join(folder, name))]
    except OSError:
        return {}
    return {name: File(prefix.removeprefix("./") + name) for name in sorted(found)}


def _whole(file: File, stream: BinaryIO) -> bytes:
    size = os.fstat(stream.fileno()).st_size
    if size > git.SIZE_LIMIT:
        raise git.too_large(file.path, size)
    try:
        return stream.read()
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", path=file.path, hint="check the disk") from None


def _opened(repository: Repository, file: File) -> BinaryIO:
    full = os.path.join(repository.root, file.path)
    if file.mode == SUBMODULE:
        raise ReadError("is a git submodule, not part of this repository", path=file.path, hint="check it by itself")
    if file.mode == FOLDER:
        raise ReadError("is a folder that cannot be listed", path=file.path, hint="check its permissions")
    try:
        kind = S_IFMT(os.lstat(full).st_mode)
        if file.mode == LINK or kind == S_IFLNK:
            raise _link(repository.root, file.path)
        if kind not in _READABLE:  # a pipe has no end
            raise ReadError("is no regular file", path=file.path, hint="remove it, or exclude it")
        return open(full, "rb")
    except FileNotFoundError:
        hint = "restore it, or stage its removal"
        raise ReadError("is listed by git but not in the working tree", path=file.path, hint=hint) from None
    except OSError as error:
        raise ReadError(f"cannot be opened: {error.strerror}", path=file.path, hint="check its permissions") from None


def _link(root: str, path: str) -> ReadError:
    """Why a link is not read: no message if its target is a file of the repository, which is read by itself."""
    full = os.path.join(root, path)
    target = os.path.realpath(full)
    if not os.path.exists(full):
        return ReadError("is a symbolic link that leads nowhere or in a circle", path=path, hint="mend or remove it")
    if os.path.commonpath([root, target]) != root:
        return ReadError("is a symbolic link out of the repository", path=path, hint="check its target by itself")
    return ReadError("", path=path)
