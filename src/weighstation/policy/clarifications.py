"""The ``[[clarifications]]`` of a policy: licenses that a person looked up, where nothing else settles them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weighstation.licensing.understand import understand
from weighstation.model import Claim, Finding
from weighstation.policy.entries import Clarification
from weighstation.policy.exemptions import component_glob
from weighstation.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from weighstation.errors import PolicyError
    from weighstation.model import Component, Conclusion
    from weighstation.policy.files import Source

    Pair = tuple[Component, Conclusion]

SOURCE, CONFIDENCE = "clarification", 0.99


def clarifications(source: Source, layer: int, faults: list[PolicyError]) -> Iterator[Clarification]:
    """Every clarification of a file, faults of its words added to ``faults``; wrong types are the schema's."""
    tables = source.table.get("clarifications")
    for index, table in enumerate(tables if isinstance(tables, list) else ()):
        if isinstance(table, dict):
            yield _clarification(source, layer, index, table, faults)


def clarified(
    pairs: Sequence[Pair], said: Sequence[Clarification], hashes: Mapping[str, str]
) -> tuple[tuple[Pair, ...], tuple[Finding, ...]]:
    """The pairs with the conclusions that persons drew, and what is to be said about clarifications that do not hold.

    ``hashes`` has the SHA-256 of each file that a clarification names and that can be read.
    """
    if not said:
        return tuple(pairs), ()
    found = {each: [pair for pair in pairs if _names(each, pair[0])] for each in said}
    holding = [each for each in said if found[each] and not _lapsed(each, hashes)]
    findings = [_finding("clarification-unused", each) for each in said if not found[each] and not each.layer]
    findings += [_finding("clarification-lapsed", each) for each in said if found[each] and each not in holding]
    findings += [
        _finding("clarification-lapsed", each, pair[0])
        for each in holding
        for pair in found[each]
        if _moved(each, pair)
    ]
    return tuple(_settled(pair, holding) for pair in pairs), tuple(findings)


def _settled(pair: Pair, holding: Iterable[Clarification]) -> Pair:
    component, conclusion = pair
    mine = [each for each in holding if _names(each, component) and not _moved(each, pair)]
    if not mine:
        return pair
    nearest = min(mine, key=lambda each: (each.layer, -len(each.component), each.line))
    claim = Claim(
        nearest.expression, SOURCE, nearest.where, CONFIDENCE, "concluded", verified=True, note=nearest.reason
    )
    return component, conclusion._replace(
        expression=nearest.expression,
        confidence=CONFIDENCE,
        claims=(claim, *conclusion.claims),
        conflicts=(),
        candidates=(),
    )


def _names(clarification: Clarification, component: Component) -> bool:
    from fnmatch import fnmatchcase

    return fnmatchcase(component.id.lower(), clarification.component.lower())


def _moved(clarification: Clarification, pair: Pair) -> bool:
    """Whether the code names another revision than the one that was looked at."""
    return bool(clarification.revision) and clarification.revision != pair[0].version


def _lapsed(clarification: Clarification, hashes: Mapping[str, str]) -> bool:
    return bool(clarification.file) and hashes.get(clarification.file) != clarification.sha256


def _finding(code: str, each: Clarification, component: Component | None = None) -> Finding:
    about = f"the clarification for {each.component}"
    if code == "clarification-unused":
        message = f"{about} matches nothing"
    elif component:
        message = f"{about} is bound to revision {each.revision}, and the code names {component.version or 'none'}"
    else:
        message = f"{about} is bound to {each.file} as it was; that file has changed, or is gone"
    rule = RULES[code]
    return Finding(code, rule.level, message, each.path, each.line, rule.remedy, component.id if component else "")


def _clarification(
    source: Source, layer: int, index: int, table: dict[str, Any], faults: list[PolicyError]
) -> Clarification:
    def word(name: str) -> str:
        value = table.get(name)
        return value.strip() if isinstance(value, str) else ""

    where = ("clarifications", index)
    expression = understand(word("license")).expression
    if word("license") and not expression:
        hint = "write one license, or an SPDX expression; a license of your own is LicenseRef-…"
        faults.append(source.fault(f"`{word('license')}` is no license that is known here", (*where, "license"), hint))
    if bool(word("file")) != bool(word("sha256")):
        faults.append(source.fault("`file` and `sha256` belong together", where, "add the other one, or remove both"))
    return Clarification(
        component_glob(source, (*where, "component"), word("component"), faults),
        expression,
        word("reason"),
        word("revision"),
        word("file"),
        word("sha256").lower(),
        word("approved-by"),
        layer,
        source.name,
        source.line(where),
    )
