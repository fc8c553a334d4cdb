"""From the strings of a JavaScript file that can name something to references."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.model import Occurrence, Reference
from weighstation.readers import _keys
from weighstation.readers._javascript_flow import follow, spot
from weighstation.readers._javascript_lines import can_name, plain_names
from weighstation.readers._javascript_loaders import STARTERS
from weighstation.readers._javascript_nodes import CALLS, STRINGS, arguments, callee, dotted, literal, paths, same
from weighstation.readers._javascript_providers import served
from weighstation.readers._javascript_source import Source
from weighstation.readers._javascript_spots import Spot
from weighstation.readers._javascript_values import composed, is_page, is_sum, listed, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tree_sitter import Node

    from weighstation.readers._hosted import Named
    from weighstation.readers._javascript_nodes import Path
    from weighstation.readers._javascript_spots import Target

_NAMED = re.compile(rb"(\w+)\s*(?::\s*[\w<>\[\]]+\s*)?[:=]\s*$")
_BEFORE = 100  # bytes that are looked at for a name
_ITEMS = frozenset({"id", "value"})  # what says which one the item of a list is
_GENERIC = ("model", "hosted")


def walk(path: str, data: bytes, root: Node, offsets: Iterable[int]) -> Iterator[Reference]:
    """References of one file: its path, its bytes, their tree, and where the telling strings begin."""
    source = Source(path, data, root)
    plain = plain_names(data)
    seen: set[int] = set()
    for way in paths(root, offsets):
        if way[-1].type not in STRINGS:
            continue
        yield from _command(source, way)
        whole = _whole(way)
        if whole[-1].id not in seen:  # the strings of one sum are one value
            seen.add(whole[-1].id)
            yield from _value(source, whole, plain=plain)


def _value(source: Source, way: Path, *, plain: bool) -> Iterator[Reference]:
    """The reference that a string or a sum makes, if its text can name something."""
    value = composed(way[-1], source.constant).strip()
    if not value or len(value.split(None, 1)) != 1 or not (plain or can_name(value) or "{" in value):
        return
    at = _beside(source, way) or spot(source, way)
    if at is None:
        return
    found = _named(value, at) or (listed(value) if at.place == "weak" and at.symbol in _ITEMS else None)
    if found is None and at.target is not None and _worth_asking(value, plain=plain):
        at = _followed(source, at, at.target)
        found = _named(value, at)
    if found is not None:
        mention = at.mention or (at.place == "weak" and is_page(value))
        yield _reference(source, way[-1], found, "mention" if mention else found.use, at)


def _followed(source: Source, at: Spot, target: Target) -> Spot:
    """The spot of what consumes the target, under the name of the target; the old one where nothing does."""
    found = follow(source, target)
    return found._replace(symbol=at.symbol or found.symbol, mention=at.mention) if found else at


def _beside(source: Source, way: Path) -> Spot | None:
    """The spot by the words before a string whose surroundings are no valid syntax: ``name = "…"``, ``name: "…"``."""
    if not any(node.has_error for node in way[-4:-1]):
        return None
    start = way[-1].start_byte
    told = _NAMED.search(source.data, max(0, start - _BEFORE), start)
    word = told[1].decode() if told else ""
    place = _keys.place(word)
    return Spot(place, word) if place else None


def _whole(way: Path) -> Path:
    """The path to the sum that a string is a part of; else the path itself."""
    while len(way) > 1 and (is_sum(way[-2]) or way[-2].type == "parenthesized_expression"):
        way = way[:-1]
    return way


def _named(value: str, at: Spot) -> Named | None:
    """What a value names in its spot: under its provider, if one is known and no other place is."""
    if at.provider and at.place in _GENERIC and "{" not in value:
        found = served(value, at.provider, at.place)
        if found is not None:
            return found
    return named(value, at.place)


def _worth_asking(value: str, *, plain: bool) -> bool:
    """Whether a value would be a name if something consumed it; asking costs a search of the file."""
    return plain or named(value, "model") is not None or named(value, "sentence") is not None


def _reference(source: Source, node: Node, found: Named, use: str, at: Spot) -> Reference:
    line, column = _position(source, node)
    occurrence = Occurrence(source.path, line, column, "mention" if use == "mention" else found.use, at.symbol)
    return Reference(found.id, found.type, occurrence, version=at.revision or found.revision)


def _position(source: Source, node: Node) -> tuple[int, int]:
    """The line and column behind the opening quote, in characters (tree-sitter counts bytes)."""
    row, column = node.start_point
    start = node.start_byte - column
    quote = node.type in {"string", "template_string"}
    return row + 1, len(source.data[start : node.start_byte].decode(errors="replace")) + 1 + quote


def _command(source: Source, way: Path) -> Iterator[Reference]:
    """A command that the code starts (never we): ``execSync("ollama pull llama3")``."""
    call = next((node for node in way[-4:-1] if node.type in CALLS), None)
    if call is None or dotted(callee(call)).rpartition(".")[2] not in STARTERS:
        return
    from weighstation.readers import _commands

    words = [(word, node) for node in arguments(call) for word, node in _words(node)]
    for index, found, symbol in _commands.sight_list([word for word, _ in words]):
        if same(words[index][1], way[-1]):
            yield _reference(source, way[-1], found, found.use, Spot(symbol=symbol))


def _words(node: Node) -> list[tuple[str, Node]]:
    """The words of a command's string or list of strings, each with its node."""
    if node.type == "array":
        return [(literal(item) or "$", item) for item in node.named_children]
    text = literal(node)
    return [(word, node) for word in text.split()] if text else []
