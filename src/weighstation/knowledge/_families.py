"""Rules for whole families of models, for ids that have no record of their own."""

from __future__ import annotations

from functools import lru_cache

from weighstation.knowledge import _files, _globs
from weighstation.knowledge._facts import COLUMNS, ModelFact, fact
from weighstation.knowledge._records import without_region

_ANYBODY = "hf:*"  # how the rules begin that hold for every publisher


@lru_cache(maxsize=4096)
def family(model_id: str) -> ModelFact | None:
    """The rule of the family an id with scheme belongs to: the glob with the longest literal part that fits.

    A publisher's own rule goes before those for the names that anybody gives a model made from a restricted one. A
    rule's exception for this very id replaces the license. The result has the id that was asked for.
    """
    return own_family(model_id) or named_after(model_id)


@lru_cache(maxsize=4096)
def own_family(model_id: str) -> ModelFact | None:
    """The rule that the publisher of the id has for its own models, if any fits."""
    wanted = without_region(model_id).lower()
    return _fitting(model_id, _first(wanted), wanted)


def named_after(model_id: str) -> ModelFact | None:
    """The rule for anybody's models that have the name of a restricted one in theirs; ``_`` counts as ``-``.

    What people publish in Ollama's registry (``ollama:somebody/llama3-chat:8b``) is called as on the Hub.
    """
    wanted = model_id.lower().replace("_", "-")
    if wanted.startswith("ollama:"):
        wanted = f"hf:{wanted.split(':')[1]}"
    return _fitting(model_id, _ANYBODY, wanted)


def _fitting(model_id: str, first: str, wanted: str) -> ModelFact | None:
    fitting = (rule for part, glob, rule in _globs_of(first) if part in wanted and _globs.matches(wanted, glob))
    rule = max(fitting, key=_weight, default=None)
    if rule is None:
        return None
    _, license_key, bases, base_licenses, flags, source, exceptions, name, note = rule
    excepted = dict(part.lower().split("=", 1) for part in exceptions.split("|") if part)
    license_key = excepted.get(wanted.partition(":")[2], license_key)
    said = f"{name} family" + (f"; {note}" if note else "")
    return fact([model_id, license_key, bases, base_licenses, flags, source, "", said], "")._replace(match="family")


@lru_cache(maxsize=1)
def _rules() -> dict[str, list[list[str]]]:
    """The rules by the owner or scheme that their globs begin with."""
    rules: dict[str, list[list[str]]] = {}
    for rule in _files.rows("models/families.tsv", COLUMNS + 1):
        first = _first(rule[0].lower())
        rules.setdefault(first, []).append(rule)
    return rules


@lru_cache(maxsize=4096)
def _globs_of(first: str) -> tuple[tuple[str, str, list[str]], ...]:
    """The rules of an owner or scheme, each with its glob and the longest literal part of that: most ids lack it."""
    rules = ((rule[0].lower(), rule) for rule in _rules().get(first, ()))
    return tuple((max(glob.split("*"), key=len), glob, rule) for glob, rule in rules)


def _first(model_id: str) -> str:
    """``hf:org`` of ``hf:org/name``, ``openai`` of ``openai:gpt-4o``."""
    owner, slash, _ = model_id.partition("/")
    return owner if slash else model_id.partition(":")[0]


def _weight(rule: list[str]) -> int:
    return _globs.weight(rule[0])
