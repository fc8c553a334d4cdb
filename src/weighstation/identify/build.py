"""Texts to the two files of fingerprints: for ``scripts/generate_fingerprints.py`` and the tests, never in a run."""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from weighstation.identify.rest import limiting
from weighstation.identify.shingles import digest, shingles
from weighstation.identify.words import normalise
from weighstation.knowledge.fingerprints import MAGIC, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLE = 100  # shingles of their own that are kept of texts of kind "other"
REPEATED, MOST_NAMES, RARE, RARE_SHARE = 4, 5, 3, 0.012  # for names: least times, most names, in how many texts


class Source(NamedTuple):
    """A text to take the fingerprints of; the fields are those of ``fingerprints.Text``."""

    key: str
    id: str
    kind: str
    name: str
    text: str


def build(sources: Sequence[Source], comment: str = "") -> tuple[bytes, bytes]:
    """The bytes of the table and of the hashes, for ``fingerprints.unpack``."""
    words = [normalise(source.text).words for source in sources]
    sets = [set(shingles(one)) for one in words]
    kept = _thinned(sources, sets)
    spread = Counter(name for one in words for name in set(_candidates(one)))
    rare = {name for name, count in spread.items() if count <= max(RARE, len(words) * RARE_SHARE)}
    texts = [
        Text(
            *(source.key, source.id, source.kind, len(one), len(found), digest(one), source.name),
            limiting="" if source.kind == "other" else _counted(limiting(one)),
            names="" if source.kind == "other" else _names(one, rare),
        )
        for source, one, found in zip(sources, words, kept, strict=True)
    ]
    return _table(texts, comment), _hashes(kept)


def _thinned(sources: Sequence[Source], sets: list[set[int]]) -> list[set[int]]:
    """The sets, but of the shingles that only one text of kind "other" has just some: they need no exact place."""
    owners = Counter(value for found in sets for value in found)
    kept = []
    for source, found in zip(sources, sets, strict=True):
        single = {value for value in found if owners[value] == 1}
        step = len(single) // SAMPLE + 1 if source.kind == "other" else 1
        kept.append(found - {value for value in single if value % step})
    return kept


def _counted(counts: Counter[str]) -> str:
    """``must*4 not*12``."""
    return " ".join(f"{word}*{count}" for word, count in sorted(counts.items()))


def _names(words: list[str], rare: set[str]) -> str:
    """What a text says again and again and hardly any other says: vendors, products, versions (``llama_3.1``)."""
    counts = Counter(name for name in _candidates(words) if name in rare)
    return " ".join(name for name, count in counts.most_common(MOST_NAMES) if count >= REPEATED)


def _candidates(words: list[str]) -> list[str]:
    """Words, and a word with the number after it."""
    return words + [f"{one}_{two}" for one, two in pairwise(words) if two[0].isdigit()]


def _table(texts: list[Text], comment: str) -> bytes:
    lines = ["\t".join(" ".join(str(cell).split()) for cell in text).rstrip() for text in texts]
    return ("\n".join([*(f"# {line}" for line in comment.splitlines()), *lines]) + "\n").encode()


def _hashes(sets: list[set[int]]) -> bytes:
    owners: dict[int, list[int]] = {}
    for number, found in enumerate(sets):
        for value in found:
            owners.setdefault(value, []).append(number)
    groups: dict[tuple[int, ...], int] = {}
    group_of = [groups.setdefault(tuple(owners[value]), len(groups)) for value in sorted(owners)]
    starts, members = [0], list[int]()
    for group in groups:
        members += group
        starts.append(len(members))
    head = f"{MAGIC} {len(owners)} {len(groups)} {len(members)}\n".encode()
    columns = (("I", sorted(owners)), ("H", group_of), ("I", starts), ("H", members))
    return head + b"".join(_bytes(code, values) for code, values in columns)


def _bytes(code: str, values: list[int]) -> bytes:
    packed = array(code, values)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()
