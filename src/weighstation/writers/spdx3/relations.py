"""Relationships between packages: what uses what, what was trained on or made from what, and where it says so.

Of SPDX 3.0.1, ``RelationshipType``: ``dependsOn``, ``trainedOn`` (a model and the data sets that its card names),
``descendantOf``, ``hasEvidence`` (the files that name the thing).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers.cyclonedx.dependencies import dependencies
from weighstation.writers.cyclonedx.evidence import used
from weighstation.writers.cyclonedx.text import Json, clean, relative
from weighstation.writers.spdx3.element import named, relationship
from weighstation.writers.spdx3.packages import file_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Occurrence
    from weighstation.writers.cyclonedx.items import Item
    from weighstation.writers.spdx3.items import Content


def relations(found: Content, base: str, root: str) -> Iterator[Json]:
    """Every relationship but those of licenses, by what they start from."""
    kinds = {item.ref: item.component.type for item in found.items}
    for entry in dependencies(found.items):
        start, targets = str(entry["ref"]), entry["dependsOn"]
        ends = [str(one) for one in targets] if isinstance(targets, list) else []
        trained = [one for one in ends if kinds.get(start) == "model" and kinds[one] == "dataset"]
        yield from _edges(start, "trainedOn", trained, base)
        yield from _edges(start, "dependsOn", [one for one in ends if one not in trained], base)
    for item in found.items:
        yield from _lineage(item, found, base)
        yield _evidence(item, base, root)


def _edges(start: str, kind: str, ends: list[str], base: str) -> Iterator[Json]:
    """One relationship to all ends. That there are no more of them is not said: code may load what no reader sees."""
    if ends:
        edge = relationship(base, start, kind, [named(base, one) for one in ends])
        yield {**edge, "completeness": "noAssertion"}


def _lineage(item: Item, found: Content, base: str) -> Iterator[Json]:
    """One relationship for each ancestor, since each was used in its own way; the nearest first."""
    for number, step in enumerate(found.lineage.get(item.ref, ()), 1):
        edge = relationship(base, item.ref, "descendantOf", [named(base, step.ref)], step.how)
        yield {**edge, "spdxId": f"{edge['spdxId']}/{number}"}


def _evidence(item: Item, base: str, root: str) -> Json:
    """The files that name an item, with lines and symbols in the comment."""
    places = used(item.weighed)
    paths = dict.fromkeys(relative(place.path, root) for place in places)
    comment = "; ".join(_place(place, root) for place in places)
    return relationship(base, item.ref, "hasEvidence", [file_id(base, path) for path in paths], comment)


def _place(place: Occurrence, root: str) -> str:
    line = f":{place.line}" if place.line > 0 else ""
    return f"{relative(place.path, root)}{line} {clean(place.symbol)}".rstrip()
