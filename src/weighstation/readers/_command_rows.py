"""Commands of the table: where they are in a command line, and what their first plain word names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.readers._command_table import FIRST_WORD, PREFIXES, PROGRAMS, VALUED, WRITES
from weighstation.readers._command_values import one

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weighstation.readers._ids import Named, Place
    from weighstation.readers._words import Word

    Words = Sequence[Word]
    Sighted = tuple[Word, Named, str]

ASSIGNED = re.compile(r"([A-Za-z_][\w.-]*)(?:\[[^\]]*\])?\+?=")


def base_name(word: Word) -> str:
    """A program's name without its folder."""
    return word.text.rpartition("/")[2]


def program_of(words: Words) -> tuple[int, str]:
    """The first word that is a program of its own, and where it stands."""
    for index, word in enumerate(words):
        if word.text not in PREFIXES and not word.text.startswith("-") and not ASSIGNED.match(word.text):
            return index, base_name(word)
    return len(words), ""


def row_of(words: Words) -> tuple[int, str]:
    """The command of the tables that the words hold, and the index of the word after it."""
    for index, word in enumerate(words):
        if (name := base_name(word)) in PROGRAMS:
            for size in (3, 2, 1):
                key = " ".join((name, *(other.text for other in words[index + 1 : index + size])))
                if key in FIRST_WORD or key in WRITES:
                    return index + size, key
    return len(words), ""


def written(words: Words) -> tuple[str, Words]:
    """The command that makes or pushes what its words name, and those words; nothing where no command does."""
    start, key = row_of(words)
    return (key, words[start:]) if key in WRITES else ("", ())


def first_word(words: Words, key: str) -> Iterator[Sighted]:
    """The first plain word after a command of the table. Where it is a variable, nothing after it is a model."""
    repo_type = _option(words, "--repo-type")
    place: Place = "dataset" if repo_type == "dataset" else FIRST_WORD[key]
    for index, word in enumerate(words if repo_type != "space" else ()):
        before = words[index - 1].text if index else ""
        if word.text.startswith("-") or before in VALUED:
            continue
        if component := one(word, place):
            yield word, component._replace(revision=component.revision or _option(words, "--revision")), key
            return
        if "$" in word.text or not before.startswith("-"):
            return


def _option(words: Words, name: str) -> str:
    """The value of an option, empty where it is not given or not known."""
    for index, word in enumerate(words):
        if word.text.startswith(f"{name}="):
            return word.text.partition("=")[2]
        if word.text == name and index + 1 < len(words):
            return words[index + 1].text
    return ""
