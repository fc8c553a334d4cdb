"""The files that lock files name for a package, and their hashes.

One alone is the package's own download location, and its hashes verify the package. Of several none is, and each hash
verifies its own file only: they are ``software_File`` elements, of which the package says ``hasDistributionArtifact``
(SPDX 3.0.1, ``RelationshipType``: it is distributed as an artifact in each of them).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers.cyclonedx.distributions import File
from weighstation.writers.cyclonedx.distributions import files as files_of
from weighstation.writers.cyclonedx.text import Json, clean
from weighstation.writers.spdx3.element import element, named, relationship

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.writers.cyclonedx.items import Item

_NONE = File("", "", ())


def single(item: Item) -> tuple[str, list[Json]]:
    """Address and hashes of the one file of an item; both empty where there is none, or several."""
    found = files_of(item.component)
    only = found[0] if len(found) == 1 else _NONE
    return only.url, _hashes(only)


def files(items: Iterable[Item], base: str) -> Iterator[Json]:
    """The elements of all files of items that have several, in the order of the items."""
    for item in items:
        for number, file in enumerate(_several(item), 1):
            link: Json = {"type": "ExternalRef", "externalRefType": "altDownloadLocation", "locator": [file.url]}
            fields: Json = {
                "name": clean(file.name or file.url.rpartition("/")[2]) or item.name,
                "externalRef": [link] if file.url else [],
                "verifiedUsing": _hashes(file),
            }
            yield element("software_File", _id(base, item, number), fields)


def relations(items: Iterable[Item], base: str) -> Iterator[Json]:
    """One relationship for each item that has several files, to all of them."""
    for item in items:
        ends = [_id(base, item, number) for number, _ in enumerate(_several(item), 1)]
        if ends:
            yield relationship(base, item.ref, "hasDistributionArtifact", ends)


def _several(item: Item) -> list[File]:
    found = files_of(item.component)
    return found if len(found) > 1 else []


def _id(base: str, item: Item, number: int) -> str:
    return named(base, f"Distribution/{number}/{item.ref}")


def _hashes(file: File) -> list[Json]:
    return [{"type": "Hash", "algorithm": algorithm, "hashValue": content} for algorithm, content in file.hashes]
