"""What weighstation itself wrote into a document: properties named ``weighstation:…`` (docs/cyclonedx.md).

Of such a component the id, the revision and what files of the repository stated are taken as they are written, so
that the audit of our own document comes to the verdicts of the check that it was written with. What followed from the
knowledge base, the lineage or the policy is not taken: it is found out anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from weighstation.boms.purls import from_purl
from weighstation.explain.refs import TYPES
from weighstation.knowledge.models import canonical
from weighstation.model import Base, ComponentType, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.boms.shape import Node

PREFIX = "weighstation:"
_FOUND_OUT = ("knowledge:", "lineage", "clarification")  # sources that are asked again
_KINDS: dict[str, ComponentType] = {"machine-learning-model": "model", "data": "dataset"}


def properties(node: Node) -> dict[str, str]:
    """The first value of each property of an object, by its name."""
    found: dict[str, str] = {}
    for each in node.nodes("properties"):
        found.setdefault(each.text("name"), each.text("value"))
    return found


def id_of(id_: str, purl: str) -> str:
    """The id that weighstation wrote; empty where the purl beside it is of something else, which is then believed."""
    by_purl = from_purl(purl) if id_ and purl else None
    alike = not by_purl or by_purl.id.startswith("purl:") or _same(by_purl.id, id_)
    return id_ if alike and ":" in id_ else ""


def _same(one: str, other: str) -> bool:
    return one.lower() == other.lower() or canonical(one).lower() == canonical(other).lower()


def component_type(node: Node, id_: str) -> ComponentType:
    """What a component of our own is: by the scheme of its id, else by its CycloneDX type."""
    return TYPES.get(id_.partition(":")[0]) or _KINDS.get(node.text("type"), "package")


def statements(node: Node) -> Iterator[str]:
    """What files of the repository stated, by the evidence of a component."""
    for entry in node.inner("evidence").nodes("licenses"):
        stated = entry.inner("license")
        source = {**properties(entry), **properties(stated)}.get(f"{PREFIX}claim:source", "")
        if not source.startswith(_FOUND_OUT):
            yield stated.text("id") or stated.text("name") or entry.text("expression")


def bases(node: Node) -> Iterator[Base]:
    """The bases that the repository names."""
    for ancestor in node.inner("pedigree").nodes("ancestors"):
        said = properties(ancestor)
        nearest = said.get(f"{PREFIX}depth", "1") == "1"
        if nearest and said.get(f"{PREFIX}id") and said.get(f"{PREFIX}source") == "repository":
            yield Base(said[f"{PREFIX}id"], relation(said.get(f"{PREFIX}relation", "")))


def relation(word: str) -> Relation:
    """The word if it is one of a relation between models; else the empty one."""
    return cast("Relation", word) if word in get_args(Relation) else ""
