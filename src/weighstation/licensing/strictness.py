"""How strict a license is, as a number that can be compared.

The ladder, from free to closed (ten apart; a duty to pass on the terms counts five more):

    0   OSI-approved: permissive and public domain 0, weak copyleft (or unclassified) 2, strong 4, network 6
    10  the same four, but not OSI-approved
    20  Creative Commons and data licenses that allow commercial use
    30  responsible-AI: free but for a list of forbidden uses
    40  a vendor's community terms: thresholds, name duties, use policies
    50  source-available with tie-ins
    60  noncommercial
    70  research only
    80  terms of a hosted service
    90  not known: nothing is known of the id, nobody classified it, or it stands for "custom"

A license without commercial use stands on 60 at least, one with conditions on it on 30 at least. The number serves
to decide which of several licenses governs; whether a license is allowed is the policy's affair alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.licensing.expression import And, Leaf, Node, parse

if TYPE_CHECKING:
    from weighstation.knowledge.licenses import License

OPEN = 10  # below it: OSI-approved
RESTRICTED = 30  # from it on: limits on what may be done, or on who may
NOT_KNOWN = 90

_STEPS = {
    "public-domain": 10,
    "permissive": 10,
    "weak-copyleft": 12,
    "strong-copyleft": 14,
    "network-copyleft": 16,
    "creative-commons": 20,
    "data": 20,
    "responsible-ai": 30,
    "community-restricted": 40,
    "source-available": 50,
    "noncommercial": 60,
    "research-only": 70,
    "proprietary/hosted": 80,
}
_PERMISSIVE = frozenset({0, 10})
_AT_LEAST = {"conditional": 30, "no": 60}


def strictness(license: License | None) -> int:  # noqa: A002 - the field's own word
    """The license's place on the ladder; ``NOT_KNOWN`` for None."""
    if license is None or not license.named:
        return NOT_KNOWN
    if license.osi_approved:
        return _STEPS.get(license.category, _STEPS["weak-copyleft"]) - OPEN
    step = _STEPS.get(license.category, NOT_KNOWN) + 5 * bool(license.terms.get("flow_down"))
    return max(step, _AT_LEAST.get(license.commercial_use, 0))


def of_expression(expression: str | Node) -> int:
    """The strictness of what binds: the strictest part of an ``AND``, the freest of an ``OR``.

    Raises ``ExpressionError`` for a text that is no expression.
    """
    return strictness(governing(expression)[1])


def governing(expression: str | Node) -> tuple[Leaf, License | None]:
    """The license that decides what may be done: the strictest of an ``AND``, the freest of an ``OR``.

    The first one named wins a tie. Raises ``ExpressionError`` for a text that is no expression.
    """
    from weighstation.knowledge.licenses import license as known

    tree = parse(expression) if isinstance(expression, str) else expression
    if isinstance(tree, Leaf):
        return tree, known(tree.id)
    choose = max if isinstance(tree, And) else min
    return choose((governing(part) for part in tree.parts), key=lambda found: strictness(found[1]))


def binds_derivatives(expression: str | Node) -> bool:
    """Whether a model made from one under ``expression`` stays under it, beside its own license.

    False where the terms are permissive or public domain, or an ``OR`` lets one choose such: their notices travel on,
    but they hold no limits that could. Raises ``ExpressionError`` for a text that is no expression.
    """
    tree = parse(expression) if isinstance(expression, str) else expression
    if isinstance(tree, Leaf):
        return of_expression(tree) not in _PERMISSIVE
    decide = any if isinstance(tree, And) else all
    return decide(map(binds_derivatives, tree.parts))
