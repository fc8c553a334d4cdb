"""What a term is weighed against, and the words that all terms share."""

from typing import Any, NamedTuple

from weighstation.knowledge.licenses import License
from weighstation.model import Outcome, Reason
from weighstation.policy.facts import Facts


class Case(NamedTuple):
    """One component under one set of facts."""

    component: str
    facts: Facts


def collides(code: str, outcome: Outcome, message: str, license: License, term: str, where: str = "") -> Reason:  # noqa: A002, PLR0913, PLR0917 - the field's own word; the parts of a reason
    """A stated fact, at ``where``, collides with a term of a license."""
    return Reason(code, outcome, f"{license.name} ({license.id}): {message}", license.clauses.get(term, ""), where)


def asks(code: str, message: str, license: License, term: str, question: str) -> Reason:  # noqa: A002 - the field's own word
    """A fact is needed and not stated."""
    return Reason(
        code, "review", f"{license.name} ({license.id}): {message}", license.clauses.get(term, ""), question=question
    )


def rule(license: License, name: str) -> str:  # noqa: A002 - the field's own word
    """A typed term, empty where the knowledge base has none."""
    value = license.terms.get(name)
    return value if isinstance(value, str) else ""


def table(license: License, name: str) -> dict[str, Any]:  # noqa: A002 - the field's own word
    """A term that is a table, such as a threshold; empty where there is none."""
    value = license.terms.get(name)
    return dict(value) if isinstance(value, dict) else {}


def exceeds(number: int, threshold: int, comparator: str) -> bool:
    """Whether a number ends the free permission; without a known comparator, reaching it does."""
    return number > threshold if comparator == "greater-than" else number >= threshold


def more_than(threshold: int, comparator: str) -> str:
    """``more than 700,000,000`` or ``at least 1,000,000``."""
    return f"{'more than' if comparator == 'greater-than' else 'at least'} {threshold:,}"
