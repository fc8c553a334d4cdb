"""The terms of a license against the facts of use: one kind of term a file, each a pure function.

A rule yields a reason for each term that the facts collide with (``deny`` or ``review``), and for each fact that is
needed and not stated (``review`` with the question that settles it). It is silent about a term that is met.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from weighstation.knowledge.licenses import License
    from weighstation.model import Reason
    from weighstation.policy.rules._case import Case

# Each rule, and the term without which it has nothing to say; imported where a license has it. Empty: always asked.
TERMS = (
    ("commercial_use", ""),
    ("user_threshold", "user_threshold"),
    ("revenue_threshold", "revenue_threshold"),
    ("territory", "territory_exclusion"),
    ("field_of_use", "restriction_topics"),
    ("model_training", "training_rule"),
    ("hosting", "hosting_rule"),
    ("copyleft", ""),
)


def weigh(license: License, case: Case) -> tuple[Reason, ...]:  # noqa: A002 - the field's own word
    """Every reason that the terms of a license give against a use; empty if they allow it."""
    return tuple(_weigh(license, case))


def _weigh(license: License, case: Case) -> Iterator[Reason]:  # noqa: A002 - the field's own word
    for name, term in TERMS:
        if not term or term in license.terms:
            yield from _rule(name)(license, case)


@cache
def _rule(name: str) -> Callable[[License, Case], Iterator[Reason]]:
    weigh: Callable[[License, Case], Iterator[Reason]] = import_module(f"{__name__}.{name}").weigh
    return weigh
