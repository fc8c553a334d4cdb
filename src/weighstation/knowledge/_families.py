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
    rule = max((rule for rule in _rules() if _globs.matches(wanted, rule[0].lower())), key=_weight, default=None)
    if rule is None:
        return None
    _, license_key, bases, base_licenses, flags, source, exceptions, name, note = rule
    excepted = dict(part.lower().split("=", 1) for part in exceptions.split("|") if part)
    license_key = excepted.get(wanted.partition(":")[2], license_key)
    said = f"{name} family" + (f"; {note}" if note else "")
    return fact([model_id, license_key, bases, base_licenses, flags, source, "", said], "")._replace(match="family")


@lru_cache(maxsize=1)
def _rules() -> list[list[str]]:
    return _files.rows("models/families.tsv", COLUMNS + 1)


def _weight(rule: list[str]) -> int:
    return _globs.weight(rule[0])
