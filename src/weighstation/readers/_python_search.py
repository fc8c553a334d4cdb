"""The search for what a Python file's loaders consume: names, attributes, parameters, functions of the same file.

Only lines with a loader or a wanted name are visited. Names are told apart by function, attributes by their last word.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, NamedTuple

from weighstation.readers._loaders import LOADERS, OWN, Loader, loader
from weighstation.readers._python_flow import Wanted
from weighstation.readers._python_names import Function, dotted
from weighstation.readers._python_places import Scope, at, expressions
from weighstation.readers._text import positions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from weighstation.readers._ids import Place

_ROUNDS = 4  # how many assignments or functions a value is followed through
_TOO_COMMON = frozenset("main run load get call forward setup wrapper inner func fn decorator test predict".split())
_OPENS = re.compile(r"\w*\s*\(")
_EVERYWHERE = frozenset("run create stream chat parse convert generate complete process chat_stream".split())
_CALLED = sorted({name.rpartition(".")[2] for name in LOADERS} - _EVERYWHERE, key=len)
_STEMS = [stem for stem in _CALLED if not any(other != stem and other in stem for other in _CALLED)]


def follow(
    source: str, rows: list[str], tree_of: Callable[[Iterable[int]], ast.Module], meaning: Callable[[str], str]
) -> Wanted:
    """Everything in the file that flows into its loaders; ``tree_of`` parses the statements of some lines.

    ``meaning`` gives the module of a name.

    It goes from the loaders backwards, one assignment or function at a time.
    """
    search = _Search(rows, Wanted({}, {}, {}), set(), meaning)
    lines = _loader_lines(source)
    line_of = positions(source)
    for _ in range(_ROUNDS + 1):
        if not lines:
            break
        search.visit(tree_of(lines), lines)
        fresh = search.fresh()
        lines = sorted({line_of(found.end() - 1)[0] for found in _uses(fresh).finditer(source)}) if fresh else []
    return search.wanted


def _loader_lines(source: str) -> list[int]:
    """The lines that may call a loader, ascending: a loader's name with an opening bracket behind it."""
    line_of = positions(source)
    stems = (*_STEMS, *(name.rpartition(".")[2] for name in OWN))
    return sorted({line_of(offset)[0] for stem in stems for offset in _calls(source, stem)})


def _calls(source: str, stem: str) -> Iterator[int]:
    offset = source.find(stem)
    while offset >= 0:
        after = offset + len(stem)
        if _OPENS.match(source, after):
            yield after
        offset = source.find(stem, after)


def scope_key(scope: Scope | None) -> str:
    """A function's key: the names and lines of it and the functions around it; ``""`` for the module."""
    return "" if scope is None else f"{scope_key(scope.outer)}.{scope.node.name}@{scope.node.lineno}"


def _uses(names: set[str]) -> re.Pattern[str]:
    """Where one of these names is assigned or called."""
    words = "|".join(re.escape(name) for name in sorted(names))
    return re.compile(rf"\b(?:{words})[ \t]*(?:\(|(?::[^=\n]+)?=(?!=))")


class _Search(NamedTuple):
    text: list[str]
    wanted: Wanted
    known: set[str]
    meaning: Callable[[str], str]

    def fresh(self) -> set[str]:
        """Names wanted since the last call."""
        names = {name for _, name in self.wanted.names} | self.wanted.attributes.keys() | self.wanted.loaders.keys()
        fresh = names - self.known
        self.known.update(fresh)
        return fresh

    def visit(self, tree: ast.Module, lines: Iterable[int]) -> None:
        seen: set[int] = set()
        for line in lines:
            place = at(tree, line)
            if place is not None and id(place.node) not in seen:
                seen.add(id(place.node))
                self._statement(place.node, place.scope)

    def _statement(self, node: ast.AST, scope: Scope | None) -> None:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                if place := self.place_of(target, scope):
                    self._want(node.value, place, scope)
        for inner in expressions(node):
            if isinstance(inner, ast.Call):
                for argument, place in _placed(inner, self.wanted, self.meaning):
                    self._want(argument, place, scope)

    def place_of(self, target: ast.expr, scope: Scope | None) -> Place | None:
        if isinstance(target, ast.Attribute):
            return self.wanted.attributes.get(target.attr)
        if isinstance(target, ast.Name):
            return self.wanted.names.get((scope_key(self._home(target.id, scope)), target.id))
        return None

    def _want(self, node: ast.expr, place: Place, scope: Scope | None) -> None:
        """Notes that ``node`` flows into a loader; literals need no note, expressions pass it on."""
        match node:
            case ast.Name(id=name):
                home = self._home(name, scope)
                self.wanted.names.setdefault((scope_key(home), name), place)
                if home is not None and name in home.parameters:
                    self._local_loader(home, name, place)
            case ast.Attribute(attr=name):
                self.wanted.attributes.setdefault(name, place)
            case ast.BoolOp(values=values):
                for value in values:
                    self._want(value, place, scope)
            case ast.IfExp(body=body, orelse=orelse):
                self._want(body, place, scope)
                self._want(orelse, place, scope)
            case ast.Subscript(value=value):
                self._want(value, place, scope)

    def _home(self, name: str, scope: Scope | None) -> Scope | None:
        """The innermost function around that binds ``name``, None (the module) if none does."""
        while scope is not None:
            if name in scope.parameters or self._binds(scope.node, name):
                return scope
            scope = scope.outer
        return None

    def _binds(self, node: Function, name: str) -> bool:
        body = "\n".join(self.text[node.lineno : node.end_lineno])
        return (
            re.search(rf"(?m)^\s*{name}\s*(?::[^=\n]+)?=(?!=)|\b(?:for|as)\s+{name}\b|\b{name}\s*:=", body) is not None
        )

    def _local_loader(self, scope: Scope, name: str, place: Place) -> None:
        """A function of this file that hands its parameter on is a loader for the rest of the file."""
        if not scope.called or scope.called in _TOO_COMMON:
            return
        row = self.wanted.loaders.get(scope.called) or Loader({}, {})
        index = scope.parameters.index(name)
        self.wanted.loaders[scope.called] = Loader({**row.positional, index: place}, {**row.keywords, name: place})


def _placed(call: ast.Call, wanted: Wanted, meaning: Callable[[str], str]) -> Iterator[tuple[ast.expr, Place]]:
    """The arguments of a call that a loader's row gives a place, with that place."""
    name = dotted(call.func)
    row = wanted.loaders.get(name.rpartition(".")[2]) or loader(name, meaning)
    if row is None:
        return
    yield from ((arg, row.positional[index]) for index, arg in enumerate(call.args) if index in row.positional)
    yield from ((word.value, row.keywords[word.arg]) for word in call.keywords if word.arg and word.arg in row.keywords)
