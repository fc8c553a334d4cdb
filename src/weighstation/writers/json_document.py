"""The JSON of ``scan`` and ``check``: keys and their meaning are a public contract (docs/json.md)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from weighstation.purl import purl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weighstation.model import Claim, Component, Conclusion, Finding, Inventory, Reason, Run, Unread

SCHEMA_VERSION = 1


def scan(inventory: Inventory, conclusions: Sequence[Conclusion]) -> str:
    """The inventory: components with occurrences and licenses, and what was not read."""
    pairs = zip(inventory.components, conclusions, strict=True)
    document = _head(inventory) | {
        "components": [_component(component, conclusion) for component, conclusion in pairs],
        "unread": [_unread(unread) for unread in inventory.unread],
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def check(run: Run) -> str:
    """The run: as ``scan``, with the verdict, the verdict and reasons of each component, and findings."""
    components = [
        _component(weighed.component, weighed.conclusion)
        | {"verdict": weighed.verdict.outcome, "reasons": [_reason(reason) for reason in weighed.verdict.reasons]}
        for weighed in run.weighed
    ]
    document = _head(run.inventory) | {
        "verdict": run.verdict,
        "policy": run.policy,
        "components": components,
        "findings": [_finding(finding) for finding in run.findings],
        "unread": [_unread(unread) for unread in run.inventory.unread],
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def _head(inventory: Inventory) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "root": inventory.root,
        "files": inventory.files,
        "excluded": inventory.excluded,
    }


def _component(component: Component, conclusion: Conclusion) -> dict[str, Any]:
    return {
        "id": component.id,
        "type": component.type,
        "purl": purl(component),
        "version": component.version or None,
        "occurrences": [occurrence._asdict() for occurrence in component.occurrences],
        "licenses": _licenses(conclusion),
        "lineage": [ancestor._asdict() for ancestor in conclusion.lineage],
        "conflicts": list(conclusion.conflicts),
        "candidates": list(conclusion.candidates),
    }


def _licenses(conclusion: Conclusion) -> list[dict[str, Any]]:
    """The concluded license first, since it governs; then what each source declared."""
    concluded = _license(conclusion.expression, "weighstation", conclusion.confidence, "concluded")
    declared = [_claim(claim) for claim in conclusion.claims if claim.expression]
    return [concluded, *declared] if conclusion.expression else declared


def _claim(claim: Claim) -> dict[str, Any]:
    return _license(claim.expression, claim.source, claim.confidence, claim.acknowledgement) | {
        "where": claim.where,
        "verified": claim.verified,
        "as_of": claim.as_of or None,
        "note": claim.note or None,
    }


def _license(expression: str, source: str, confidence: float, acknowledgement: str) -> dict[str, Any]:
    """``key``, ``osi_approved`` and ``category`` are null for an expression of several licenses."""
    from weighstation.knowledge.licenses import license as known

    fact = known(expression)
    return {
        "expression": expression,
        "key": fact.key if fact else None,
        "osi_approved": fact.osi_approved if fact else None,
        "category": fact.category if fact else None,
        "source": source,
        "confidence": confidence,
        "acknowledgement": acknowledgement,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {key: value or None for key, value in reason._asdict().items()}


def _finding(finding: Finding) -> dict[str, Any]:
    return {key: value or None for key, value in finding._asdict().items()}


def _unread(unread: Unread) -> dict[str, Any]:
    return {key: value or None for key, value in unread._asdict().items()}
