"""What the values of a configuration tree name, whatever format the tree is written in.

YAML, JSON, TOML and INI readers turn a file into leaves. What a leaf means is decided here, by the keys that lead to
it and the values next to it, in one place for all formats.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from weighstation.model import Occurrence, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weighstation.readers._ids import Named
    from weighstation.readers._text import Position

Keys = tuple["str | int", ...]
"""The way to a value: the keys of mappings and, counted from 0, the places in lists."""

_LONGEST = 300  # characters: no id, address or list of them is longer
_NOTHING = frozenset({"null", "none", "nil", "true", "false", "yes", "no", "on", "off", "auto", "default"})
_DEEPEST = 3  # documents inside the values of documents


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


class Sighting(NamedTuple):
    """A component that a leaf names: where, what, and the key or command that says so."""

    offset: int
    named: Named
    symbol: str
    mention: bool = False


def sight(path: str, leaves: Sequence[Leaf], position: Position, depth: int = 0) -> Iterator[Reference]:
    """References to what the leaves of one document name; ``position`` turns offsets into line and column."""
    from weighstation.readers import _tree_commands, _tree_documents, _tree_places

    near = _near(leaves)
    leaves = [leaf for leaf in leaves if not _tree_places.barred(leaf.keys)]
    for sighting in _values(leaves, near):
        yield _reference(path, sighting, position)
    for sighting in _tree_commands.sight(leaves, near):
        yield _reference(path, sighting, position)
    for leaf in leaves if depth < _DEEPEST else ():
        for inner in _tree_documents.inside(leaf, near):
            yield from sight(path, inner, lambda offset, leaf=leaf: position(leaf.spot(offset)), depth + 1)  # type: ignore[misc]


def _reference(path: str, sighting: Sighting, position: Position) -> Reference:
    offset, named, symbol, mention = sighting
    occurrence = Occurrence(path, *position(offset), "mention" if mention else named.use, symbol)
    return Reference(named.id, named.type, occurrence, named.revision)


def _near(leaves: Sequence[Leaf]) -> Near:
    children: dict[Keys, dict[str | int, str]] = {(): {}}
    for leaf in leaves:
        for depth in {1, len(leaf.keys) - 1, len(leaf.keys)}:
            if 0 < depth <= len(leaf.keys):
                value = leaf.value if depth == len(leaf.keys) else ""
                here = children.setdefault(leaf.keys[: depth - 1], {})
                here[leaf.keys[depth - 1]] = value or here.get(leaf.keys[depth - 1], "")
    texts = (text for leaf in leaves for text in (leaf.value, *leaf.keys[-2:]))
    return Near(children, any("ollama" in text.lower() for text in texts if isinstance(text, str)))


def _has_name(value: str) -> bool:
    """Whether a value may be more than a number, a switch or nothing, which is what most values are."""
    folded = value.lower()
    return folded not in _NOTHING and folded != value.upper()


def _values(leaves: Sequence[Leaf], near: Near) -> Iterator[Sighting]:
    from weighstation.readers import _tree_commands, _tree_values

    for leaf in leaves:
        if 1 < len(leaf.value) <= _LONGEST and _has_name(leaf.value) and not _tree_commands.kind(leaf.keys):
            for start, named, place in _tree_values.named(leaf, near):
                yield Sighting(leaf.spot(start), named, place.symbol, place.mention)
