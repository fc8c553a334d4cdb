"""A revenue from which on a license ends, or asks for something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.policy.rules._case import asks, collides, exceeds, more_than, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.knowledge.licenses import License
    from weighstation.model import Reason
    from weighstation.policy.rules._case import Case

CODE, _TERM, _FACT = "revenue-threshold", "revenue_threshold", "annual_revenue_usd"
_MONTHS = 12
_QUESTION = "What is the annual revenue of the whole group, in US dollars? (use.annual_revenue_usd)"


def weigh(license: License, case: Case) -> Iterator[Reason]:  # noqa: A002 - the field's own word
    """Silent below the amount. A revenue that the license counts otherwise than the facts do needs a person."""
    term = table(license, _TERM)
    if not term or term.get("effect") == "display" or not _applies(term, case):
        return
    comparator, revenue = term.get("comparator", ""), case.facts.annual_revenue_usd
    limit = f"{more_than(term['amount'], comparator)} {term['currency']} end the free permission ({term['basis']})"
    if revenue is None:
        yield asks(CODE, limit, license, _TERM, _QUESTION)
    elif term["currency"] != "USD" and revenue:
        question = f"Is the revenue below {term['amount']:,} {term['currency']}? If so, record it as an exception."
        yield collides(CODE, "review", limit, license, _TERM, case.facts.where(_FACT))._replace(question=question)
    elif exceeds(revenue, term["amount"], comparator):
        yield _over(term, revenue, limit, license, case)


def _applies(term: dict[str, object], case: Case) -> bool:
    if term.get("commercial_only") and case.facts.commercial is False:
        return False
    return term.get("applies") != "hosting" or case.facts.does("hosted-api") is not False


def _over(term: dict[str, object], revenue: int, limit: str, license: License, case: Case) -> Reason:  # noqa: A002 - the field's own word
    """The group's yearly revenue is beyond what the license allows, or may be where that counts something smaller."""
    message = f"{revenue:,} USD of revenue are too much: {limit}"
    where = case.facts.where(_FACT)
    monthly = term.get("period") == "month" and revenue <= _MONTHS * int(str(term["amount"]))
    hosting = term.get("applies") == "hosting" and case.facts.does("hosted-api") is None
    if term.get("scope") == "group" and not monthly and not hosting:
        return collides(CODE, "deny", message, license, _TERM, where)
    question = "Is what the license counts below that? If so, record it as an exception."
    return collides(CODE, "review", message, license, _TERM, where)._replace(question=question)
