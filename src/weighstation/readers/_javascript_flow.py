"""From a string of a JavaScript file to the place that counts: up the tree, then along the names it is given to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.readers._javascript_calls import argument, method, option_of_loader
from weighstation.readers._javascript_loaders import SPEAKERS
from weighstation.readers._javascript_nodes import FUNCTIONS, callee, dotted, field, key, same, text
from weighstation.readers._javascript_places import step
from weighstation.readers._javascript_spots import NOTHING, UP, Spot, Target, option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.readers._javascript_nodes import Path
    from weighstation.readers._javascript_source import Source
    from weighstation.readers._javascript_spots import Step

_MOST = 20  # names that a value is followed through
_STATEMENT_END = ("_statement", "_declaration", "_body", "_block")
_COMPARING = frozenset({"==", "===", "!=", "!=="})


def spot(source: Source, path: Path) -> Spot | None:
    """The spot of what the path leads to, by what is around it; None where nothing there is a model."""
    kept: Spot | None = None
    for index in range(len(path) - 2, -1, -1):
        found = _step(source, path, index)
        if isinstance(found, str):
            if found == NOTHING:
                return None
            continue
        if path[index].type == "pair" and found.place == "weak" and not found.mention:
            kept = kept or found  # the key says too little; what holds the object may say more
            continue
        best = found if kept is None or found.place != "weak" else kept._replace(mention=found.mention)
        return best._replace(mention=best.mention or _spoken(path, index))
    return kept or Spot()


def _step(source: Source, path: Path, index: int) -> Step:
    node, child = path[index], path[index + 1]
    if node.type == "object" and child.type == "shorthand_property_identifier":
        return option_of_loader(source, path, index, text(child)) or option(path, index, text(child))
    if node.type == "pair" and index and same(field(node, "value"), child):
        word = key(node)
        return (option_of_loader(source, path, index - 1, word) or option(path, index - 1, word)) if word else UP
    if node.type == "arguments":
        return argument(source, path, index)
    return method(path, index) if node.type == "member_expression" else step(path, index)


def _spoken(path: Path, index: int) -> bool:
    """Whether the statement around ``path[index]`` only shows, compares, expects or throws what it holds."""
    for at in range(index, 0, -1):
        node = path[at]
        if node.type == "throw_statement":
            return True
        if node.type in FUNCTIONS or node.type.endswith(_STATEMENT_END):
            return False
        if node.type == "arguments" and dotted(callee(path[at - 1])).rpartition(".")[2] in SPEAKERS:
            return True
        if node.type == "binary_expression" and text(field(node, "operator")) in _COMPARING:
            return True
    return False


def follow(source: Source, target: Target) -> Spot | None:
    """The spot of what consumes a variable, parameter or property; None where nothing in the file says."""
    known = (target.name, target.is_property, source.home(target.path, target.name))
    if known not in source.followed:
        source.followed[known] = _follow(source, [target], frozenset())
    return source.followed[known]


def _follow(source: Source, targets: list[Target], seen: frozenset[tuple[str, bool]]) -> Spot | None:
    """The same for several names: what consumes them, else what consumes the names that they are given to."""
    further: list[Target] = []
    seen |= {(target.name, target.is_property) for target in targets}
    for found in (found for target in targets for found in _consumers(source, target)):
        if found.place not in {"weak", "dataset", "data"}:
            return found
        if found.target is not None and (found.target.name, found.target.is_property) not in seen:
            further.append(found.target)
    return _follow(source, further, seen) if further and len(seen) < _MOST else None


def _consumers(source: Source, target: Target) -> Iterator[Spot]:
    """The spots of a name's uses, without those that only compare or show it."""
    home = source.home(target.path, target.name)
    for path in _uses(source, target):
        if target.is_property or source.home(path, target.name) == home:
            found = spot(source, path)
            if found is not None and not found.mention:
                yield found


def _uses(source: Source, target: Target) -> Iterator[Path]:
    """The paths to where a name's value is taken: ``x`` itself, or ``anything.x``, or ``{ x } = anything``."""
    for path in source.uses(target.name):
        kind, holder = path[-1].type, path[-2]
        if not target.is_property:
            if kind in {"identifier", "shorthand_property_identifier"}:
                yield path
        elif holder.type == "member_expression" and same(field(holder, "property"), path[-1]):
            yield path[:-1]
        elif kind == "shorthand_property_identifier_pattern":
            yield from _uses(source, Target(target.name, path))
