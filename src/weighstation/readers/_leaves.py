"""The leaves of a configuration tree, and what is next to each of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weighstation.readers._text import Position

Keys = tuple["str | int", ...]
"""The way to a value: the keys of mappings and, counted from 0, the places in lists."""


class Leaf(NamedTuple):
    """One text value: the keys to it, and the offset of its first character in the file.

    ``source`` is the text from ``offset`` on as the file has it, where the value was written over several lines.
    """

    keys: Keys
    value: str
    offset: int
    source: str = ""

    def spot(self, inner: int) -> int:
        """The offset in the file of the character ``inner`` of the value.

        Formats fold, indent and escape lines as they like but keep the words, so over several lines words are counted.
        """
        starts, places = (_words(self.value), _words(self.source)) if self.source else ((), ())
        number = bisect_right(starts, inner) - 1
        if not 0 <= number < len(places):
            return self.offset + (0 if self.source else inner)
        return self.offset + places[number] + inner - starts[number]

    def within(self, position: Position) -> Position:
        """The position, in the file, of offsets into the value."""
        return lambda inner: position(self.spot(inner))


@lru_cache(maxsize=8)
def _words(text: str) -> tuple[int, ...]:
    """Where the words of a text begin."""
    return tuple(match.start() for match in re.finditer(r"\S+", text))


class Near(NamedTuple):
    """What is next to what in one document: for the keys of a mapping or list, the text values in it.

    What is no text is there as an empty one, as far as leaves show it. ``ollama``: whether anything speaks of Ollama.
    """

    children: dict[Keys, dict[str | int, str]]
    ollama: bool = False

    def of(self, keys: Keys) -> dict[str | int, str]:
        """The values at ``keys``, none where there is nothing."""
        return self.children.get(keys, {})


def near_of(leaves: Sequence[Leaf]) -> Near:
    """What is next to what among the leaves of one document."""
    children: dict[Keys, dict[str | int, str]] = {(): {}}
    for keys, value, _, _ in leaves:
        if keys:
            children[()].setdefault(keys[0], "")
            children.setdefault(keys[:-1], {})[keys[-1]] = value
        if len(keys) > 1:
            children.setdefault(keys[:-2], {}).setdefault(keys[-2], "")
    texts = {text for leaf in leaves for text in (leaf.value, *leaf.keys) if isinstance(text, str)}
    return Near(children, "ollama" in "\n".join(texts).lower())
