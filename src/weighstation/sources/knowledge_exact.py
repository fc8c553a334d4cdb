"""What the knowledge base records of this very model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.sources import facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Claim, Component

VERIFIED, UNVERIFIED = 0.95, 0.7


def claims(component: Component) -> Iterator[Claim]:
    """The recorded license of the component's id, and what other records say against it."""
    fact = facts.exact_fact(component)
    if fact:
        yield from facts.claims_of(component, fact, "knowledge:exact", VERIFIED if fact.verified else UNVERIFIED)
