"""Finding the statement that a line of a Python file belongs to, without visiting the rest of the tree."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from weighstation.readers._python_names import Function

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")


class Scope(NamedTuple):
    """A function around a place: its node, the class it is a method of, and the scope around it (None: the module)."""

    node: Function
    owner: str
    outer: Scope | None

    @property
    def called(self) -> str:
        """What callers write: the function's name, its class's for ``__init__``."""
        return self.owner if self.node.name == "__init__" else self.node.name

    @property
    def parameters(self) -> list[str]:
        """The names of the parameters in order, without ``self`` and ``cls``."""
        spec = self.node.args
        names = [arg.arg for arg in (*spec.posonlyargs, *spec.args, *spec.kwonlyargs)]
        return names[1:] if names[:1] in (["self"], ["cls"]) else names


class Place(NamedTuple):
    """A statement (or the head of a compound one) and the function it stands in."""

    node: ast.AST
    scope: Scope | None


def at(tree: ast.Module, line: int) -> Place | None:
    """The innermost statement on ``line``; None between statements."""
    node: ast.AST = tree
    scope: Scope | None = None
    owner = ""
    while (inner := _child(node, line)) is not None:
        node = inner
        if isinstance(node, Function):
            if line < node.body[0].lineno and line <= _head_end(node):
                return Place(node, scope)
            scope, owner = Scope(node, owner, scope), ""
        elif isinstance(node, ast.ClassDef):
            owner = node.name
    return None if node is tree else Place(node, scope)


def _head_end(node: Function) -> int:
    """The last line of a function's parameters and decorators."""
    parts = [*node.args.defaults, *(d for d in node.args.kw_defaults if d), *node.decorator_list]
    return max((part.end_lineno or 0 for part in parts), default=node.lineno)


def _child(node: ast.AST, line: int) -> ast.AST | None:
    for block in _BLOCKS:
        found = _holding(getattr(node, block, ()), line)
        if found is not None:
            return found
    return None


def _holding(nodes: Sequence[ast.AST] | ast.AST, line: int) -> ast.AST | None:
    if not isinstance(nodes, list):  # a lambda's or conditional's body is an expression
        return None
    for node in nodes:
        first = _first(node)
        if first > line:
            return None
        if line <= _last(node):
            return node  # type: ignore[no-any-return]  # the blocks of a statement hold nodes only
    return None


def _first(node: ast.AST) -> int:
    if isinstance(node, ast.match_case):
        return node.pattern.lineno
    decorators = getattr(node, "decorator_list", None)
    line: int = node.lineno  # type: ignore[attr-defined]  # statements and handlers have one
    return min(line, decorators[0].lineno) if decorators else line


def _last(node: ast.AST) -> int:
    end = node.body[-1] if isinstance(node, ast.match_case) else node
    return getattr(end, "end_lineno", None) or _first(node)


def expressions(node: ast.AST) -> Iterator[ast.AST]:
    """Every node of a statement, of a compound one only its head."""
    stack: list[ast.AST] = [
        child
        for name, value in ast.iter_fields(node)
        if name not in _BLOCKS or isinstance(node, ast.Lambda | ast.IfExp)
        for child in (value if isinstance(value, list) else [value])
        if isinstance(child, ast.AST)
    ]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(ast.iter_child_nodes(node))
