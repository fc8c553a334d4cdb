"""In what place a string of a Go file stands: what it is given to, which field it fills, which call gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.readers import _keys
from weighstation.readers._compiled import Spot, text

if TYPE_CHECKING:
    from tree_sitter import Node

    from weighstation.readers._ids import Place

_SPEAKERS = frozenset(
    "Print Printf Println Errorf Error Fatal Fatalf Sprintf Log Logf Info Infof Debug Debugf Warn Warnf Skip Skipf "
    "Equal Contains HasPrefix HasSuffix NotEqual Wrap Wrapf Get Set Handle HandleFunc POST GET PUT".split()
)
_LOADERS: dict[str, Place] = {"DownloadModel": "hub", "WithModel": "model", "WithDefaultModel": "model"}
# Functions whose first texts name a value and whose next one is its default: flags and variables.
_OPTIONS = {"String": 0, "StringVar": 1, "StringP": 0, "StringVarP": 1, "Getenv": 0, "GetEnv": 0, "getEnv": 0,
            "getenv": 0, "EnvOr": 0, "envOr": 0, "SetDefault": 0, "getEnvOrDefault": 0,
            "GetEnvOrDefault": 0}  # fmt: skip
_NAMED = {
    "const_spec": "name", "var_spec": "name", "short_var_declaration": "left", "assignment_statement": "left",
    "function_declaration": "name", "method_declaration": "name",
}  # fmt: skip


def spot(node: Node) -> Spot | None:
    """The spot of a string; None where it names nothing, as an import and a case of a switch do."""
    child, parent = node, node.parent
    while parent is not None and parent.type != "source_file":
        if parent.type in {"import_spec", "expression_case", "field_declaration"}:
            return None
        if parent.type == "binary_expression" and text(parent.child_by_field_name("operator")) in {"==", "!="}:
            return Spot(None, mention=True)
        if parent.type == "keyed_element":
            return _field(parent, child)
        if parent.type == "argument_list":
            return _argument(parent, child)
        if parent.type in _NAMED:
            return _named(text(parent.child_by_field_name(_NAMED[parent.type])).rpartition(".")[2])
        child, parent = parent, parent.parent
    return Spot(None)


def _named(name: str) -> Spot | None:
    place = _keys.place(name)
    return None if place is None and _keys.never(name) else Spot(place, name)


def _field(element: Node, child: Node) -> Spot | None:
    """A field of a struct or an entry of a map; a key of a map is judged by itself."""
    key = element.named_child(0)
    if key is None or key.id == child.id:
        return Spot(None)
    return _named(text(key).strip('"'))


def _argument(arguments: Node, child: Node) -> Spot | None:
    call = arguments.parent
    called = text(call.child_by_field_name("function") if call is not None else None)
    last = called.rpartition(".")[2]
    given = arguments.named_children
    if last in _OPTIONS:
        at = _OPTIONS[last]
        named = text(given[at]).strip('"') if at < len(given) else ""
        return _named(named) if [each.id for each in given].index(child.id) == at + 1 else None
    if last in _LOADERS:
        return Spot("ollama" if called == "ollama.WithModel" else _LOADERS[last], called)
    if last in _SPEAKERS or called == "errors.New":
        return Spot(None, called, mention=True)
    return Spot(_keys.place(last.removeprefix("With").removeprefix("Set")), called)
