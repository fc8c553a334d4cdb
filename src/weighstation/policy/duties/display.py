"""A name that a product's interface has to show from a number of users, or from a revenue, on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from weighstation.policy.duties._case import NO, YES, When, at_product, both, commercial, duty, text
from weighstation.policy.rules._case import exceeds, more_than, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.knowledge.licenses import License
    from weighstation.outbound_model import Duty
    from weighstation.policy.duties._case import Case

_USERS, _REVENUE = "user_threshold", "revenue_threshold"
_OR_REVENUE = re.compile(r"or ([\d,]+) USD monthly revenue")  # how the term about users words the other number
_MONTHS = 12


class _Limit(NamedTuple):
    """A number, the fact that is compared with it, and how it is said."""

    fact: str
    number: int
    comparator: str
    words: str


def has_threshold(license: License) -> bool:  # noqa: A002 - the field's own word
    """Whether the duty to show a name begins with a number."""
    return any(table(license, name).get("effect") == "display" for name in (_USERS, _REVENUE))


def of(license: License, case: Case) -> Iterator[Duty]:  # noqa: A002 - the field's own word
    """The duty where one number is exceeded, or may be. Internal use shows nothing to anybody."""
    limits = list(_limits(license))
    if not limits:
        return
    when = both(at_product(case.facts), _over(limits, case.facts._asdict()))
    when = both(when, commercial(case.facts)) if table(license, _USERS).get("commercial_only") else when
    name = text(license, "attribution_text") or "the name of the model"
    what = f"show “{name}” in the user interface"
    yield from duty("display", license, when, what, _USERS, "" if name == "model name" else name)


def _limits(license: License) -> Iterator[_Limit]:  # noqa: A002 - the field's own word
    users, revenue = table(license, _USERS), table(license, _REVENUE)
    if users.get("effect") == "display":
        words = f"its users are {more_than(users['number'], users['comparator'])} a {users['period']}"
        yield _Limit("monthly_active_users", users["number"], users["comparator"], words)
        if found := _OR_REVENUE.search(users["counts"]):
            yield _revenue(int(found[1].replace(",", "")) * _MONTHS, users["comparator"])
    if revenue.get("effect") == "display":
        yield _revenue(revenue["amount"] * (_MONTHS if revenue["period"] == "month" else 1), revenue["comparator"])


def _revenue(amount: int, comparator: str) -> _Limit:
    return _Limit(
        "annual_revenue_usd", amount, comparator, f"its revenue is {more_than(amount, comparator)} USD a year"
    )


def _over(limits: list[_Limit], stated: dict[str, Any]) -> When:
    """Any number is enough; where none is known to be exceeded, the first that is not stated is asked for."""
    if any(stated[limit.fact] is not None and exceeds(stated[limit.fact], *limit[1:3]) for limit in limits):
        return YES
    open_ = next((limit for limit in limits if stated[limit.fact] is None), None)
    return When(None, open_.words, f"use.{open_.fact}") if open_ else NO
