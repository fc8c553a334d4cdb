"""What the rules have in common: a reason with the licenses it is about, and the words for outcomes."""

from collections.abc import Mapping
from typing import NamedTuple

from weighstation.model import Component, Finding, Outcome, Reason
from weighstation.policy.entries import Exemption
from weighstation.rules import RULES

DOES: Mapping[Outcome, str] = {"allow": "is allowed", "review": "needs review", "deny": "is denied"}
DO: Mapping[Outcome, str] = {"allow": "are allowed", "review": "need review", "deny": "are denied"}


def finding(code: str, message: str, component: Component) -> Finding:
    """A finding about a component, at its first occurrence, with the level and remedy of its code."""
    place = component.occurrences[0] if component.occurrences else None
    path, line = (place.path, place.line) if place else ("", 0)
    rule = RULES[code]
    return Finding(code, rule.level, message, path, line, rule.remedy, component.id)


class Step(NamedTuple):
    """A reason on the way to a verdict. ``license`` is its key, ``exemption`` what allows it, if one does."""

    reason: Reason
    license: str = ""
    exemption: Exemption | None = None
