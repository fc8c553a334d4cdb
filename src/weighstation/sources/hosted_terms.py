"""The terms a hosted model is used under: those of the service, whatever model answers.

They do not compete with the license of the weights, where that is known: both bind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.licensing.conclude import TERMS_OF_SERVICE
from weighstation.model import Claim
from weighstation.sources.facts import exact_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Component

CONFIDENCE = 0.6  # a contract of one's own with the provider goes first, and is not seen from here

_TERMS = {
    "openai": "openai-tou",
    "anthropic": "anthropic-terms",
    "google": "gemini-api-tos",
    "bedrock": "aws-service-terms",
    "cohere": "cohere-hosted",
    "mistral-api": "mistral-hosted",
    "xai": "xai-hosted",
}
_ANY = "hosted-proprietary"


def claims(component: Component) -> Iterator[Claim]:
    """The terms of the provider that the id's scheme names; for providers not in the table, that terms exist.

    Silent where the record of the model itself names terms of service.
    """
    if component.type != "service":
        return
    from weighstation.knowledge import AS_OF, models
    from weighstation.knowledge.licenses import license as known

    fact = exact_fact(component)
    recorded = known(fact.license) if fact else None
    if recorded and "hosted" in recorded.classes:
        return

    rule = models.own_family(component.id)  # whose models they are can decide: Anthropic's on Bedrock
    terms = known(rule.license if rule else _TERMS.get(component.scheme, _ANY))
    if terms:
        note = terms.note or "the terms of the service apply"
        yield Claim(terms.id, TERMS_OF_SERVICE, terms.url, CONFIDENCE, verified=terms.verified, as_of=AS_OF, note=note)
