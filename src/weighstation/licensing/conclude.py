"""The conclusion about one component: its own license, and what binds it through the models it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.licensing.expression import combine_and
from weighstation.licensing.inherit import UNRECORDED, is_open_question, own_or_inherited
from weighstation.licensing.settle import Settled, is_custom, keys, settle
from weighstation.licensing.strictness import RESTRICTED, binds_derivatives, of_expression
from weighstation.model import Claim, Conclusion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weighstation.model import Ancestor, Component

TERMS_OF_SERVICE = "knowledge:provider"  # the source whose claims bind beside all others instead of against them
BASE_UNKNOWN = 0.6  # the most confidence a conclusion gets while the license of a base is not known


def conclude(component: Component, claims: Sequence[Claim], lineage: Sequence[Ancestor]) -> Conclusion:
    """Weigh the claims (in the order of the sources) and the lineage of one component.

    A model without a license of its own has those of its bases. One with its own license also stays under every
    license of its lineage that is not permissive: ``OWN AND BASE``. The expression is empty, perhaps with
    candidates, where the own license is not known and cannot be inherited, and where an open license stands on a
    base of which only is known that its license is custom.
    """
    if len(claims) == 1 and claims[0].expression and not lineage and claims[0].source != TERMS_OF_SERVICE:
        return Conclusion(claims[0].expression, claims[0].confidence, tuple(claims))  # nothing to weigh it against
    terms = [claim for claim in claims if claim.source == TERMS_OF_SERVICE]
    if terms:
        return _hosted(settle([claim for claim in claims if claim not in terms]), claims, terms)
    said = settle(claims)
    own = own_or_inherited(said, [ancestor for ancestor in lineage if ancestor.depth == 1])
    binding = [a for a in lineage if a.expression and binds_derivatives(a.expression)]
    conflicts = said.conflicts + _laxer(component, said.expression, binding)
    known = [ancestor for ancestor in binding if not is_open_question(ancestor)]
    if not own.expression or (len(known) < len(binding) and of_expression(own.expression) < RESTRICTED):
        candidates = _candidates(own.candidates, known)
        return Conclusion("", 0.0, tuple(claims), tuple(lineage), conflicts, candidates)
    adding = [ancestor for ancestor in known if ancestor.expression != own.expression]
    expression = combine_and([own.expression, *(ancestor.expression for ancestor in adding)])
    confidence = _confidence(own, adding, lineage)
    drawn = _drawn(expression, confidence, lineage) if expression != said.expression else ()
    return Conclusion(expression, confidence, (*claims, *drawn), tuple(lineage), conflicts)


def _hosted(said: Settled, claims: Sequence[Claim], terms: Sequence[Claim]) -> Conclusion:
    """A hosted model is under the terms of the service, and under the license of its weights where that is known."""
    expression = combine_and([said.expression, *(claim.expression for claim in terms)])
    confidence = min(claim.confidence for claim in terms)
    return Conclusion(expression, confidence, tuple(claims), (), said.conflicts)


def _laxer(component: Component, own: str, binding: Sequence[Ancestor]) -> tuple[str, ...]:
    """A sentence for each license of the lineage that is stricter than what the component says of itself."""
    if not own:
        return ()
    stricter = {a.expression: a for a in reversed(binding) if of_expression(a.expression) > of_expression(own)}
    return tuple(
        f"laxer-than-base: {component.id} is declared {own}, but its base {_named(base)}"
        for base in reversed(stricter.values())
    )


def _named(base: Ancestor) -> str:
    terms = f"under {base.expression}" if not is_open_question(base) else "under custom terms that are not known here"
    return f"(known by name only) is {terms}" if base.id.startswith(f"{UNRECORDED}:") else f"{base.id} is {terms}"


def _candidates(own: tuple[str, ...], known: Sequence[Ancestor]) -> tuple[str, ...]:
    """The keys the license can be one of, and those that bind besides; "custom" alone says nothing."""
    named = () if all(map(is_custom, own)) else own
    return tuple(sorted({*named, *(key for ancestor in known for key in keys(ancestor.expression))}))


def _confidence(own: Settled, adding: Sequence[Ancestor], lineage: Sequence[Ancestor]) -> float:
    limits = [BASE_UNKNOWN] if any(is_open_question(ancestor) for ancestor in lineage) else []
    return min([own.confidence, *(ancestor.confidence for ancestor in adding), *limits])


def _drawn(expression: str, confidence: float, lineage: Sequence[Ancestor]) -> tuple[Claim, ...]:
    """The claim that this conclusion itself adds: what follows from the lineage."""
    where = ", ".join(ancestor.id for ancestor in lineage)
    return (
        Claim(expression, "lineage", where, confidence, "concluded", note="follows from the models it was made from"),
    )
