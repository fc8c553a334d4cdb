"""INI files and the ``.cfg`` dialects: spaCy configurations, tool settings, sections of ``key = value``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.readers import _tree
from weighstation.readers._leaves import Leaf
from weighstation.readers._mentions import in_prose
from weighstation.readers._text import decode, positions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Reference
    from weighstation.readers._leaves import Keys

_LINE = re.compile(
    r"^(?:[ \t]*(?P<comment>[#;][^\n]*)"
    r"|\[(?P<section>[^\]\n]+)\][^\n]*"
    # A value goes on in the lines that are indented below its key.
    r"|(?P<key>[^\s=:][^=:\n]*)[=:][ \t]*(?P<value>[^\n]*(?:\n[ \t]+[^\s#;][^\n]*)*))$",
    re.MULTILINE,
)


def read(path: str, data: bytes) -> Iterator[Reference]:
    """References of an INI file, those in its comments as mentions. Raises ``ReadError`` only where it is no text."""
    text = decode(path, data)
    position = positions(text)
    yield from _tree.sight(path, _leaves(text), position)
    for line in _LINE.finditer(text):
        if line["comment"]:
            yield from in_prose(path, line["comment"], position, line.start("comment"))


def _leaves(text: str) -> list[Leaf]:
    """The values of all keys; a dotted section such as ``[components.transformer.model]`` is several keys deep."""
    found: list[Leaf] = []
    section: Keys = ()
    for line in _LINE.finditer(text):
        if line["section"]:
            section = tuple(line["section"].split("."))
        elif line["key"]:
            found.append(_leaf((*section, line["key"].rstrip()), line["value"].rstrip(), line.start("value")))
    return found


def _leaf(keys: Keys, value: str, offset: int) -> Leaf:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return Leaf(keys, value[1:-1], offset + 1) if quoted else Leaf(keys, value, offset)
