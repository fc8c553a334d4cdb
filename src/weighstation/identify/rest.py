"""What a file says besides a known license text, and whether that takes back what the license grants."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from weighstation.identify import foreign
from weighstation.identify.words import LIMITING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from weighstation.identify.words import Words

# Limiting words that say enough alone.
_TELLING = (
    r"\b(?:noncommercial\w*|commercial\w*|academic|evil|revenue|turnover|monthly active|active users|military|weapons?|"
    r"surveillance|compet(?:e|ing|itors?)|royalt\w+|ethical|human rights|use policy|"
    r"restrict(?:ed|s|ing)? (?:to|by|the|use|for)|restrictions? (?:on|of|apply)|"
    r"(?:use|following|additional) restrictions?|"
    r"(?:research|evaluation|personal|educational|noncommercial) (?:\w+ )?(?:use|uses|purposes?|only)|"
    r"(?:internal|private|testing|production) (?:use|purposes?) only)\b"
)
# What a license speaks of; a manual says "not" and "only" of other things.
_SUBJECT = (
    r"\b(?:you|your|licensees?|users?|person|part(?:y|ies)|software|models?|licenses?|weights|materials?|works?|"
    r"programs?|"
    r"products?|derivatives?|outputs?|permissions?|rights?|use|(?:re)?distribution|modifications?|cop(?:y|ies))\b"
)
_DOING = (
    r"(?:use|used|using|sell|sold|resell|(?:re)?distribut\w+|modif\w+|copy|copied|publish\w*|deploy\w*|host\w*|"
    r"provide\w*|offer\w*|train\w*|permit\w*|allow\w*|grant\w*|include\w*|exercise\w*|remove\w*|claim\w*|make|"
    r"create\w*|exceed\w*|authorized)"
)
_LIMITING = (
    rf"{_SUBJECT}(?: \w+){{0,5}} (?:no|not|never|cannot|prohibited|forbidden|disallowed)\b(?: \w+){{0,4}} {_DOING}\b|"
    rf"\b(?:no|not|never) {_DOING}(?: \w+){{0,3}} {_SUBJECT}|"
    rf"{_SUBJECT}(?: \w+){{0,6}} (?:is|are) (?:strictly |expressly )?(?:prohibited|forbidden|disallowed|limited)\b|"
    rf"{_SUBJECT}(?: \w+){{0,4}} (?:shall|must|may|can) only\b|\b(?:use|{_DOING}|granted|available) (?:\w+ )?only\b|"
    rf"\bonly (?:for|if|by|be) (?:\w+ ){{0,3}}(?:use|used|purposes?|permi\w+|license\w*)|"
    r"\bsolely\b|\bexclusively for\b|"
    r"\b(?:shall|must) (?:\w+ )?"
    r"(?:be used|display|obtain|pay|request|register|comply|agree|ensure|notify|contact|credit)\b|"
    r"\b(?:must|shall|prominently|visibly) (?:\w+ )?display\b|\bseparate (?:license|agreement)\b|"
    r"\b(?:without|requires?|required|obtain|need|prior|express) (?:\w+ ){0,4}"
    r"(?:permission|consent|approval|authorization)\b|"
    r"\bsubject to (?:\w+ ){1,3}(?:conditions?|restrictions?|limitations?)\b|"
    r"\b(?:additional|further) (?:\w+ )?(?:conditions?|terms)\b|"
    r"\b(?:license|permissions?|rights?) (?:\w+ )?(?:is|are) (?:not|void|revoked|terminated|limited)\b"
)
_NEGATIONS = frozenset({"not", "never", "cannot"})
_SENTENCE = 6  # words in a row that can be a condition; fewer only restrict with a telling word
_ISLAND = 5  # words of the license between two additions that belong to the addition: chance, in a clause of its own
_FEW_EDITS, _NOISE, _IN_NOISE, _LONG = 3, 0.02, 2, 9


class Extra(NamedTuple):
    """Words of the file that are not the license's: their lines, how many, and which of them limit (or nothing)."""

    first_line: int
    last_line: int
    words: int
    limits: str


def limiting(words: Iterable[str]) -> Counter[str]:
    """How often each limiting word stands in a text."""
    return Counter(word for word in words if word in LIMITING)


def extras(text: Words, covered: Collection[int], own: Counter[str], title: frozenset[str]) -> tuple[Extra, ...]:
    """The stretches of a file that no known license text covers, ``covered`` being the positions of the words that are.

    A stretch of some words is searched for what a restriction sounds like. A word that is not in the file more often
    than in the licenses themselves (``own``) is theirs and stands beside a change. The words of the license's ``title``
    limit nothing.
    """
    gaps = list(_gaps(len(text.words), covered))
    added = frozenset(limiting(text.words) - own)
    noisy = len(gaps) > max(_FEW_EDITS, _NOISE * len(text.words))
    stretches = (
        (start, end, _limits(text.words[start:end], text.words[end : end + 1], added, noisy=noisy))
        for start, end in _merged(gaps)
    )
    return tuple(
        Extra(
            text.lines[start], text.lines[end - 1], end - start, "" if title.issuperset(text.words[start:end]) else said
        )
        for start, end, said in stretches
    )


def _limits(words: list[str], after: Sequence[str], added: frozenset[str], *, noisy: bool) -> str:
    """The words of a stretch that limit, or nothing. ``after`` has the license's own word behind it.

    Someone who changes three words of a license means them, one word in twenty is a bad copy: among many small changes
    a single word says nothing, two of them or one in a long stretch do.
    """
    said = foreign.restriction(words)
    if said:
        return said
    new = added.intersection(words)
    if not noisy and after and words[-1] in _NEGATIONS and words[-1] in new and _does(after[0]):
        return f"{words[-1]} {after[0]}"  # "but not sell", where the license has "and/or sell"
    if len(new) < (_IN_NOISE if noisy and len(words) < _LONG else 1):
        return ""
    found = _pattern(long=len(words) >= _SENTENCE).finditer(" ".join(words))
    return next((hit[0] for hit in found if not new.isdisjoint(hit[0].split())), "")


def _does(word: str) -> bool:
    return re.fullmatch(_DOING, word) is not None


@cache
def _pattern(*, long: bool) -> re.Pattern[str]:
    """What restricts in a stretch that can be a sentence, or in a few words; compiled when first needed."""
    return re.compile(f"{_TELLING}|{_LIMITING}" if long else _TELLING)


def _gaps(count: int, covered: Collection[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for position in range(count + 1):
        if position == count or position in covered:
            if position > start:
                yield start, position
            start = position + 1


def _merged(gaps: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Gaps of a sentence's length that stand close together are one; small ones are edits and stay apart."""
    current: tuple[int, int] | None = None
    for start, end in gaps:
        if current and start - current[1] <= _ISLAND and max(end - start, current[1] - current[0]) >= _SENTENCE:
            current = current[0], end
            continue
        if current:
            yield current
        current = start, end
    if current:
        yield current
