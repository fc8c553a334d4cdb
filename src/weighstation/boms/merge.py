"""Our models into another tool's CycloneDX document: what it lacks is added and marked, nothing of it is changed.

A component that is there already (by its purl or bom-ref) gets the fields that it lacks. The bom-refs of ours are
changed where the document has them already. The document stays the same BOM: its serial number stays, and its version
goes up by one (CycloneDX: ``version`` is to be incremented whenever an existing BOM is modified).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.boms import marks, removal
from weighstation.boms.extend import extend
from weighstation.boms.marks import objects
from weighstation.boms.match import add, free, index, match
from weighstation.boms.remarks import remarks, tool
from weighstation.boms.work import Work, about, change, field, metadata_of, raise_version, signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weighstation.boms.match import Index
    from weighstation.boms.source import Json

_ROOT = ("type", "bom-ref", "name", "version")


class Merged(NamedTuple):
    """How many components and services were added, how many were there already; what a person should know."""

    added: int
    known: int
    notes: tuple[str, ...]


def merge(document: Json, ours: Sequence[Json]) -> Merged:
    """Adds documents of ours to ``document``, which is changed; what an earlier merge added makes room first."""
    version = document.get("version", 1)
    removal.remove(document)
    work = Work(document, index(document), set(), [], [])
    metadata = field(work, "metadata", {})
    of_metadata, known = tool(work, metadata, ours[0]), 0
    for one in ours:
        refs = {str(about(one).get("bom-ref")): _root(metadata, about(one), work.found, of_metadata)}
        known += _parts(work, one, refs)
        _edges(work, one, refs)
        remarks(work, one, refs)
    notes = [*raise_version(work, ours), *signed(document)]
    change(work, "version", version + 1)
    facts = [each for one in ours for each in objects(metadata_of(one).get("properties"))]
    named = [marks.pair(marks.DOCUMENT, " ".join(work.fields))] if work.fields else []
    marks.mark(metadata, of_metadata, [*work.said, *named, *facts])
    return Merged(len(work.added), known, tuple(notes))


def _root(metadata: Json, ours: Json, found: Index, of_metadata: list[str]) -> str:
    """The bom-ref of what the document is about; it gets one, or is ours, where it has none."""
    theirs = metadata.get("component")
    if not isinstance(theirs, dict):
        metadata["component"] = theirs = {key: ours[key] for key in _ROOT if key in ours}
        theirs["bom-ref"] = free(found, str(ours.get("bom-ref")))
        of_metadata.append("component")
    elif "bom-ref" not in theirs:
        theirs["bom-ref"] = free(found, str(ours.get("bom-ref")))
        marks.mark(theirs, ["bom-ref"])
    return str(theirs["bom-ref"])


def _parts(work: Work, ours: Json, refs: dict[str, str]) -> int:
    """Adds components and services, and to those that are there what they lack; returns how many were there."""
    known = 0
    for key in ("components", "services"):
        for item in objects(ours.get(key)):
            same = match(work.found, item)
            known += same is not None
            refs[str(item.get("bom-ref"))] = _known(same, item, work.found) if same else _new(work, key, item)
    return known


def _known(theirs: Json, item: Json, found: Index) -> str:
    extend(theirs, item)
    if "bom-ref" not in theirs:
        theirs["bom-ref"] = free(found, str(item.get("bom-ref")))
        marks.also(theirs, "bom-ref")
    return str(theirs["bom-ref"])


def _new(work: Work, key: str, item: Json) -> str:
    ref = free(work.found, str(item.get("bom-ref")))
    marked = marks.whole({**item, "bom-ref": ref})
    field(work, key, []).append(marked)
    add(work.found, marked)
    work.added.add(ref)
    return ref


def _edges(work: Work, ours: Json, refs: dict[str, str]) -> None:
    """Adds the edges from and to what was added; how theirs depend on each other is their word."""
    entries = field(work, "dependencies", [])
    theirs: dict[str, Json] = {}
    for entry in sorted(objects(entries), key=lambda entry: "dependsOn" not in entry):  # some have two of one ref
        theirs.setdefault(str(entry.get("ref")), entry)
    for entry in objects(ours.get("dependencies")):
        start = refs.get(str(entry.get("ref")), "")
        ends = [refs[ref] for ref in entry.get("dependsOn") or () if ref in refs]
        wanted = [end for end in ends if start in work.added or end in work.added]
        if start and (wanted or start in work.added):
            _edge(work, theirs.get(start), start, wanted)


def _edge(work: Work, entry: Json | None, start: str, ends: list[str]) -> None:
    if entry is None:
        work.document["dependencies"].append({"ref": start, "dependsOn": ends})
        if start not in work.added:
            work.said.append(marks.pair(marks.DEPENDENCY, start))
        return
    if not isinstance(entry.get("dependsOn"), list):
        entry["dependsOn"] = []
        work.said.append(marks.pair(marks.DEPENDS_ON, start))
    entry["dependsOn"] += [end for end in ends if end not in entry["dependsOn"]]
