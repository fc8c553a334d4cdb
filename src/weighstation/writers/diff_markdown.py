"""The difference of two documents as Markdown for a pull request: what alarms in a table, everything folded below.

All foreign text stands in code spans, where forges neither render HTML nor notify anybody who is named with an ``@``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers.cyclonedx.text import clean
from weighstation.writers.diff_words import facts, kind, summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.bomdiff.change import Change, Difference
    from weighstation.writers.diff_words import Fact

_MOST = 100  # rows of a table: GitHub takes 65,536 characters in a comment
_LONGEST = 200  # characters of a value


def write(found: Difference) -> str:
    """The difference as Markdown: a heading, a table of what alarms, a folded table of all changes."""
    lines = [f"### Bill of materials: {summary(found)}", ""]
    alarming = [change for change in found.changes if change.alarms]
    if alarming:
        lines += [*_table(alarming), ""]
    if found.changes:
        lines += [f"<details><summary>All changes ({len(found.changes)})</summary>", "", *_table(found.changes), ""]
        lines += ["</details>"]
    return "\n".join(lines).rstrip()


def _table(changes: Iterable[Change]) -> Iterator[str]:
    rows = [*changes]
    yield "| look at | what | component | details |"
    yield "| --- | --- | --- | --- |"
    yield from map(_row, rows[:_MOST])
    if len(rows) > _MOST:
        yield f"| | | and {len(rows) - _MOST} more | |"


def _row(change: Change) -> str:
    alarms = f"**{', '.join(change.alarms)}**" if change.alarms else ""
    name = f"{change.part.title} {change.part.version}".rstrip()
    details = "<br>".join(map(_fact, facts(change)))
    return f"| {alarms} | {change.what} | {code(kind(change.part))} {code(name)} | {details} |"


def _fact(fact: Fact) -> str:
    if fact.before and fact.after:
        return f"{fact.label}: {code(fact.before)} → {code(fact.after)}"
    return f"no longer {fact.label}: {code(fact.before)}" if fact.before else f"{fact.label}: {code(fact.after)}"


def code(text: str) -> str:
    """A code span that also holds inside a table: no backticks, bars escaped, one line, not too long."""
    plain = clean(text).replace("`", "'").replace("|", "\\|")
    return f"`{plain if len(plain) <= _LONGEST else f'{plain[:_LONGEST].rstrip(chr(92))}…'}`"
