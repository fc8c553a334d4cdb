"""Rules for whole families of models, for ids that have no record of their own."""

from __future__ import annotations

from functools import lru_cache

from weighstation.knowledge import _files, _globs
from weighstation.knowledge._facts import COLUMNS, ModelFact, fact
from weighstation.knowledge._records import without_region


@lru_cache(maxsize=4096)
def family(model_id: str) -> ModelFact | None:
    """The rule of the family an id with scheme belongs to: the glob with the longest literal part that fits.

    A rule's exception for this very id replaces the license. The result has the id that was asked for.
    """
    wanted = without_region(model_id).lower()
    rules = (rule for first in (_first(wanted), "") for rule in _rules().get(first, ()))
    rule = max((rule for rule in rules if _globs.matches(wanted, rule[0].lower())), key=_weight, default=None)
    if rule is None:
        return None
    _, license_key, bases, base_licenses, flags, source, exceptions, name, note = rule
    excepted = dict(part.lower().split("=", 1) for part in exceptions.split("|") if part)
    license_key = excepted.get(wanted.partition(":")[2], license_key)
    said = f"{name} family" + (f"; {note}" if note else "")
    return fact([model_id, license_key, bases, base_licenses, flags, source, "", said], "")._replace(match="family")


@lru_cache(maxsize=1)
def _rules() -> dict[str, list[list[str]]]:
    """The rules by the literal owner or scheme that their globs begin with; under "" where that has a ``*``."""
    rules: dict[str, list[list[str]]] = {}
    for rule in _files.rows("models/families.tsv", COLUMNS + 1):
        first = _first(rule[0].lower())
        rules.setdefault("" if "*" in first else first, []).append(rule)
    return rules


def _first(model_id: str) -> str:
    """``hf:org`` of ``hf:org/name``, ``openai`` of ``openai:gpt-4o``."""
    owner, slash, _ = model_id.partition("/")
    return owner if slash else model_id.partition(":")[0]


def _weight(rule: list[str]) -> int:
    return _globs.weight(rule[0])
