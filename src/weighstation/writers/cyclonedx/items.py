"""What of a run goes into the BOM, in which order, and under which reference."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from weighstation.purl import exact_version, purl, tagged
from weighstation.writers.cyclonedx.projects import ROOT
from weighstation.writers.cyclonedx.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weighstation.model import Component, Run, Weighed
    from weighstation.writers.cyclonedx.projects import Part

_ORDER = ("model", "dataset", "package", "service")  # models first: some consumers look at the first component only

TOOL = "tool:weighstation"


class Item(NamedTuple):
    """A component on its way into the BOM. ``ref`` is its bom-ref, unique in the document; ``version`` is exact."""

    weighed: Weighed
    component: Component
    scheme: str
    ref: str
    purl: str
    group: str
    name: str
    version: str


def items(run: Run, parts: Iterable[Part] = ()) -> tuple[Item, ...]:
    """The used components of a run, models first, then by id. What is only mentioned is no part of the project.

    ``parts`` are the packages of the project, whose references are taken.
    """
    used = sorted((one for one in run.weighed if one.component.used), key=_rank)
    purls = [purl(one.component) or "" for one in used]
    named = [(packed, clean(one.component.id)) for packed, one in zip(purls, used, strict=True)]
    refs = _unique(named, {ROOT, TOOL, *(part.ref for part in parts)})
    return tuple(_item(*parts) for parts in zip(used, refs, purls, strict=True))


def _rank(weighed: Weighed) -> tuple[int, str, str]:
    component = weighed.component
    return _ORDER.index(component.type), component.id, component.version


def _item(weighed: Weighed, ref: str, packed: str) -> Item:
    component = weighed.component
    group, name, _ = tagged(component)
    named = clean(name) or clean(component.id) or "unnamed"
    version = clean(exact_version(component))
    return Item(weighed, component, component.scheme, ref, packed, clean(group), named, version)


def _unique(pairs: list[tuple[str, str]], reserved: set[str]) -> list[str]:
    """One reference for each (purl, id): the purl, unless several share it or there is none; then the id.

    References to nothing or to two things are what schemas do not catch and consumers stumble over.
    """
    shared = Counter(packed for packed, _ in pairs)
    taken = {*reserved, *(_readable(packed) for packed, count in shared.items() if count == 1)}
    return [_readable(packed) if packed and shared[packed] == 1 else _free(name, taken) for packed, name in pairs]


def _readable(packed: str) -> str:
    """A purl with the ``@`` of an npm scope as it is: cdxgen's validator refuses references that are encoded there."""
    return packed.replace("pkg:npm/%40", "pkg:npm/@", 1)


def _free(name: str, taken: set[str]) -> str:
    """``name``, or with a number behind it where it is taken; ``urn:cdx:`` is the start of links between BOMs."""
    name = f"id:{name}" if name.startswith("urn:cdx:") or not name else name
    ref, number = name, 1
    while ref in taken:
        number += 1
        ref = f"{name}#{number}"
    taken.add(ref)
    return ref
