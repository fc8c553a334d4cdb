"""What the expressions of a Python file are worth without running it: constants, targets, the words of a command."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from weighstation.readers._python_names import dotted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PERCENT = re.compile(r"%(?:\((\w+)\))?[sd]")


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


def composed(node: ast.expr, constants: Callable[[str], str | None]) -> str:
    """The text of an f-string, a sum, ``%`` or ``.format``; what is only known at run time stands in it as ``{name}``.

    ``constants`` tells the text of a name that always has the same one.
    """
    match node:
        case ast.JoinedStr(values=values):
            return "".join(composed(value, constants) for value in values)
        case ast.FormattedValue(value=value):
            return composed(value, constants)
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return composed(left, constants) + composed(right, constants)
        case ast.BinOp(op=ast.Mod(), left=ast.Constant(value=str() as text), right=right):
            single = dotted(right).rpartition(".")[2]
            return _PERCENT.sub(lambda part: f"{{{part[1] or single}}}", text)
        case (
            ast.Constant(value=str() as text)
            | ast.Call(func=ast.Attribute(value=ast.Constant(value=str() as text), attr="format"))
        ):
            return text
    name = dotted(node).rpartition(".")[2]
    known = constants(name) if isinstance(node, ast.Name) else None
    return f"{{{name}}}" if known is None else known


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
