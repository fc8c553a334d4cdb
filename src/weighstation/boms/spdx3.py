"""The packages, models and data sets of an SPDX 3.0 document (JSON-LD, one flat ``@graph``) as references.

Classes and properties are those of the specification's model: ``software_Package``, ``ai_AIPackage``,
``dataset_DatasetPackage``, ``Relationship``, ``simplelicensing_LicenseExpression``, ``expandedlicensing_…``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.boms import licenses, names, own
from weighstation.boms.purls import Named
from weighstation.boms.shape import Node, top
from weighstation.explain.refs import TYPES
from weighstation.licensing.understand import MAX_LENGTH, understand
from weighstation.model import Base, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.boms.source import Source
    from weighstation.model import ComponentType

_TYPES: dict[str, ComponentType] = {
    "software_Package": "package",
    "ai_AIPackage": "model",
    "dataset_DatasetPackage": "dataset",
}
_LISTED = "spdx.org/licenses/"
_SETS = {"expandedlicensing_ConjunctiveLicenseSet": " AND ", "expandedlicensing_DisjunctiveLicenseSet": " OR "}
_ROUND = "a set of licenses that holds itself, or too many"


class _Graph(NamedTuple):
    """The elements by their ids, the ends of the relationships by type and start, licenses that were read by id."""

    elements: dict[str, Node]
    related: dict[tuple[str, str], list[str]]
    licenses: dict[str, str]


def references(source: Source) -> Iterator[Reference]:
    """Every package but the root of the document. Raises ``ReadError`` for another shape."""
    graph = _graph(source)
    about = _about(graph)
    ids = {id_: _named(node) for id_, node in graph.elements.items() if _kind(node) and id_ not in about}
    for id_, named in ids.items():
        depends = [ids[end].id for end in _ends(graph, id_, "dependsOn", "contains") if end in ids]
        bases = [Base(ids[end].id) for end in _ends(graph, id_, "descendantOf") if end in ids]
        place = graph.elements[id_].place()
        first = Reference(named.id, named.type, place, named.version, "", tuple(bases), tuple(depends))
        yield first
        yield from (first._replace(license=text) for text in _stated(graph, id_))


def _graph(source: Source) -> _Graph:
    elements: dict[str, Node] = {}
    related: dict[tuple[str, str], list[str]] = {}
    for node in top(source).nodes("@graph"):
        id_ = node.text("spdxId") or node.text("@id") or node.pointer
        elements[id_] = node
        kind, start = node.text("relationshipType"), node.text("from")
        if kind:
            related.setdefault((kind, start), []).extend(node.texts("to"))
            if kind == "ancestorOf":
                for end in node.texts("to"):
                    related.setdefault(("descendantOf", end), []).append(start)
    return _Graph(elements, related, {})


def _about(graph: _Graph) -> set[str]:
    """The root of the SBOM, if it is software and not all there is: the project itself."""
    packages = {id_ for id_, node in graph.elements.items() if _kind(node)}
    roots = {end for node in graph.elements.values() for end in node.texts("rootElement")}
    found = {root for root in roots & packages if _kind(graph.elements[root]) == "package"}
    return found if found < packages else set()


def _ends(graph: _Graph, start: str, *kinds: str) -> Iterator[str]:
    for kind in kinds:
        yield from graph.related.get((kind, start), ())


def _kind(node: Node) -> ComponentType | None:
    return _TYPES.get(node.text("type"))


def _named(node: Node) -> Named:
    version, kind, purl = (
        node.text("software_packageVersion"),
        _kind(node) or "package",
        _identifier(node, "packageurl"),
    )
    if id_ := own.id_of(_our_id(node), purl):
        return Named(id_, TYPES.get(id_.partition(":")[0], kind), version)
    links, pages = (node.text("software_downloadLocation"),), (node.text("software_homePage"),)
    return names.named(names.Described(kind, node.text("name") or "unnamed", "", version, purl, links, pages))


def _identifier(node: Node, kind: str) -> str:
    """The external identifier of a kind; of purls the property of their own, where it is there."""
    found = node.text("software_packageUrl") if kind == "packageurl" else ""
    for each in node.nodes("externalIdentifier"):
        if each.text("externalIdentifierType").lower() == kind:
            found = found or each.text("identifier")
    return found


def _our_id(node: Node) -> str:
    """The id that weighstation writes as an identifier of no type."""
    word = _identifier(node, "other")
    return word if word.partition(":")[0] in TYPES else ""


def _stated(graph: _Graph, id_: str) -> list[str]:
    declared, concluded = (
        [_license(graph, end) for end in _ends(graph, id_, kind)]
        for kind in ("hasDeclaredLicense", "hasConcludedLicense")
    )
    return licenses.statements([declared, concluded])


def _license(graph: _Graph, id_: str) -> str:
    """A license as an expression or name; empty where the document says that nobody says anything."""
    if id_ not in graph.licenses:
        graph.licenses[id_] = _ROUND  # until it is known: a set may hold itself
        node = graph.elements.get(id_)
        graph.licenses[id_] = _license_of(graph, node, id_) if node else _by_address(id_)
    return graph.licenses[id_]


def _license_of(graph: _Graph, node: Node, id_: str) -> str:
    if joined := _SETS.get(node.text("type")):
        members = [_license(graph, member) for member in node.texts("expandedlicensing_member")]
        return joined.join(f"({member})" for member in members) if sum(map(len, members)) < MAX_LENGTH else _ROUND
    expression, name = node.text("simplelicensing_licenseExpression"), node.text("name")
    if expression or understand(name).expression:
        return expression or name
    return name if name and _LISTED not in id_ else _by_address(id_)


def _by_address(id_: str) -> str:
    """The license that an address outside the document names: one of the SPDX list, or the word at its end."""
    listed = id_.partition(_LISTED)[2].removesuffix(".html")
    return listed or ("" if id_.endswith("NoAssertionLicense") else id_.rpartition("/")[2])
