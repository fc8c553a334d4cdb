"""What goes into the document: the items of the CycloneDX document, and the ancestors that are none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.model import Component, Conclusion, Weighed
from weighstation.purl import purl, tagged
from weighstation.writers.cyclonedx.items import Item, items
from weighstation.writers.cyclonedx.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Ancestor, Run


class Step(NamedTuple):
    """One step of a model's lineage: the reference of the ancestor, and how the model was made from it."""

    ref: str
    how: str


class Content(NamedTuple):
    """The items, and the models that some were made from. ``lineage`` has the steps by the reference of an item."""

    items: tuple[Item, ...]
    ancestors: tuple[Item, ...]
    lineage: dict[str, list[Step]]


def content(run: Run) -> Content:
    """Everything that becomes a package of the document, ancestors in the order of their ids."""
    found = items(run)
    refs = {item.component.id: item.ref for item in reversed(found)}
    others: dict[str, Item] = {}
    lineage: dict[str, list[Step]] = {}
    for item in found:
        for ancestor in _ancestors(item):
            ref = refs.get(ancestor.id) or f"Ancestor/{clean(ancestor.id)}"
            lineage.setdefault(item.ref, []).append(Step(ref, _how(ancestor)))
            if ancestor.id not in refs and not _known(others.get(ref)):
                others[ref] = _item(ancestor, ref)
    return Content(found, tuple(others[ref] for ref in sorted(others)), lineage)


def _ancestors(item: Item) -> Iterator[Ancestor]:
    """The lineage without the model itself, then bases that the repository names and the lineage does not."""
    from weighstation.model import Ancestor

    known = {item.component.id}
    written = (Ancestor(base.id, base.relation, "", "repository", 1.0) for base in item.component.bases)
    for ancestor in (*item.weighed.conclusion.lineage, *written):
        if ancestor.id not in known:
            known.add(ancestor.id)
            yield ancestor


def _known(item: Item | None) -> bool:
    return item is not None and bool(item.weighed.conclusion.expression)


def _item(ancestor: Ancestor, ref: str) -> Item:
    model = Component(clean(ancestor.id), "model", "", ())
    weighed = Weighed(model, Conclusion(ancestor.expression, ancestor.confidence))
    group, name, _ = tagged(model)
    return Item(weighed, model, model.scheme, ref, purl(model) or "", group, name or model.id, "")


def _how(ancestor: Ancestor) -> str:
    steps = f", {ancestor.depth} steps back" if ancestor.depth > 1 else ""
    return f"{ancestor.relation or 'made from it'}{steps}, by {clean(ancestor.source)}"
