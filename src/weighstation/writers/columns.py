"""Columns of a terminal: how wide text is there, and text wrapped and padded by that."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


LABEL, TEXT = 16, 100  # columns of a label and of the text beside it


def width(text: str) -> int:
    """The columns that text takes: Hangul and alike two each, combining marks none (Unicode annex 11)."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(each) else 1 + (east_asian_width(each) in "WF") for each in text)


def padded(text: str, columns: int) -> str:
    """Text followed by blanks up to so many columns; at least one."""
    return text + " " * max(1, columns - width(text))


def wrapped(text: str, columns: int) -> Iterator[str]:
    """Lines of at most so many columns, broken at blanks only, so that addresses and ids stay whole."""
    line = ""
    for word in text.split():
        if line and width(line) + 1 + width(word) > columns:
            yield line
            line = ""
        line = f"{line} {word}" if line else word
    yield line


def printable(text: str) -> str:
    """Text without control characters, each replaced by ``?``."""
    return "".join(character if character.isprintable() else "?" for character in text)


def row(label: str, text: str) -> Iterator[str]:
    """A label and the text beside it, wrapped in its own column."""
    for line in wrapped(text, TEXT):
        yield "  " + padded(label, LABEL) + line
        label = ""


def item(text: str) -> Iterator[str]:
    """A paragraph whose later lines are indented."""
    indent = "  "
    for line in wrapped(text, LABEL + TEXT - 2):
        yield indent + line
        indent = "    "
