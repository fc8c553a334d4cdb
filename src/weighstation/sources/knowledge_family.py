"""What the knowledge base says of the family a model belongs to, by its name. Asked only where no record names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.sources import facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Claim, Component

VERIFIED, UNVERIFIED = 0.75, 0.5


def claims(component: Component) -> Iterator[Claim]:
    """The license of the most specific family; nothing where an exact record exists, even one without a license."""
    if component.type != "model" or facts.exact_fact(component):
        return
    from weighstation.knowledge import models

    fact = models.family(component.id) or models.family(models.canonical(component.id))
    if fact:
        yield from facts.claims_of(component, fact, "knowledge:family", VERIFIED if fact.verified else UNVERIFIED)
