"""Which component of another tool's document is one of ours: the same bom-ref, or the same purl.

Where only one of the two has a version it is the same component: a manifest without a lock file beside the installed
package, a model with a revision beside one without. Qualifiers say where a package is from; types whose name and
version say all are compared without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.boms.dangling import refs
from weighstation.boms.marks import objects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.boms.source import Json

_NAME_SAYS_ALL = frozenset(("pypi", "npm", "huggingface"))


class Purl(NamedTuple):
    """A purl as it is compared: all but its version, and the version."""

    key: tuple[str, ...]
    version: str


class Index(NamedTuple):
    """The components and services of a document by bom-ref and purl, and every reference that stands in it."""

    by_ref: dict[str, Json]
    by_purl: dict[tuple[str, ...], list[tuple[str, Json]]]
    taken: set[str]


def index(document: Json) -> Index:
    """The index of a CycloneDX document."""
    found = Index({}, {}, set(refs(document)) | set(_mentioned(document)))
    for item in _items(document):
        add(found, item)
    return found


def add(found: Index, item: Json) -> None:
    """Takes a component or service into the index."""
    ref = item.get("bom-ref")
    if isinstance(ref, str):
        found.by_ref.setdefault(ref, item)
        found.taken.add(ref)
    if purl := parsed(item):
        found.by_purl.setdefault(purl.key, []).append((purl.version, item))


def match(found: Index, item: Json) -> Json | None:
    """The component of the index that is the same as ``item``; None where there is none."""
    purl = parsed(item)
    alike = found.by_purl.get(purl.key, []) if purl else []
    exact = [each for version, each in alike if purl and version == purl.version]
    loose = [each for version, each in alike if purl and not (version and purl.version)]
    if exact or loose:
        return (exact or loose)[0]
    same_ref = found.by_ref.get(str(item.get("bom-ref")))
    return same_ref if same_ref and not (purl and parsed(same_ref)) else None


def free(found: Index, ref: str) -> str:
    """The reference, or with a number behind it where the document has it already; taken from now on."""
    name, number = ref, 1
    while ref in found.taken:
        number += 1
        ref = f"{name}#{number}"
    found.taken.add(ref)
    return ref


def parsed(item: Json) -> Purl | None:
    """The purl of a component, None where it has none that can be read."""
    from packageurl import PackageURL

    text = item.get("purl")
    if not isinstance(text, str):
        return None
    try:
        purl = PackageURL.from_string(text)
    except ValueError:
        return None
    qualifiers = "" if purl.type in _NAME_SAYS_ALL else str(sorted(dict(purl.qualifiers or {}).items()))
    return Purl((purl.type, purl.namespace or "", purl.name, qualifiers, purl.subpath or ""), purl.version or "")


def _items(document: Json) -> Iterator[Json]:
    """Every component and service, nested ones too; the one that the document is about is no part of itself."""
    pending = [document]
    while pending:
        item = pending.pop()
        for key in ("components", "services"):
            inner = objects(item.get(key))
            yield from inner
            pending.extend(inner)


def _mentioned(document: Json) -> Iterator[str]:
    """What dependencies refer to, whether it is there or not."""
    for entry in objects(document.get("dependencies")):
        targets = entry.get("dependsOn")
        yield str(entry.get("ref"))
        yield from (str(ref) for ref in (targets if isinstance(targets, list) else ()))
