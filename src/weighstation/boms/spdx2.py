"""The packages of an SPDX 2.3 document (JSON) as references.

Fields by their clause of the specification: 7.21 external references, 7.13 and 7.15 concluded and declared license,
10 other licensing information, 11 relationships.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.boms import licenses, names
from weighstation.boms.shape import Node, top
from weighstation.licensing.understand import MAX_LENGTH, NOTHING, understand
from weighstation.model import Base, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.boms.purls import Named
    from weighstation.boms.source import Source
    from weighstation.model import ComponentType

# 7.24 primary package purpose: what it is besides software. OPERATING-SYSTEM, DEVICE, FIRMWARE are packages as well.
_TYPES: dict[str, ComponentType] = {"MODEL": "model", "DATA": "dataset"}
_DEPENDS = {"DEPENDS_ON": False, "DEPENDENCY_OF": True, "CONTAINS": False, "CONTAINED_BY": True}
_DESCENDS = {"DESCENDANT_OF": False, "ANCESTOR_OF": True}
"""Relationships by whether they are read backwards."""
_OWN = re.compile(r"(?<![:\w.-])LicenseRef-[\w.-]+")  # not DocumentRef-x:LicenseRef-y, which is another document's
_NO_NAME = ("", "NOASSERTION")
_NAME = 200  # characters of a name at most


def references(source: Source) -> Iterator[Reference]:
    """Every package but the ones that the document describes. Raises ``ReadError`` for another shape."""
    document = top(source)
    described = _described(document)
    found = [(node, _named(node)) for node in document.nodes("packages") if node.text("SPDXID") not in described]
    ids = {node.text("SPDXID"): named for node, named in found}
    extracted = {each.text("licenseId"): _called(each) for each in document.nodes("hasExtractedLicensingInfos")}
    depends, descends = (_related(document, ids, words) for words in (_DEPENDS, _DESCENDS))
    for node, named in found:
        depends_on = tuple(depends.get(node.text("SPDXID"), ()))
        bases = tuple(map(Base, descends.get(node.text("SPDXID"), ())))
        first = Reference(named.id, named.type, node.place(), named.version, bases=bases, depends_on=depends_on)
        yield first
        yield from (first._replace(license=text) for text in _stated(node, extracted))


def _described(document: Node) -> set[str]:
    """The project itself: it is what is distributed, and no part of it. Models and data are weighed nevertheless."""
    about = set(document.texts("documentDescribes"))
    for each in document.nodes("relationships"):
        if each.text("relationshipType") == "DESCRIBES" and each.text("spdxElementId") == "SPDXRef-DOCUMENT":
            about.add(each.text("relatedSpdxElement"))
    packages = {node.text("SPDXID"): node for node in document.nodes("packages")}
    contained = {one for one in about if one in packages and _kind(packages[one]) == "package"}
    return contained if len(contained) < len(packages) else set()


def _kind(node: Node) -> ComponentType:
    return _TYPES.get(node.text("primaryPackagePurpose"), "package")


def _named(node: Node) -> Named:
    purls = [
        each.text("referenceLocator")
        for each in node.nodes("externalRefs")
        if each.text("referenceType").rpartition("/")[2] == "purl"
    ]
    links, pages = (node.text("downloadLocation"),), (node.text("homepage"),)
    version = node.text("versionInfo")
    purl = purls[0] if purls else ""
    return names.named(names.Described(_kind(node), node.text("name") or "unnamed", "", version, purl, links, pages))


def _stated(node: Node, extracted: dict[str, str]) -> list[str]:
    words = [node.text("licenseDeclared"), node.text("licenseConcluded")]
    return licenses.statements([_together(word, extracted) for word in words])


def _called(node: Node) -> str:
    """What the document calls a license of its own, where that name says something here, or nothing at all.

    syft writes no name (10.3), but puts it where the text belongs (10.2); the text of a license is no name.
    """
    name = node.text("name")
    word = node.text("extractedText") if name in _NO_NAME else name
    return word if len(word) <= _NAME and (licenses.is_no_word(word) or understand(word) != NOTHING) else ""


def _together(text: str, extracted: dict[str, str]) -> list[str]:
    """The licenses of a text that all hold, with the names in place of the document's own ids.

    A tool numbers what it has no id for (``LicenseRef-3``), which means nothing elsewhere, and joins all it found with
    ``AND``.
    """
    parts = text.split(" AND ")
    if "(" in text or " OR " in text or not any(map(extracted.get, parts)):
        return [_spelled_out(text, extracted)]
    return [extracted.get(part) or part for part in parts]


def _spelled_out(text: str, extracted: dict[str, str]) -> str:
    """An expression with what the names mean in place of the document's own ids."""

    def meant(match: re.Match[str]) -> str:
        expression = understand(extracted.get(match[0], "")).expression
        return f"({expression})" if expression else match[0]

    found = _OWN.sub(meant, text) if len(text) <= MAX_LENGTH else text
    return found if len(found) <= MAX_LENGTH else text


def _related(document: Node, ids: dict[str, Named], words: dict[str, bool]) -> dict[str, list[str]]:
    """The component ids at the other end of the relationships with these words, by the SPDX id at this end."""
    found: dict[str, list[str]] = {}
    for each in document.nodes("relationships"):
        backwards = words.get(each.text("relationshipType"))
        ends = (each.text("spdxElementId"), each.text("relatedSpdxElement"))
        start, end = ends[::-1] if backwards else ends
        if backwards is not None and end in ids:
            found.setdefault(start, []).append(ids[end].id)
    return found
