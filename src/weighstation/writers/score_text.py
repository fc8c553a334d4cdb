"""The counts of a document for the terminal: a block for each standard, a line for each field, then what is to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.scoring.row import said
from weighstation.writers.cyclonedx.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weighstation.scoring.count import Count, Score

_NAMED = 3  # of those that lack a field that others have


def write(scores: Sequence[Score]) -> str:
    """All standards as text, the fields in their order."""
    return "\n\n".join("\n".join(_standard(score)) for score in scores)


def _standard(score: Score) -> Iterator[str]:
    asked = [count for count in score.counts if count.total]
    complete = f"{sum(count.fulfilled for count in asked)} of {len(asked)} fields are complete"
    others = len(score.counts) - len(asked)
    yield f"{score.standard.id}: {complete}{f'; {others} ask about what is not in it' if others else ''}"
    yield f"  {score.standard.title}"
    yield from (f"  {line}" for line in _fields(score))
    yield from (f"  {line}" for line in _remedies(asked))


def _fields(score: Score) -> Iterator[str]:
    section = ""
    for count in score.counts:
        if count.row.section != section:
            section = count.row.section
            yield section
        yield f"  {_mark(count)} {count.row.what}{_numbers(count)}"


def _mark(count: Count) -> str:
    if not count.total:
        return "n/a "
    return "yes " if count.fulfilled else "part" if count.have else "no  "


def _numbers(count: Count) -> str:
    if not count.total:
        return f": there is no {count.row.of}"
    if count.row.of in {"document", "project"}:
        return ""
    without = f", not {_names(count.missing)}" if count.have and count.missing else ""
    return f": {count.have} of {count.total}{without}"


def _names(missing: Sequence[str]) -> str:
    more = len(missing) - _NAMED
    shown = ", ".join(map(clean, missing[:_NAMED]))
    return f"{shown} and {more} more" if more > 0 else shown


def _remedies(asked: Sequence[Count]) -> Iterator[str]:
    """What is missing by how it could be stated."""
    found: dict[str, list[str]] = {}
    for count in asked:
        if not count.fulfilled:
            found.setdefault(said(count.row.remedy), []).append(count.row.what)
    if found:
        yield "How to state what is missing"
    for sentence, fields in found.items():
        yield f"  {sentence}:"
        yield f"    {', '.join(fields)}"
