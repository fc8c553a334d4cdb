"""A license that no verified record gives: only asked about where the policy says what ``unverified`` means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.model import Reason
from weighstation.policy.entries import SECTION_OF
from weighstation.policy.rules._step import DO, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Component, Conclusion
    from weighstation.policy.precedence import Lookup

_OURS = (
    "knowledge:",
    "lineage",
)  # sources that somebody has to have checked; a file of the repository speaks for itself


def weigh(component: Component, conclusion: Conclusion, lookup: Lookup) -> Iterator[Step]:
    """One step where the license rests on records alone that nobody verified, or on the name of a repackaged model."""
    setting = lookup.unverified(SECTION_OF[component.type])
    if not setting.where or setting.outcome == "allow" or not conclusion.expression or _is_verified(conclusion):
        return
    message = (
        f"no verified record gives {component.id} this license: unverified ones {DO[setting.outcome]}, {setting.where}"
    )
    question = f"Is {component.id} under {conclusion.expression}? If so, record it as a clarification."
    reason = Reason("license-unverified", setting.outcome, message, policy=setting.where)
    yield Step(reason._replace(question=question if setting.outcome == "review" else ""))


def _is_verified(conclusion: Conclusion) -> bool:
    said = [claim for claim in conclusion.claims if claim.expression]
    return any(claim.verified or not claim.source.startswith(_OURS) for claim in said)
