"""From a fact of the knowledge base to claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.licensing.understand import understand
from weighstation.model import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.knowledge.models import ModelFact
    from weighstation.model import Component

DISPUTED = 0.5  # confidence of the side of a dispute that the knowledge base did not keep
_NOT_OWN = "own tag not recorded"  # how the note of a fact begins whose license is the base's


def exact_fact(component: Component) -> ModelFact | None:
    """The record of this very model or data set, under its id as written or under today's id."""
    if component.type not in ("model", "service") and component.scheme != "hf-dataset":
        return None
    from weighstation.knowledge import models

    return models.exact(component.id) or models.exact(models.canonical(component.id))


def names_license(fact: ModelFact) -> bool:
    """Whether the record names a license, and does not only say that there is none or a custom one."""
    from weighstation.knowledge.licenses import license as known

    found = known(fact.license)
    return found is not None and found.named


def is_open(fact: ModelFact) -> bool:
    """Whether the OSI approved the license of the record."""
    from weighstation.knowledge.licenses import license as known

    found = known(fact.license)
    return found is not None and found.osi_approved


def claims_of(component: Component, fact: ModelFact, source: str, confidence: float) -> Iterator[Claim]:
    """The license of the fact, then one claim for each license that other records give."""
    from weighstation.knowledge import AS_OF
    from weighstation.knowledge.models import source_text

    where = source_text(fact.source)
    found = understand(fact.license)
    yield Claim(
        found.expression,
        source,
        where,
        confidence,
        "concluded" if fact.note.startswith(_NOT_OWN) else "declared",
        found.candidates,
        fact.verified,
        AS_OF,
        "; ".join(filter(None, (_renamed(component, fact), fact.note))),
    )
    for other in filter(None, fact.conflict.split("|")):
        said = understand(other)
        yield Claim(
            said.expression, "knowledge:other-record", fact.note, DISPUTED, candidates=said.candidates, as_of=AS_OF
        )


def _renamed(component: Component, fact: ModelFact) -> str:
    """Says so where the record is that of today's id and the component goes by an older one."""
    renamed = (
        fact.match == "exact" and fact.id.startswith(("hf:", "hf-dataset:")) and fact.id.lower() != component.id.lower()
    )
    return f"recorded as {fact.id}" if renamed else ""
