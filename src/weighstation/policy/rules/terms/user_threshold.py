"""A number of users from which on a license ends, or asks for something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.policy.rules._case import asks, collides, exceeds, more_than, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.knowledge.licenses import License
    from weighstation.model import Reason
    from weighstation.policy.facts import Facts
    from weighstation.policy.rules._case import Case

CODE, _TERM = "user-threshold", "user_threshold"


def weigh(license: License, case: Case) -> Iterator[Reason]:  # noqa: A002 - the field's own word
    """Silent below the number. What only a display duty begins with is a duty, and not weighed here."""
    term = table(license, _TERM)
    if not term or term.get("effect") == "display":
        return
    if term.get("commercial_only") and case.facts.commercial is False:
        return
    number, comparator = term["number"], term.get("comparator", "")
    users, where = _users(case.facts, term)
    limit = f"{more_than(number, comparator)} users a {term.get('period', 'month')} need a separate license"
    counted = f"{limit}; counted: {term['counts']}; measured: {term['measured']}"
    if users is None:
        yield asks(CODE, counted, license, _TERM, _question(term))
    elif exceeds(users, number, comparator):
        if term.get("scope") == "group" and term.get("period") == "month":
            yield collides(CODE, "deny", f"{users:,} users are too many: {counted}", license, _TERM, where)
        else:  # the group has so many, and what the license counts may have fewer
            reason = collides(CODE, "review", f"{users:,} users may be too many: {counted}", license, _TERM, where)
            yield reason._replace(question=_question(term))


def _users(facts: Facts, term: dict[str, object]) -> tuple[int | None, str]:
    """The number that counts, and where it is stated: that of the day a license names, else today's."""
    day = term.get("measured_on")
    past = dict(facts.past_users).get(str(day)) if day else None
    if past is not None:
        return past, facts.where("monthly_active_users_on")
    return facts.monthly_active_users, facts.where("monthly_active_users")


def _question(term: dict[str, object]) -> str:
    if term.get("scope") == "group":
        day = str(term.get("measured_on", ""))
        when = f" in the calendar month before {day}" if day[:1].isdigit() else ""
        return f"How many monthly active users does the whole group have{when}? (use.monthly_active_users)"
    period = "daily" if term.get("period") == "day" else "monthly"
    return f"How many {period} users does the product with this model have? (use.monthly_active_users, or an exception)"
