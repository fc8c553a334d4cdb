"""Counting: how many of the things that a field is asked of have it, and which have not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from weighstation.bom_json import components, inner, objects, text, texts
from weighstation.scoring.lookup import found

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from weighstation.bom_json import Node
    from weighstation.scoring.row import Of, Row, Standard

_MODEL, _DATASET = "machine-learning-model", "data"


class Count(NamedTuple):
    """One field: ``have`` of ``total`` things have it; ``missing`` names the others. 0 of 0 where there is none."""

    row: Row
    have: int
    total: int
    missing: tuple[str, ...]

    @property
    def fulfilled(self) -> bool:
        """Whether everything that it is asked of has it, and there is such a thing."""
        return 0 < self.total == self.have


class Score(NamedTuple):
    """A standard with the count of each of its fields, in its order."""

    standard: Standard
    counts: tuple[Count, ...]


def counted(document: Node, standards: Sequence[Standard]) -> tuple[Score, ...]:
    """The counts of every field of every standard. Raises ``ReadError`` for a damaged document."""
    things = _things(document)
    return tuple(Score(one, tuple(_count(row, things[row.of]) for row in one.rows)) for one in standards)


def _count(row: Row, things: Sequence[tuple[str, Mapping[str, Any]]]) -> Count:
    missing = tuple(name for name, thing in things if not any(found(thing, path) for path in row.where))
    return Count(row, len(things) - len(missing), len(things), missing)


def _things(document: Node) -> dict[Of, list[tuple[str, Mapping[str, Any]]]]:
    """What fields are asked of, by name. ``@dependency`` and ``@composition`` are put into each component.

    The first is there if ``dependencies`` has an entry for it, even one without targets; the second if a composition
    says how complete its dependencies are. ``@metadata`` are the properties of the document.
    """
    listed = {text(one, "ref") for one in objects(document, "dependencies")}
    judged = {ref for one in objects(document, "compositions") for ref in texts(one, "dependencies")}
    metadata = inner(document, "metadata")
    said = [one.value for one in objects(metadata, "properties")]
    parts = [(_name(one), text(one, "type"), _joined(one, listed, judged, said)) for one in components(document)]
    project = inner(metadata, "component")
    product = (_name(project), _joined(project, listed, judged, said))
    each: list[tuple[str, Mapping[str, Any]]] = [(name, thing) for name, _, thing in parts]
    return {
        "document": [("the document", document.value)],
        "project": [product],
        "component": each,
        "all": [product, *each] if project.value else each,
        "model": [(name, thing) for name, kind, thing in parts if kind == _MODEL],
        "dataset": [(name, thing) for name, kind, thing in parts if kind == _DATASET],
    }


def _joined(node: Node, listed: set[str], judged: set[str], said: list[dict[str, Any]]) -> dict[str, Any]:
    ref = text(node, "bom-ref")
    more = {"@dependency": ref in listed or None, "@composition": ref in judged or None, "@metadata": said}
    return {**node.value, **more}


def _name(node: Node) -> str:
    name = "/".join(filter(None, (text(node, "group"), text(node, "name"))))
    return text(node, "purl") or name or text(node, "bom-ref") or "unnamed"
