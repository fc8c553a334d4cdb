"""Properties: what weighstation knows and CycloneDX has no field for. All names start with ``weighstation:``.

On the document: ``verdict``, ``policy``, ``knowledge:as-of``, ``files``, ``unread`` (one per file), ``timestamp``.
On a component or service: ``id``, ``verdict``, ``license:status`` (``concluded``, ``ambiguous``, ``unknown``),
``license:confidence``, ``license:candidate`` and ``license:conflict`` (one each).
On models and data sets: ``model:revision`` as written and ``model:pinned``. On the project: ``application-area``,
``intended-use``, ``data-flow``, ``data-usage``, ``input-output``, ``hardware``, ``security-controls``,
``security-standards``.
On services: ``license:expression``, and ``occurrence`` (one each).
On a license: ``license:key``, ``license:name``, ``license:osi-approved``, ``license:category``,
``license:commercial-use``, ``license:steward``; on the component or service itself where the license has no object.
On a license seen as evidence: ``claim:source``, ``claim:where``, ``claim:confidence``, ``claim:as-of``,
``claim:verified``, ``claim:note``. On an ancestor: ``id``, ``relation``, ``depth``, ``source``, ``confidence``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from weighstation.writers.cyclonedx.text import Json, clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weighstation.model import Component, Conclusion, Weighed

_REVISIONS = ("hf", "hf-dataset")


def listed(pairs: Iterable[tuple[str, str]]) -> list[Json]:
    """Property objects in the given order; pairs without a value are left out."""
    return [_property(name, value) for name, value in pairs if value]


@lru_cache(maxsize=4096)
def _property(name: str, value: str) -> Json:
    return {"name": f"weighstation:{name}", "value": clean(value)}


def flag(value: object) -> str:
    """``true`` or ``false``, as JSON spells them: property values are strings."""
    return "true" if value else "false"


def share(value: float) -> float:
    """A confidence within the 0 to 1 that the schema allows, three digits; what is no number counts as 0."""
    return round(min(1.0, max(0.0, value)), 3)


def of_component(weighed: Weighed, version: str) -> list[Json]:
    """The properties of a component or service; ``version`` is the exact one, empty where none is known."""
    verdict = weighed.verdict
    judged = verdict.reasons or verdict.outcome != "allow"  # the default verdict is nobody's word
    head = (("id", weighed.component.id), ("verdict", verdict.outcome if judged else ""))
    return listed((*head, *_revision(weighed.component, version), *_license(weighed.conclusion)))


def _revision(component: Component, version: str) -> Iterable[tuple[str, str]]:
    """A branch or tag moves, so it is a property; only a commit hash is the version of a model (purl-spec)."""
    if component.scheme in _REVISIONS:
        yield "model:revision", component.version
        yield "model:pinned", flag(version)


def _license(conclusion: Conclusion) -> Iterable[tuple[str, str]]:
    yield "license:status", status(conclusion)
    if conclusion.expression:
        yield "license:confidence", str(share(conclusion.confidence))
    yield from (("license:candidate", key) for key in conclusion.candidates)
    yield from (("license:conflict", text) for text in conclusion.conflicts)


def status(conclusion: Conclusion) -> str:
    """``concluded``, ``ambiguous`` (several licenses are possible) or ``unknown``."""
    if conclusion.expression:
        return "concluded"
    return "ambiguous" if conclusion.candidates else "unknown"
