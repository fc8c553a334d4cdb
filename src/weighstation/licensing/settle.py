"""One word from many claims: where they disagree, the stricter one governs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.licensing.expression import combine_and, leaves, parse
from weighstation.licensing.strictness import NOT_KNOWN, OPEN, RESTRICTED, of_expression, strictness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from weighstation.model import Claim


class Settled(NamedTuple):
    """What the claims come to. No expression and no candidates: nobody names a license."""

    expression: str = ""
    confidence: float = 0.0
    candidates: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


def settle(claims: Sequence[Claim]) -> Settled:
    """Weigh claims given in the order of their sources.

    The strictest named license governs; of equally strict open ones the first, of equally strict others all. A claim
    that fits several licenses, or only says "custom", leaves the whole open unless the license named by the others
    explains it.
    """
    stated = [claim for claim in claims if claim.expression]
    vague = [claim for claim in claims if not claim.expression and claim.candidates]
    if not stated:
        return Settled("", max((c.confidence for c in vague), default=0.0), _candidates(vague), ())
    governing = _strictest(stated)
    expression = combine_and(claim.expression for claim in governing)
    agreed = {claim.expression for claim in governing}
    confidence = max(claim.confidence for claim in stated if claim.expression in agreed)
    conflicts = _disagreements(stated, expression)
    unexplained = [claim for claim in vague if not _explains(expression, claim.candidates)]
    if not unexplained:
        return Settled(expression, confidence, (), conflicts)
    doubts = tuple(f"{_said(claim)}, but {_said(governing[0])}: the license is open" for claim in unexplained)
    return Settled("", confidence, tuple(sorted({*keys(expression), *_candidates(unexplained)})), conflicts + doubts)


def keys(expression: str) -> tuple[str, ...]:
    """The keys of all known licenses in an expression, in order."""
    from weighstation.knowledge.licenses import license as known

    found = [known(leaf.id) for leaf in leaves(parse(expression))]
    return tuple(dict.fromkeys(entry.key for entry in found if entry))


def is_custom(key: str) -> bool:
    """Whether a key stands for a license that was only said to be custom."""
    from weighstation.knowledge.licenses import license as known

    entry = known(key)
    return entry is not None and not entry.named


def _candidates(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(sorted({key for claim in claims for key in claim.candidates}))


def _strictest(stated: list[Claim]) -> list[Claim]:
    """The claims that govern. One whose license nobody knows cannot be compared, so it binds beside the strictest."""
    steps = [of_expression(claim.expression) for claim in stated]
    top = max((step for step in steps if step < NOT_KNOWN), default=NOT_KNOWN)
    strictest = [claim for claim, step in zip(stated, steps, strict=True) if step == top]
    incomparable = [claim for claim, step in zip(stated, steps, strict=True) if step >= NOT_KNOWN > top]
    return (strictest[:1] if top < OPEN else strictest) + incomparable


def _explains(expression: str, candidates: tuple[str, ...]) -> bool:
    """Whether a claim of several candidates says no more than ``expression``: it names it, or is nowhere stricter.

    "Custom" is how the Hub tags most vendors' licenses, so it says no more than a restricted one that is known.
    """
    from weighstation.knowledge.licenses import license as known

    step = of_expression(expression)
    if set(candidates) & set(keys(expression)):
        return True
    if any(map(is_custom, candidates)):
        return step >= RESTRICTED
    return max(strictness(known(key)) for key in candidates) <= step


def _disagreements(stated: list[Claim], expression: str) -> tuple[str, ...]:
    first = stated[0]
    others = {claim.expression: claim for claim in reversed(stated) if claim.expression != first.expression}
    return tuple(f"{_said(first)}, {_said(other)}; {expression} governs" for other in reversed(others.values()))


def _said(claim: Claim) -> str:
    words = claim.expression or f"one of {', '.join(claim.candidates)}"
    return f"{claim.source} ({claim.where}) says {words}"
