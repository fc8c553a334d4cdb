"""The syntax tree of a JavaScript or TypeScript file, looked at from its leaves: paths, names, callees, options."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tree_sitter import Node

    Path = tuple[Node, ...]

_DEEPEST = 400  # nodes from the root to a leaf; deeper nesting is generated
STRINGS = frozenset({"string", "template_string"})
NAMES = frozenset({
    "identifier", "property_identifier", "private_property_identifier", "shorthand_property_identifier",
    "shorthand_property_identifier_pattern", "type_identifier",
})  # fmt: skip
FUNCTIONS = frozenset({
    "arrow_function", "function_expression", "function_declaration", "method_definition", "generator_function",
    "generator_function_declaration", "function",
})  # fmt: skip
CALLS = frozenset({"call_expression", "new_expression"})


class _Level(NamedTuple):
    """A node on the way down, its children, and where they start."""

    node: Node
    children: list[Node]
    starts: list[int]


def paths(root: Node, offsets: Iterable[int]) -> Iterator[Path]:
    """For each offset, in ascending order, the nodes from the root to the string or name that stands there.

    Going down once and remembering the way is cheaper than asking nodes for their parents.
    """
    way = [_level(root)]
    for offset in offsets:
        while len(way) > 1 and way[-1].node.end_byte <= offset:
            way.pop()
        while (child := _child(way[-1], offset)) is not None and len(way) < _DEEPEST:
            way.append(_level(child))
        if way[-1].node.type in STRINGS or way[-1].node.type in NAMES:
            yield tuple(level.node for level in way)


def _level(node: Node) -> _Level:
    children = [] if node.type == "string" else node.children
    return _Level(node, children, [child.start_byte for child in children])


def _child(level: _Level, offset: int) -> Node | None:
    """The child that holds the offset; in a template only a substitution is worth going down into."""
    index = bisect_right(level.starts, offset) - 1
    child = level.children[index] if index >= 0 else None
    if child is None or child.end_byte <= offset:
        return None
    return None if level.node.type == "template_string" and child.type != "template_substitution" else child


def text(node: Node | None) -> str:
    """The source of a node, empty for none."""
    return "" if node is None or node.text is None else node.text.decode(errors="replace")


def first(node: Node | None) -> Node | None:
    """The first child that is no punctuation; None where there is none."""
    return node.named_child(0) if node is not None and node.named_child_count else None


def field(node: Node, name: str) -> Node | None:
    """The child with this name in the grammar."""
    return node.child_by_field_name(name)


def same(node: Node | None, other: Node) -> bool:
    """Whether two nodes are one: each look at a tree makes new objects."""
    return node is not None and node.id == other.id


def literal(node: Node | None) -> str | None:
    """The text of a plain string without escapes, None for everything else."""
    if node is None or node.type not in STRINGS or node.named_child_count > 1:
        return None
    inner = first(node)
    return "" if inner is None else text(inner) if inner.type == "string_fragment" else None


def dotted(node: Node | None) -> str:
    """``a.b.c`` of a name or member chain; calls, subscripts and assertions inside it are looked through."""
    parts: list[str] = []
    while node is not None:
        if node.type == "member_expression":
            parts.append(text(field(node, "property")).lstrip("#"))
            node = field(node, "object")
        elif node.type in CALLS:
            node = field(node, "function") or field(node, "constructor")
        elif node.type in {"non_null_expression", "parenthesized_expression", "await_expression", "as_expression"}:
            node = first(node)
        else:
            parts.append(text(node) if node.type in {"identifier", "this", "super", "import"} else "")
            break
    return ".".join(part for part in reversed(parts) if part)


def callee(call: Node) -> Node | None:
    """What a call or ``new`` calls."""
    return field(call, "function") or field(call, "constructor")


def arguments(call: Node) -> list[Node]:
    """The arguments of a call; a tagged template has none."""
    held = field(call, "arguments")
    return [] if held is None or held.type != "arguments" else [n for n in held.named_children if n.type != "comment"]


def key(pair: Node) -> str:
    """The name of an object's entry, a class field, an enum member or an attribute; empty for a computed one."""
    name = field(pair, "key") or field(pair, "name") or first(pair)
    if name is None or name.type == "computed_property_name":
        return ""
    written = literal(name)
    return text(name).lstrip("#") if written is None else written


def entry(node: Node, *names: str) -> Node | None:
    """The value under one of these keys of an object, None where there is none (or the node is no object)."""
    if node.type != "object":
        return None
    pairs = (child for child in node.named_children if child.type == "pair")
    return next((field(pair, "value") for pair in pairs if key(pair) in names), None)
