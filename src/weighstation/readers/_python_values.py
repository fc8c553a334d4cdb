"""What the expressions of a Python file are worth without running it: constants, targets, the words of a command."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from weighstation.readers._python_names import dotted

if TYPE_CHECKING:
    from collections.abc import Sequence


def constant(node: ast.expr) -> str | None:
    """The string an expression always has: a literal, an f-string of literals, a sum of those; else None."""
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=values):
            parts = [constant(value) for value in values]
            return None if None in parts else "".join(part or "" for part in parts)
        case ast.FormattedValue(value=value, conversion=-1, format_spec=None):
            return constant(value)
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            first, second = constant(left), constant(right)
            return None if first is None or second is None else first + second
        case _:
            return None


def assigned(node: ast.Assign | ast.AnnAssign | ast.AugAssign) -> list[tuple[Sequence[ast.expr], ast.expr]]:
    """The targets and the value of an assignment, item by item for ``a, b = "x", "y"``."""
    if node.value is None:
        return []
    targets: Sequence[ast.expr] = node.targets if isinstance(node, ast.Assign) else [node.target]
    first, value = targets[0], node.value
    if isinstance(first, ast.Tuple) and isinstance(value, ast.Tuple) and len(first.elts) == len(value.elts):
        return [([target], item) for target, item in zip(first.elts, value.elts, strict=True)]
    return [(targets, value)]


def target_name(target: ast.expr) -> str:
    """The word that names an assignment's target: ``x``, the attribute of ``self.x``, the key of ``d["x"]``."""
    if isinstance(target, ast.Subscript):
        key = constant(target.slice)
        return key if key is not None else dotted(target.value).rpartition(".")[2]
    return dotted(target).rpartition(".")[2]


def command_words(node: ast.Call) -> list[tuple[str, ast.expr]]:
    """The literal words of a command: a list or tuple of strings, or one string split at blanks."""
    first = node.args[0] if node.args else None
    if isinstance(first, ast.List | ast.Tuple):
        return [(constant(item) or "$", item) for item in first.elts]
    text = constant(first) if first is not None else None
    return [(word, first) for word in text.split()] if text and first is not None else []
