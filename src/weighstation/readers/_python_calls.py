"""Calls in Python: loaders, options, settings, widgets, commands; each has a spot for each of its arguments."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from weighstation.model import Occurrence, Reference
from weighstation.readers import _keys
from weighstation.readers._loaders import DEFAULTS, FIELDS, SPEAKERS, WRITERS, loader
from weighstation.readers._python_fields import chosen, first_place, offers_choice, title_place
from weighstation.readers._python_names import dotted, option_flag
from weighstation.readers._python_spot import Spot
from weighstation.readers._python_values import command_words, constant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.readers._ids import Place
    from weighstation.readers._loaders import Loader
    from weighstation.readers._python_walk import Found, Walk

_STARTERS = frozenset("run Popen call check_call check_output system popen create_subprocess_exec".split())
_WRAPPERS = frozenset("str cast Path list tuple set sorted dict frozenset".split())
_OPTIONS = frozenset({"default", "choices", "const"})
_FIELD_VALUES = frozenset("default choices default_factory initial value".split())
_NOT_NAMES = frozenset("revision repo_type filename subfolder task".split())


def call(walk: Walk, node: ast.Call, spot: Spot) -> Iterator[Found]:
    """What a call says: which tool it is of decides what its arguments are."""
    name = dotted(node.func)
    last = name.rpartition(".")[2]
    if isinstance(node.func, ast.Attribute):
        yield from walk.expression(node.func.value, spot)
    if last in WRITERS:
        return
    if last == "format" and isinstance(node.func, ast.Attribute):
        yield from walk.literal(node, spot)
    if last == "add_argument" or (last == "option" and node.args):
        yield from _option(walk, node, spot)
    elif row := loader(name, walk.flow.meaning):
        yield from _arguments(walk, node, row, name, spot)
    elif last in _STARTERS and (words := command_words(node)):
        yield from _command(walk, words)
    elif last in DEFAULTS:
        yield from _default(walk, node, spot)
    elif last in FIELDS:
        yield from walk.each([*node.args, *(k.value for k in node.keywords if k.arg in _FIELD_VALUES)], spot)
    elif offers_choice(node, last):
        yield from _choices(walk, node, last, spot)
    else:
        yield from _any_call(walk, node, last, spot)


def _choices(walk: Walk, node: ast.Call, last: str, spot: Spot) -> Iterator[Found]:
    """A widget or a described setting: its title, else what it is given to, says what can be chosen there."""
    place = title_place(node, last) or spot.place
    symbol = spot.symbol or last
    inner = Spot("model", symbol, spot.mention, scope=spot.scope) if place == "model" else Spot(scope=spot.scope)
    values, rest = chosen(node, last)
    yield from walk.each(values, inner)
    yield from _any_call(walk, rest, last, spot)


def _any_call(walk: Walk, node: ast.Call, last: str, spot: Spot) -> Iterator[Found]:
    """A call that no table knows: keyword arguments by their names, positional ones by themselves."""
    mention = spot.mention or last in SPEAKERS
    outer = spot if last in _WRAPPERS else Spot(scope=spot.scope)
    for index, argument in enumerate(node.args):
        ask = outer.ask or (partial(walk.flow.positional, last, index) if constant(argument) else None)
        at = outer._replace(mention=mention, ask=ask)
        place = None if index or mention else first_place(argument, last)
        yield from walk.expression(argument, at._replace(place=place, symbol=last) if place else at)
    for keyword in node.keywords:
        word = keyword.arg or ""
        ask = partial(walk.flow.keyword, last, word)
        place = _keys.place(word) or "weak"
        place = "data" if place == "weak" and "Dataset" in last else place
        at = Spot(place, word, mention, scope=spot.scope, ask=ask)
        yield from walk.expression(keyword.value, at)


def _arguments(walk: Walk, node: ast.Call, row: Loader, name: str, spot: Spot) -> Iterator[Found]:
    revision = next((constant(k.value) or "" for k in node.keywords if k.arg == "revision"), "")
    kind = next((constant(k.value) for k in node.keywords if k.arg == "repo_type"), None)
    if kind == "space":
        return
    data = kind == "dataset"
    for index, argument in enumerate(node.args):
        place = _data(row.positional.get(index, "weak"), data=data)
        yield from walk.expression(argument, Spot(place, name, spot.mention, revision, spot.scope))
    for keyword in node.keywords:
        if keyword.arg in _NOT_NAMES:
            continue
        own = row.keywords.get(keyword.arg or "")
        place = _data(own or _keys.place(keyword.arg or "") or "weak", data=data)
        symbol, at = (name, revision) if own else (keyword.arg or "", "")
        yield from walk.expression(keyword.value, Spot(place, symbol, spot.mention, at, spot.scope))


def _option(walk: Walk, node: ast.Call, spot: Spot) -> Iterator[Found]:
    flag = option_flag(node)
    values = [keyword.value for keyword in node.keywords if keyword.arg in _OPTIONS]
    ask = partial(walk.flow.option, flag)
    yield from walk.each(values, Spot(_keys.place(flag) or "weak", flag, scope=spot.scope, ask=ask))


def _default(walk: Walk, node: ast.Call, spot: Spot) -> Iterator[Found]:
    """``os.getenv("MODEL_ID", "org/name")``: the default, in the better of the two places it has."""
    key = constant(node.args[0]) if node.args else None
    place = spot.place if spot.place != "weak" else _keys.place(key or "") or "weak"
    inner = spot._replace(place=place, symbol=spot.symbol or key or "")
    values = [keyword.value for keyword in node.keywords if keyword.arg in {"default", "fallback"}]
    yield from walk.each([*node.args[1:], *values], inner)


def _command(walk: Walk, words: list[tuple[str, ast.expr]]) -> Iterator[Found]:
    """A command that the code starts (never we): ``subprocess.run(["ollama", "pull", "llama3"])``."""
    from weighstation.readers import _commands

    for index, named, symbol in _commands.sight_list([text for text, _ in words]):
        text, place = words[index]
        occurrence = Occurrence(walk.path, place.lineno, walk.column(place, text), named.use, symbol)
        yield Reference(named.id, named.type, occurrence, version=named.revision)


def _data(place: Place, *, data: bool) -> Place:
    """The place of a repository id, given that the call says ``repo_type="dataset"``."""
    return "dataset" if data and place in {"hub", "model"} else place
