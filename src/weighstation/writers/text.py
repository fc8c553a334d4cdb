"""What a person reads in the terminal: trouble first, one paragraph each, then one line that sums up.

The form is ruff's: ``path:line:column: outcome id code``, so that editors and terminals can jump to the place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weighstation.model import Component, Conclusion, Finding, Inventory, Occurrence, Reason, Run, Unread, Weighed

_COLORS = {"deny": "31;1", "review": "33;1", "allow": "32", "error": "31;1", "warning": "33", "note": "36", "dim": "2"}
_PLACES_SHOWN = 3
_TYPES = (("model", "model"), ("dataset", "dataset"), ("service", "hosted model"), ("package", "package"))
_NOT_PRINTABLE = dict.fromkeys((*range(10), *range(11, 32), 127, *range(0x80, 0xA0)), "\ufffd")


def check(run: Run, *, color: bool = False, verbose: bool = False) -> str:
    """The run as text. Of what is allowed only exceptions are shown, everything with ``verbose``."""
    lines: list[str] = []
    for outcome in ("deny", "review", "allow"):
        for weighed in run.weighed:
            if weighed.verdict.outcome == outcome and (verbose or outcome != "allow" or _excepted(weighed)):
                lines += [*_weighed(weighed, color=color), ""]
    lines += [*_helps(run), ""] if run.verdict != "allow" else []
    lines += [_finding(finding, color=color) for finding in run.findings]
    lines += [_unread(unread, color=color) for unread in run.inventory.unread]
    lines += [""] if lines and lines[-1] else []
    return _clean([*lines, _summary(run, color=color)])


def scan(inventory: Inventory, conclusions: Sequence[Conclusion], *, color: bool = False) -> str:
    """The inventory as text, by type, each component with its license and places."""
    lines: list[str] = []
    pairs = list(zip(inventory.components, conclusions, strict=True))
    for type_, title in _TYPES:
        group = [pair for pair in pairs if pair[0].type == type_]
        if group:
            lines += [f"{title}s ({len(group)})", *_table(group, color=color), ""]
    lines += [_unread(unread, color=color) for unread in inventory.unread]
    counts = ", ".join(count(sum(c.type == kind for c in inventory.components), title) for kind, title in _TYPES)
    excluded = f", {inventory.excluded} excluded" if inventory.excluded else ""
    lines += [f"{counts} in {count(inventory.files, 'file')}; {len(inventory.unread)} not read{excluded}"]
    return _clean(lines)


def _excepted(weighed: Weighed) -> bool:
    return any(reason.code == "exception" for reason in weighed.verdict.reasons)


def _weighed(weighed: Weighed, *, color: bool) -> Iterator[str]:
    component, conclusion, verdict = weighed
    used = [occurrence for occurrence in component.occurrences if occurrence.use != "mention"]
    places = used or list(component.occurrences)
    code = verdict.reasons[0].code if verdict.reasons else ""
    name = f"{component.id} {component.version}".rstrip() if component.type == "package" else component.id
    yield f"{_place(places[0])}: {_paint(verdict.outcome, color=color)} {name} [{code}]"
    for reason in verdict.reasons:
        yield from _reason(reason, color=color)
    for ancestor in conclusion.lineage:
        how = f" ({ancestor.relation})" if ancestor.relation else ""
        yield f"  from: {ancestor.id}{how}, {ancestor.expression or 'license unknown'}"
    if len(places) > 1:
        yield f"  also at: {_places(places[1:])}"


def _reason(reason: Reason, *, color: bool) -> Iterator[str]:
    clause = f" ({reason.clause})" if reason.clause else ""
    unsaid = reason.policy and reason.policy not in reason.message
    policy = f"  {_paint('dim', f'[{reason.policy}]', color=color)}" if unsaid else ""
    yield f"  {reason.message}{clause}{policy}"
    if reason.question:
        yield f"  to settle it: {reason.question}"


def _helps(run: Run) -> list[str]:
    """What to do about each kind of trouble, once for all components that have it."""
    codes = {reason.code for weighed in run.weighed for reason in weighed.verdict.reasons if reason.outcome != "allow"}
    return [f"help: {code}: {rule.remedy}" for code, rule in RULES.items() if code in codes]


def _place(occurrence: Occurrence) -> str:
    if not occurrence.line:
        return occurrence.path
    return f"{occurrence.path}:{occurrence.line}:{occurrence.column}"


def _places(places: Sequence[Occurrence]) -> str:
    shown = ", ".join(f"{place.path}:{place.line}" for place in places[:_PLACES_SHOWN])
    more = len(places) - _PLACES_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def _finding(finding: Finding, *, color: bool) -> str:
    place = f"{finding.path}:{finding.line}: " if finding.line else f"{finding.path}: " if finding.path else ""
    about = f"{finding.component}: " if finding.component else ""
    hint = f"\n  help: {finding.hint}" if finding.hint else ""
    return f"{place}{_paint(finding.level, color=color)} {about}{finding.message} [{finding.code}]{hint}"


def _unread(unread: Unread, *, color: bool) -> str:
    place = f"{unread.path}:{unread.line}" if unread.line else unread.path
    hint = f" ({unread.hint})" if unread.hint else ""
    return f"{place}: {_paint('warning', 'not read', color=color)}: {unread.reason}{hint}"


def _table(group: list[tuple[Component, Conclusion]], *, color: bool) -> Iterator[str]:
    rows = [(f"{c.id} {c.version}".rstrip() if c.type == "package" else c.id, _license(k), c) for c, k in group]
    wide = min(60, max(len(row[0]) for row in rows))
    middle = min(50, max(len(row[1]) for row in rows))
    for name, license_, component in rows:
        places = _paint("dim", _places(component.occurrences), color=color)
        mention = "" if component.used else " (mention)"
        yield f"  {name:{wide}}  {license_:{middle}}  {places}{mention}"


def _license(conclusion: Conclusion) -> str:
    if conclusion.expression:
        return conclusion.expression
    return f"one of: {', '.join(conclusion.candidates)}" if conclusion.candidates else "unknown"


def _summary(run: Run, *, color: bool) -> str:
    if not run.inventory.files + run.inventory.excluded:
        return "nothing was checked: there are no files that weighstation reads (is this the right folder?)"
    used = [weighed for weighed in run.weighed if weighed.component.used]
    counts = {outcome: sum(weighed.verdict.outcome == outcome for weighed in used) for outcome in _OUTCOMES}
    said = (
        ", ".join(f"{number} {_OUTCOMES[outcome]}" for outcome, number in counts.items() if number)
        or "nothing to weigh"
    )
    unknown = sum(w.component.type == "package" and not w.conclusion.expression for w in used)
    packages = f" ({count(unknown, 'package')}: license not known offline)" if unknown else ""
    mentioned = len(run.weighed) - len(used)
    also = f", {mentioned} only mentioned" if mentioned else ""
    left = {"not read": len(run.inventory.unread), "excluded": run.inventory.excluded}
    out = "".join(f", {count(number, 'file')} {what}" for what, number in left.items() if number)
    return f"{_paint(run.verdict, color=color)}: {said}{packages}{also}{out}; policy: {run.policy}"


def count(number: int, thing: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


_OUTCOMES = {"deny": "denied", "review": "to review", "allow": "allowed"}


def _paint(kind: str, text: str = "", *, color: bool) -> str:
    return f"\ue000{kind}\ue001{text or kind}\ue002" if color else text or kind


def _clean(lines: list[str]) -> str:
    """One text without control characters, since names come from files that nobody has checked; then our colors."""
    text = "\n".join(lines).translate(_NOT_PRINTABLE)
    for kind, code in _COLORS.items():
        text = text.replace(f"\ue000{kind}\ue001", f"\033[{code}m")
    return text.replace("\ue002", "\033[0m")
