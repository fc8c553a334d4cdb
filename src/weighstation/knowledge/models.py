"""Models by id: exact records, families, renamed ids, and the originals of repackaged models.

Nothing is read before the first question; one question reads one small table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.knowledge import _files
from weighstation.knowledge._facts import ModelFact
from weighstation.knowledge._families import family, named_after, own_family
from weighstation.knowledge._records import exact, publishers
from weighstation.knowledge._renames import canonical

if TYPE_CHECKING:
    from weighstation.model import Base

__all__ = [
    "ModelFact",
    "canonical",
    "exact",
    "family",
    "named_after",
    "original",
    "own_family",
    "publishers",
    "source_text",
]


def original(model_id: str) -> tuple[Base, ...]:
    """The model a repackaged one was made from, by the naming rules of its publisher; none unless exactly one fits."""
    from weighstation.knowledge.repacks import original as by_rule

    return by_rule(model_id)


def source_text(number: int) -> str:
    """The source behind a ``ModelFact.source``; empty when there is none."""
    row = _files.row("models/sources.tsv", str(number), 2)
    return row[1] if row else ""
