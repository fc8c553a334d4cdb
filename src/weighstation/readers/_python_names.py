"""Names in a Python syntax tree: dotted ones, parameters, command-line flags."""

from __future__ import annotations

import ast

Function = ast.FunctionDef | ast.AsyncFunctionDef


def dotted(node: ast.expr) -> str:
    """``a.b.c`` of a name or attribute chain; a call inside it is looked through."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value.func if isinstance(node.value, ast.Call) else node.value
    if isinstance(node, ast.Name):
        parts.append(node.id)
    return ".".join(reversed(parts))


def parameters_with_defaults(function: Function) -> list[tuple[str, ast.expr]]:
    """The parameters that have a default, each with it."""
    spec = function.args
    plain = [*spec.posonlyargs, *spec.args]
    pairs = [*zip(plain[len(plain) - len(spec.defaults) :], spec.defaults, strict=True)]
    keyword_only = zip(spec.kwonlyargs, spec.kw_defaults, strict=True)
    return [(arg.arg, default) for arg, default in pairs] + [(a.arg, d) for a, d in keyword_only if d is not None]


def option_flag(call: ast.Call) -> str:
    """The longest flag of an ``add_argument``/``option`` call: ``--model-id`` of ``("-m", "--model-id")``."""
    flags = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    return max((flag for flag in flags if flag.startswith("-")), key=len, default=flags[0] if flags else "")
