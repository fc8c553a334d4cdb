"""One answer of ``weighstation explain``, and its JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from weighstation.knowledge.licenses import License
    from weighstation.model import Ancestor, Claim

Kind = Literal["model", "dataset", "service", "package", "license", "expression", "unknown"]


class Explanation(NamedTuple):
    """The answer for one input.

    ``id`` is the component's id, empty for licenses. ``license`` is the one that governs: of an ``AND`` the strictest,
    of an ``OR`` the freest; None where nothing is known, or several licenses are possible (``candidates``).
    """

    input: str
    kind: Kind
    id: str = ""
    expression: str = ""
    license: License | None = None
    candidates: tuple[str, ...] = ()
    lineage: tuple[Ancestor, ...] = ()
    evidence: tuple[Claim, ...] = ()
    conflicts: tuple[str, ...] = ()


def to_json(explanation: Explanation) -> dict[str, Any]:
    """The explanation in plain builtins, in the order of the documented keys."""
    return {
        "input": explanation.input,
        "kind": explanation.kind,
        "expression": explanation.expression,
        "license": explanation.license and _license_json(explanation.license),
        "candidates": list(explanation.candidates),
        "lineage": [ancestor._asdict() for ancestor in explanation.lineage],
        "evidence": [{**claim._asdict(), "candidates": list(claim.candidates)} for claim in explanation.evidence],
        "conflicts": list(explanation.conflicts),
    }


def _license_json(found: License) -> dict[str, Any]:
    return {
        "key": found.key,
        "spdx": found.id,
        "osi_approved": found.osi_approved,
        "category": found.category,
        "commercial_use": found.commercial_use,
        "terms": dict(found.terms),
    }
