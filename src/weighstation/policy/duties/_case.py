"""What a duty hangs on: the facts of use, the model as it lies in the repository, and whether the duty holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.outbound_model import Duty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.knowledge.licenses import License
    from weighstation.model import Relation
    from weighstation.outbound_model import DutyKind
    from weighstation.policy.facts import Facts

SHIPPED = ("weights", "derivatives", "partner")
"""What of ``use.distributes`` puts a model, or what was made of it, into the hands of others."""

_SHOWN = (*SHIPPED, "hosted-api")


class Case(NamedTuple):
    """Facts of use, and how the model was made from another one; None: it lies not here, or nothing says that it was.

    ``relation`` is that of the nearest base, empty where it is not known.
    """

    facts: Facts
    relation: Relation | None = None

    @property
    def made(self) -> bool:
        """Whether it is another model than its base, and not the same one in another form."""
        return is_made(self.relation)


def is_made(relation: Relation | None) -> bool:
    """Whether a relation makes another model; quantizing and converting change the form of one."""
    return relation not in {None, "quantized", "conversion"}


class When(NamedTuple):
    """Whether a duty holds. None: it hangs on ``condition``, which the key ``fact`` of the policy settles, if any."""

    holds: bool | None
    condition: str = ""
    fact: str = ""


# Section 3(a)(1) of the 4.0 licenses (A to C), section 4 of those before; each record need not repeat it.
_CC_BY = {"attribution_text": "credit to the creator", "modification_statement": True, "license_copy": "copy or link"}

YES, NO = When(holds=True), When(holds=False)


def leaves(facts: Facts, *, service: bool = False) -> When:
    """When the model, or what was made of it, leaves the team; with ``service`` also as a service for others."""
    does = facts.does(*(_SHOWN if service else SHIPPED))
    return When(does, "it leaves the team", "use.distributes") if does is None else When(does)


def changed_leaves(case: Case) -> When:
    """When it was changed and leaves the team."""
    left = leaves(case.facts)
    if not left.holds or case.relation is not None or case.facts.does("derivatives") or case.facts.fine_tunes:
        return left
    return NO if case.facts.fine_tunes is False else When(None, "it is changed before", "use.fine_tunes")


def at_product(facts: Facts) -> When:
    """When it leaves the team or is in a product or service for others, of which they may only get the outputs."""
    if facts.does(*_SHOWN) or facts.distributes is None:
        return leaves(facts, service=True)
    return When(None, "the outputs come from a product or service that contains it") if facts.does("outputs") else NO


def commercial(facts: Facts) -> When:
    """When the use is commercial."""
    if facts.commercial is None:
        return When(None, "the use is commercial", "use.commercial")
    return When(facts.commercial)


def both(first: When, second: When) -> When:
    """When both hold; of two open conditions the first is asked first."""
    if first.holds is False or second.holds is False:
        return NO
    return second if first.holds else first


def duty(kind: DutyKind, license: License, when: When, what: str, term: str, words: str = "") -> Iterator[Duty]:  # noqa: A002, PLR0913, PLR0917 - the field's own word; the parts of a duty
    """The duty of a kind, none where it does not hold. ``term`` is the one that the clause stands for."""
    if when.holds is False:
        return
    clause = license.clauses.get(term, "")
    yield Duty("", license.key, kind, what, words, clause, "yes" if when.holds else "if", when.condition, when.fact)


def asked(license: License, term: str) -> object:  # noqa: A002 - the field's own word
    """The value of a term; of the Creative Commons licenses with attribution also what all of them ask for."""
    return license.terms.get(term, _CC_BY.get(term) if license.key.startswith("cc-by") else None)


def text(license: License, term: str) -> str:  # noqa: A002 - the field's own word
    """A term in words, empty where there are none."""
    value = license.terms.get(term)
    return value if isinstance(value, str) else ""
