"""Whether a license lets a team offer its model to others as a service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.policy.rules._case import asks, collides, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.knowledge.licenses import License
    from weighstation.model import Reason
    from weighstation.policy.rules._case import Case

CODE, _TERM, _FACT = "hosting", "hosting", "distributes"


def weigh(license: License, case: Case) -> Iterator[Reason]:  # noqa: A002 - the field's own word
    """Silent where a service is free or none is offered."""
    limit = rule(license, "hosting_rule")
    if limit not in {"license", "noncommercial"} or (limit == "noncommercial" and case.facts.commercial is False):
        return
    said = f"offering it as a service needs a separate license (on record: {license.terms.get(_TERM, '')})"
    offered = case.facts.does("hosted-api")
    if offered is None:
        yield asks(CODE, said, license, _TERM, f"Is {case.component} offered to others as a service? (use.distributes)")
    elif offered:
        yield collides(CODE, "deny", said, license, _TERM, case.facts.where(_FACT))
