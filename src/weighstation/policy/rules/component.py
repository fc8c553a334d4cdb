"""A component that a list names, whatever its license."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.model import Reason
from weighstation.policy.rules._step import DOES, Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from weighstation.model import Component, Outcome
    from weighstation.policy.entries import Entry

CODES: Mapping[Outcome, str] = {"allow": "component-allowed", "review": "component-review", "deny": "component-denied"}


def named(component: Component, entry: Entry | None) -> Step | None:
    """The word of an allow, review or deny list; None where none names it, or its license is to be weighed."""
    if entry is None or entry.decision == "weigh":
        return None
    message = f"{component.id} {DOES[entry.outcome]}: named by {entry.subject}, {entry.where}"
    return Step(Reason(CODES[entry.outcome], entry.outcome, message, policy=entry.where))
