"""The difference of two documents for the terminal: a block for each change, then one line that sums up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers.cyclonedx.text import clean
from weighstation.writers.diff_words import facts, kind, summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.bomdiff.change import Change, Difference
    from weighstation.writers.diff_words import Fact


def write(found: Difference) -> str:
    """The difference as text, one change after the other, control characters replaced."""
    lines = [line for change in found.changes for line in _block(change)]
    return "\n".join([*lines, *([""] if lines else []), summary(found)])


def _block(change: Change) -> Iterator[str]:
    part = change.part
    alarm = f"  [{', '.join(change.alarms)}]" if change.alarms else ""
    yield clean(f"{change.what}: {kind(part)} {part.title} {part.version}".rstrip()) + alarm
    yield from (f"  {clean(_line(fact))}" for fact in facts(change))


def _line(fact: Fact) -> str:
    if fact.before and fact.after:
        return f"{fact.label}: {fact.before} -> {fact.after}"
    return f"no longer {fact.label}: {fact.before}" if fact.before else f"{fact.label}: {fact.after}"
