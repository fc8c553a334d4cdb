"""Whether a license grants commercial use, and on which condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.policy.rules._case import asks, collides, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.knowledge.licenses import License
    from weighstation.model import Reason
    from weighstation.policy.rules._case import Case

CODE, _TERM = "commercial-use", "commercial_use"
_RESEARCH = frozenset(("research", "academic-research", "scientific-research", "non-commercial-research"))
_THRESHOLDS = ("user_threshold", "revenue_threshold")


def weigh(license: License, case: Case) -> Iterator[Reason]:  # noqa: A002 - the field's own word
    """Silent where commercial use is granted, where the use is none, and where other terms hold the conditions."""
    if case.facts.commercial is False:
        yield from _research(license, case)
        return
    if license.commercial_use == "yes" or not _condition(license):
        return
    message, outcome = _WORDS[_condition(license)]
    detail = license.terms.get("commercial_condition")
    said = f"{message} ({detail})" if detail else message
    if case.facts.commercial is None:
        yield asks(CODE, said, license, _TERM, f"Is the use of {case.component} commercial? (use.commercial)")
    elif outcome == "deny":
        yield collides(CODE, "deny", said, license, _TERM, case.facts.where("commercial"))
    else:
        question = f"Is this condition met for {case.component}? If so, record it as an exception."
        yield collides(CODE, "review", said, license, _TERM, case.facts.where("commercial"))._replace(question=question)


def _research(license: License, case: Case) -> Iterator[Reason]:  # noqa: A002 - the field's own word
    """Of a license for research only, what is neither commerce nor stated to be research needs a person."""
    if "research-only" not in license.classes or _RESEARCH & set(case.facts.purposes or ()):
        return
    question = f'Is {case.component} used for research alone? If so, state it: purposes = ["research"] (use.purposes)'
    said = "it may be used for research only"
    yield collides(CODE, "review", said, license, _TERM, case.facts.where("commercial"))._replace(question=question)


def _condition(license: License) -> str:  # noqa: A002 - the field's own word
    """What commercial use takes: nothing (empty), registration, another license, or what nobody here can weigh.

    On record as ``threshold`` or ``none`` the conditions are those of other terms.
    """
    if license.commercial_use == "no":
        return "license"
    if known := rule(license, "commercial_rule"):
        return known if known in _WORDS else ""
    return "" if license.verified and any(term in license.terms for term in _THRESHOLDS) else "unknown"


_WORDS = {
    "license": ("commercial use is not granted", "deny"),
    "register": ("commercial use is granted on a condition", "review"),
    "unknown": ("commercial use depends on conditions that are not weighed here", "review"),
}
