"""The files that a lock file names for a package, and their hashes: only what is surely an address and a hash."""

from __future__ import annotations

import re
from binascii import a2b_base64
from typing import TYPE_CHECKING

from weighstation.model import Distribution

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DIGITS = {
    "md5": 32, "sha1": 40, "sha256": 64, "sha384": 96, "sha512": 128, "sha3_256": 64, "sha3_384": 96, "sha3_512": 128,
}  # fmt: skip
"""Hexadecimal digits of each algorithm that both CycloneDX and SPDX 3 have a name for."""

_PATH = r"[\w./~+@!$&'()*,;=:-]*"  # what a path may hold as it is (RFC 3986, section 3.3)
_URL = re.compile(
    rf"(https?://)(?:[^/?#\s]*@)?([\w.-]+(?::\d{{1,5}})?/{_PATH}(?:%[0-9A-Fa-f]{{2}}{_PATH})*)(?:[?#].*)?", re.ASCII
)
_HEX = re.compile(r"[0-9a-fA-F]+")
_SRI = re.compile(r"([a-z0-9]+)-([A-Za-z0-9+/]+={0,2})(?:\?.*)?", re.ASCII)
_LONGEST_URL, _LONGEST_NAME = 2000, 255  # characters
Hash = tuple[str, str]


def distributions(url: object, name: object, hashes: Iterable[Hash]) -> tuple[Distribution, ...]:
    """One value for each hash of a file; one without a hash for an address alone; none where neither is known.

    ``url`` and ``name`` are as the lock file has them, of any type. Credentials are taken out of an address, and so are
    query and fragment, which may hold a token; what is no http address counts as none. Of a path the last part counts.
    """
    address = _address(url)
    file = "" if address else _file(name)
    found = tuple(Distribution(address, file, algorithm, content) for algorithm, content in hashes)
    return found or ((Distribution(address),) if address else ())


def checked(algorithm: object, content: object) -> Iterator[Hash]:
    """The hash, in lower case; nothing where the algorithm is not known or the number of digits is not its own."""
    if not isinstance(algorithm, str) or not isinstance(content, str):
        return
    digits = _DIGITS.get(algorithm.lower())
    if len(content) == digits and _HEX.fullmatch(content):
        yield algorithm.lower(), content.lower()


def composite(text: object) -> Iterator[Hash]:
    """A hash as the lock files of Python write it, ``sha256:…``."""
    if isinstance(text, str):
        algorithm, _, content = text.partition(":")
        yield from checked(algorithm, content)


def integrity(text: object) -> Iterator[Hash]:
    """Hashes as npm writes them, ``sha512-…`` in Base64 with a blank between two (W3C, Subresource Integrity, 3.5)."""
    if not isinstance(text, str):
        return
    for word in text.split():
        written = _SRI.fullmatch(word)
        content = _decoded(written[2]) if written else ""
        if written and len(content) == _DIGITS.get(written[1]):
            yield written[1], content


def _decoded(text: str) -> str:
    """Base64 in hexadecimal; empty where it is none."""
    try:
        return a2b_base64(text).hex()
    except ValueError:
        return ""


def _address(url: object) -> str:
    if not isinstance(url, str) or len(url) > _LONGEST_URL:
        return ""
    plain = _URL.fullmatch(url)
    return plain[1] + plain[2] if plain else ""


def _file(name: object) -> str:
    last = name.replace("\\", "/").rpartition("/")[2] if isinstance(name, str) else ""
    return last if last.isprintable() and len(last) <= _LONGEST_NAME else ""
