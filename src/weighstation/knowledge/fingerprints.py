"""Fingerprints of license texts: which text each known shingle belongs to. ``identify`` says what a shingle is.

``fingerprints.tsv`` has a line for each text, ``fingerprints.bin`` the hashes: a line of ASCII with the counts of
hashes, groups and members, then little-endian arrays: the sorted hashes (32 bits), the group of each (16 bits), where
each group starts (32 bits, one more than there are groups), the texts of each group (16 bits, by line of the table).
"""

from __future__ import annotations

import sys
from array import array
from functools import lru_cache
from typing import NamedTuple

from weighstation.errors import KnowledgeError
from weighstation.knowledge import _files

TABLE, HASHES, PHRASES = "fingerprints.tsv", "fingerprints.bin", "phrases.tsv"
MAGIC = "weighstation fingerprints 1"
_COLUMNS = 9


class Text(NamedTuple):
    """One license text. ``key`` is empty for a text that the knowledge base has no facts about.

    ``kind`` is ``license``, ``policy`` (the use policy that belongs to a license), ``exception`` or ``other`` (known
    to be none of the licenses it resembles). ``words`` counts the words that matter, ``size`` the different shingles.
    """

    key: str
    id: str
    kind: str
    words: int
    size: int
    digest: str
    name: str
    limiting: str
    names: str


class Fingerprints(NamedTuple):
    """All texts, and the groups of texts that share a shingle."""

    texts: tuple[Text, ...]
    hashes: array[int]
    group_of: array[int]
    starts: array[int]
    members: array[int]

    def texts_of(self, group: int) -> array[int]:
        """The numbers of the texts in a group."""
        return self.members[self.starts[group] : self.starts[group + 1]]


@lru_cache(maxsize=1)
def load() -> Fingerprints:
    """The fingerprints that the program is shipped with. ``KnowledgeError`` if a file is missing or damaged."""
    return unpack(_files.content(TABLE), _files.content(HASHES))


@lru_cache(maxsize=1)
def phrases() -> tuple[tuple[str, str], ...]:
    """Phrases, as words that matter, that no text of another known license has; each with the license's key."""
    return tuple((phrase, key) for key, phrase in _files.rows(PHRASES, 2))


def unpack(table: bytes, data: bytes) -> Fingerprints:
    """The fingerprints from the bytes of their two files. ``KnowledgeError`` if the files don't belong together."""
    try:
        texts = tuple(_text(line) for line in table.decode().split("\n") if line and not line.startswith("#"))
        head, _, body = data.partition(b"\n")
        hashes, groups, members = (int(word) for word in head.decode().removeprefix(MAGIC).split())
        arrays = _arrays(body, (("I", hashes), ("H", hashes), ("I", groups + 1), ("H", members)))
    except (ValueError, IndexError) as error:
        raise KnowledgeError(f"damaged fingerprints: {error}", path=HASHES, hint=_files.REINSTALL) from error
    return Fingerprints(texts, *arrays)


def _text(line: str) -> Text:
    key, spdx_id, kind, words, size, digest, name, limiting, names = _files.cells(line, _COLUMNS)
    return Text(key, spdx_id, kind, int(words), int(size), digest, name, limiting, names)


def _arrays(body: bytes, shapes: tuple[tuple[str, int], ...]) -> list[array[int]]:
    arrays, start = [], 0
    for code, count in shapes:
        values: array[int] = array(code)
        end = start + count * values.itemsize
        values.frombytes(body[start:end])
        if sys.byteorder == "big":
            values.byteswap()
        if len(values) != count:
            raise ValueError("too short")
        arrays.append(values)
        start = end
    return arrays
