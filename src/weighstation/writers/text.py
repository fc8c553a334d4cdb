"""What a person reads in the terminal: trouble first, one block for each component, then one line that sums up.

A block begins as ruff's do, ``path:line:column: outcome id [code]``, so that editors and terminals can jump there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from weighstation.writers import advice, excerpt, reasons
from weighstation.writers.paint import clean, paint
from weighstation.writers.places import place, pointer, several, unread
from weighstation.writers.summary import summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from weighstation.model import Component, Finding, Occurrence, Run, Weighed

_OF_POLICY = ("exception", "clarification", "policy", "baseline", "license-changed")  # findings at files of the policy


class Options(NamedTuple):
    """How much to show. ``sources`` has lines of source files by path and number, ``blocks`` what needs a way out.

    ``start`` is put before paths of the repository, so that they lead from where the command was started; ``policy`` is
    the file for exceptions, if it has to be named.
    """

    color: bool = False
    verbose: bool = False
    quiet: bool = False
    blocks: Literal["review", "deny"] = "deny"
    sources: Mapping[tuple[str, int], str] = {}
    start: str = ""
    policy: str = ""


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
    for finding in run.findings:
        lines += _finding(finding, options) if _is_told(finding, options) else ()
    lines += [f"{options.start}{unread(file, color=options.color)}" for file in run.inventory.unread]
    lines += [""] if lines and lines[-1] else []
    lines = lines[:-1] if options.quiet else [*lines, summary(run, color=options.color)]
    return clean(lines, color=options.color)


def shown_places(run: Run, *, verbose: bool) -> list[Occurrence]:
    """The places whose source lines ``check`` can show, if it gets them."""
    options = Options(verbose=verbose)
    return [_places_of(weighed.component)[0] for weighed in run.weighed if _shown(weighed, options)]


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
    yield f"{options.start}{place(places[0])}: {paint(verdict.outcome, color=color)} {name} [{code}]"
    if pointer(places[0]):
        yield f"  at {pointer(places[0])}"
    if source := options.sources.get((places[0].path, places[0].line)):
        yield from excerpt.lines(component, places[0], source)
    yield from reasons.lines(verdict.reasons, color=color)
    for ancestor in conclusion.lineage:
        how = f" ({ancestor.relation})" if ancestor.relation else ""
        yield f"  from: {ancestor.id}{how}, {ancestor.expression or 'license unknown'}"
    if len(places) > 1:
        yield f"  also at: {several(places[1:], options.start)}"
    if verdict.outcome in {"deny", options.blocks} and not options.quiet:
        yield from _ways_out(weighed, options.policy)


def _ways_out(weighed: Weighed, policy: str) -> Iterator[str]:
    """Another model of the same kind, where one is known, and the exception that would let this one pass."""
    from weighstation.knowledge import alternatives

    kind = alternatives.of(weighed.component) if weighed.verdict.outcome == "deny" else None
    if kind:
        yield f"  instead, among {kind.name} under OSI-approved licenses: {', '.join(kind.models)}"
    if command := advice.acceptance(weighed, policy):
        yield f"  to accept it: {command}"


def _finding(finding: Finding, options: Options) -> Iterator[str]:
    path = f"{'' if finding.code.startswith(_OF_POLICY) else options.start}{finding.path}"
    place = f"{path}:{finding.line}: " if finding.line else f"{path}: " if finding.path else ""
    about = f"{finding.component}: " if finding.component else ""
    yield f"{place}{paint(finding.level, color=options.color)} {about}{finding.message} [{finding.code}]"
    if finding.hint:
        yield f"  help: {finding.hint}"
