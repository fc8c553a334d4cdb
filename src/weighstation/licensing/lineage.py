"""Which models a model was made from, and under which licenses they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.licensing.inherit import UNRECORDED, own_or_inherited
from weighstation.licensing.settle import settle
from weighstation.licensing.strictness import RESTRICTED, binds_derivatives, of_expression
from weighstation.licensing.understand import understand
from weighstation.model import Ancestor, Base, Component
from weighstation.sources.stores import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.sources.stores import Stores

MAX_DEPTH = 6  # steps; the longest chain in the knowledge base has four

_WRITTEN, _VERIFIED, _UNVERIFIED, _BY_NAME = 0.9, 0.9, 0.7, 0.5  # confidence in a link
_CUSTOM = "LicenseRef-weighstation-other"


class _Link(NamedTuple):
    """A base, who says so, how sure that is, and the license which the record of the derivative gives the base."""

    base: Base
    source: str
    confidence: float
    recorded: str = ""


def trace(component: Component, stores: Stores = NOWHERE) -> tuple[Ancestor, ...]:
    """Every known ancestor of a model, each once and at its least depth, a base before its own bases.

    Bases are those written in the repository, those of the knowledge base and, for a repackaged model (GGUF, AWQ …)
    without a record, the one its name stands for. An ancestor's expression is its own license, else what it
    inherits, else what the record of the derivative says of it; ``LicenseRef-weighstation-other`` where it is custom
    or one of several, and empty where nobody knows.
    """
    if component.type != "model":
        return ()
    found = tuple(_above(component, stores, 1, frozenset({_today(component.id)})))
    nearest: dict[str, Ancestor] = {}
    for ancestor in sorted(found, key=lambda ancestor: ancestor.depth):
        nearest.setdefault(_today(ancestor.id), ancestor)
    return tuple(ancestor for ancestor in found if nearest[_today(ancestor.id)] is ancestor)


def _above(component: Component, stores: Stores, depth: int, below: frozenset[str]) -> Iterator[Ancestor]:
    """The ancestors of a model, a base before its own; ``below`` are the ids it leads to, which close a circle."""
    expressions = set()
    for link in _links(component, stores):
        if _today(link.base.id) in below or depth > MAX_DEPTH:
            expressions.add(link.recorded)
            continue
        base = _bare(link.base.id)
        above = tuple(_above(base, stores, depth + 1, below | {_today(base.id)}))
        found = _ancestor(link, stores, above, depth)
        expressions |= {found.expression, *(ancestor.expression for ancestor in above)}
        yield found
        yield from above
    yield from _named_only(component, depth, expressions)


def _ancestor(link: _Link, stores: Stores, above: tuple[Ancestor, ...], depth: int) -> Ancestor:
    from weighstation.sources import claims

    direct = [ancestor for ancestor in above if ancestor.depth == depth + 1]
    own = own_or_inherited(settle(claims(_bare(link.base.id), stores)), direct)
    expression = own.expression or link.recorded or (_CUSTOM if own.candidates else "")
    confidence = min(link.confidence, own.confidence or link.confidence)
    return Ancestor(link.base.id, link.base.relation, expression, link.source, confidence, depth)


def _links(component: Component, stores: Stores) -> Iterator[_Link]:
    """The bases that the repository names, then those that this machine's stores and the knowledge base add."""
    from weighstation import sources
    from weighstation.knowledge import models
    from weighstation.sources.facts import exact_fact

    yield from (_Link(base, "repository", _WRITTEN) for base in component.bases)
    yield from (_Link(base, "hub-cache", _WRITTEN) for base in sources.bases(component, stores))
    fact = exact_fact(component)
    if fact and fact.bases:
        recorded = dict(zip(fact.bases, fact.base_licenses, strict=False))
        sure = _VERIFIED if fact.verified else _UNVERIFIED
        for base in fact.bases:
            yield _Link(base, "knowledge:exact", sure, _license(recorded.get(base, "")))
        return
    for base in models.original(models.canonical(component.id)):
        yield _Link(base, "knowledge:repack-name", _BY_NAME)


def _named_only(component: Component, depth: int, expressions: set[str]) -> Iterator[Ancestor]:
    """Licenses of bases that are recorded without the base, or beside one that says otherwise, if they bind."""
    explained = any(found and of_expression(found) >= RESTRICTED for found in expressions)
    for key in _keys_of_bases(component):
        expression = _license(key)
        if expression in expressions or not expression or (expression == _CUSTOM and explained):
            continue
        if binds_derivatives(expression):
            yield Ancestor(f"{UNRECORDED}:{key}", "", expression, "knowledge:base-license", _BY_NAME, depth)


def _keys_of_bases(component: Component) -> tuple[str, ...]:
    """What the record or else the family says the bases are under.

    Where these call a model open and name no base: what the restricted model is under that it is named after.
    """
    from weighstation.knowledge import models
    from weighstation.sources.facts import exact_fact, is_open

    fact = exact_fact(component) or models.own_family(models.canonical(component.id))
    if fact is None or fact.bases or fact.base_licenses or not is_open(fact):
        return fact.base_licenses if fact else ()
    rule = models.named_after(component.id)
    return (rule.license,) if rule else ()


def _license(key: str) -> str:
    """The expression of a recorded license, or the custom one where the record fits several or says no more."""
    found = understand(key)
    return found.expression or (_CUSTOM if found.candidates else "")


def _bare(model_id: str) -> Component:
    """A component of which only the id is known."""
    return Component(model_id, "model", "", ())


def _today(model_id: str) -> str:
    from weighstation.knowledge import models

    return models.canonical(model_id).lower()
