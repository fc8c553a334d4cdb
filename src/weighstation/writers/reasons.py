"""The reasons of a verdict as lines of text."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from weighstation.writers import advice
from weighstation.writers.paint import paint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weighstation.model import Reason


def lines(reasons: Sequence[Reason], *, color: bool) -> Iterator[str]:
    """What holds or holds up; several reasons by one license stand below its name, which is said once."""
    several = len({reason.outcome for reason in reasons}) > 1
    for head, group in groupby(reasons, _head):
        alike = [*group]
        if not head or len(alike) == 1:
            yield from (line for reason in alike for line in _reason(reason, color=color, outcome=several))
            continue
        yield f"  {head}"
        for reason in alike:
            policy = "" if reason.policy in head else reason.policy
            rest = reason._replace(message=reason.message.removeprefix(f"{head} "), policy=policy)
            yield from (f"  {line}" for line in _reason(rest, color=color, outcome=several))


def _head(reason: Reason) -> str:
    """The name of the license that a reason begins with, ``Name (id):``, empty where it begins otherwise."""
    head, end, _ = reason.message.partition("): ")
    return f"{head}{end}".rstrip() if end else ""


def _reason(reason: Reason, *, color: bool, outcome: bool) -> Iterator[str]:
    clause = f" ({reason.clause})" if reason.clause else ""
    unsaid = reason.policy and reason.policy not in reason.message
    policy = f"  {paint('dim', f'[{reason.policy}]', color=color)}" if unsaid else ""
    said = f"{paint(reason.outcome, color=color)}: " if outcome else ""
    fact = advice.needs(reason)
    yield f"  {said}{reason.message}{clause}{policy}{f'; not stated: use.{fact}' if fact else ''}"
    if reason.question and not fact:
        yield f"  to settle it: {reason.question}"
