"""The files that lock files name for a component: where each is, and its hashes.

A file with an address is a reference of the type ``distribution``, which is where BSI TR-03183-2 (table 9) and the
tools for npm and Python look for its hash. The hashes of a single file are those of the component, too, which is where
CISA 2026 looks. But one package is often many files, a wheel for each platform, and each has a hash of its own: as
``hashes`` of the component they would contradict each other. Poetry and ``--hash`` name several files and no address.
Then, too, each is a reference (as in cyclonedx-py, which writes the page of an index that it takes for granted): its
``url`` is the purl of the component, with the qualifier ``file_name`` that the type ``pypi`` has for this. That is no
place to download from, and claims none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from weighstation.writers.cyclonedx.text import Json, clean
from weighstation.writers.cyclonedx.text import url as address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from weighstation.model import Component, Distribution

_ALGORITHMS = {
    "md5": "MD5",
    "sha1": "SHA-1",
    "sha256": "SHA-256",
    "sha384": "SHA-384",
    "sha512": "SHA-512",
    "sha3_256": "SHA3-256",
    "sha3_384": "SHA3-384",
    "sha3_512": "SHA3-512",
}
"""As CycloneDX names them (1.6, ``hash-alg``), by the names of SPDX 3."""

_DIGITS = frozenset((32, 40, 64, 96, 128))  # hexadecimal ones that the schema takes (1.6, ``hash-content``)
_HEX = frozenset("0123456789abcdef")


class File(NamedTuple):
    """One file. ``name`` is only there without ``url``; ``hashes`` are pairs of algorithm and content."""

    url: str
    name: str
    hashes: tuple[tuple[str, str], ...]


def files(component: Component) -> list[File]:
    """The files of a component in the order of address and name; those that only a hash tells come first.

    What one lock file says of a file and another one only knows by its hash is the same file. Where two name one
    address and different hashes, neither is dropped: each hash is a file of its own.
    """
    if not component.distributions:
        return []
    grouped: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for one in _telling(component.distributions):
        hashes = grouped.setdefault((address(one.url), one.name), [])
        if is_hash(one.algorithm, one.content):
            hashes.append((one.algorithm, one.content))
    return [file for (url, name), hashes in grouped.items() for file in _split(url, name, hashes)]


def is_hash(algorithm: str, content: str) -> bool:
    """Whether this is a hash that the schema takes, in lower case."""
    return algorithm in _ALGORITHMS and len(content) in _DIGITS and _HEX.issuperset(content)


def alone(found: Sequence[File]) -> list[Json]:
    """The ``hashes`` of a component that is one file."""
    return hashed(found[0].hashes) if len(found) == 1 else []


def references(found: Sequence[File], purl: str) -> list[Json]:
    """The ``externalReferences`` of files with an address; of several, also by the purl, if there is one."""
    stand_in = purl if len(found) > 1 else ""
    named = [(one.url or _by_purl(stand_in, one.name), one.hashes) for one in found]
    return [_reference(url, hashes) for url, hashes in named if url]


def hashed(hashes: Iterable[tuple[str, str]]) -> list[Json]:
    """Hashes as CycloneDX writes them."""
    return [{"alg": _ALGORITHMS[algorithm], "content": content} for algorithm, content in hashes]


def _telling(found: Iterable[Distribution]) -> list[Distribution]:
    """Those that say the most of a hash: an address, else a name, else nothing."""
    told = [(bool(one.url) * 2 + bool(one.name), (one.algorithm, one.content), one) for one in found]
    most: dict[tuple[str, str], int] = {}
    for rank, hash_, _ in told:
        most[hash_] = max(rank, most.get(hash_, 0))
    return [one for rank, hash_, one in told if rank == most[hash_]]


def _split(url: str, name: str, hashes: list[tuple[str, str]]) -> list[File]:
    """One file, unless an algorithm is there twice."""
    if len({algorithm for algorithm, _ in hashes}) == len(hashes):
        return [File(url, name, tuple(hashes))] if url or hashes else []
    return [File(url, name, (one,)) for one in hashes]


def _by_purl(purl: str, name: str) -> str:
    return f"{purl}?file_name={quote(clean(name), safe='')}" if purl and name else purl


def _reference(url: str, hashes: tuple[tuple[str, str], ...]) -> Json:
    plain: Json = {"url": url, "type": "distribution"}
    return {**plain, "hashes": hashed(hashes)} if hashes else plain
