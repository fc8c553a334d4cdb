"""What the values of a configuration tree name, whatever format the tree is written in.

YAML, JSON, TOML and INI readers turn a file into leaves. What a leaf means is decided here, by the keys that lead to
it and the values next to it, in one place for all formats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.model import Occurrence, Reference
from weighstation.readers import _tree_commands, _tree_documents, _tree_values
from weighstation.readers._leaves import near_of
from weighstation.readers._tree_places import barred

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weighstation.readers._leaves import Leaf, Near
    from weighstation.readers._text import Position

_LONGEST = 300  # characters: no id, address or list of them is longer
_DEEPEST = 3  # documents inside the values of documents


def sight(path: str, leaves: Sequence[Leaf], position: Position, depth: int = 0) -> Iterator[Reference]:
    """References to what the leaves of one document name; ``position`` turns offsets into line and column."""
    near = near_of(leaves)
    leaves = [leaf for leaf in leaves if not barred(leaf.keys)]
    yield from _values(path, leaves, near, position)
    yield from _tree_commands.references(path, leaves, near, position)
    for leaf in leaves if depth < _DEEPEST else ():
        for inner in _tree_documents.inside(leaf, near):
            yield from sight(path, inner, leaf.within(position), depth + 1)
        yield from _tree_documents.files(path, leaf, position)


def _values(path: str, leaves: Sequence[Leaf], near: Near, position: Position) -> Iterator[Reference]:
    for leaf in leaves:
        if 1 < len(leaf.value) <= _LONGEST and _has_name(leaf.value, near) and not _tree_commands.kind(leaf.keys):
            for start, named, spot in _tree_values.named(leaf, near):
                use = "mention" if spot.mention else named.use
                occurrence = Occurrence(path, *position(leaf.spot(start)), use, spot.symbol)
                yield Reference(named.id, named.type, occurrence, named.revision)


def _has_name(value: str, near: Near) -> bool:
    """Whether a value may be more than a number, a switch or a plain word, which is what most values are.

    Only Ollama's library has plain words for names; spaCy's are words, too, and end with a size.
    """
    if value.replace("_", "").isalpha():
        return near.ollama or value.endswith(("_sm", "_md", "_lg", "_trf"))
    return value.lower() != value.upper()
