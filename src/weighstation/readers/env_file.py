"""Environment files: ``.env``, ``.env.local``, ``settings.env``: ``KEY=value``, one a line.

There is no standard. This reads what python-dotenv, dotenv for Node and Compose agree on: quotes, ``export``, ``#``
after a blank, quoted values over several lines; and Node's backticks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.readers._command_values import of_variable
from weighstation.readers._mentions import in_prose
from weighstation.readers._script import to_references
from weighstation.readers._shell import Command, Word, script
from weighstation.readers._text import decode, positions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Reference
    from weighstation.readers._ids import Named

_ASSIGNED = re.compile(r"[^\S\n]*(#[#\s]*)?(?:export[^\S\n]+)?([A-Za-z_][\w.-]*)[^\S\n]*=[^\S\n]*")
_NEXT = re.compile(r"^[^\S\n]*(?:export[^\S\n]+)?[A-Za-z_]\w*=", re.MULTILINE)
_REMARK = re.compile(r"\s#")
_COMMENT = re.compile(r"(?:^|(?<=\s))#([^\n]*)", re.MULTILINE)
_QUOTES = "\"'`"


def read(path: str, data: bytes) -> Iterator[Reference]:
    """What the values of an environment file name; lines commented out, and comments, are mentions."""
    text = decode(path, data)
    position = positions(text)
    found = {
        (each.occurrence.line, each.occurrence.column): each for each in to_references(path, sight(text), position)
    }
    yield from found.values()
    for comment in _COMMENT.finditer(text):
        for mention in in_prose(path, comment[1], position, comment.start(1)):
            if (mention.occurrence.line, mention.occurrence.column) not in found:
                yield mention


def sight(text: str, offset: int = 0) -> Iterator[tuple[Word, Named, str]]:
    """The names in an environment file's text that starts at ``offset``: word, component, ``KEY=``."""
    for key, start, end, out in _assignments(text):
        for word in _words(text[start:end], offset + start):
            for piece, component, symbol in of_variable(key, word):
                yield piece, component._replace(use="mention") if out else component, symbol


def _assignments(text: str) -> Iterator[tuple[str, int, int, bool]]:
    """Each assignment: key, start and end of its value without quotes, whether it is commented out."""
    at = 0
    while at < len(text):
        end = _line_end(text, at)
        if found := _ASSIGNED.match(text, at, end):
            start, stop = _value(text, found.end(), end, many=not found[1])
            yield found[2], start, stop, bool(found[1])
            end = _line_end(text, max(end, stop))
        at = end + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _value(text: str, at: int, end: int, *, many: bool) -> tuple[int, int]:
    """Start and end of the value at ``at``, on a line that ends at ``end``; on ``many`` lines only if quoted.

    A quote that closes only after another assignment was never meant to.
    """
    quote = text[at : at + 1]
    close = text.find(quote, at + 1) if quote and quote in _QUOTES else -1
    if at < close < end or (close > end and many and not _NEXT.search(text, end, close)):
        return at + 1, close
    remark = _REMARK.search(text, at - 1, end)
    return at, max(at, remark.start()) if remark else end


def _words(value: str, offset: int) -> Iterator[Word]:
    """The value as it is, or with the defaults of its ``${NAME:-default}`` put in."""
    if "${" not in value:
        yield Word(value, offset)
        return
    for command in script(value, offset):
        if isinstance(command, Command):
            yield from command.words
