"""The ``[levels]`` table of a policy: how loud each kind of finding is. An ``error`` blocks as a denial does."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from weighstation.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from weighstation.errors import PolicyError
    from weighstation.model import Finding, Level
    from weighstation.policy.extends import Layer
    from weighstation.policy.files import Source

WORDS = ("error", "warning", "note", "off")


def levels(layers: Iterable[Layer], faults: list[PolicyError]) -> dict[str, Level]:
    """The level of each code that a file names, the nearest file's word; faults of its words added to ``faults``."""
    said: dict[str, Level] = {}
    for layer in sorted(layers, key=lambda layer: layer.depth):
        table = layer.source.table.get("levels")
        for code, word in (table if isinstance(table, dict) else {}).items():
            if fault := _fault(layer.source, code, word):
                faults.append(fault)
            else:
                said.setdefault(code, cast("Level", word))
    return said


def applied(findings: Iterable[Finding], said: Mapping[str, Level]) -> Iterator[Finding]:
    """The findings as loud as the policy wants them; those that are off are left out."""
    for finding in findings:
        level = said.get(finding.code, finding.level)
        if level != "off":
            yield finding._replace(level=level)


def _fault(source: Source, code: str, word: object) -> PolicyError | None:
    from weighstation.policy.suggest import did_you_mean

    path = ("levels", code)
    if code not in RULES:
        return source.fault(f"unknown code `{code}`", path, did_you_mean(code, RULES) or "see docs/findings.md")
    if not RULES[code].leveled:
        hint = "the lists and the facts of use decide about it; an exception can name it"
        return source.fault(f"`{code}` is a reason of a verdict and has no level", path, hint)
    if word not in WORDS:
        return source.fault(
            f"`levels.{code}` must be one of {', '.join(WORDS)}", path, f'write it as {code} = "warning"'
        )
    return None
