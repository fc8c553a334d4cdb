"""What the knowledge base says of the family a model belongs to, by its name. Asked where no record names a license."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.sources import facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.knowledge.models import ModelFact
    from weighstation.model import Claim, Component

VERIFIED, UNVERIFIED = 0.75, 0.5
_SILENT = ("none", "unknown")  # keys of records that say nothing, where "other" says that the license is a custom one


def claims(component: Component) -> Iterator[Claim]:
    """The license of the most specific family; nothing where an exact record names a license.

    A record without one does not let a family call the model open: not at all where it says "other", and where it
    only says nothing, not by a rule that nobody verified. A hosted model has the license of the Hub's of that id.
    """
    fact = _of_weights(component) if component.type == "service" else _of_model(component)
    if fact:
        yield from facts.claims_of(component, fact, "knowledge:family", VERIFIED if fact.verified else UNVERIFIED)


def _of_model(component: Component) -> ModelFact | None:
    if component.type != "model":
        return None
    from weighstation.knowledge import models

    recorded = facts.exact_fact(component)
    if recorded and facts.names_license(recorded):
        return None
    fact = models.family(component.id) or models.family(models.canonical(component.id))
    silent = recorded is None or (recorded.license in _SILENT and fact is not None and fact.verified)
    return fact if fact and (silent or not facts.is_open(fact)) else None


def _of_weights(component: Component) -> ModelFact | None:
    """The Hub's model that a service runs under its id (``groq:openai/gpt-oss-20b``), if the service has no record.

    An id that only fits an open family may be a model that is nowhere published (``qwen/qwen3-max``).
    """
    name = component.name.partition(":")[0]
    if "/" not in name or facts.exact_fact(component):
        return None
    from weighstation.knowledge import models

    same = models.canonical(f"hf:{name}")
    fact = models.exact(same) or models.family(same)
    return fact._replace(verified=False) if fact and (fact.match == "exact" or not facts.is_open(fact)) else None
