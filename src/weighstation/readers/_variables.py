"""Shell variables whose value the same text states: put in where they are used.

A value is followed only where it is a literal. A variable with several values (an array, the list of a ``for``, words
in one string) makes a command of each.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.readers._words import Builder, Command, Word, part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Values = tuple[Word, ...]
    Lookup = Callable[[str], Values]

_NAME = re.compile(r"([A-Za-z_]\w*)(\+?)=")
_DECLARE = frozenset({"export", "local", "declare", "readonly", "typeset", "env", "then", "do", "else", "{", "sudo"})
_LONGEST = 1000  # characters of a word with its variables put in; no id is as long
_MOST = 64  # values of one variable
_BUDGET = 20_000  # commands that one text may become more: no file can make a scan slow


def expand(commands: Iterable[Command], known: Mapping[str, Values]) -> Iterator[Command]:
    """The commands with every variable put in whose value is known: from ``known``, or from a command before."""
    values: dict[str, Values] = {}
    budget = _BUDGET

    def lookup(name: str) -> Values:
        return values[name] if name in values else known.get(name, ())

    for command in commands:
        copies = _copies(command, lookup) if budget > 0 else [command]
        budget -= len(copies) - 1
        yield from copies
        values.update(set_by(copies, lookup))


def set_by(commands: Iterable[Command], lookup: Lookup) -> dict[str, Values]:
    """The variables that commands set, each with the values that are literals: none where it is not known."""
    found: dict[str, list[Word]] = {}
    for command in commands:
        for name, more, value in _assignments(command.words):
            known = found.setdefault(name, list(lookup(name)) if more else [])
            known.extend(_literals(value))
    return {name: tuple(words[:_MOST]) for name, words in found.items()}


def _assignments(words: tuple[Word, ...]) -> Iterator[tuple[str, bool, Word]]:
    for index, word in enumerate(words):
        if found := _NAME.match(word.text):
            yield found[1], bool(found[2]), part(word, found.end())
        elif word.text == "for" and [other.text for other in words[index + 2 : index + 3]] == ["in"]:
            yield from ((words[index + 1].text, False, item) for item in words[index + 3 :])
            return
        elif word.text not in _DECLARE and not word.text.startswith("-"):
            return


def _literals(value: Word) -> Iterator[Word]:
    if len(value.text) > _LONGEST or "$" in value.text or "`" in value.text:
        return
    for found in re.finditer(r"\S+", value.text):
        yield part(value, found.start(), found.end())


def _copies(command: Command, lookup: Lookup) -> list[Command]:
    """The command with its variables put in, once for each value of the first variable that has several."""
    names = [name for word in command.words for _, _, name in word.uses]
    if not names:
        return [command]
    several = next((name for name in names if len(lookup(name)) > 1), "")
    if not several:
        return [_put(command, lookup)]
    return [_put(command, _choose(lookup, several, one)) for one in lookup(several)]


def _choose(lookup: Lookup, several: str, one: Word) -> Lookup:
    return lambda name: (one,) if name == several else lookup(name)


def _put(command: Command, lookup: Lookup) -> Command:
    return command._replace(words=tuple(_word(word, lookup) if word.uses else word for word in command.words))


def _word(word: Word, lookup: Lookup) -> Word:
    if word.uses[0][:2] == (0, len(word.text)):
        return next(iter(lookup(word.uses[0][2])), word)  # the value itself, where it is assigned
    builder, at = Builder(word.offset), 0
    for start, end, name in word.uses:
        value = lookup(name)
        if len(value) != 1:
            continue
        builder.add_word(part(word, at, start))
        builder.add_word(value[0])
        at = end
        if builder.length > _LONGEST:
            return word
    builder.add_word(part(word, at))
    built = builder.build()
    return built._replace(offset=word.offset) if built.runs else built
