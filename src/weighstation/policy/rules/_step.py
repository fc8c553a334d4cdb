"""What the rules have in common: a reason with the licenses it is about, and the words for outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from weighstation.model import Outcome, Reason
    from weighstation.policy.entries import Exemption

DOES: Mapping[Outcome, str] = {"allow": "is allowed", "review": "needs review", "deny": "is denied"}
DO: Mapping[Outcome, str] = {"allow": "are allowed", "review": "need review", "deny": "are denied"}


class Step(NamedTuple):
    """A reason on the way to a verdict. ``license`` is its key, ``exemption`` what allows it, if one does."""

    reason: Reason
    license: str = ""
    exemption: Exemption | None = None
