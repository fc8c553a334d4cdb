"""In what place a string of a Rust file stands: what the value it becomes part of is given to or handed to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.readers import _keys
from weighstation.readers._compiled import Spot, text

if TYPE_CHECKING:
    from tree_sitter import Node

    from weighstation.readers._ids import Place

# Calls that hand their argument or receiver on, and those that only speak.
_WRAPPERS = frozenset(
    "Some Ok into to_string to_owned from new_str as_str clone unwrap_or unwrap_or_else unwrap_or_default or or_else "
    "map_or Arc::new Box::new Cow::Borrowed String::from Into::into".split()
)
_SPEAKERS = frozenset(
    "println print eprintln eprint panic bail anyhow ensure write writeln info debug warn error trace log "
    "unimplemented todo unreachable assert assert_eq assert_ne debug_assert debug_assert_eq expect context "
    "with_context contains starts_with ends_with eq".split()
)
_LOADERS: dict[str, Place] = {
    "Repo::model": "hub", "Repo::new": "hub", "Repo::with_revision": "hub", "from_pretrained": "hub",
    "api.model": "hub", "model": "model", "dataset": "dataset", "repo": "hub", "download_model": "hub",
    "GenerationRequest::new": "ollama", "ChatMessageRequest::new": "ollama", "GenerateEmbeddingsRequest::new": "ollama",
}  # fmt: skip
_FILES = frozenset("get download_file include_str include_bytes open join".split())  # take paths
_FETCHER = re.compile(r"download_\w+|fetch_\w*model\w*|load_(?:model|tokenizer)\w*|from_hub")
_BUILDER = re.compile(r"\w*(?:Model|Lora|Embed|Rerank)\w*::(?:new|builder|from_hf\w*)$")
_NAMED = {
    "let_declaration": "pattern", "const_item": "name", "static_item": "name", "function_item": "name",
    "field_initializer": "field", "assignment_expression": "left", "enum_variant": "name",
}  # fmt: skip
_STOPS = frozenset({"source_file", "impl_item", "mod_item", "parameters", "use_declaration"})


def spot(node: Node) -> Spot | None:
    """The spot of a string; None where it names nothing, as the pattern of a match does."""
    child, parent, index = node, node.parent, -1
    while parent is not None and parent.type not in _STOPS:
        if parent.type == "token_tree":
            return _in_tokens(child, parent)
        if parent.type == "match_pattern":
            return None
        if parent.type == "binary_expression":
            return Spot(None, mention=True)
        if parent.type == "arguments" and (found := _argument(parent)) is not None:
            return found
        if parent.type in _NAMED:
            return _by_name(parent, index)
        if parent.type == "tuple_expression":
            index = [each.id for each in parent.named_children].index(child.id)
        child, parent = parent, parent.parent
    return Spot(None)


def _argument(arguments: Node) -> Spot | None:
    """The spot that a call makes for its arguments; None where it hands them on."""
    call = arguments.parent
    name = re.sub(r"\s|<[^<>]*>", "", text(call.child_by_field_name("function") if call else None))
    ends = [".".join(name.rsplit(".", 2)[-2:]), "::".join(name.rsplit("::", 2)[-2:]), re.split(r"::|\.", name)[-1]]
    if not _WRAPPERS.isdisjoint(ends):
        return None
    if not _SPEAKERS.isdisjoint(ends):
        return Spot(None, ends[-1], mention=True)
    if not _FILES.isdisjoint(ends):
        return Spot("weak", ends[0])
    if any(word in text(arguments) for word in ("RepoType::Dataset", "refs/convert/parquet")):
        return Spot("dataset", name)
    loads = _BUILDER.search(name) or _FETCHER.fullmatch(ends[-1])
    place = next((_LOADERS[end] for end in ends if end in _LOADERS), None) or ("hub" if loads else None)
    return Spot(place or _keys.place(ends[-1].removeprefix("with_").removeprefix("set_")), ends[1])


def _by_name(node: Node, index: int) -> Spot | None:
    """The spot of what is given to a name; of a tuple, to the name in the same place of its pattern."""
    target = node.child_by_field_name(_NAMED[node.type])
    if target is not None and target.type == "tuple_pattern" and 0 <= index < target.named_child_count:
        target = target.named_child(index)
    name = re.split(r"::|\.", text(target))[-1]
    return None if _keys.never(name) and _keys.place(name) is None else Spot(_keys.place(name), name)


def _in_tokens(child: Node, tree: Node) -> Spot | None:
    """The spot of a string in a macro, as ``format!(…)``, or in an attribute, as ``#[arg(default_value = …)]``."""
    outer: Node | None = tree
    while outer is not None and outer.type == "token_tree":
        outer = outer.parent
    before = child.prev_sibling
    key = before.prev_sibling if before is not None and text(before) in {"=", ":", "=>"} else None
    if outer is not None and outer.type == "attribute":
        return _option(outer, text(key))
    if outer is None or outer.type != "macro_invocation":
        return Spot(None)
    macro = text(outer.child_by_field_name("macro")).rpartition("::")[2]
    if macro in _SPEAKERS:
        return Spot(None, f"{macro}!", mention=True)
    if key is not None and (place := _keys.place(text(key).strip('"'))):
        return Spot(place, text(key).strip('"'))
    return spot(outer)


def _option(attribute: Node, key: str) -> Spot | None:
    """The default of a command-line option (clap), which has the name of the field below the attribute."""
    if not key.startswith("default_value"):
        return None
    field = attribute.parent.next_named_sibling if attribute.parent is not None else None
    while field is not None and field.type in {"attribute_item", "line_comment"}:
        field = field.next_named_sibling
    name = text(field.child_by_field_name("name")) if field is not None else ""
    return Spot(_keys.place(name), name)
