"""git, as a process: what it lists and what it holds. Nothing else of this project starts a process.

git is started with its file-system monitor off, since that may be a program named by the repository's own
configuration, and in the C locale, so that bytes are searched as they are and messages are in English. What a user may
have set for reading what it prints is set back: a search that prints otherwise would find nothing.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal, NamedTuple

from weighstation.errors import ReadError, RepositoryError
from weighstation.repository.window import Window

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import BinaryIO

Selection = Literal["worktree", "tracked", "staged"]
"""``worktree``: tracked files and untracked ones that git does not ignore. ``tracked``: the index's files as they are
in the working tree. ``staged``: what the next commit changes, with the bytes it will hold."""

SIZE_LIMIT = 8 * 1024 * 1024  # bytes; larger files are data
_CHUNK = 1024 * 1024
LINK, SUBMODULE, FOLDER = "120000", "160000", "040000"
_NO_FILES = frozenset({LINK, SUBMODULE, FOLDER})
_SETTINGS = ("core.fsmonitor=false", "core.quotePath=false", "grep.column=false", "grep.fullName=false")
_GIT = ("git", *(word for setting in (*_SETTINGS, "submodule.recurse=false") for word in ("-c", setting)))
# How paths are meant is ours to say, and which repository it is git finds by the folder that it is started in.
_LEFT_OUT = frozenset(
    "GIT_DIR GIT_WORK_TREE GIT_PREFIX GIT_LITERAL_PATHSPECS GIT_GLOB_PATHSPECS GIT_NOGLOB_PATHSPECS "
    "GIT_ICASE_PATHSPECS".split()
)


class File(NamedTuple):
    """A file of the repository: its path from the root (``/`` between parts) and, from git's index, mode and blob.

    ``lines`` are those in which a search found what makes the file worth reading; empty where none was searched for.
    """

    path: str
    mode: str = ""
    blob: str = ""
    lines: tuple[int, ...] = ()

    @property
    def special(self) -> bool:
        """Whether it is a link, a submodule or a folder, which have no bytes of their own to read."""
        return self.mode in _NO_FILES


def index_entries(output: bytes, wanted: Callable[[str], bool]) -> Iterator[File]:
    """The ``wanted`` files, all links and submodules of what ``git ls-files -s`` printed.

    Its lines are ``mode blob stage<TAB>path``; an unmerged path comes once per stage.
    """
    for entry in names(output):
        fields, _, path = entry.partition("\t")
        mode, blob, _stage = fields.split(" ")
        if mode in _NO_FILES or wanted(path):
            yield File(path, mode, blob)


def names(output: bytes) -> list[str]:
    """Paths that end in NUL each, as ``-z`` prints them."""
    return [os.fsdecode(name) for name in output.split(b"\0") if name]


def staged(root: str) -> list[File]:
    """What the next commit adds or changes, relative to ``root``, with the blobs of the index."""
    changed = _git(root, "diff", "--cached", "--name-only", "-z", "--relative", "--no-ext-diff", "--diff-filter=ACMRT")
    paths = set(names(changed))
    entries = index_entries(_git(root, "ls-files", "-s", "-z"), paths.__contains__) if paths else iter(())
    return sorted({file.path: file for file in entries if file.path in paths}.values())


def blobs(
    root: str, chosen: Iterable[File], header: Callable[[str], int]
) -> Iterator[tuple[File, bytes | Window | ReadError]]:
    """Blobs of the index: most through one ``git cat-file --batch``, of large ones with a ``header`` only that."""
    plain = [file for file in chosen if not file.special]
    large = _large(root, [file for file in plain if header(file.path)])
    yield from _whole(root, [file for file in plain if file not in large])
    for file in (file for file in plain if file in large):
        try:
            stream = _start_of(root, file, header(file.path))
        except OSError as error:
            message, hint = f"cannot be taken out of git: {error.strerror}", "make room for temporary files"
            yield file, ReadError(message, path=file.path, hint=hint)
            continue
        with stream:
            yield file, Window(stream)


def _large(root: str, chosen: Sequence[File]) -> set[File]:
    """Those of the files whose blobs are too large to be read whole."""
    request = "".join(f"{file.blob}\n" for file in chosen).encode()
    output = _git(root, "cat-file", "--batch-check=%(objectsize)", stdin=request) if chosen else b""
    sizes = zip(chosen, output.splitlines(), strict=True)
    return {file for file, size in sizes if size.isdigit() and int(size) > SIZE_LIMIT}


def _start_of(root: str, file: File, size: int) -> BinaryIO:
    """The first ``size`` bytes of a blob as a file, on disk: it may not fit into memory."""
    import tempfile

    stream = tempfile.TemporaryFile()  # noqa: SIM115 - whoever asked closes it
    process = start(root, "cat-file", "blob", file.blob)
    try:
        while size > 0 and process.stdout and (chunk := process.stdout.read(min(size, _CHUNK))):
            size -= stream.write(chunk)
    except OSError:
        stream.close()
        raise
    finally:
        process.kill()
        process.communicate()
    return stream


def _whole(root: str, plain: Sequence[File]) -> Iterator[tuple[File, bytes | ReadError]]:
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


def too_large(path: str, size: int) -> ReadError:
    """The reason for not reading a file of ``size`` bytes."""
    limit = SIZE_LIMIT // 1024 // 1024
    return ReadError(f"has {size:,} bytes, more than the {limit} MiB that are read", path=path, hint="is it data?")


def _git(root: str, *arguments: str, stdin: bytes | None = None) -> bytes:
    process = start(root, *arguments, stdin=stdin is not None)
    return checked(process, *process.communicate(stdin), root=root)


def start(root: str, *arguments: str, stdin: bool = False) -> subprocess.Popen[bytes]:
    """A running git; a ``RepositoryError`` where there is none."""
    import subprocess

    try:
        return subprocess.Popen(
            (*_GIT, *arguments),
            cwd=root,
            env={name: value for name, value in os.environ.items() if name not in _LEFT_OUT} | {"LC_ALL": "C"},
            stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pipesize=_CHUNK,  # git need not wait for us to read, where the system lets pipes grow
        )
    except FileNotFoundError:
        hint = "install git, or check a copy of the folder without .git"
        raise RepositoryError("git is not installed, and this is a git repository", path=root, hint=hint) from None


def checked(
    process: subprocess.Popen[bytes], output: bytes, errors: bytes, *, root: str, allowed: Iterable[int] = (0,)
) -> bytes:
    """What a process that has ended printed; a ``RepositoryError`` with its own words if it failed."""
    if process.returncode in allowed:
        return output
    said = errors.decode(errors="replace").strip().splitlines() or ["no message"]
    raise RepositoryError(
        f"git failed: {said[0]}", path=root, hint=" ".join(" ".join(said[1:]).split()) or "run git status"
    )
