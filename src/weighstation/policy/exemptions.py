"""The ``[[exceptions]]`` tables of a policy file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weighstation.errors import PolicyError
from weighstation.policy.entries import Exemption
from weighstation.policy.schema import fits
from weighstation.policy.subjects import subject
from weighstation.rules import NOTHING_TO_DO, RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from weighstation.policy.files import Source
    from weighstation.toml_source import KeyPath

_RUN_CODES = frozenset((
    "exception-expired", "exception-expiring", "exception-unused", "clarification-unused", "policy-unused",
    "baseline-unused", "policy-shadowed", "bom-reference",
))  # fmt: skip
EXCEPTABLE = tuple(
    rule.code
    for rule in RULES.values()
    if rule.remedy != NOTHING_TO_DO and rule.code not in {*_RUN_CODES, "unread-file"}
)
"""The codes that an exception can name: those that hold a component up, and those that warn about one."""


def exemptions(source: Source, layer: int, faults: list[PolicyError]) -> Iterator[Exemption]:
    """Every exception of a file, faults of its words added to ``faults``. Wrong types are the schema's to report."""
    tables = source.table.get("exceptions")
    first: dict[tuple[str, str, str], Exemption] = {}
    for index, table in enumerate(tables if isinstance(tables, list) else ()):
        if not isinstance(table, dict):
            continue
        each = _exemption(source, layer, index, table, faults)
        other = first.setdefault((each.component.lower(), each.license, each.finding), each)
        if each.component and (each.expires is None) != (other.expires is None):
            message = f"contradicts the exception at {other.where}: one has an end and one has none"
            faults.append(source.fault(message, ("exceptions", index), "keep the one that holds"))
        yield each


def _exemption(source: Source, layer: int, index: int, table: dict[str, Any], faults: list[PolicyError]) -> Exemption:
    def understood(name: str, meaning: Callable[[str], str]) -> str:
        try:
            return meaning(word) if (word := _text(table, name)) else ""
        except PolicyError as error:
            faults.append(source.fault(error.message, ("exceptions", index, name), error.hint))
            return ""

    expires = table.get("expires")
    return Exemption(
        component=understood("component", _glob),
        reason=_text(table, "reason"),
        license=understood("license", _license),
        finding=understood("finding", _code),
        expires=expires if fits(expires, "date") else None,
        approved_by=_text(table, "approved-by"),
        ticket=_text(table, "ticket"),
        layer=layer,
        path=source.name,
        line=source.line(("exceptions", index)),
    )


def _text(table: dict[str, Any], name: str) -> str:
    """A text of an exception, stripped; empty where it is missing or of a wrong type."""
    value = table.get(name)
    return value.strip() if isinstance(value, str) else ""


def component_glob(source: Source, path: KeyPath, word: str, faults: list[PolicyError]) -> str:
    """The glob that a text of the file at ``path`` is, its fault added to ``faults``."""
    try:
        return _glob(word) if word else ""
    except PolicyError as error:
        faults.append(source.fault(error.message, path, error.hint))
        return ""


def _glob(word: str) -> str:
    """The glob with its scheme: ``org/name`` is short for ``hf:org/name``, and ``*`` is every component."""
    if ":" in word or word == "*":
        return word
    if "/" in word:
        return f"hf:{word}"
    raise PolicyError(f"`{word}` is no component id", hint=f"write its scheme too: pypi:{word}, ollama:{word} …")


def _license(word: str) -> str:
    kind, name = subject(word)
    if kind == "class":
        raise PolicyError(
            f"`{word}` is a class, and an exception names one license",
            hint="name the license, or leave `license` out",
        )
    return name


def _code(word: str) -> str:
    if word in EXCEPTABLE:
        return word
    from weighstation.policy.suggest import did_you_mean

    hint = did_you_mean(word, EXCEPTABLE) or f"the codes are {', '.join(EXCEPTABLE)}"
    raise PolicyError(f"`{word}` is no code that an exception can name", hint=hint)
