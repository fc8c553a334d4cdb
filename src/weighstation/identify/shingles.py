"""Words to hashes: shingles, which survive edits beside them, and the digest of a whole text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 4
"""Words in a shingle: of a text with 5 % of its words changed, 81 % of the shingles stay."""


def shingles(words: Sequence[str]) -> list[int]:
    """The 32-bit hash of each run of four words, in order; of a shorter text the one of all its words."""
    if not words:
        return []
    data = [word.encode() for word in words]
    return [crc32(b" ".join(data[start : start + WIDTH])) for start in range(max(1, len(data) - WIDTH + 1))]


def digest(words: Sequence[str]) -> str:
    """64 bits over all words, as 16 hexadecimal digits: equal for texts that are the same word for word."""
    from hashlib import blake2b

    return blake2b(" ".join(words).encode(), digest_size=8).hexdigest()
