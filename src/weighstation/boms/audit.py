"""From documents of other tools to an inventory that the policy can judge."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from weighstation import inventory
from weighstation.boms import dangling, own, source
from weighstation.boms.shape import Node, top
from weighstation.model import Inventory, Occurrence, Project, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weighstation.boms.source import Source
    from weighstation.model import Finding, Reference, Run


class Audited(NamedTuple):
    """The inventory of some documents, and what else there is to say of them."""

    inventory: Inventory
    findings: tuple[Finding, ...]
    documents: tuple[Source, ...]


def audited(paths: Sequence[str], root: str) -> Audited:
    """The components of the documents at ``paths``. Raises ``ReadError`` for the first that cannot be read."""
    documents = tuple(source.read(path) for path in dict.fromkeys(paths))
    references = [reference for each in documents for reference in of(each)]
    findings = tuple(finding for each in documents for finding in dangling.findings(each))
    unread = tuple(one for each in documents for one in _unread(each))
    components = inventory.components(references)
    return Audited(Inventory(root, _project(documents[0]), components, unread, len(documents)), findings, documents)


def of(document: Source) -> list[Reference]:
    """The references of one document. Raises ``ReadError`` where its shape is another than its format's."""
    reader = import_module(f"weighstation.boms.{document.format}")
    try:
        return list(reader.references(document))
    except RecursionError:
        raise document.fault("", "is nested too deeply to be a bill of materials") from None


def used(found: Audited) -> Inventory:
    """The inventory as if it had been read in the repository: for policies that weigh by the place of use."""
    places = {id_: places for each in found.documents for id_, places in _places(each)}
    components = tuple(
        each._replace(occurrences=places.get(each.id, each.occurrences)) for each in found.inventory.components
    )
    return found.inventory._replace(components=components)


def pointing(run: Run, found: Audited) -> Run:
    """The run with all places and findings in the documents again."""
    weighed = tuple(
        each._replace(component=component)
        for each, component in zip(run.weighed, found.inventory.components, strict=True)
    )
    first = {each.id: each.occurrences[0] for each in found.inventory.components}
    findings = tuple(_moved(finding, first) for finding in run.findings)
    return run._replace(inventory=found.inventory, weighed=weighed, findings=findings)


def _moved(finding: Finding, first: dict[str, Occurrence]) -> Finding:
    place = first.get(finding.component)
    return finding._replace(path=place.path, line=place.line) if place else finding


def _project(document: Source) -> Project:
    about = top(document).inner("metadata").inner("component") if document.format == "cyclonedx" else top(document)
    return Project(about.text("name"), about.text("version") if document.format == "cyclonedx" else "")


def _unread(document: Source) -> Iterator[Unread]:
    """The files that were not read when weighstation wrote the document: nobody has checked them since."""
    if document.format != "cyclonedx":
        return
    for each in top(document).inner("metadata").nodes("properties"):
        if each.text("name") == f"{own.PREFIX}unread":
            symbol, line, _ = document.where(each.pointer, each.text("value"))
            hint = "correct the file, and write the document anew"
            yield Unread(document.path, f"says that a file was not read: {each.text('value')} ({symbol})", line, hint)


def _places(document: Source) -> Iterator[tuple[str, tuple[Occurrence, ...]]]:
    if document.format != "cyclonedx":
        return
    from weighstation.boms.cyclonedx import found

    for node, named, _ in found(document):
        if places := tuple(_occurrences(node)):
            yield named.id, places


def _occurrences(node: Node) -> Iterator[Occurrence]:
    """Where the document says that a component is used; of our services it is in properties."""
    for each in node.inner("evidence").nodes("occurrences"):
        line = each.fields.get("line")
        yield Occurrence(each.text("location").partition("#")[0], line if isinstance(line, int) else 0)
    for each in node.nodes("properties"):
        if each.text("name") == f"{own.PREFIX}occurrence":
            yield Occurrence(each.text("value").partition(":")[0], 0, use="hosted")
