"""The words of an explanation: one table for each language, ``key<TAB>words``, that a translator can read and review.

Keys of messages have a group (``term.license_copy.yes``). ``fact.`` is followed by the words of a record: in English
only where they are a slug, in Korean always. Names of licenses, quotes from them and addresses stay as they are.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from weighstation.errors import KnowledgeError

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    Words = Mapping[str, str]

LANGUAGES = ("en", "ko")
_HERE = os.path.dirname(os.path.abspath(__file__))


@lru_cache(maxsize=len(LANGUAGES))
def words(language: str) -> Words:
    """The table of a language by its ISO 639-1 code; a ``KnowledgeError`` if it is missing."""
    path = os.path.join(_HERE, f"{language}.tsv")
    try:
        with open(path, encoding="utf-8") as table:
            lines = [line.rstrip("\n").split("\t", 1) for line in table if "\t" in line]
    except OSError as error:
        hint = "the installation is broken: install weighstation again"
        raise KnowledgeError(f"cannot read the words: {error.strerror}", path=path, hint=hint) from error
    return dict(lines)


def category(told: Words, name: str) -> str:
    """The name of a category of licenses, without the sentence that explains it."""
    return told[f"category.{name}"].partition(": ")[0]


def fact(told: Words, text: str) -> str:
    """What a record says, in the table's language where it has the words, else as recorded."""
    return told.get(f"fact.{text}", text)


def note(told: Words, text: str) -> str:
    """A note of several facts joined by ``; ``."""
    return told.get(f"fact.{text}") or "; ".join(fact(told, part) for part in text.split("; "))


def clause(told: Words, place: str) -> str:
    """The place in a license: the word for its kind of part is translated, numbers and headings are the license's."""
    parts = {key.removeprefix("clause."): shown for key, shown in told.items() if key.startswith("clause.")}
    for part in sorted(parts, key=len, reverse=True):
        place = place.replace(part, parts[part])
    return place


def number(told: Words, count: int) -> str:
    """A number in the units of the language: ``700,000,000``, ``7억``."""
    units = told.get("number.units", "").split()
    shown = []
    for size, unit in zip(map(int, units[::2]), units[1::2], strict=True):
        whole, count = divmod(count, size)
        shown += [f"{whole:,}{unit}"] * bool(whole)
    return " ".join([*shown, *[f"{count:,}"] * bool(count or not shown)])


def restated(told: Words, sentence: str) -> str:
    """A sentence of the run in the table's language: the English pattern it was made by is found and filled again."""
    import re

    english = words("en")
    for key in (key for key in english if key.startswith("sentence.")):
        pattern = re.sub(r"\\{(\w+)\\}", _group, re.escape(english[key]))
        found = re.fullmatch(pattern, sentence, re.DOTALL)
        if found:
            return told[key].format(**{name: _inner(told, name, part) for name, part in found.groupdict().items()})
    return sentence


def _inner(told: Words, field: str, part: str) -> str:
    """What stands in a field: a place of a record is quoted, the rest may be a sentence or a fact itself."""
    return part if field.startswith("where") else fact(told, restated(told, part))


def _group(field: re.Match[str]) -> str:
    """What may stand in a field of a pattern: licenses have no parentheses around them, places of records may."""
    return rf"(?P<{field[1]}>{'[^()]' if field[1].startswith('words') else '.'}+?)"
