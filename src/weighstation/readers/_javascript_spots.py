"""What is known of the place that a string of a JavaScript file stands in, and what names say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from weighstation.readers import _hosted, _keys
from weighstation.readers._javascript_nodes import dotted, entry, field, first, key, literal, text
from weighstation.readers._tree_keys import BARRED, LINKS, NAMING, NEVER, PROVIDER_KEYS, SERVED

if TYPE_CHECKING:
    from tree_sitter import Node

    from weighstation.readers._ids import Place
    from weighstation.readers._javascript_nodes import Path


class Target(NamedTuple):
    """What a value is given to, to be followed: a variable or parameter, or a property of any object."""

    name: str
    path: Path
    is_property: bool = False


class Spot(NamedTuple):
    """What is known of the place a string stands in: its place for ids, its symbol, whose models are named there."""

    place: Place = "weak"
    symbol: str = ""
    mention: bool = False
    provider: str = ""
    revision: str = ""
    target: Target | None = None


Step = Spot | Literal["up", "nothing"]
UP: Literal["up"] = "up"
NOTHING: Literal["nothing"] = "nothing"


def binding(path: Path, name: Node | None) -> Spot:
    """The spot that a variable, parameter or assigned property makes for its value, by its name."""
    if name is not None and name.type in {"array_pattern", "pair_pattern"}:
        return binding(path, first(name))
    if name is None or name.type in {"object_pattern", "this"}:
        return Spot()
    index = field(name, "index") if name.type == "subscript_expression" else None
    word = literal(index) or "" if index is not None else dotted(name).rpartition(".")[2] or text(name).lstrip("#")
    target = Target(word, path, is_property=name.type not in {"identifier", "shorthand_property_identifier_pattern"})
    place = _keys.place(word)
    follow = word.isidentifier() and (place is not None or not _keys.never(word))
    return Spot(place or "weak", word, _keys.fold(word) in LINKS, target=target if follow else None)


def option(path: Path, index: int, word: str) -> Step:
    """The spot that a key makes for its value; ``path[index]`` is the object. A weak one is better than none above."""
    folded = _keys.fold(word)
    if "/" in word and "/" not in text(path[index + 2] if len(path) > index + 2 else None):
        return NOTHING  # what is keyed by a model is a title of it
    kind = literal(entry(path[index], "type")) if folded in NAMING else ""
    if folded in BARRED or folded in NEVER or kind == "space":
        return NOTHING
    if kind == "dataset":
        return Spot("dataset", word)
    target = Target(word, path[: index + 1], is_property=True) if word.isidentifier() else None
    place = _keys.place(word)
    if place is None or (folded in NAMING and place == "weak"):
        known_bad = place is None and _keys.never(word)
        return NOTHING if known_bad else Spot("weak", word, folded in LINKS, target=target)
    provider = _provider(path[index])
    if provider in SERVED:
        return Spot(SERVED[provider], word)
    served = _hosted.provider(provider) if place in {"model", "hosted"} else ""
    return Spot(place, word, folded in LINKS, served, target=target)


def _provider(node: Node) -> str:
    """What an object says of who serves its model: ``{ provider: "ollama", model: "llama3" }``."""
    pairs = [child for child in node.named_children if child.type == "pair"] if node.type == "object" else []
    for pair in pairs if len(pairs) < len(PROVIDER_KEYS) * 3 else ():
        if _keys.fold(key(pair)) in PROVIDER_KEYS and (value := literal(field(pair, "value"))):
            return _keys.fold(value)
    return ""
