"""Which files of a repository are worth opening."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from weighstation import readers
from weighstation.pipeline.reading import row_of
from weighstation.repository.search import Search

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.repository import File
    from weighstation.repository.search import Hits


def searches() -> tuple[Search, ...]:
    """How git finds the files worth opening: Python by the literals that can name something, the rest by its marks."""
    from weighstation.readers import _python_lines

    python = Search(("*.py",), expression=_python_lines.SEARCH)
    return python, Search(readers.MARKED, strings=(*readers.MARKS, *readers.OWN_MARKS))


def prepare(paths: Iterable[str]) -> Iterator[None]:
    """Imports the readers that these files may need, the commonest first: time that git's search takes anyway."""
    rows = Counter(map(row_of, paths))
    for row, _ in rows.most_common():
        if row:
            readers.reader(row)
            yield


def worth(chosen: Iterable[File], hits: Hits) -> Iterator[File]:
    """The files worth opening; git has not searched new ones, links and those that are read without a mark."""
    from weighstation.readers import _python_lines

    for file in chosen:
        row = row_of(file.path)
        if not file.blob or file.special or row is None or not row[2]:
            yield file
        elif found := hits.get(file.path):
            lines = _python_lines.found(found)
            if lines is None or lines:
                yield file._replace(lines=lines or ())
        elif found is not None:
            yield file
