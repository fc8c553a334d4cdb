"""Python source: every string that names a model, dataset or hosted model, in the place that gives it that meaning.

The file is parsed, never run. A literal counts by what consumes it (a loader's argument, directly or through names of
the same file), else by the name it is given to (keyword, variable, parameter, dict key, command-line option), else
only if it says itself what it is (a Hub URL, a publisher known to the knowledge base). Docstrings are prose.
"""

from __future__ import annotations

import ast
import contextlib
import re
import warnings
from typing import TYPE_CHECKING

from weighstation.errors import ReadError
from weighstation.model import Reference
from weighstation.readers._python_excerpt import excerpt
from weighstation.readers._python_flow import Flow
from weighstation.readers._python_lines import inside_prose, outside_prose, telling
from weighstation.readers._python_walk import walk
from weighstation.readers._text import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from weighstation.model import Offer

_ENCODING = re.compile(rb"(?:[^\n]*\n)?[ \t\f]*#[^\n]*?coding[:=][ \t]*([-\w.]+)")


def read(path: str, data: bytes, found: Sequence[int] = ()) -> Iterator[Reference | Offer]:
    """References of a ``.py`` file; raises ``ReadError`` with the line where it is not Python 3.

    ``found`` are the lines that a search has found by ``_python_lines.SEARCH``; without it the text is searched here.
    Among them are constants that are references only if another file loads them: ``taken`` tells.
    """
    return _read(path, _decoded(path, data), found)


def taken(path: str, data: bytes, offers: Iterable[Offer]) -> Iterator[Reference]:
    """The constants of other files that this one imports and loads; none where it cannot be read."""
    from weighstation.readers import _python_imports

    with contextlib.suppress(ReadError):
        source = _decoded(path, data)
        yield from _python_imports.taken(source, offers, _trees(path, source, source.split("\n")))


def _decoded(path: str, data: bytes) -> str:
    """The text: UTF-8, or as a comment in the first two lines declares (PEP 263)."""
    try:
        return decode(path, data)
    except ReadError:
        declared = _ENCODING.match(data)
        if declared is None:
            raise
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            return data.decode(declared[1].decode())
        raise


def read_code(path: str, source: str) -> Iterator[Reference]:
    """The same for source text that is already decoded (a notebook cell); lines count from the text's start."""
    return (found for found in _read(path, source, ()) if isinstance(found, Reference))


def _read(path: str, source: str, found: Sequence[int]) -> Iterator[Reference | Offer]:
    lines = outside_prose(source, found) if found else telling(source)
    if not lines:
        return
    rows = source.split("\n")
    tree_of = _trees(path, source, rows)
    flow = Flow(source, rows, tree_of)
    seen: set[tuple[str, int, int]] = set()
    for each in walk(path, rows, lines, tree_of(lines), flow):
        if isinstance(each, Reference):
            key = (each.id, each.occurrence.line, each.occurrence.column)
            if key in seen:
                continue
            seen.add(key)
        yield each


def _trees(path: str, source: str, rows: list[str]) -> Callable[[Iterable[int]], ast.Module]:
    """What gives the tree of the statements on some lines."""
    inside = inside_prose(source)
    return lambda lines: _tree(path, source, excerpt(rows, lines, inside))


def _tree(path: str, source: str, part: str) -> ast.Module:
    """The syntax tree of what can matter; of everything, where that does not parse by itself."""
    try:
        return _parse(path, part)
    except ReadError:
        return _parse(path, source)


def _parse(path: str, source: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the scanned code's own escapes are not our user's business
            return ast.parse(source)
    except SyntaxError as error:
        message = f"is not valid Python: {error.msg}"
        raise ReadError(message, path=path, line=error.lineno or 1, hint="fix the syntax error") from None
    except (ValueError, RecursionError, MemoryError) as error:
        hint = "exclude the file if it is generated"
        raise ReadError(f"cannot be parsed: {error or 'nested too deeply'}", path=path, line=1, hint=hint) from None
