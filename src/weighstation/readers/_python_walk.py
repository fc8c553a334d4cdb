"""The walk over a Python file's syntax tree: which string stands in which place.

Statements choose the spot of their expressions, expressions pass it down, calls choose one for each
argument.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from weighstation.model import Occurrence, Offer, Reference
from weighstation.readers import _keys
from weighstation.readers._dynamic import HOLE, dynamic
from weighstation.readers._ids import SENTENCE, identify, in_library
from weighstation.readers._python_calls import call
from weighstation.readers._python_fields import is_enumeration
from weighstation.readers._python_lines import WEIGHTS, can_name
from weighstation.readers._python_names import Function, parameters_with_defaults
from weighstation.readers._python_spot import Spot
from weighstation.readers._python_values import assigned, composed, constant, target_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from weighstation.readers._hosted import Named
    from weighstation.readers._ids import Place
    from weighstation.readers._python_flow import Flow

    Found = Reference | Offer

_WORD = r"[A-Za-z][\w./:@-]+"
_WORDY = ("load_dataset", "from_preset", "create_model")  # loaders of which every word may be a name


_SINGLE = (ast.Constant, ast.BoolOp, ast.IfExp)  # what can be one text


def walk(path: str, rows: list[str], lines: list[int], tree: ast.Module, flow: Flow) -> Iterator[Found]:
    """References of one file, given what its loaders consume, and constants that only another file can explain.

    ``rows`` are the file's lines, ``lines`` the numbers of the telling ones, ``tree`` their statements.
    """
    return Walk(path, rows, lines, flow).each(tree.body, Spot())


class Walk(NamedTuple):
    """A file on the way: its path and lines, the numbers of those that can name something, and what loaders consume."""

    path: str
    rows: list[str]
    lines: list[int]
    flow: Flow

    def each(self, nodes: Iterable[ast.AST], spot: Spot) -> Iterator[Found]:
        """Statements, expressions and what stands between them (handlers, match cases, comprehensions)."""
        for node in nodes:
            if isinstance(node, ast.stmt):
                yield from self._statement(node, spot)
            elif isinstance(node, ast.expr):
                yield from self.expression(node, spot)
            else:
                yield from self.each(ast.iter_child_nodes(node), spot)

    def _statement(self, node: ast.stmt, spot: Spot) -> Iterator[Found]:
        match node:
            case ast.Expr(value=ast.Constant() | ast.JoinedStr()):
                return  # a docstring
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield from self._function(node, spot)
            case ast.Assign() | ast.AnnAssign() | ast.AugAssign():
                for targets, value in assigned(node):
                    at = self._target(targets, spot)
                    yield from self.expression(value, at if isinstance(value, _SINGLE) else at._replace(constant=""))
            case ast.ClassDef():
                inner = Spot(mention=spot.mention, scope=spot.scope, member=is_enumeration(node))
                yield from self.each(ast.iter_child_nodes(node), inner)
            case ast.Import(names=names):
                yield from self._imports(node, [name.name for name in names])
            case ast.ImportFrom(module=str() as module):
                yield from self._imports(node, [module])
            case ast.Return(value=ast.expr() as value):
                returned: Place = "model" if _keys.place(spot.function) == "model" else "weak"
                yield from self.expression(value, spot._replace(place=returned, symbol=spot.function))
            case ast.Raise() | ast.Assert():
                yield from self.each(ast.iter_child_nodes(node), spot._replace(mention=True))
            case _:
                yield from self.each(ast.iter_child_nodes(node), spot._replace(place="weak", symbol=""))

    def _imports(self, node: ast.stmt, modules: Iterable[str]) -> Iterator[Found]:
        """A spaCy pipeline is a package, too: ``import en_core_web_sm``."""
        for module in modules:
            if found := identify(module, "spacy"):
                occurrence = Occurrence(self.path, node.lineno, self.column(node, module), found.use, "import")
                yield Reference(found.id, found.type, occurrence)

    def _function(self, node: Function, spot: Spot) -> Iterator[Found]:
        scope = f"{spot.scope}.{node.name}@{node.lineno}"
        for name, default in parameters_with_defaults(node):
            ask = partial(self.flow.variable, ast.Name(name), scope)
            yield from self.expression(default, Spot(_keys.place(name) or "weak", name, scope=spot.scope, ask=ask))
        yield from self.each(node.decorator_list, spot)
        yield from self.each(node.body, Spot(symbol=node.name, scope=scope, function=node.name))

    def _target(self, targets: Sequence[ast.expr], spot: Spot) -> Spot:
        """The spot that an assignment's targets make for its value: by name, and by what consumes the first of them."""
        named = next((target for target in targets if _keys.place(target_name(target))), targets[0])
        name = target_name(named)
        ask = partial(self.flow.variable, named, spot.scope)
        constant = name if name.isupper() and isinstance(named, ast.Name) and not spot.scope else ""
        place = _keys.place(name) or ("hosted" if spot.member else "weak")
        return Spot(place, name, spot.mention, scope=spot.scope, ask=ask, constant=constant)

    def expression(self, node: ast.expr, spot: Spot) -> Iterator[Found]:
        """One expression, in the spot that what is around it makes."""
        index = bisect_left(self.lines, node.lineno)
        if index == len(self.lines) or self.lines[index] > (node.end_lineno or node.lineno):
            return  # nothing on its lines can name anything
        match node:
            case ast.Constant(value=str()) | ast.JoinedStr() | ast.BinOp():
                yield from self.literal(node, spot)
            case ast.Call():
                yield from call(self, node, spot)
            case ast.Dict():
                yield from self._dict(node, spot)
            case ast.Compare():
                yield from self.each([node.left, *node.comparators], spot._replace(mention=True))
            case ast.IfExp():
                yield from self.expression(node.test, Spot(mention=True, scope=spot.scope))
                yield from self.each([node.body, node.orelse], spot)
            case ast.Subscript():
                yield from self.expression(node.value, spot)
            case ast.NamedExpr():
                yield from self.expression(node.value, self._target([node.target], spot))
            case ast.Name() | ast.Constant() | ast.Attribute(value=ast.Name()):
                return
            case _:
                yield from self.each(ast.iter_child_nodes(node), spot)

    def literal(self, node: ast.expr, spot: Spot) -> Iterator[Found]:
        """A text, or what is composed at run time: a reference where it names something in its spot."""
        text = constant(node)
        text = composed(node, self.flow.constant) if text is None else text
        if HOLE.search(text) and not isinstance(node, ast.Constant):
            found = self._placed(text, spot, dynamic)
        elif self.flow.plain or can_name(text) or spot.symbol.endswith(_WORDY):
            found = self._placed(text, spot, identify)
        else:
            return
        if found is not None:
            use = "mention" if spot.mention else found.use
            occurrence = Occurrence(self.path, node.lineno, self.column(node, text), use, spot.symbol)
            yield Reference(found.id, found.type, occurrence, version=spot.revision or found.revision)
        elif isinstance(node, ast.BinOp):
            yield from self.each([node.left, node.right], spot._replace(place="weak"))
        elif isinstance(node, ast.JoinedStr):
            inner = (part.value for part in node.values if isinstance(part, ast.FormattedValue))
            yield from self.each((value for value in inner if not isinstance(value, ast.Name)), Spot(scope=spot.scope))
        elif spot.constant and identify(text, "hub") and not _keys.never(spot.constant):
            yield Offer(self.path, spot.constant, text, node.lineno, self.column(node, text))

    def _placed(self, text: str, spot: Spot, naming: Callable[[str, Place], Named | None]) -> Named | None:
        """What a text names in its spot or, if that says too little, in the place that consumes it."""
        found = naming(text, spot.place)
        if found is None and spot.ask is not None and self._worth_asking(text, naming) and (place := spot.ask()):
            return naming(text, place)
        return in_library(text) if found is None and self.flow.ollama and spot.place == "model" else found

    def _worth_asking(self, text: str, naming: Callable[[str, Place], Named | None]) -> bool:
        """Whether the text would be a name if something consumed it: by its form alone, since asking costs a search."""
        form = _WORD if self.flow.plain else rf"{SENTENCE}|{WEIGHTS}"
        return re.fullmatch(form, text) is not None or naming(text, "hub") is not None

    def column(self, node: ast.expr | ast.stmt, text: str) -> int:
        """Where the text begins behind its quotes, counted in characters (``ast`` counts bytes)."""
        row = self.rows[node.lineno - 1] if node.lineno <= len(self.rows) else ""
        start = len(row.encode()[: node.col_offset].decode(errors="replace"))
        return max(start, row.find(text, start)) + 1

    def _dict(self, node: ast.Dict, spot: Spot) -> Iterator[Found]:
        for key, value in zip(node.keys, node.values, strict=True):
            inner = spot
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                place = _keys.place(key.value)
                inner = Spot(place, key.value, spot.mention, scope=spot.scope) if place else spot
                if can_name(key.value):
                    yield from self.literal(key, spot)
            yield from self.expression(value, inner)
