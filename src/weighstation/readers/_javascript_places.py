"""In what place a string of a JavaScript file stands: found by going up from it until something says what it is for.

Keys, variables and parameters say it by their names, calls by the table of loaders; arrays, ``||`` and conditional
expressions hand the question on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.readers import _keys
from weighstation.readers._javascript_nodes import FUNCTIONS, field, first, key, same, text
from weighstation.readers._javascript_spots import NOTHING, UP, Spot, Target, binding

if TYPE_CHECKING:
    from tree_sitter import Node

    from weighstation.readers._javascript_nodes import Path
    from weighstation.readers._javascript_spots import Step

_MENTION = Spot(mention=True)
_THROUGH = frozenset({
    "array", "object", "parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression",
    "spread_element", "await_expression", "sequence_expression", "type_assertion", "jsx_expression", "arrow_function",
    "call_expression", "new_expression", "yield_expression", "template_string", "class_heritage",
})  # fmt: skip
_MENTIONING = frozenset({"throw_statement", "literal_type", "jsx_element", "jsx_self_closing_element", "switch_case"})
_VALUES = frozenset({"pair", "public_field_definition", "field_definition", "enum_assignment"})
_HANDS_ON = frozenset({"||", "??", "&&"})
_COMPARES = frozenset({"==", "===", "!=", "!==", "in"})
_LINK_ATTRIBUTES = frozenset({"href", "src", "to", "action", "url", "link"})


def step(path: Path, index: int) -> Step:
    """What the node ``path[index]`` says of its child on the path; calls and the keys of objects are not asked here."""
    node, child = path[index], path[index + 1]
    kind = node.type
    if kind in _THROUGH:
        return UP
    if kind in _MENTIONING:
        return _MENTION
    if kind in _VALUES:
        return _value(path, index)
    if rule := _RULES.get(kind):
        return rule(path, index, child)
    return NOTHING if kind in {"import_statement", "import_attribute", "export_statement"} and _bare(child) else Spot()


def _bare(child: Node) -> bool:
    return child.type == "string"


def _value(path: Path, index: int) -> Step:
    """The value of a class's field or of an enum's member, whose enum can say what the member does not."""
    node, child = path[index], path[index + 1]
    if same(field(node, "name") or field(node, "key") or first(node), child):
        return UP if node.type == "pair" else Spot()
    word = key(node)
    if node.type == "enum_assignment" and not _keys.place(word):
        owner = text(field(path[index - 2], "name"))
        return Spot(_keys.place(owner) or "weak", owner)
    return Spot(_keys.place(word) or "weak", word, target=Target(word, path[: index + 1], is_property=True))


def _declared(path: Path, index: int, child: Node) -> Step:
    node = path[index]
    if not same(field(node, "value"), child):
        return Spot()
    return binding(path[: index + 1], field(node, "name") or field(node, "pattern"))


def _assigned(path: Path, index: int, child: Node) -> Step:
    node = path[index]
    left = field(node, "left")
    if same(left, child):
        return Spot()
    found = binding(path[: index + 1], left)
    if found.place == "weak" and path[index - 1].type == "pair_pattern":  # `{ modelId: x = "…" }`
        return found._replace(place=_keys.place(key(path[index - 1])) or "weak")
    return found


def _operated(path: Path, index: int, _child: Node) -> Step:
    operator = text(field(path[index], "operator"))
    return UP if operator in _HANDS_ON else Spot(mention=operator in _COMPARES)


def _chosen(path: Path, index: int, child: Node) -> Step:
    return _MENTION if same(field(path[index], "condition"), child) else UP


def _indexed(path: Path, index: int, child: Node) -> Step:
    return UP if same(field(path[index], "object"), child) else NOTHING


def _returned(path: Path, index: int, _child: Node) -> Step:
    """What a function returns, by the function's name or that of what it is given to."""
    functions = (i for i in range(index, 0, -1) if path[i].type in FUNCTIONS)
    at = next((i for i in functions if path[i - 1].type != "arguments"), 0)  # a callback's result is its caller's
    word = text(field(path[at], "name")) or (key(path[at - 1]) if at and path[at - 1].type in _NAMED else "")
    return Spot("model" if _keys.place(word) == "model" else "weak", word)


_NAMED = frozenset({"variable_declarator", "pair", "public_field_definition", "field_definition"})


def _attribute(path: Path, index: int, _child: Node) -> Step:
    """An attribute of an element: links are for people, and only a name that speaks of models holds one."""
    word = key(path[index])
    folded = _keys.fold(word)
    if folded in _LINK_ATTRIBUTES:
        return Spot("weak", word, mention=True)
    place = _keys.place(word) or ("weak" if folded == "value" else None)
    return Spot(place, word) if place else NOTHING


_RULES = {
    "variable_declarator": _declared,
    "required_parameter": _declared,
    "optional_parameter": _declared,
    "assignment_expression": _assigned,
    "augmented_assignment_expression": _assigned,
    "assignment_pattern": _assigned,
    "object_assignment_pattern": _assigned,
    "for_in_statement": _assigned,
    "binary_expression": _operated,
    "ternary_expression": _chosen,
    "subscript_expression": _indexed,
    "return_statement": _returned,
    "jsx_attribute": _attribute,
}
