"""From files to what each of them says."""

from __future__ import annotations

from contextlib import nullcontext
from functools import cache
from typing import TYPE_CHECKING

from weighstation import readers, repository
from weighstation.errors import ReadError
from weighstation.inventory import Reading
from weighstation.model import ReaderOptions, Reference, Unread

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

    from weighstation.repository import File, Repository, Selection, Window


@cache
def row_of(path: str) -> readers.Row | None:
    """The row of the reader that a path calls for; None where none does."""
    return readers.row_for(path)


def wanted(path: str) -> bool:
    """Whether any reader wants the file."""
    return row_of(path) is not None


def included(files: list[File], options: ReaderOptions) -> list[File]:
    """The files that no glob of the policy excludes; a ``*`` stands for slashes, too."""
    if not options.exclude:
        return files
    import re
    from fnmatch import translate

    excluded = re.compile("|".join(map(translate, options.exclude)))
    return [file for file in files if not excluded.match(file.path)]


def knowing(options: ReaderOptions) -> AbstractContextManager[None]:
    """Within it the readers know a team's own loaders and keys."""
    if not options.loaders and not options.keys:
        return nullcontext()
    from weighstation.readers import own

    return own.added(options)


def read_files(repo: Repository, files: Iterable[File], selection: Selection) -> Reading:
    """What these files say, one after the other."""
    reading = Reading([], [], [])
    for file, data in repository.read_all(repo, files, selection, readers.header):
        _read(file, data, reading)
    return reading


def _read(file: File, data: bytes | Window | ReadError, reading: Reading) -> None:
    """Adds what one file says; what is wrong with it is added to the unread, and nothing is lost that came before."""
    if isinstance(data, ReadError):
        reading.unread.append(unread(file.path, data))
        return
    row = row_of(file.path)
    if row is None or not _promising(row, data):
        return
    where = (file.lines,) if file.lines else ()
    try:
        for found in readers.reader(row)(file.path, data, *where):  # one by one: what came before an error counts
            if isinstance(found, Reference):
                reading.references.append(found)
            else:
                reading.offers.append(found)
    except ReadError as error:
        reading.unread.append(unread(file.path, error))
    except RecursionError:
        reading.unread.append(Unread(file.path, "is nested too deeply", hint="exclude the file if it is generated"))
    except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not hide the others, nor be silent
        hint = "this is a fault of weighstation: please report it, with the file if you can"
        reading.unread.append(Unread(file.path, f"made its reader fail ({type(error).__name__})", hint=hint))


def _promising(row: readers.Row, data: bytes | Window) -> bool:
    """Whether a file holds a mark of its row, or is Python with a constant that another file may load."""
    if not isinstance(data, bytes) or readers.promising(row, data):
        return True
    from weighstation.readers import _python_lines

    return row[0] == "python_source" and _python_lines.offers(data)


def unread(path: str, error: ReadError) -> Unread:
    """What is told of a file that could not be read."""
    return Unread(error.path or path, error.message, error.line, error.hint)
