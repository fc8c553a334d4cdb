"""What a license forbids to use a model for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.policy.rules._case import asks, collides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.knowledge.licenses import License
    from weighstation.knowledge.purposes import Hit
    from weighstation.model import Reason
    from weighstation.policy.rules._case import Case

CODE, _TERM, _FACT = "field-of-use", "restriction_topics", "purposes"


def weigh(license: License, case: Case) -> Iterator[Reason]:  # noqa: A002 - the field's own word
    """Silent where no stated purpose meets a restriction. Purposes are only asked for where a lawful one may."""
    from weighstation.knowledge import purposes

    topics = license.terms.get(_TERM)
    if not isinstance(topics, list):
        return
    if case.facts.purposes is None:
        if purposes.depends(topics):
            said = f"it may not be used for everything; its restrictions name {_listing(topics)}"
            yield asks(CODE, said, license, _TERM, f"What is {case.component} used for? (use.purposes)")
        return
    for word in case.facts.purposes:
        if hit := purposes.hit(word, topics):
            yield _reason(word, hit, license, case)


def _reason(word: str, hit: Hit, license: License, case: Case) -> Reason:  # noqa: A002 - the field's own word
    where = case.facts.where(_FACT)
    if hit.barred:
        return collides(CODE, "deny", f"it may not be used for {word} ({hit.topic})", license, _TERM, where)
    message = f"{word} may fall under a restriction ({hit.topic})"
    question = f"Does the use for {word} keep to the restriction on {hit.topic}? If so, record it as an exception."
    return collides(CODE, "review", message, license, _TERM, where)._replace(question=question)


def _listing(topics: list[str], most: int = 6) -> str:
    from weighstation.knowledge import purposes

    telling = [topic for topic in topics if purposes.depends([topic])]
    return ", ".join(telling[:most]) + (" …" if len(telling) > most else "")
