"""One JavaScript file as the reader asks about it: its bytes, its tree, and what its names are, found when asked."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from weighstation.readers._javascript_nodes import FUNCTIONS, field, paths, same, text
from weighstation.readers._javascript_providers import FAMILIAR, providers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

    from weighstation.readers._javascript_nodes import Path
    from weighstation.readers._javascript_spots import Spot

_MOST = 60  # uses of one name that are looked at
_PLACES = 1000  # places of one name at which its value is looked for
_TEXT = rb"(?:\"([^\"\n]*)\"|'([^'\n]*)'|`([^`\n$]*)`)"
_VALUE = re.compile(rb"(?:\s*:[^=\n;]{1,60})?\s*=(?![=>])\s*(?:" + _TEXT + rb"\s*(?:as const\s*)?(?=[;,\n)]|$))?")
_WORD = re.compile(rb"[\w$]")
_PATTERNS = frozenset({
    "object_pattern", "array_pattern", "pair_pattern", "assignment_pattern", "object_assignment_pattern",
    "rest_pattern", "required_parameter", "optional_parameter",
})  # fmt: skip


class Source:
    """A file's path, bytes and syntax tree; names are looked up in the bytes, then found in the tree.

    What was found is kept in plain dictionaries: caches of methods would hold the tree until a garbage collection.
    """

    def __init__(self, path: str, data: bytes, root: Node) -> None:
        self.path, self.data, self.root = path, data, root
        self.followed: dict[tuple[str, bool, int], Spot | None] = {}
        self._constants: dict[str, str | None] = {}
        self._paths: dict[str, tuple[Path, ...]] = {}
        self._homes: dict[str, frozenset[int]] = {}

    @cached_property
    def text(self) -> str:
        """The bytes as text, for looking names up."""
        return self.data.decode(errors="replace")

    @cached_property
    def _providers(self) -> dict[str, str]:
        return providers(self.text)

    def provider(self, dotted: str) -> str:
        """Whose models the first name of a call's callee serves; empty where the file does not say."""
        root = next((part for part in dotted.split(".") if part not in {"this", "self"}), "")
        return self._providers.get(root, "")

    def familiar(self, name: str) -> bool:
        """Whether a name is what people call a provider, and the file has no function of that name."""
        return name in FAMILIAR and not re.search(rf"\bfunction\s+{name}\b", self.text)

    def constant(self, name: str) -> str | None:
        """The text that every assignment to a name in the file gives it; None where one gives it something else."""
        if name not in self._constants:
            self._constants[name] = self._assigned(name)
        return self._constants[name]

    def _assigned(self, name: str) -> str | None:
        length = len(name.encode())
        found = (_VALUE.match(self.data, at + length) for at in islice(self._places(name), _PLACES))
        values = {next((part for part in match.groups() if part), b"") for match in found if match}
        return values.pop().decode(errors="replace") if len(values) == 1 and b"" not in values else None

    def _places(self, name: str) -> Iterator[int]:
        """Where a name stands as a word of its own; plain searching is faster than an expression."""
        word, data = name.encode(), self.data
        at = data.find(word)
        while at >= 0:
            end = at + len(word)
            if not _WORD.match(data, end) and not (at and _WORD.match(data, at - 1)):
                yield at
            at = data.find(word, end)

    def uses(self, name: str) -> tuple[Path, ...]:
        """The paths to the places that write a name, in order."""
        if name not in self._paths:
            found = paths(self.root, islice(self._places(name), _MOST))
            self._paths[name] = tuple(path for path in found if text(path[-1]).lstrip("#") == name)
        return self._paths[name]

    def home(self, path: Path, name: str) -> int:
        """The id of the innermost function around a place that declares the name, 0 (the module) if none does."""
        if name not in self._homes:
            homes = (_home(use) for use in self.uses(name))
            self._homes[name] = frozenset(home.id for home in homes if home is not None)
        declaring = self._homes[name]
        return next((node.id for node in reversed(path) if node.id in declaring and node.type in FUNCTIONS), 0)

    def functions(self, name: str) -> Iterator[Path]:
        """The paths to the functions of the file with this name; to the constructor for that of a class."""
        for path in self.uses(name):
            if len(path) > 1 and (found := _function(path[-2], path[-1])) is not None:
                yield (*path[:-1], found)


def _function(holder: Node, name: Node) -> Node | None:
    """The function that a declaration, class, variable or field gives this name to."""
    if not same(field(holder, "name") or field(holder, "key") or field(holder, "left"), name):
        return None
    if holder.type in FUNCTIONS:
        return holder
    if holder.type in {"class_declaration", "class"}:
        body = field(holder, "body")
        methods = [] if body is None else body.named_children
        return next((node for node in methods if text(field(node, "name")) == "constructor"), None)
    value = field(holder, "value") or field(holder, "right")
    return value if value is not None and value.type in FUNCTIONS else None


def _home(path: Path) -> Node | None:
    """The function that a declared variable or parameter belongs to; None for other uses of a name, and the module."""
    at = len(path) - 2
    while at > 0 and path[at].type in _PATTERNS:
        at -= 1
    holder, child = path[at], path[at + 1]
    declares = holder.type == "formal_parameters" or same(
        field(holder, {"variable_declarator": "name", "for_in_statement": "left"}.get(holder.type, "parameter")), child
    )
    return next((node for node in reversed(path[: at + 1]) if node.type in FUNCTIONS), None) if declares else None
