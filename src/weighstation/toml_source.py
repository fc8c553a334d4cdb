"""TOML with line numbers: ``tomli`` reads the values, ``locate`` finds where each of them stands.

``tomli`` keeps no positions, and a message without a line sends people searching. ``locate`` walks the same text once
more with a cursor and knows only as much of TOML 1.0 and 1.1 as it takes to find keys and items (toml.io/en/v1.1.0).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import count
from typing import TYPE_CHECKING, Any

from weighstation.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KeyPath = tuple[str | int, ...]
Positions = dict[KeyPath, tuple[int, int]]
Step = tuple[KeyPath, int]  # a key path and its offset
Nest = list[tuple[KeyPath, "Iterator[int] | None"]]  # the inline arrays, with their numbering, and inline tables around

_DEEPEST = 100  # levels; what is nested deeper has no position of its own, which keeps hostile files cheap
_BASIC, _LITERAL = r'"[^"\\]*(?:\\.[^"\\]*)*"', r"'[^']*'"
_PART = re.compile(rf"[ \t]*([A-Za-z0-9_-]+|{_BASIC}|{_LITERAL})[ \t]*(\.?)")
_BETWEEN = re.compile(r"(?:[\s,\ufeff]+|#[^\n]*)*")
_SCALAR = re.compile(
    r'"""[^"\\]*(?:(?:\\.|"{1,2}(?!"))[^"\\]*)*"{3,5}'
    r"|'''[^']*(?:'{1,2}(?!')[^']*)*'{3,5}"
    rf"|{_BASIC}|{_LITERAL}"
    r"|\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]*"  # a date and a time may have a blank between them
    r"|[^\s,\]}#]+",
    re.DOTALL,
)


def decode(path: str, data: bytes) -> str:
    """The text of a TOML file, which is UTF-8 by definition; a byte order mark is dropped. Raises ``ReadError``."""
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode()  # the codec that does this costs an import
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError("is not UTF-8 text", path=path, line=line, hint="save the file as UTF-8") from None


def loads(path: str, data: bytes) -> dict[str, Any]:
    """The values of a TOML file. ``path`` is only for messages. Raises ``ReadError`` with the line of the fault."""
    import tomli

    text = decode(path, data)
    try:
        return tomli.loads(text)
    except RecursionError:
        raise ReadError("nests too deeply to be read", path=path, hint="flatten the nested arrays or tables") from None
    except tomli.TOMLDecodeError as error:
        fault = f"is not valid TOML: {error.msg} (column {error.colno})"
        raise ReadError(fault, path=path, line=error.lineno, hint=_hint(text, error.lineno)) from None
    except ValueError as error:  # an integer of thousands of digits
        raise ReadError(f"holds a value that cannot be read: {error}", path=path, hint="shorten the number") from None


def _hint(text: str, line: int) -> str:
    """What is commonly wrong in such a line, else that something is."""
    written = text.split("\n")[line - 1] if line else ""
    if re.search(r"=\s*\d{4}-\d\d?-\d\d?\s*(#|$)", written):
        return "write a day that there is, as in 2027-06-30"
    if re.search(r"=\s*[A-Za-z_][^\"'\[\]{}]*$", written):
        return 'write texts in quotes, as in key = "text"'
    return "correct the syntax there"


def locate(text: str) -> Positions:
    """Line and column, both from 1, of every key and every array item of ``text``, which is valid TOML.

    A table has the place where its name is first written, an item of an array of tables that of its own header. Takes
    time in proportion to the length of the text.
    """
    found: Positions = {}
    position = _positions(text)
    for path, offset in _walk(text):
        if path not in found:
            found[path] = position(offset)
    return found


def _positions(text: str) -> Callable[[int], tuple[int, int]]:
    """A function from an offset in ``text`` to line and column."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def position(offset: int) -> tuple[int, int]:
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    return position


def _walk(text: str) -> Iterator[Step]:
    """Every key path and array item with its offset, in the order of the text."""
    table: KeyPath = ()
    sizes: dict[KeyPath, int] = {}  # of the arrays of tables
    nest: Nest = []
    offset = _after(_BETWEEN, text, 0)
    while offset < len(text):
        path, numbers = nest[-1] if nest else (table, None)
        if nest and text[offset] in "]}":
            nest.pop()
            offset += 1
        elif numbers:
            path = _under(path, next(numbers))
            yield path, offset
            offset = _value(text, offset, path, nest)
        elif text[offset] == "[":
            steps, offset = _header(text, offset, sizes)
            yield from steps
            table = steps[-1][0]
        else:
            steps, offset = _key(text, offset, path)
            yield from steps
            offset = _value(text, _after(_BETWEEN, text, offset + 1), steps[-1][0], nest)  # + 1: the equals sign
        offset = _after(_BETWEEN, text, offset)


def _header(text: str, offset: int, sizes: dict[KeyPath, int]) -> tuple[list[Step], int]:
    """The steps of a ``[table]`` or ``[[array]]`` header; a name on the way that is an array means its last item."""
    array = text.startswith("[[", offset)
    names, end = _key(text, offset + 1 + array, ())
    path: KeyPath = ()
    steps = []
    for number, (name, start) in enumerate(names, 1):
        path = _under(path, name[-1])
        steps.append((path, start))
        if array and number == len(names):
            sizes[path] = sizes.get(path, 0) + 1
        if path in sizes:
            path = _under(path, sizes[path] - 1)
            steps.append((path, start))
    return steps, end + 1 + array


def _key(text: str, offset: int, table: KeyPath) -> tuple[list[Step], int]:
    """The steps that a possibly dotted key takes from its table, and the offset after it."""
    steps = []
    more = "."
    while more and (match := _PART.match(text, offset)):
        table = _under(table, _name(match[1]))
        steps.append((table, match.start(1)))
        offset, more = match.end(), match[2]
    return steps, offset


def _name(written: str) -> str:
    if written[0] not in "\"'":
        return written
    if "\\" not in written or written[0] == "'":
        return written[1:-1]
    import tomli

    return str(tomli.loads(f"name = {written}")["name"])


def _value(text: str, offset: int, path: KeyPath, nest: Nest) -> int:
    """The offset after a value, or inside it where it opens an array or table (then put on ``nest``)."""
    opening = text[offset : offset + 1]
    if opening not in ("[", "{"):
        return _after(_SCALAR, text, offset)
    nest.append((path, count() if opening == "[" else None))
    return offset + 1


def _after(pattern: re.Pattern[str], text: str, offset: int) -> int:
    """The offset after ``pattern``; the end of the text where it does not match, which valid TOML never shows."""
    match = pattern.match(text, offset)
    return match.end() if match else len(text)


def _under(path: KeyPath, part: str | int) -> KeyPath:
    return (*path, part) if len(path) < _DEEPEST else path
