"""A part of a document: a component, a service or the project itself, with what of it is compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from weighstation.bom_json import components, inner, objects, properties, services, text, texts
from weighstation.bomdiff.digest import digests

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from weighstation.bom_json import Node
    from weighstation.bomdiff.digest import Digest

_OWN = "weighstation:"
_LINE = re.compile(r"(\.[a-z]\w*):\d+(?=[:,)\]]|$)", re.ASCII)  # of app.py:12


class Part(NamedTuple):
    """What is compared of one part.

    ``id`` names it across versions: its purl without the version, or the id that weighstation gave it; empty where it
    has neither. ``kind`` is its CycloneDX type, ``service`` or ``project``. ``declared`` are licenses without an
    acknowledgement, too. ``lineage`` has what it was made from, ``remarks`` the lines of the annotations about it
    (reasons, duties), ``places`` counts its occurrences. ``hashes`` are its own and those of its files.
    """

    id: str
    ref: str
    kind: str
    name: str
    version: str
    concluded: tuple[str, ...] = ()
    declared: tuple[str, ...] = ()
    verdict: str = ""
    lineage: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    places: int = 0
    hashes: tuple[Digest, ...] = ()

    @property
    def title(self) -> str:
        """What a person knows it by."""
        return self.id or self.name or self.ref or "unnamed"


def parts(document: Node) -> list[Part]:
    """Every component and service of a document. Raises ``ReadError`` where it is damaged."""
    remarks = _remarks(document)
    found = [_component(one, text(one, "type"), remarks) for one in components(document)]
    return [*found, *(_service(one, remarks) for one in services(document))]


def project(document: Node) -> Part:
    """The component that a document is about, with the verdict on all of it; what it is built into is always new."""
    metadata = inner(document, "metadata")
    about = _component(inner(metadata, "component"), "project", _remarks(document))
    return about._replace(id="", verdict=_own(metadata, "verdict"), hashes=())


def versionless(purl: str) -> str:
    """A purl without its version; qualifiers and subpath, which may tell packages apart, stay (purl-spec)."""
    rest, hash_, subpath = purl.partition("#")
    rest, mark, qualifiers = rest.partition("?")
    stem, at, version = rest.rpartition("@")
    kept = stem if at and "/" not in version else rest  # the @ of an npm scope is no version's
    return f"{kept}{mark}{qualifiers}{hash_}{subpath}"


def _component(node: Node, kind: str, remarks: Mapping[str, tuple[str, ...]]) -> Part:
    ref = text(node, "bom-ref")
    evidence = inner(node, "evidence")
    stated = [*_licenses(node)]
    seen = [one for how, one in _licenses(evidence) if how == "declared"]
    return Part(
        id=versionless(text(node, "purl")) or _own(node, "id"),
        ref=ref,
        kind=kind,
        name="/".join(filter(None, (text(node, "group"), text(node, "name")))),
        version=text(node, "version"),
        concluded=_set(one for how, one in stated if how == "concluded"),
        declared=_set([*(one for how, one in stated if how != "concluded"), *seen]),
        verdict=_own(node, "verdict"),
        lineage=_set(map(_ancestor, objects(inner(node, "pedigree"), "ancestors"))),
        remarks=remarks.get(ref, ()),
        places=len(objects(evidence, "occurrences")),
        hashes=digests(node),
    )


def _service(node: Node, remarks: Mapping[str, tuple[str, ...]]) -> Part:
    """A service has its provider in place of a group; weighstation writes its license and places as properties."""
    found = _component(node, "service", remarks)
    names = (text(inner(node, "provider"), "name") or text(node, "group"), text(node, "name"))
    concluded = (*found.concluded, *properties(node, f"{_OWN}license:expression"))
    places = found.places or len(properties(node, f"{_OWN}occurrence"))
    return found._replace(name="/".join(filter(None, names)), concluded=_set(concluded), places=places)


def _licenses(node: Node) -> Iterator[tuple[str, str]]:
    """Acknowledgement and text of each entry: an expression, or the id or name of one license."""
    for entry in objects(node, "licenses"):
        one = inner(entry, "license") if "license" in entry.value else entry
        how = text(one, "acknowledgement")
        yield how, text(one, "expression") or text(one, "id") or text(one, "name")


def _ancestor(node: Node) -> str:
    """``finetune of hf:org/name``, or the purl where no relation is known."""
    name = _own(node, "id") or text(node, "purl") or "/".join(filter(None, (text(node, "group"), text(node, "name"))))
    relation = _own(node, "relation")
    return f"{relation} of {name}" if relation else name


def _remarks(document: Node) -> dict[str, tuple[str, ...]]:
    """The lines of all annotations by the bom-ref they are about; places in files, which move, are left out."""
    found: dict[str, list[str]] = {}
    for annotation in objects(document, "annotations"):
        lines = [_settled(line) for line in text(annotation, "text").splitlines()]
        for subject in texts(annotation, "subjects"):
            found.setdefault(subject, []).extend(line for line in lines if line and not line.startswith("verdict: "))
    return {ref: _set(lines) for ref, lines in found.items()}


def _settled(line: str) -> str:
    before, mark, after = line.partition(" [policy: ")
    return _LINE.sub(r"\1", f"{before}{after.partition(']')[2]}" if mark else line).strip()


def _own(node: Node, name: str) -> str:
    return next(iter(properties(node, f"{_OWN}{name}")), "")


def _set(values: Iterable[str]) -> tuple[str, ...]:
    """The values in order, each once, the empty ones left out."""
    return tuple(sorted({value for value in values if value}))
