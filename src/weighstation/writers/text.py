"""What a person reads in the terminal: trouble first, one block for each component, then one line that sums up.

A block begins as ruff's do, ``path:line:column: outcome id [code]``, so that editors and terminals can jump there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from weighstation.writers import advice, excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from weighstation.model import Component, Conclusion, Finding, Inventory, Occurrence, Reason, Run, Unread, Weighed

_COLORS = {"deny": "31;1", "review": "33;1", "allow": "32", "error": "31;1", "warning": "33", "note": "36", "dim": "2"}
_PLACES_SHOWN = 3
_TYPES = (("model", "model"), ("dataset", "dataset"), ("service", "hosted model"), ("package", "package"))
_NOT_PRINTABLE = dict.fromkeys((*range(10), *range(11, 32), 127, *range(0x80, 0xA0)), "\ufffd")


class Options(NamedTuple):
    """How much to show. ``sources`` has lines of source files by path and number, ``blocks`` what needs a way out."""

    color: bool = False
    verbose: bool = False
    quiet: bool = False
    blocks: Literal["review", "deny"] = "deny"
    sources: Mapping[tuple[str, int], str] = {}


PLAIN = Options()


def check(run: Run, options: Options = PLAIN) -> str:
    """The run as text. Of what is allowed only exceptions are shown, everything with ``verbose``."""
    lines: list[str] = []
    for outcome in ("deny", "review", "allow"):
        for weighed in run.weighed:
            if weighed.verdict.outcome == outcome and _shown(weighed, options):
                lines += [*_weighed(weighed, options), ""]
    closing = [] if options.quiet else [*advice.closing(run, options.blocks)]
    lines += [*closing, ""] if closing else []
    lines += [_finding(finding, color=options.color) for finding in run.findings if _is_told(finding, options)]
    lines += [_unread(unread, color=options.color) for unread in run.inventory.unread]
    lines += [""] if lines and lines[-1] else []
    return _clean(lines[:-1] if options.quiet else [*lines, _summary(run, color=options.color)])


def shown_places(run: Run, *, verbose: bool) -> list[Occurrence]:
    """The places whose source lines ``check`` can show, if it gets them."""
    options = Options(verbose=verbose)
    return [_places_of(weighed.component)[0] for weighed in run.weighed if _shown(weighed, options)]


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


def _shown(weighed: Weighed, options: Options) -> bool:
    if weighed.verdict.outcome != "allow" or options.verbose:
        return True
    return not options.quiet and any(reason.code == "exception" for reason in weighed.verdict.reasons)


def _is_told(finding: Finding, options: Options) -> bool:
    return finding.level == "error" or not (options.quiet or (finding.level == "note" and not options.verbose))


def _places_of(component: Component) -> list[Occurrence]:
    """Where it is used, else where it is mentioned."""
    used = [occurrence for occurrence in component.occurrences if occurrence.use != "mention"]
    return used or list(component.occurrences)


def _weighed(weighed: Weighed, options: Options) -> Iterator[str]:
    component, conclusion, verdict = weighed
    places, color = _places_of(component), options.color
    code = next((reason.code for reason in verdict.reasons if reason.outcome == verdict.outcome), "")
    name = f"{component.id} {component.version}".rstrip() if component.type == "package" else component.id
    yield f"{_place(places[0])}: {_paint(verdict.outcome, color=color)} {name} [{code}]"
    if source := options.sources.get((places[0].path, places[0].line)):
        yield from excerpt.lines(component, places[0], source)
    several = len({reason.outcome for reason in verdict.reasons}) > 1
    for reason in verdict.reasons:
        yield from _reason(reason, color=color, outcome=several)
    for ancestor in conclusion.lineage:
        how = f" ({ancestor.relation})" if ancestor.relation else ""
        yield f"  from: {ancestor.id}{how}, {ancestor.expression or 'license unknown'}"
    if len(places) > 1:
        yield f"  also at: {_places(places[1:])}"
    if verdict.outcome in {"deny", options.blocks} and not options.quiet:
        yield from _ways_out(weighed)


def _ways_out(weighed: Weighed) -> Iterator[str]:
    """Another model of the same kind, where one is known, and the exception that would let this one pass."""
    from weighstation.knowledge import alternatives

    kind = alternatives.of(weighed.component) if weighed.verdict.outcome == "deny" else None
    if kind:
        yield f"  instead, among {kind.name} under OSI-approved licenses: {', '.join(kind.models)}"
    if command := advice.acceptance(weighed):
        yield f"  to accept it: {command}"


def _reason(reason: Reason, *, color: bool, outcome: bool) -> Iterator[str]:
    clause = f" ({reason.clause})" if reason.clause else ""
    unsaid = reason.policy and reason.policy not in reason.message
    policy = f"  {_paint('dim', f'[{reason.policy}]', color=color)}" if unsaid else ""
    said = f"{_paint(reason.outcome, color=color)}: " if outcome else ""
    fact = advice.needs(reason)
    yield f"  {said}{reason.message}{clause}{policy}{f'; not stated: use.{fact}' if fact else ''}"
    if reason.question and not fact:
        yield f"  to settle it: {reason.question}"


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
    on_record = _on_record(used)
    unknown = sum(w.component.type == "package" and not w.conclusion.expression for w in used)
    packages = f" ({count(unknown, 'package')}: license not known offline)" if unknown else ""
    mentioned = len(run.weighed) - len(used)
    also = f", {mentioned} only mentioned" if mentioned else ""
    left = {"not read": len(run.inventory.unread), "excluded": run.inventory.excluded}
    out = "".join(f", {count(number, 'file')} {what}" for what, number in left.items() if number)
    errors = sum(finding.level == "error" for finding in run.findings)
    also += f", {count(errors, 'error')}" if errors else ""
    return f"{_paint(run.verdict, color=color)}: {said}{on_record}{packages}{also}{out}; policy: {run.policy}"


def _on_record(used: list[Weighed]) -> str:
    """How many of the allowed are so by an exception or by the baseline."""
    counts = {
        word: sum(any(reason.code == code for reason in weighed.verdict.reasons) for weighed in used)
        for code, word in (("exception", "by exception"), ("baseline", "by the baseline"))
    }
    return "".join(f", {number} of them {word}" for word, number in counts.items() if number)


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
