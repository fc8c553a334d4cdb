"""What a command line fetches or runs: the models its words name, and the command or option that says so."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from weighstation.readers import _keys
from weighstation.readers._command_rows import ASSIGNED, base_name, first_word, program_of, row_of, written
from weighstation.readers._command_table import CONTAINERS, LLAMA_CPP, OPTIONS, RUNNERS, SPEAKERS, STRANGERS, WRITES
from weighstation.readers._command_values import elsewhere, evident, named, of_variable, one, recorded
from weighstation.readers._shell import Word, nested, part

__all__ = ["sight", "sight_list", "written"]

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from weighstation.readers._command_rows import Sighted, Words
    from weighstation.readers._ids import Named, Place

_COMMAND_LINE = re.compile(r"(?:^|_)(?:args|arguments|cmd|command|options|opts|flags|extra)(?:_|$)")
_PLURAL = re.compile(r"(?:models|names|paths|ids|datasets|modules|tokenizers|adapters|checkpoints)$")
_OLLAMA = re.compile(r"(?::11434|ollama[\w.-]*(?::\d+)?)/api/")
_SHORTEST = 4  # characters of an option whose name is a word: ``--m`` and ``-m`` are none
_DEEPEST = 3  # shell text inside shell text


def sight(words: Words, depth: int = 0) -> Iterator[Sighted]:
    """The components that one command names: the word that does, what it names, and the command or option.

    The word is that of the command or a part of it, so that its offset is that of the name itself.
    """
    seen = set()
    for sighted in _all(words, depth):
        place = (sighted[0].offset, sighted[0].text)
        if place not in seen:
            seen.add(place)
            yield sighted


def sight_list(words: Sequence[str]) -> Iterator[tuple[int, Named, str]]:
    """The same for words that stand apart, as in a program's list of arguments: the index of the word that names."""
    starts = list(accumulate((len(word) + 1 for word in words), initial=0))
    for word, component, symbol in sight([Word(text, start) for text, start in zip(words, starts, strict=False)]):
        yield bisect_right(starts, word.offset) - 1, component, symbol


def _all(words: Words, depth: int) -> Iterator[Sighted]:
    at, program = program_of(words)
    if program in SPEAKERS:
        yield from _spoken(words[at:], program)
        words = words[:at]
    if program == "git":
        program = " ".join(word.text for word in words[at : at + 2])
    start, key = row_of(words)
    if key in WRITES:
        words = words[: start - len(key.split())]
    elif key:
        yield from first_word(words[start:], key)
    yield from _by_name(words, OPTIONS.get(key.partition(" ")[0] or program, {}), depth)
    yield from _by_themselves(words, key or program)
    if depth < _DEEPEST and any(base_name(word) in RUNNERS for word in words):
        yield from _inner(words, depth)


def _spoken(words: Words, program: str) -> Iterator[Sighted]:
    for word in words:
        for found in re.finditer(r"\S+", word.text):
            piece = part(word, found.start(), found.end())
            if component := evident(piece):
                yield piece, component._replace(use="mention"), program


def _by_name(words: Words, own: Mapping[str, Place], depth: int) -> Iterator[Sighted]:
    """Values of options and variables whose name says that a model is in them."""
    at, program = program_of(words)
    if program == "for" and [word.text for word in words[at + 2 : at + 3]] == ["in"]:
        for word in words[at + 3 :]:
            yield from _of_variable(words[at + 1].text, word, depth)
        return
    request = _request(words)
    for index, word in enumerate(words):
        if word.text.startswith("-"):
            yield from _of_option(words, index, own, request)
        elif assigned := ASSIGNED.match(word.text):
            yield from _of_variable(assigned[1], part(word, assigned.end()), depth)


def _request(words: Words) -> Place | None:
    """The place of the names in the JSON of a request: Ollama's where it goes to Ollama's port or host."""
    return "ollama" if any("/api/" in word.text and _OLLAMA.search(word.text) for word in words) else None


def _of_option(words: Words, index: int, own: Mapping[str, Place], request: Place | None) -> Iterator[Sighted]:
    word = words[index]
    name, equals, _ = word.text.partition("=")
    place = own.get(name) or LLAMA_CPP.get(name) or _place(name)
    values = iter((part(word, len(name) + 1),)) if equals else _following(words, index + 1, name)
    for value in values:
        if place is None and value.text[:1] not in {"{", "["}:
            return
        for piece, component in named(value, place or request):
            yield piece, component, name


def _place(name: str) -> Place | None:
    """The place of an option by its name, or by the last part of a dotted one (``--trainer.model``)."""
    if len(name) < _SHORTEST:
        return None
    return _keys.place(name) or (None if _keys.never(name) else _keys.place(name.rpartition(".")[2]))


def _following(words: Words, start: int, name: str) -> Iterator[Word]:
    """The words that an option takes: the next one, or all up to the next option where its name is a plural."""
    several = bool(_PLURAL.search(name))
    for index in range(start, len(words)):
        if words[index].text.startswith("-"):
            return
        yield words[index]
        if not several:
            return


def _of_variable(name: str, value: Word, depth: int) -> Iterator[Sighted]:
    if " " in value.text and _COMMAND_LINE.search(name.lower()) and depth < _DEEPEST:
        for command in nested(value):
            yield from sight(command.words, depth + 1)
        return
    yield from of_variable(name, value)


def _by_themselves(words: Words, symbol: str) -> Iterator[Sighted]:
    """Words that need nothing around them to be known, and the defaults of variables named for a model."""
    before = ""
    for word in words:
        option, equals, _ = word.text.partition("=") if word.text.startswith("-") else ("", "", "")
        value = part(word, len(option) + 1) if equals else word
        if not ASSIGNED.match(word.text) and not elsewhere(option or before):
            component = evident(value) if symbol.partition(" ")[0] in STRANGERS else one(value, None)
            component = component or (recorded(value) if symbol in CONTAINERS else None)
            yield from [(value, component, option or symbol)] if component else ()
        for start, end, name in word.defaults:
            yield from of_variable(name, part(word, start, end))
        before = "" if equals else option


def _inner(words: Words, depth: int) -> Iterator[Sighted]:
    for word in words:
        if any(char.isspace() for char in word.text):
            for command in nested(word):
                yield from sight(command.words, depth + 1)
