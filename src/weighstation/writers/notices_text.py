"""A bundle of notices as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers.columns import width, wrapped
from weighstation.writers.cyclonedx.text import clean
from weighstation.writers.notices_lines import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.writers.notices import Bundle
    from weighstation.writers.notices_lines import Line
    from weighstation.writers.notices_spans import Span

_COLUMNS = 100
_LISTS = ("part", "item")
_UNDER = {"title": "=", "section": "-"}
_MARKS = {"part": "  - ", "item": "  * ", "quote": "    | "}


def write(bundle: Bundle) -> str:
    """The bundle as text of at most 100 columns, but for words without a blank."""
    return rows(lines(bundle))


def rows(found: Iterable[Line]) -> str:
    """Lines as text, an empty row between those that are not of one list."""
    text: list[str] = []
    before = ""
    for line in found:
        if text and not (line.kind == before and before in _LISTS):
            text.append("")
        text += _rows(line)
        before = line.kind
    return "\n".join(text)


def _rows(line: Line) -> Iterator[str]:
    mark = _MARKS.get(line.kind, "")
    inner = mark if line.kind == "quote" else " " * len(mark)
    longest = 0
    for row in wrapped("".join(map(_span, line.spans)), _COLUMNS - len(mark)):
        longest = max(longest, width(row))
        yield mark + row
        mark = inner
    if line.kind in _UNDER:
        yield _UNDER[line.kind] * longest


def _span(span: Span) -> str:
    """The text; the address of a link follows it where it says something else."""
    also = f" <{span.address}>" if span.address and span.address != span.text else ""
    return clean(span.text) + also
