"""An expression taken apart: which leaf is which license, which branch was chosen, and which license governs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.licensing.expression import ExpressionError, Leaf, Or, parse, render
from weighstation.licensing.strictness import governing, of_expression
from weighstation.licensing.understand import understand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.knowledge.licenses import License
    from weighstation.licensing.expression import Node


class Part(NamedTuple):
    """One node of an expression's tree, a node before its parts.

    ``operator`` is ``AND`` or ``OR``, empty for a leaf. ``license`` is the leaf's, None where nothing is known of it;
    ``candidates`` are keys where its name fits several. ``chosen`` is False for what an ``OR`` lets one leave aside,
    ``governs`` True for the one leaf that decides.
    """

    depth: int
    expression: str
    operator: str = ""
    license: License | None = None
    exception: str = ""
    candidates: tuple[str, ...] = ()
    chosen: bool = True
    governs: bool = False


def parts(expression: str) -> tuple[Part, ...]:
    """The tree of an expression of several licenses, or of one WITH an exception; empty for a single license."""
    tree = _tree(expression)
    if tree is None or (isinstance(tree, Leaf) and not tree.exception):
        return ()
    known = all(part.license for part in _walk(tree, 0, None) if not part.operator)
    decisive = governing(tree)[0] if known else None
    return tuple(_walk(tree, 0, decisive))


def _tree(expression: str) -> Node | None:
    try:
        return parse(expression)
    except ExpressionError:
        return None


def _walk(node: Node, depth: int, decisive: Leaf | None, *, chosen: bool = True) -> Iterator[Part]:
    if isinstance(node, Leaf):
        yield _leaf(node, depth, decisive, chosen=chosen)
        return
    yield Part(depth, render(node), node.operator, chosen=chosen)
    best = min(node.parts, key=of_expression) if isinstance(node, Or) and decisive else None
    for part in node.parts:
        yield from _walk(part, depth + 1, decisive, chosen=chosen and (best is None or part is best))


def _leaf(leaf: Leaf, depth: int, decisive: Leaf | None, *, chosen: bool) -> Part:
    from weighstation.knowledge.licenses import license as known

    found = understand(leaf.id)
    license_id = found.expression or leaf.id
    facts = None if found.candidates else known(license_id) or known(license_id.removesuffix("+"))
    named = facts if facts and facts.named else None
    return Part(depth, render(leaf), "", named, leaf.exception, found.candidates, chosen, chosen and leaf == decisive)
