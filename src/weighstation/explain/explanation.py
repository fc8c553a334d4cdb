"""One answer of ``weighstation explain``, and its JSON."""

from typing import Any, Literal, NamedTuple

from weighstation.explain.parts import Part
from weighstation.knowledge.licenses import License
from weighstation.knowledge.openness import Openness
from weighstation.model import Ancestor, Claim

Kind = Literal["model", "dataset", "service", "package", "license", "expression", "code", "unknown"]


class Explanation(NamedTuple):
    """The answer for one input.

    ``id`` is the component's id, empty for licenses. ``license`` is the one that governs: of an ``AND`` the strictest,
    of an ``OR`` the freest; None where nothing is known, or several licenses are possible (``candidates``). ``parts``
    is the tree of an expression of several. ``also`` holds the component ids that the same word could mean,
    ``suggestions`` names that are spelled nearly like one nobody knows, ``openness`` what was recorded of the model's
    parts besides its weights, ``page`` what the documentation says of a code.
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
    parts: tuple[Part, ...] = ()
    also: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    openness: Openness | None = None
    page: str = ""


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
        "parts": [_part_json(part) for part in explanation.parts],
        "also": list(explanation.also),
        "suggestions": list(explanation.suggestions),
        "openness": explanation.openness and explanation.openness._asdict(),
        "page": explanation.page or None,
    }


def _part_json(part: Part) -> dict[str, Any]:
    return {
        "depth": part.depth,
        "expression": part.expression,
        "operator": part.operator or None,
        "key": part.license and part.license.key,
        "exception": part.exception or None,
        "candidates": list(part.candidates),
        "chosen": part.chosen,
        "governs": part.governs,
    }


def _license_json(found: License) -> dict[str, Any]:
    return {
        "key": found.key,
        "spdx": found.id,
        "osi_approved": found.osi_approved,
        "category": found.category,
        "commercial_use": found.commercial_use,
        "terms": dict(found.terms),
        "clauses": dict(found.clauses),
        "name": found.name,
        "verified": found.verified,
        "url": found.url or None,
    }
