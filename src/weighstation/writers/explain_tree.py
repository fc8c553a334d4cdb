"""Trees in text: what a model was made from, and the parts of an expression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weighstation.explain.explanation import Explanation
    from weighstation.explain.parts import Part
    from weighstation.model import Ancestor
    from weighstation.writers.words import Words


def lineage(explanation: Explanation, told: Words) -> Iterator[str]:
    """The model, and below it each base with how it was used, its license, who says so and how sure that is."""
    yield explanation.id
    nodes = [(ancestor.depth, _ancestor(ancestor, told)) for ancestor in explanation.lineage]
    yield from drawn(nodes)


def expression(explanation: Explanation, told: Words) -> Iterator[str]:
    """What AND and OR mean, and for each leaf which license it is, whether it was chosen and whether it governs."""
    first, *others = explanation.parts
    yield _part(first, told)
    yield from drawn([(part.depth, _part(part, told)) for part in others])


def drawn(nodes: Sequence[tuple[int, str]]) -> Iterator[str]:
    """Lines of a tree from its nodes in order, a node before its own; depths count from 1."""
    for at, (depth, text) in enumerate(nodes):
        bars = ("│  " if _goes_on(nodes, at, level) else "   " for level in range(1, depth))
        yield "".join(bars) + ("├─ " if _goes_on(nodes, at, depth) else "└─ ") + text


def _goes_on(nodes: Sequence[tuple[int, str]], at: int, level: int) -> bool:
    """Whether another node of that level follows before one nearer to the root."""
    return next((depth == level for depth, _ in nodes[at + 1 :] if depth <= level), False)


def _ancestor(ancestor: Ancestor, told: Words) -> str:
    relation = f" ({words.fact(told, ancestor.relation)})" if ancestor.relation else ""
    shown = ancestor.expression or told["text.license_not_known"]
    source = words.fact(told, ancestor.source)
    return f"{ancestor.id}{relation}: {shown}; {source}, {told['text.confidence']} {ancestor.confidence:g}"


def _part(part: Part, told: Words) -> str:
    shown = f"{part.expression}: {_meaning(part, told)}"
    if not part.chosen:
        return f"{shown}; {told['part.left']}"
    return f"{shown}; {told['part.governs']}" if part.governs else shown


def _meaning(part: Part, told: Words) -> str:
    if part.operator:
        return told[f"part.{part.operator}"]
    if part.candidates:
        return told["part.family"].format(keys=", ".join(part.candidates))
    if part.license is None:
        return told["part.unknown"]
    osi = told["osi.yes" if part.license.osi_approved else "osi.no"]
    shown = f"{part.license.name}; {words.category(told, part.license.category)}; {osi}"
    return f"{shown}; {told['part.exception'].format(name=part.exception)}" if part.exception else shown
