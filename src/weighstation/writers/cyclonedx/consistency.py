"""What no schema sees: references to nothing or to two things, package URLs that are none, a bad serial number."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Json = dict[str, Any]

# What needs no parser: nothing to decode, no letter that the type of package writes otherwise.
_PLAIN_PURL = re.compile(
    r"pkg:(pypi/[a-z\d][a-z\d-]*|npm/[a-z\d][a-z\d-]*|huggingface/[A-Za-z\d]+/[A-Za-z\d-]+)(@[\d.]*\d)?"
)
_SERIAL = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # RFC 9562, in lower case


def faults(document: Json, elsewhere: Iterable[str] = ()) -> list[str]:
    """Everything wrong with a CycloneDX document of ours, a line each, such as ``dependencies: nothing is called x``.

    Looks at bom-refs (each of one thing only) and what points to them, at purls and at the serial number.
    ``elsewhere`` are the bom-refs of a part of the document that is judged on its own.
    """
    things = [*_things(document)]
    counted = Counter((*references(document), *elsewhere))
    twice = [f"bom-ref {ref!r} stands for {count} things" for ref, count in counted.items() if count > 1]
    nowhere = [f"{where}: nothing is called {ref!r}" for where, ref in _pointers(document) if ref not in counted]
    purls = [
        f"no package URL: {thing['purl']!r}" for thing in things if "purl" in thing and not _is_purl(thing["purl"])
    ]
    serial = document.get("serialNumber", "")
    wrong = [] if _SERIAL.fullmatch(serial) else [f"serialNumber: no URN of a UUID: {serial!r}"]
    return [*twice, *dict.fromkeys(nowhere), *purls, *wrong]


def references(document: Json) -> Iterator[str]:
    """The bom-refs of a document."""
    return (thing["bom-ref"] for thing in _things(document) if "bom-ref" in thing)


def _things(document: Json) -> Iterator[Json]:
    """Everything that can have a bom-ref or a purl, with what is inside of it."""
    metadata = document.get("metadata", {})
    own = [metadata["component"]] if "component" in metadata else []
    yield from _with_parts((*own, *metadata.get("tools", {}).get("components", ())))
    yield from _with_parts(document.get("components", ()))
    yield from (*document.get("services", ()), *document.get("compositions", ()), *document.get("annotations", ()))


def _with_parts(components: Iterable[Json]) -> Iterator[Json]:
    for component in components:
        yield component
        inner = component.get("components", ())
        ancestors = component["pedigree"].get("ancestors", ()) if "pedigree" in component else ()
        if inner or ancestors:
            yield from _with_parts((*inner, *ancestors))


def _pointers(document: Json) -> Iterator[tuple[str, str]]:
    """Where something is referred to, and what."""
    for entry in document.get("dependencies", ()):
        yield from (("dependencies", ref) for ref in (entry["ref"], *entry.get("dependsOn", ())))
    for entry in document.get("compositions", ()):
        refs = (*entry.get("assemblies", ()), *entry.get("dependencies", ()))
        yield from (("compositions", ref) for ref in refs)
    for entry in document.get("annotations", ()):
        yield from (("annotations", ref) for ref in entry["subjects"])
    for entry in document.get("citations", ()):
        yield "citations", entry["attributedTo"]


def _is_purl(text: str) -> bool:
    """Whether the text is a package URL in its canonical spelling (purl-spec)."""
    if _PLAIN_PURL.fullmatch(text):
        return True
    from packageurl import PackageURL

    try:
        return bool(PackageURL.from_string(text).to_string() == text)
    except ValueError:
        return False
