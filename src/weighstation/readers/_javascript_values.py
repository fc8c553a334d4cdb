"""What the expressions of a JavaScript file are worth without running it, and what the text they make names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.readers._dynamic import HOLE, STAND_IN, dynamic
from weighstation.readers._hosted import Named, bare
from weighstation.readers._ids import identify
from weighstation.readers._javascript_nodes import dotted, field, first, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node

    from weighstation.readers._ids import Place

_HUB_PAGE = re.compile(
    r"https?://(?:www\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com)/(?:datasets/|spaces/)?([\w.-]+/[\w.{}$-]+)(?=/|$)"
)
_PAGE = re.compile(
    r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co|ollama\.com/library)/[\w.{}$-]+(?:/[\w.{}$-]+(?:/(?:blob|tree|discussions)\b.*)?)?(?:[?#].*)?"
)
_WEBLLM = re.compile(r"([A-Za-z][\w.-]*-q\d\w*-MLC)(?:-\d+k)?")
_FILE = re.compile(r"hf:([\w.-]+/[\w.-]+)(?:[/:#@][\w./-]+)?")
# What actions, events and modules are called: ``editor/setModel``, ``editor/SET_MODEL``, ``app/models``.
_ACTION = re.compile(
    r"[\w-]+/(?:models?|(?:add|change|clear|create|delete|fetch|get|init|load|remove|reset|save|select|set|toggle|update|use)[A-Z]\w*"
    r"|[A-Z]+(?:_[A-Z]+)+)"
)
_HASHED = re.compile(r"([\w.-]+/[\w.-]+):([0-9a-f]{32,64})")
_LONGEST = 300


def composed(node: Node, constants: Callable[[str], str | None]) -> str:
    """The text of a string, template or sum; what is only known at run time stands in it as ``{name}``.

    ``constants`` tells the text of a name that always has the same one.
    """
    if node.type == "string":
        return "".join(_piece(child) for child in node.named_children)
    if node.type == "template_string":
        return "".join(_templated(child, constants) for child in node.named_children)
    if is_sum(node):
        return "".join(composed(part, constants) for part in _summands(node))
    if node.type == "parenthesized_expression" and (inner := first(node)) is not None:
        return composed(inner, constants)
    name = dotted(node).rpartition(".")[2] if node.type in {"identifier", "member_expression"} else ""
    known = constants(name) if name else None
    return f"{{{name}}}" if known is None else known


def _piece(node: Node) -> str:
    return text(node) if node.type == "string_fragment" else text(node)[1:]


def _templated(node: Node, constants: Callable[[str], str | None]) -> str:
    inner = first(node) if node.type == "template_substitution" else None
    return composed(inner, constants) if inner is not None else _piece(node)


def is_sum(node: Node) -> bool:
    """Whether a node is ``a + b``."""
    return node.type == "binary_expression" and text(field(node, "operator")) == "+"


def _summands(node: Node) -> list[Node]:
    """The parts of ``a + b + c`` in order; without recursion, since generated sums are long."""
    parts: list[Node] = []
    left: Node | None = node
    while left is not None and is_sum(left):
        right = field(left, "right")
        parts += [right] if right is not None else []
        left = field(left, "left")
    return [*([left] if left is not None else []), *reversed(parts)]


def named(value: str, place: Place) -> Named | None:
    """The component that a composed text names in a place, with ``{name}`` in its id where parts are unknown."""
    if len(value) > _LONGEST or _ACTION.fullmatch(value):
        return None
    if HOLE.search(value):
        return _dynamic(value, place)
    return _compiled(value, place) or (_registry(value) if place != "weak" else None) or identify(value, place)


def _compiled(value: str, place: Place) -> Named | None:
    """Weights in the spelling of the libraries that run them in a browser or from one file."""
    if match := _WEBLLM.fullmatch(value):  # WebLLM's names are those of repositories of mlc-ai
        return Named(f"hf:mlc-ai/{match[1]}", "model", "load")
    if match := _FILE.fullmatch(value):  # node-llama-cpp: hf:owner/name/file, hf:owner/name:quantization
        return Named(f"hf:{match[1]}", "model", "load") if place != "weak" or value.endswith(".gguf") else None
    return None


def _registry(value: str) -> Named | None:
    """Names of other registries than the Hub that look like its names."""
    if match := _HASHED.fullmatch(value):  # a version of Replicate
        return Named(f"replicate:{match[1]}", "service", "hosted", match[2])
    if value.startswith("library/"):  # Ollama's own models, as its registry names them
        return identify(value.removeprefix("library/"), "ollama")
    return identify(value, "docker-model") if value.startswith("ai/") else None


def _dynamic(value: str, place: Place) -> Named | None:
    """What a text with unknown parts names, the address of a page with such parts included."""
    if page := _HUB_PAGE.match(value):
        found = identify(HOLE.sub(STAND_IN, page[0]), place)
        return found and found._replace(id=f"{found.id.partition(':')[0]}:{page[1]}")
    return dynamic(value, place)


def listed(value: str) -> Named | None:
    """A hosted model that is an item of a list, as ``{ id: "gpt-4o" }``: only where the name can be nothing else."""
    return bare(value) if "-" in value else None


def is_page(value: str) -> bool:
    """Whether an address is that of a page about a model, for people, and not of files below it."""
    return _PAGE.fullmatch(value) is not None
