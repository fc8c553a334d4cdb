"""TOML settings of applications and tools; manifests and lock files in TOML have readers of their own."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from weighstation import toml_source
from weighstation.readers import _tree
from weighstation.readers._leaves import Leaf
from weighstation.readers._text import positions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Reference
    from weighstation.readers._leaves import Keys

_NEAR = 1000  # characters between the start of a key and that of its value


def read(path: str, data: bytes) -> Iterator[Reference]:
    """References of a TOML file. Raises ``ReadError`` with the line where the file is not TOML."""
    tree = toml_source.loads(path, data)
    text = toml_source.decode(path, data)
    yield from _tree.sight(path, _leaves(text, tree), positions(text))


def _leaves(text: str, tree: dict[str, object]) -> list[Leaf]:
    """The text values of a document, each with the offset of its first character."""
    places = toml_source.locate(text)
    starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
    found = []
    for keys, value in _texts((), tree):
        line, column = places.get(keys, (1, 1))
        offset = starts[line - 1] + column - 1
        written = text.find(value.partition("\n")[0], offset, offset + _NEAR)
        found.append(Leaf(keys, value, max(written, offset)))
    return found


def _texts(keys: Keys, value: object) -> Iterator[tuple[Keys, str]]:
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts((*keys, key), inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts((*keys, index), inner)
