"""The hashes of a part and of its files, and which of them are others than before though the version is the same.

Hashes are those of the component (``hashes``) and of its references of the type ``distribution``. Which file a package
is changes from one version to the next; what a file of one version holds never should.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.bom_json import objects, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weighstation.bom_json import Node

_FILE_NAME = "file_name="  # the qualifier of a purl that stands for an address that nobody states


class Digest(NamedTuple):
    """One hash: of the file at an address, or, without one, of the part itself. ``content`` is in lower case."""

    address: str
    algorithm: str
    content: str


class Changed(NamedTuple):
    """What a hash was and is; each may be several, where nothing tells the files of a part apart."""

    address: str
    algorithm: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def digests(component: Node) -> tuple[Digest, ...]:
    """All hashes of a component, in order, each once. Raises ``ReadError`` where they are damaged."""
    own = _hashes(component, "")
    files = [one for one in objects(component, "externalReferences") if text(one, "type") == "distribution"]
    theirs = [found for one in files for found in _hashes(one, _address(text(one, "url")))]
    return tuple(sorted({*own, *theirs}))


def changed(old: Iterable[Digest], new: Iterable[Digest]) -> tuple[Changed, ...]:
    """What of two sets of hashes contradicts: a file with another hash of the same algorithm than it had.

    Where an address names one file, any hash that it did not have does. An address of an index, or none, may stand for
    many files, of which some come and go; there a hash has to be gone as well. Of a part that is one file, the file
    says it all.
    """
    before, after = _grouped(old), _grouped(new)
    found = [_contradiction(key, before[key], after[key]) for key in sorted(before.keys() & after.keys())]
    told = [one for one in found if one]
    by_file = {hash_ for one in told if one.address for hash_ in one.after}
    return tuple(one for one in told if one.address or not by_file.issuperset(one.after))


def _contradiction(key: tuple[str, str], before: set[str], after: set[str]) -> Changed | None:
    address, algorithm = key
    gone, come = before - after, after - before
    if come and (gone or _is_file(address)):
        return Changed(address, algorithm, tuple(sorted(gone or before)), tuple(sorted(come)))
    return None


def _grouped(found: Iterable[Digest]) -> dict[tuple[str, str], set[str]]:
    groups: dict[tuple[str, str], set[str]] = {}
    for one in found:
        groups.setdefault((one.address, one.algorithm), set()).add(one.content)
    return groups


def _is_file(address: str) -> bool:
    """Whether the last part of an address is a name, as that of an index is none: ``https://…/simple/demo/``."""
    return bool(address.rpartition("/")[2])


def _address(url: str) -> str:
    """The address; none where a purl stands for it without the name of a file."""
    return "" if url.startswith("pkg:") and _FILE_NAME not in url else url


def _hashes(node: Node, address: str) -> list[Digest]:
    found = [(text(one, "alg"), text(one, "content").lower()) for one in objects(node, "hashes")]
    return [Digest(address, algorithm, content) for algorithm, content in found if algorithm and content]
