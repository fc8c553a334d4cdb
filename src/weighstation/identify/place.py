"""Where in a file each known text stands: the best one first, then what the rest of the file holds."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from weighstation.identify.shingles import WIDTH, digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weighstation.knowledge.fingerprints import Fingerprints, Text

ENOUGH = 0.6
"""The share of a text's shingles that must be in the file: with one word in nine changed it still is."""
_SHORT, _ENOUGH_OF_SHORT = 60, 0.5
_MOST = 24  # texts looked for in one file
_CHANCE = 4  # hits in a row that can be chance
_NEAR, _FEW = 12, 4  # hits are one cluster up to 12 words apart; less than four hits far from any other are chance
# An edited text is that much alike, or misses few shingles in all or in each place, and no place has many new words.
_ALIKE, _FEW_MISSING, _MISSING_EACH, _LONGEST = 0.9, 15, 8, 14
_GAP = 30  # words between two clusters that count as words of the license's region


class Placed(NamedTuple):
    """A known text in a file: which ones (several if they can't be told apart), where, and how much of it.

    ``spans`` are ranges of word positions, in order; ``covered`` the positions of the words that are the text's.
    ``coverage`` is the share of the text that is in the file, ``verbatim`` whether it is there word for word,
    ``region`` the number of different shingles where it is, ``again`` the words elsewhere that repeat parts of it.
    """

    texts: tuple[Text, ...]
    spans: tuple[tuple[int, int], ...]
    covered: frozenset[int]
    coverage: float
    verbatim: bool
    region: int = 0
    again: frozenset[int] = frozenset()

    @property
    def edited(self) -> bool:
        """Whether what differs are small changes here and there; a text of its own differs by whole passages.

        With one word in twenty changed at random, 99 of 100 texts have fewer than eight missing shingles for each
        place where something is missing, and no long place.
        """
        if self.score >= _ALIKE:
            return True
        holes = [after[0] - before[1] for before, after in zip(self.spans, self.spans[1:], strict=False)]
        size = self.texts[0].size
        missing = (1 - self.coverage) * size
        passages = missing > max(_FEW_MISSING, _MISSING_EACH * max(1, len(holes)))
        return not passages and max(holes, default=0) <= _LONGEST + size / 150

    @property
    def score(self) -> float:
        """How alike the text and its region of the file are, from 0 to 1; 1 only if they are the same."""
        if self.verbatim:
            return 1.0
        size = self.texts[0].size
        return min(0.9999, round(2 * self.coverage * size / (size + self.region), 4))


def placed(words: Sequence[str], hashes: Sequence[int], known: Fingerprints) -> Iterator[Placed]:
    """The known texts in a file, each in words that no better one explains."""
    groups = {position: group for position, group in enumerate(_groups(hashes, known)) if group >= 0}
    scattered: set[int] = set()
    for _ in range(_MOST):
        numbers = _best(groups, hashes, known, scattered)
        if not numbers:
            return
        found = _place(numbers, groups, words, hashes, known)
        if found is None:
            scattered.update(numbers)
            continue
        yield found
        taken = {position - back for position in found.covered for back in range(WIDTH)}
        groups = {position: group for position, group in groups.items() if position not in taken}


def _groups(hashes: Sequence[int], known: Fingerprints) -> Iterator[int]:
    """For each shingle of the file the group of texts that have it, or -1."""
    table, group_of, size = known.hashes, known.group_of, len(known.hashes)
    for value in hashes:
        index = bisect_left(table, value)
        yield group_of[index] if index < size and table[index] == value else -1


def _best(groups: dict[int, int], hashes: Sequence[int], known: Fingerprints, out: set[int]) -> list[int]:
    """The numbers of the texts that explain most: shingles that are there count for a text, those missing against it.

    So the longer of two texts wins where the file has all of it (BSD-3-Clause over BSD-2-Clause), the shorter where
    it has not. Texts with the same shingles can't be told apart. Those with their numbers in ``out`` don't take part.
    """
    different = {hashes[at]: group for at, group in groups.items()}
    hits = Counter(chain.from_iterable(map(known.texts_of, different.values())))
    enough = {n: count for n, count in hits.items() if count >= _needed(known.texts[n]) and n not in out}
    gains = {n: 2 * count - known.texts[n].size for n, count in enough.items()}
    most = max(gains.values(), default=0)
    return sorted(n for n, gain in gains.items() if gain == most)


def _needed(text: Text) -> float:
    return text.size * (_ENOUGH_OF_SHORT if text.size < _SHORT else ENOUGH)


def _place(
    numbers: list[int], groups: dict[int, int], words: Sequence[str], hashes: Sequence[int], known: Fingerprints
) -> Placed | None:
    own = {group for group in set(groups.values()) if numbers[0] in known.texts_of(group)}
    runs = _clusters(_first_hand(_runs([at for at, group in groups.items() if group in own]), hashes))
    hits = {hashes[at] for start, end in runs for at in range(start, end)}
    texts = tuple(known.texts[number] for number in numbers)
    if len(hits) < _needed(texts[0]):
        return None
    same = _verbatim(texts, runs, words)
    if same:
        end = same[0] + same[1][0].words
        again = frozenset(chain.from_iterable(_again(same[1][0], groups, known)))
        return Placed(same[1], ((same[0], end),), frozenset(range(same[0], end)), 1.0, verbatim=True, again=again)
    texts = tuple(text for text in texts if bool(text.key) is bool(texts[0].key))
    spans = tuple((start, min(len(words), end + WIDTH - 1)) for start, end in runs)
    covered = frozenset(at for start, end in spans for at in range(start, end))
    region = {value for start, end in _joined(runs) for value in hashes[start:end]}
    return Placed(texts, spans, covered, round(len(hits) / texts[0].size, 4), verbatim=False, region=len(region))


def _again(text: Text, groups: dict[int, int], known: Fingerprints) -> Iterator[range]:
    """Where a file repeats a license, or has other parts of it: its notice, the advice on how to apply it."""
    kin = {number for number, other in enumerate(known.texts) if text.key and other.key == text.key}
    own = {group for group in set(groups.values()) if not kin.isdisjoint(known.texts_of(group))}
    for start, end in _runs([at for at, group in groups.items() if group in own]):
        if end - start > _CHANCE:
            yield range(start, end + WIDTH - 1)


def _runs(positions: list[int]) -> list[tuple[int, int]]:
    """Hits one after the other, as ranges of positions."""
    runs: list[tuple[int, int]] = []
    for position in positions:
        if runs and runs[-1][1] == position:
            runs[-1] = (runs[-1][0], position + 1)
        else:
            runs.append((position, position + 1))
    return runs


def _first_hand(runs: list[tuple[int, int]], hashes: Sequence[int]) -> list[tuple[int, int]]:
    """The runs without short ones that repeat words of a long one: a new clause may use the license's words."""
    long = {hashes[at] for start, end in runs if end - start > _CHANCE for at in range(start, end)}
    return [(start, end) for start, end in runs if end - start > _CHANCE or not long.issuperset(hashes[start:end])]


def _clusters(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs without those of a few hits far from all others, which are chance; all if nothing else is left."""
    clusters: list[list[tuple[int, int]]] = []
    for run in runs:
        if clusters and run[0] - clusters[-1][-1][1] < _NEAR:
            clusters[-1].append(run)
        else:
            clusters.append([run])
    kept = [run for cluster in clusters if sum(end - start for start, end in cluster) >= _FEW for run in cluster]
    return kept or runs


def _verbatim(
    texts: tuple[Text, ...], runs: list[tuple[int, int]], words: Sequence[str]
) -> tuple[int, tuple[Text, ...]] | None:
    """Where the words of one of the texts stand without any change, and which texts have just these words."""
    for text in texts:
        hits = max(1, text.words - WIDTH + 1)
        for start in (at for first, end in runs for at in range(first, min(first + _CHANCE, end - hits) + 1)):
            if digest(words[start : start + text.words]) == text.digest:
                return start, tuple(other for other in texts if other.digest == text.digest)
    return None


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans with little between them are one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start - joined[-1][1] <= _GAP:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
