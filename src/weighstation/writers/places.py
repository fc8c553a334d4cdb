"""Where something is, as a terminal shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers.paint import paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weighstation.model import Occurrence, Unread

_SHOWN = 3


def place(occurrence: Occurrence) -> str:
    """``path:line:column``, which editors and terminals can jump to."""
    if not occurrence.line:
        return occurrence.path
    return f"{occurrence.path}:{occurrence.line}:{occurrence.column}"


def pointer(occurrence: Occurrence) -> str:
    """The JSON pointer (RFC 6901) of what stands in a bill of materials, which may be one line; else empty."""
    return occurrence.symbol if occurrence.symbol.startswith("/") else ""


def several(occurrences: Sequence[Occurrence], start: str) -> str:
    """The first few, and how many more there are; ``start`` goes before paths."""
    shown = ", ".join(f"{start}{one.path}:{one.line} {pointer(one)}".rstrip() for one in occurrences[:_SHOWN])
    more = len(occurrences) - _SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def unread(file: Unread, *, color: bool) -> str:
    """A file that could not be read, why, and what to do."""
    where = f"{file.path}:{file.line}" if file.line else file.path
    hint = f" ({file.hint})" if file.hint else ""
    return f"{where}: {paint('warning', 'not read', color=color)}: {file.reason}{hint}"


def count(number: int, thing: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
