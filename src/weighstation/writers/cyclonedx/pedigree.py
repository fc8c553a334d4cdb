"""Pedigree: the models that a model was made from. They are no components of the project, only its ancestry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.model import Ancestor, Component
from weighstation.purl import exact_version, purl, tagged
from weighstation.writers.cyclonedx.expression_details import detailed
from weighstation.writers.cyclonedx.licenses import concluded
from weighstation.writers.cyclonedx.properties import listed, share
from weighstation.writers.cyclonedx.text import Json, clean, present

if TYPE_CHECKING:
    from weighstation.writers.cyclonedx import Options
    from weighstation.writers.cyclonedx.items import Item


def pedigree(item: Item, options: Options) -> Json | None:
    """The ``pedigree`` of a component, nearest ancestors first; None where none is known."""
    if not item.component.bases and not item.weighed.conclusion.lineage:
        return None
    lineage = _ancestors(item)
    return {"ancestors": [_component(one, options) for one in lineage], "notes": "; ".join(map(_note, lineage))}


def _ancestors(item: Item) -> tuple[Ancestor, ...]:
    """The lineage, and bases the repository names that the lineage does not: their license is not known."""
    lineage = item.weighed.conclusion.lineage
    known = {ancestor.id for ancestor in lineage}
    written = [base for base in item.component.bases if base.id not in known]
    extra = (Ancestor(base.id, base.relation, "", "repository", 1.0) for base in written)
    return tuple(sorted((*lineage, *extra), key=lambda ancestor: ancestor.depth))


def _component(ancestor: Ancestor, options: Options) -> Json:
    model = Component(clean(ancestor.id), "model", "", ())
    group, name, _ = tagged(model)
    ruling = [concluded(ancestor.expression, described=False)] if ancestor.expression else []
    fields: Json = {
        "type": "machine-learning-model",
        "group": group,
        "name": name or model.id or "unnamed",
        "version": exact_version(model),
        "licenses": detailed(ruling, options),
        "purl": purl(model),
        "properties": _properties(ancestor),
    }
    return present(fields)


def _properties(ancestor: Ancestor) -> list[Json]:
    return listed(
        (
            ("id", ancestor.id),
            ("relation", ancestor.relation),
            ("depth", str(ancestor.depth)),
            ("source", ancestor.source),
            ("confidence", str(share(ancestor.confidence))),
        )
    )


def _note(ancestor: Ancestor) -> str:
    """``finetune of hf:org/name``, with the distance where it is more than one step."""
    steps = f" ({ancestor.depth} steps back)" if ancestor.depth > 1 else ""
    return f"{ancestor.relation or 'made from'} {'of ' if ancestor.relation else ''}{clean(ancestor.id)}{steps}"
