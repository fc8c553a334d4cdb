"""The answer: which license a text is, how sure that is, and what else it says."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from weighstation.identify.place import placed
from weighstation.identify.rest import extras
from weighstation.identify.shingles import shingles
from weighstation.identify.words import decode, normalise
from weighstation.knowledge import fingerprints, licenses

if TYPE_CHECKING:
    from weighstation.identify.place import Placed
    from weighstation.identify.rest import Extra
    from weighstation.identify.words import Words
    from weighstation.knowledge.fingerprints import Fingerprints, Text

# Words of titles, which change nothing: "The MIT License (MIT)", "Apache License, Version 2.0".
_TITLE = frozenset("the license licenses agreement version text full of terms this is file for and see http".split())
_TITLE_WORDS, _LEAST_BODY = 16, 150
_NO_BUSINESS = ("noncommercial", "research", "academic", "personal", "evaluation")


class Match(NamedTuple):
    """What a text is.

    ``key`` is the license's key, empty where none can be named. ``keys`` has all that the file may be or holds;
    ``id`` and ``name`` are of the known text that the largest part of it is, also if nothing else is known of that.
    ``score`` (0 to 1) says how alike that text and its place in the file are. ``exact``: the license word for word and
    nothing else but titles and copyright notices. ``coverage`` is the share of the license that is in the file,
    ``share`` the share of the file that is license, ``lines`` its first and last line, from 1. ``extra`` is the rest
    of the file, ``note`` a sentence on what to look at where the answer is not plain.
    """

    key: str
    keys: tuple[str, ...]
    id: str
    name: str
    score: float
    exact: bool
    coverage: float
    share: float
    lines: tuple[int, int]
    extra: tuple[Extra, ...] = ()
    note: str = ""


def text(data: bytes | str, known: Fingerprints | None = None) -> Match | None:
    """What license a text is; None if it is none that is known. ``known`` replaces the shipped fingerprints in tests.

    Raises ``ReadError`` for bytes that are no text or too many. No text is called the nearest license: with less than
    60 % of a license it is none, and a permissive license with words that restrict it has no key.
    """
    read = normalise(decode(data) if isinstance(data, bytes) else data)
    found = list(placed(read.words, shingles(read.words), known or fingerprints.load()))
    return _match(read, found) if found else _titled(read)


def _titled(read: Words) -> Match | None:
    """A text of which only the title is known: a phrase of one license is in its head, and much comes behind it.

    Only of a restricted license: what a title calls free can still be anything.
    """
    head = f" {' '.join(read.words[:_TITLE_WORDS])} "
    keys = {key for phrase, key in fingerprints.phrases() if f" {phrase} " in head}
    one = licenses.license(keys.pop()) if len(keys) == 1 and len(read.words) >= _LEAST_BODY else None
    if one is None or one.commercial_use == "yes":
        return None
    return Match(
        key=one.key,
        keys=(one.key,),
        id=one.id,
        name=one.name,
        score=0.5,
        exact=False,
        coverage=0.0,
        share=0.0,
        lines=(read.lines[0], read.lines[-1]),
        note="known by its title only",
    )


def _match(read: Words, found: list[Placed]) -> Match:
    main = next((place for place in found if place.texts[0].kind != "exception"), found[0])
    sure = [main, *(place for place in found if place is not main and place.edited and place.texts[0].kind != "other")]
    covered = frozenset[int]().union(*(place.covered | place.again for place in sure))
    rest = extras(read, covered, _limiting(sure), _title(main))
    key, keys, note = _answer(read, sure, rest)
    first = main.texts[0]
    told = licenses.license(key) if key and key != first.key else None
    return Match(
        key=key,
        keys=keys,
        id=told.id if told else first.id,
        name=told.name if told else first.name,
        score=main.score,
        exact=bool(key) and main.verbatim and len(sure) == 1 and _only_title(read, main),
        coverage=main.coverage,
        share=round(len(covered) / len(read.words), 4),
        lines=(read.lines[main.spans[0][0]], read.lines[main.spans[-1][1] - 1]),
        extra=rest,
        note=note,
    )


def _answer(read: Words, sure: list[Placed], rest: tuple[Extra, ...]) -> tuple[str, tuple[str, ...], str]:
    """Key, keys and note. ``sure`` has the main text first, then the others of the file."""
    main, first = sure[0], sure[0].texts[0]
    limits = "; ".join(dict.fromkeys(extra.limits for extra in rest if extra.limits))
    plain = main.verbatim and (not limits or 2 * len(main.covered) < len(read.words))
    other = () if plain else _told_by_phrase(read, main)
    if other:
        note = f"has words that are only in {' and '.join(other)}; most of the rest is {first.name}"
        return other[0] if len(other) == 1 and not (limits and _takes_back(other[0], "")) else "", other, note
    keys = tuple(dict.fromkeys(text.key for place in sure for text in place.texts if text.key))
    doubt = _doubt(read, sure, keys)
    if doubt:
        return "", keys, doubt
    if limits and _takes_back(keys[0], limits):
        return "", keys, f"{first.name} with other words that may restrict it: {limits}"
    return keys[0], keys, _remark(sure, limits)


def _doubt(read: Words, sure: list[Placed], keys: tuple[str, ...]) -> str:
    """Why the texts of a file do not make it one known license, or nothing."""
    main, first = sure[0], sure[0].texts[0]
    if not all(text.key or text.kind == "exception" for place in sure for text in place.texts):
        return f"the text of {first.name} ({first.id}), of which nothing else is known"
    if not main.edited:
        return f"resembles {first.name}, but whole passages differ"
    missing = _missing_names(read, first)
    if missing:
        return f"resembles {first.name}, but does not say {' or '.join(missing)}"
    if not keys:
        return f"the exception {first.id} without its license"
    return f"holds {' and '.join(keys)}" if len(keys) > 1 else ""


def _missing_names(read: Words, text: Text) -> list[str]:
    """The names that a license repeats and the file never says."""
    said = f" {' '.join(read.words)} " if text.names else ""
    names = [name.replace("_", " ") for name in text.names.split()]
    return [name for name in names if f" {name} " not in said]


def _remark(sure: list[Placed], limits: str) -> str:
    exceptions = [place.texts[0].id for place in sure if place.texts[0].kind == "exception"]
    remarks = [f"with {' and '.join(exceptions)}"] if exceptions else []
    remarks += ["a use policy that belongs to the license"] if sure[0].texts[0].kind == "policy" else []
    remarks += [f"with other words that may restrict it: {limits}"] if limits else []
    return "; ".join(remarks)


def _told_by_phrase(read: Words, main: Placed) -> tuple[str, ...]:
    """The keys of other licenses of which the file has a phrase that no other has, where it has none of its own."""
    said = f" {' '.join(read.words)} "
    keys = sorted({key for phrase, key in fingerprints.phrases() if f" {phrase} " in said})
    own = {text.key for text in main.texts}
    return () if own.intersection(keys) else tuple(keys)


def _limiting(sure: list[Placed]) -> Counter[str]:
    """The limiting words of the texts themselves."""
    counts: Counter[str] = Counter()
    for place in sure:
        for word, _, count in (pair.partition("*") for pair in place.texts[0].limiting.split()):
            counts[word] += int(count)
    return counts


def _takes_back(key: str, limits: str) -> bool:
    """Whether added words can make a license stricter than it is known to be: not one without business use."""
    known = licenses.license(key)
    use = known.commercial_use if known else "unknown"
    return use != "no" and (use != "conditional" or any(word in limits for word in _NO_BUSINESS))


def _only_title(read: Words, main: Placed) -> bool:
    """Whether the words around a text are no more than its title."""
    covered = main.covered | main.again
    others = [word for at, word in enumerate(read.words) if at not in covered]
    return len(others) <= _TITLE_WORDS and _title(main).issuperset(others)


def _title(main: Placed) -> frozenset[str]:
    first = main.texts[0]
    return _TITLE.union(normalise(f"{first.name} {first.id} {first.key}".replace("-", " ")).words)
