"""Exceptions on record: what they name is allowed until their last day; what they no longer do is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet
    from datetime import date
    from re import Pattern

    from weighstation.model import Component
    from weighstation.policy.entries import Exemption
    from weighstation.policy.rules._step import Step

    Live = tuple[Exemption, Pattern[str]]  # with its glob, for lower-case ids

NOTICE = 30  # days before its end in which an exception is said to be expiring


def live(exemptions: Iterable[Exemption], today: date) -> tuple[Live, ...]:
    """The exceptions that hold today, ready to match; the nearest file's and the longest-lasting come first."""
    holding = [each for each in exemptions if not _expired(each, today)]
    if not holding:
        return ()
    import re
    from fnmatch import translate

    return tuple((each, re.compile(translate(each.component.lower()))) for each in sorted(holding, key=_order))


def naming(holding: Iterable[Live], component: Component) -> tuple[Exemption, ...]:
    """Those that name a component. Upper and lower case are one, as they are on the Hub."""
    name = component.id.lower() if holding else ""
    return tuple([exemption for exemption, glob in holding if glob.match(name)])


def covers(exemption: Exemption, code: str, license_key: str) -> bool:
    """Whether an exception that names the component also names a reason's or finding's code and license."""
    return exemption.finding in ("", code) and exemption.license in ("", license_key)


def excused(step: Step, exemptions: Iterable[Exemption]) -> Step:
    """The step, or in its place the exception that allows it, which quotes what would hold otherwise."""
    if step.reason.outcome == "allow":
        return step
    exemption = next((each for each in exemptions if covers(each, step.reason.code, step.license)), None)
    if exemption is None:
        return step
    message = f"allowed by exception, {exemption.where}: {terms(exemption)}; without it: {step.reason.message}"
    reason = step.reason._replace(code="exception", outcome="allow", message=message, policy=exemption.where)
    return step._replace(reason=reason._replace(question=""), exemption=exemption)


def terms(exemption: Exemption) -> str:
    """Why, until when, by whom and under which ticket."""
    parts = [
        " ".join(exemption.reason.split()),
        f"until {exemption.expires.isoformat()}" if exemption.expires else "without end",
        f"approved by {exemption.approved_by}" if exemption.approved_by else "",
        exemption.ticket,
    ]
    return ", ".join(part for part in parts if part)


def findings(exemptions: Iterable[Exemption], used: AbstractSet[Exemption], today: date) -> Iterator[Finding]:
    """What is to be said about each exception: expired, expiring, or (in the file itself) without any match."""
    for each in sorted(exemptions, key=_order):
        if _expired(each, today):
            yield _finding("exception-expired", f"the exception for {each.component} ended on {each.expires}", each)
            continue
        if each.expires and (each.expires - today).days <= NOTICE:
            yield _finding("exception-expiring", f"the exception for {each.component} ends on {each.expires}", each)
        if not each.layer and each not in used:
            yield _finding("exception-unused", f"the exception for {each.component} matches nothing", each)


def _finding(code: str, message: str, exemption: Exemption) -> Finding:
    from weighstation.rules import RULES

    rule = RULES[code]
    return Finding(code, rule.level, message, exemption.path, exemption.line, rule.remedy)


def _expired(exemption: Exemption, today: date) -> bool:
    return exemption.expires is not None and exemption.expires < today


def _order(exemption: Exemption) -> tuple[int, bool, int, str, int]:
    """Nearest file first, then those without end, then the longest-lasting, then by place."""
    end = exemption.expires
    return exemption.layer, end is not None, -end.toordinal() if end else 0, exemption.path, exemption.line
