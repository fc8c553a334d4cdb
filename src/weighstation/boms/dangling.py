"""References to nothing: what schemas do not catch, and consumers stumble over or silently leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.boms.shape import Node, top
from weighstation.model import Finding
from weighstation.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.boms.source import Json, Source

CODE = "bom-reference"
_MOST = 20  # findings for one document; how many more there are is said
_OUTSIDE = ("urn:cdx:", "DocumentRef-", "NOASSERTION", "NONE")  # CycloneDX BOM-Link; SPDX 2.3, 6.6 and 11.1


def findings(source: Source) -> list[Finding]:
    """A finding for each reference that leads to nothing in the document, and one for those that are too many."""
    if source.format == "spdx3":
        return []  # an element of another document is named as one of this
    known = _known(source)
    lost = [(at, ref) for at, ref in _asked(source) if ref and ref not in known and not ref.startswith(_OUTSIDE)]
    shown = [
        _finding(source, at, f"refers to {ref[:120]!r}, which the document does not hold") for at, ref in lost[:_MOST]
    ]
    more = f"refers to nothing in {len(lost) - _MOST} more places"
    return [*shown, *([_finding(source, "", more)] if len(lost) > _MOST else [])]


def _finding(source: Source, pointer: str, what: str) -> Finding:
    place, rule = source.where(pointer), RULES[CODE]
    message = f"{place.symbol or 'the document'} {what}"
    return Finding(CODE, rule.level, message, source.path, place.line, rule.remedy)


def _known(source: Source) -> set[str]:
    """Every bom-ref or SPDX id of the document, wherever it stands."""
    if source.format == "spdx2":
        lists = ("packages", "files", "snippets")
        ids = {each.text("SPDXID") for key in lists for each in top(source).nodes(key)}
        return ids | {"SPDXRef-DOCUMENT"}
    return set(refs(source.document))


def refs(document: Json) -> Iterator[str]:
    """Every ``bom-ref`` in a CycloneDX document."""
    pending: list[object] = [document]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            if isinstance(value.get("bom-ref"), str):
                yield value["bom-ref"]
            pending.extend(value.values())
        elif isinstance(value, list):
            pending.extend(value)


def _asked(source: Source) -> Iterator[tuple[str, str]]:
    """Every reference, with the pointer of what holds it."""
    document = top(source)
    if source.format == "spdx2":
        for node in document.nodes("relationships"):
            yield from ((node.pointer, node.text(key)) for key in ("spdxElementId", "relatedSpdxElement"))
        return
    for node in document.nodes("dependencies"):
        yield node.pointer, node.text("ref")
        yield from ((node.pointer, ref) for key in ("dependsOn", "provides") for ref in node.texts(key))
    for key, lists in (("compositions", ("assemblies", "dependencies")), ("annotations", ("subjects",))):
        for node in document.nodes(key):
            yield from ((node.pointer, ref) for name in lists for ref in _refs_in(node, name))


def _refs_in(node: Node, key: str) -> Iterator[str]:
    """The references of a list; in XML those of a composition are written as dependencies are."""
    for _, value in node.items(key):
        found = value.get("ref") if isinstance(value, dict) else value
        if isinstance(found, str):
            yield found
