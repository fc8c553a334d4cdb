"""What a license's use restrictions mean for the purposes a team states."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from weighstation.knowledge import _files

_EMPTY_WORDS = frozenset("use with other without from advice products product service services data".split())


class Purpose(NamedTuple):
    """One purpose: the topics that forbid it, and those that forbid it in certain ways only."""

    name: str
    barred: frozenset[str]
    limited: frozenset[str]


class Hit(NamedTuple):
    """What a license says about a stated purpose: the topic, and whether it forbids it whatever the circumstances."""

    topic: str
    barred: bool


def slug(word: str) -> str:
    """A purpose as teams write it, in the form of a topic: ``Medical advice`` is ``medical-advice``."""
    return "-".join(word.lower().replace("_", " ").replace("-", " ").split())


def hit(word: str, topics: Iterable[str]) -> Hit | None:
    """The topic that speaks about a stated purpose; the strictest, or None.

    A word that is no known purpose still meets a topic that shares one of its own words: a person has to look then.
    """
    name, stated = slug(word), list(topics)
    if name in stated:
        return Hit(name, barred=True)
    if known := _by_word().get(name):
        barred = next((topic for topic in stated if topic in known.barred), "")
        limited = next((topic for topic in stated if topic in known.limited), "")
        return Hit(barred or limited, bool(barred)) if barred or limited else None
    parts = {part for part in name.split("-") if len(part) > 3} - _EMPTY_WORDS  # noqa: PLR2004 - "of", "the", "for"
    shared = next((topic for topic in stated if parts & set(topic.split("-"))), "")
    return Hit(shared, barred=False) if shared else None


def depends(topics: Iterable[str]) -> bool:
    """Whether the restrictions reach anything that a law-abiding team might do, so that its purposes matter."""
    return not _sensitive().isdisjoint(topics)


@lru_cache(maxsize=1)
def purposes() -> Mapping[str, Purpose]:
    """Every known purpose by its name."""
    return {found.name: found for found in _by_word().values()}


def words(name: str) -> list[str]:
    """The other words for a purpose."""
    return [word for word, found in _by_word().items() if found.name == name != word]


@lru_cache(maxsize=1)
def _sensitive() -> frozenset[str]:
    return frozenset(topic for found in purposes().values() for topic in found.barred | found.limited)


@lru_cache(maxsize=1)
def _by_word() -> Mapping[str, Purpose]:
    found: dict[str, Purpose] = {}
    for name, others, barred, limited in _files.rows("purposes.tsv", 4):
        purpose = Purpose(name, frozenset(barred.split()), frozenset(limited.split()))
        found |= dict.fromkeys((name, *others.split()), purpose)
    return found
