"""Jupyter notebooks: code cells as Python, their commands as shell, Markdown cells as prose; outputs never.

Format: https://nbformat.readthedocs.io/en/latest/format_description.html, version 4.
"""

from __future__ import annotations

import ast
import json
import warnings
from typing import TYPE_CHECKING

from weighstation.errors import ReadError
from weighstation.model import Reference
from weighstation.readers import _json, _magics
from weighstation.readers._cells import Cell, cells_of
from weighstation.readers._mentions import in_prose
from weighstation.readers._text import decode, positions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weighstation.model import Offer
    from weighstation.readers._leaves import Leaf
    from weighstation.readers._text import Position

_PYTHON = frozenset(("", "python", "python3", "ipython"))


def read(path: str, data: bytes) -> Iterator[Reference]:
    """References of a notebook; lines are those of the file as git shows it.

    Raises ``ReadError``: at once where the file is not JSON, after all other cells where a cell is not Python.
    """
    text = decode(path, data)
    leaves = _json.leaves(_checked(path, text))
    position = positions(text)
    cells = cells_of(leaves)
    if _language(leaves) in _PYTHON:
        yield from _code(path, [cell for cell in cells if cell.type == "code"], position)
    for cell in cells:
        if cell.type == "markdown":
            yield from _prose(path, cell, position)


def _checked(path: str, text: str) -> str:
    try:
        json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        message = f"is not a notebook: {getattr(error, 'msg', None) or 'nests too deeply'}"
        raise ReadError(message, path=path, line=line, hint="save it again in Jupyter") from None
    return text


def _language(leaves: list[Leaf]) -> str:
    places = {("metadata", "kernelspec", "language"), ("metadata", "language_info", "name")}
    return next((leaf.value.lower() for leaf in leaves if leaf.keys in places), "")


def _code(path: str, cells: list[Cell], position: Position) -> Iterator[Reference]:
    """References of code cells. Their Python is read as one file, since names go from cell to cell."""
    lines: list[str] = []
    offsets: list[int] = []
    faults: list[ReadError] = []
    for cell in cells:
        parts = _parts(cell)
        yield from _commands(path, cell, parts, position)
        if fault := _fault(parts.python):
            message = f"cell {cell.number + 1} is not valid Python: {fault}"
            hint = "fix the cell, or make it a Markdown or raw cell"
            faults.append(ReadError(message, path=path, line=position(cell.offsets[0])[0], hint=hint))
        else:
            lines += parts.python.split("\n")
            offsets += cell.offsets
    yield from _python(path, lines, offsets, position)
    if faults:
        raise faults[0]


def _parts(cell: Cell) -> _magics.Parts:
    """The cell taken apart, unless it is plain Python, which may have lines that look like magics."""
    return _magics.Parts(cell.text) if _fault(cell.text) == "" else _magics.parts(cell.text)


def _fault(source: str) -> str:
    """Why ``source`` is not Python, empty where it is."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the scanned code's own escapes are not our user's business
            ast.parse(source)
    except SyntaxError as error:
        return error.msg or "broken"
    except (ValueError, RecursionError, MemoryError) as error:
        return str(error) or "too deeply nested"
    return ""


def _python(path: str, lines: list[str], offsets: list[int], position: Position) -> Iterator[Reference]:
    from weighstation.readers import python_source

    for reference in python_source.read_code(path, "\n".join(lines)):
        yield _moved(reference, 0, offsets, position)


def _moved(reference: Reference, first: int, offsets: Sequence[int], position: Position) -> Reference:
    """A reference of a text that begins at line ``first`` of ``offsets``, with its place in the notebook."""
    place = reference.occurrence
    line, column = position(offsets[min(first + place.line - 1, len(offsets) - 1)])
    return reference._replace(occurrence=place._replace(line=line, column=column + place.column - 1))


def _commands(path: str, cell: Cell, parts: _magics.Parts, position: Position) -> Iterator[Reference]:
    """What the shell commands of a cell load, and the files that it writes."""
    from weighstation import readers
    from weighstation.readers import _script, _shell

    for first, text in parts.commands:
        for reference in _script.references(path, _shell.commands(text), positions(text)):
            yield _moved(reference, first, cell.offsets, position)
    for first, name, text in parts.files:
        row = readers.row_for(name)
        for reference in _lenient(readers.reader(row)(path, text.encode("utf-8", "replace"))) if row else ():
            yield _moved(reference, first, cell.offsets, position)


def _lenient(found: Iterator[Reference | Offer]) -> Iterator[Reference]:
    """The references of a file that a cell writes, which may be anything."""
    try:
        yield from (each for each in found if isinstance(each, Reference))
    except ReadError:
        return


def _prose(path: str, cell: Cell, position: Position) -> Iterator[Reference]:
    place = positions(cell.text)
    yield from (_moved(reference, 0, cell.offsets, position) for reference in in_prose(path, cell.text, place))
