"""In what place an argument of a JavaScript call stands: by loader, by provider, by the functions of the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.readers import _keys
from weighstation.readers._javascript_loaders import (
    COMPARERS,
    DEFAULTS,
    OPTIONS,
    PASSES,
    SPEAKERS,
    WRITERS,
    loader,
)
from weighstation.readers._javascript_nodes import (
    CALLS,
    arguments,
    callee,
    dotted,
    entry,
    field,
    first,
    literal,
    same,
    text,
)
from weighstation.readers._javascript_providers import KINDS
from weighstation.readers._javascript_spots import NOTHING, UP, Spot, Target, binding

if TYPE_CHECKING:
    from tree_sitter import Node

    from weighstation.readers._javascript_nodes import Path
    from weighstation.readers._javascript_source import Source
    from weighstation.readers._javascript_spots import Step

_TAKES_MODEL = re.compile(r"(?:set|load|get|use|fetch|download|init|create|with|select|pull)[A-Z]\w*$")
_FLAG = re.compile(r"(--?[\w-]+|\w[\w-]+)(?=$|[\s,=<\[])")


def method(path: Path, index: int) -> Step:
    """What ``value.method()`` says of the value: compared, or handed on."""
    node = path[index]
    if not same(field(node, "object"), path[index + 1]) or path[index - 1].type not in CALLS:
        return UP
    return Spot(mention=True) if text(field(node, "property")) in COMPARERS else UP


def option_of_loader(source: Source, path: Path, index: int, word: str) -> Spot | None:
    """The spot of a key in an object that a loader is given; ``path[index]`` is the object."""
    call = path[index - 2] if index > 1 and path[index - 1].type == "arguments" else None
    if call is None:
        return None
    name = dotted(callee(call))
    row = loader(name)
    provider = source.provider(name) or (row.provider if row else "")
    place = row.options.get(word) if row else None
    if place is None and not (provider and _keys.place(word) == "model"):
        return None
    if kind := literal(entry(path[index], "type")):
        place = "dataset" if kind == "dataset" else None if kind == "space" else place
    return Spot(place or "hosted", name, provider=provider, revision=_revision([path[index]]))


def argument(source: Source, path: Path, index: int) -> Step:
    """What the call around ``path[index]``, its arguments, says of the argument on the path."""
    call, child = path[index - 1], path[index + 1]
    function = callee(call)
    name = dotted(function)
    last = name.rpartition(".")[2]
    given = arguments(call)
    position = next((i for i, node in enumerate(given) if same(node, child)), 0)
    if last in WRITERS or (function is not None and function.type == "import"):
        return NOTHING
    if row := loader(name):
        place = "weak" if child.type == "object" else row.positional.get(position, "weak")
        return Spot(place, name, provider=source.provider(name) or row.provider, revision=_revision(given))
    if found := _provided(source, name, last, position):
        return found
    return _common(source, path, index, (name, last), position)


def _common(source: Source, path: Path, index: int, names: tuple[str, str], position: int) -> Step:
    """Calls that say something by how they are called."""
    name, last = names
    if last in SPEAKERS:
        return Spot("weak", name, mention=True)
    if found := _labelled(arguments(path[index - 1]), last, position):
        return found
    if last in PASSES:
        return UP
    if found := _parameter(source, path, index, last, position):
        return found
    takes = not position and _TAKES_MODEL.match(last) and _keys.place(last) == "model"
    return Spot("model" if takes else "weak", name)


def _labelled(given: list[Node], last: str, position: int) -> Step | None:
    """A value that the argument before it names: a variable of the environment, an option of the command line."""
    word = literal(given[0]) if position else None
    if word is not None and last in DEFAULTS and "/" not in word:
        return Spot(place, word) if (place := _keys.place(word)) else UP
    if word is not None and last in OPTIONS and (flag := _flag(word)):
        return Spot(_keys.place(flag) or "weak", flag)
    return None


def _provided(source: Source, name: str, last: str, position: int) -> Spot | None:
    """A provider of the ai SDK, called with a model: ``groq("…")``, ``openai.chat("…")``, ``createOpenAI()("…")``."""
    if position or (name != last and last not in KINDS):
        return None
    if provider := source.provider(name):
        return Spot("hosted", name, provider=provider)
    return Spot("hosted", name) if source.familiar(name.partition(".")[0]) else None


def _flag(declared: str) -> str:
    """The name in an option's declaration: ``--model`` of ``-m, --model <id>``."""
    return max((found[1] for found in _FLAG.finditer(declared.partition("<")[0])), key=len, default="")


def _revision(given: list[Node]) -> str:
    return next((word for node in given if (word := literal(entry(node, "revision")))), "")


def _parameter(source: Source, path: Path, index: int, last: str, position: int) -> Spot | None:
    """The parameter that a function of the file takes the argument with; of an object, the one of its key."""
    if not last.isidentifier():
        return None
    for found in source.functions(last):
        held = field(found[-1], "parameters") or field(found[-1], "parameter")
        names = [node for node in held.named_children if node.type != "comment"] if held is not None else []
        if position >= len(names) or held is None:
            continue
        pattern = field(names[position], "pattern") or names[position]
        pattern = field(pattern, "left") or pattern
        if pattern.type == "object_pattern":
            word = text(first(path[index + 2])) if path[index + 1].type == "object" and len(path) > index + 2 else ""
            return Spot("weak", word, target=Target(word, (*found, held))) if word.isidentifier() else None
        return binding((*found, held), pattern) if path[index + 1].type != "object" else None
    return None
