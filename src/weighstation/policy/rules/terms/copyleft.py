"""What must stay under the same license when it leaves the team, or may not leave at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.policy.rules._case import asks, collides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.knowledge.licenses import License
    from weighstation.model import Reason
    from weighstation.policy.rules._case import Case

CODE, _TERM, _FACT = "redistribution", "share_alike", "distributes"
_SHIPPED = ("weights", "derivatives", "partner")
_SERVICE = "hosted-api"
_NO_COPIES, _NO_DERIVATIVES = "no-redistribution", "-nd-"
_COPYLEFT = frozenset(("strong-copyleft", "network-copyleft"))


def weigh(license: License, case: Case) -> Iterator[Reason]:  # noqa: A002 - the field's own word
    """Silent where nothing leaves that the license reaches."""
    network = "network-copyleft" in license.classes
    reach = (*_SHIPPED, _SERVICE) if network else _SHIPPED
    leaves = case.facts.does(*reach)
    if _bars_copies(license) and case.facts.does(*_SHIPPED) is not False:
        yield _barred(license, case)
    elif _shares_alike(license) and leaves is not False:
        yield _shared(license, case, network=network)
    elif _NO_DERIVATIVES in f"{license.key}-" and case.facts.does("derivatives") is not False:
        yield _unchanged(license, case)


def _shares_alike(license: License) -> bool:  # noqa: A002 - the field's own word
    named = license.terms.get(_TERM) or "-sa-" in license.key
    return bool(named) or not _COPYLEFT.isdisjoint(license.classes)


def _unchanged(license: License, case: Case) -> Reason:  # noqa: A002 - the field's own word
    """Creative Commons NoDerivatives: what was changed may be made, and not be shared."""
    said = "what was changed may not be passed on"
    if case.facts.distributes is None:
        question = f"Are models made from {case.component} passed on? (use.distributes)"
        return asks(CODE, said, license, _TERM, question)
    return collides(CODE, "deny", said, license, _TERM, case.facts.where(_FACT))


def _bars_copies(license: License) -> bool:  # noqa: A002 - the field's own word
    topics = license.terms.get("restriction_topics")
    return isinstance(topics, list) and _NO_COPIES in topics


def _barred(license: License, case: Case) -> Reason:  # noqa: A002 - the field's own word
    said = "it may not be passed on"
    if case.facts.distributes is None:
        return asks(
            CODE, said, license, "restriction_topics", f"Does {case.component} leave the team? (use.distributes)"
        )
    return collides(CODE, "deny", said, license, "restriction_topics", case.facts.where(_FACT))


def _shared(license: License, case: Case, *, network: bool) -> Reason:  # noqa: A002 - the field's own word
    over = ", also to whoever uses it over a network" if network else ""
    said = f"what is passed on stays under this license, with its source{over}"
    question = f"Are the terms of {license.id} kept when {case.component} leaves the team? If so, record an exception."
    if case.facts.distributes is None:
        return asks(CODE, said, license, _TERM, f"Does {case.component} leave the team? (use.distributes)")
    return collides(CODE, "review", said, license, _TERM, case.facts.where(_FACT))._replace(question=question)
