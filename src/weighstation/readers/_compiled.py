"""What the readers of Rust and Go share: which strings can name something, and what they name in their spot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from weighstation.model import Occurrence, Reference
from weighstation.readers._dynamic import HOLE, dynamic
from weighstation.readers._ids import identify, in_library
from weighstation.readers._names import LEGACY, SENTENCE
from weighstation.readers._slugs import HOSTED, can_be_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

    from weighstation.readers._ids import Place

_LITERAL = re.compile(rf"\"(?:[A-Za-z0-9][\w.-]{{0,100}}/[\w{{]|\w+://|{HOSTED}|(?:{LEGACY}|{SENTENCE})\")".encode())
_PLAIN = re.compile(rb"\"[A-Za-z][\w.:-]{1,100}\"")
_STRINGS = frozenset({"string_literal", "raw_string_literal", "interpreted_string_literal"})
_LONGEST = 300  # bytes of a literal that can name something


class Spot(NamedTuple):
    """What is known of the place of a string: the place of its names (None: nothing), its symbol, what it is for."""

    place: Place | None
    symbol: str = ""
    mention: bool = False


def telling(data: bytes) -> list[int]:
    """Offsets of the opening quotes of strings that can name something; every word where the file speaks of Ollama."""
    found = {match.start() for match in _LITERAL.finditer(data) if _possible(data, match.start())}
    if b"llama" in data:
        found.update(match.start() for match in _PLAIN.finditer(data))
    return sorted(found)


def _possible(data: bytes, start: int) -> bool:
    text = _inside(data, start)
    return "/" not in text or can_be_id(text)


def _inside(data: bytes, start: int) -> str:
    end = data.find(b'"', start + 1, start + _LONGEST)
    return data[start + 1 : end].decode(errors="replace") if end > 0 else ""


def string_at(root: Node, offset: int) -> Node | None:
    """The string that stands at an offset; None in comments."""
    node = root.descendant_for_byte_range(offset, offset + 1)
    while node is not None and node.type not in _STRINGS:
        node = node.parent if node.end_byte - node.start_byte < _LONGEST else None
    return node


def text(node: Node | None) -> str:
    """The source of a node, empty for none."""
    return "" if node is None or node.text is None else node.text.decode(errors="replace")


def value(node: Node) -> str:
    """The text of a string literal."""
    return text(node).lstrip("rb#").strip("#")[1:-1]


def reference(path: str, node: Node, written: str, spot: Spot, *, ollama: bool) -> Iterator[Reference]:
    """The reference that a string makes in its spot, if it makes one."""
    place: Place = spot.place or "weak"
    found = dynamic(written, place) if HOLE.search(written) else identify(written, place)
    if found is None and ollama and place == "model":
        found = in_library(written)
    if found is not None:
        row, column = node.start_point
        occurrence = Occurrence(path, row + 1, column + 2, "mention" if spot.mention else found.use, spot.symbol)
        yield Reference(found.id, found.type, occurrence, version=found.revision)
