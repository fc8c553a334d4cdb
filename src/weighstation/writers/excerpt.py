"""A line of a source file with a caret under the name, as compilers show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Component, Occurrence

_WIDTH, _BEFORE = 100, 40  # characters of a line that are shown, and of these before the caret
_ONE_TAB, _TAB = "\t", "    "


def lines(component: Component, occurrence: Occurrence, source: str) -> Iterator[str]:
    """Three lines: a margin, the source line with its number, the caret; long lines are cut around it."""
    start, length = _span(component, occurrence, source)
    first = max(0, start - _BEFORE) if len(source) > _WIDTH else 0
    shown = source[first : first + _WIDTH].rstrip()
    number = str(occurrence.line)
    margin = " " * len(number)
    yield f"  {margin} |"
    yield f"  {number} | {'…' if first else ''}{shown.replace(_ONE_TAB, _TAB)}"
    before = ("…" if first else "") + source[first:start]
    yield f"  {margin} | {' ' * _columns(before)}{'^' * length}"


def _span(component: Component, occurrence: Occurrence, source: str) -> tuple[int, int]:
    """Where the name stands in the line, from the column of the occurrence on, and how long it is; else that column."""
    column = max(0, min(occurrence.column - 1, len(source)))
    for name in (component.name, component.name.partition(":")[0], component.name.rpartition("/")[2]):
        place = source.lower().find(name.lower(), column) if name else -1
        if place >= 0:
            return place, len(name)
    return column, 1


def _columns(text: str) -> int:
    """How many columns a terminal takes for a text."""
    text = text.replace(_ONE_TAB, _TAB)
    if text.isascii():
        return len(text)
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
