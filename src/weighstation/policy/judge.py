"""From conclusions about licenses to verdicts: the rules, in the order in which they are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.licensing.expression import ExpressionError, Leaf, Or, parse, render
from weighstation.model import Component, Reason, Verdict
from weighstation.policy import facts
from weighstation.policy.entries import OUTCOMES, SECTION_OF, strictest
from weighstation.policy.precedence import lookup
from weighstation.policy.rules import exceptions, license, unknown  # noqa: A004 - one rule a file
from weighstation.policy.rules._case import Case
from weighstation.policy.rules._step import Step
from weighstation.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from weighstation.licensing.expression import Node
    from weighstation.model import Conclusion, Finding, Outcome
    from weighstation.policy.entries import Exemption, Policy, Section
    from weighstation.policy.precedence import Lookup


# What can be said about a component beside its verdict, and the rule that knows; imported where the level is not off.
FINDINGS = {
    "license-conflict": "conflicts",
    "unpinned-revision": "unpinned",
    "non-osi": "non_osi",
    "hosted-model": "hosted",
}
_MENTIONED = Step(Reason("mention-only", "allow", "it is mentioned, and no use of it was found"))


class _Bench(NamedTuple):
    """What one call of ``judge`` weighs by, and what it remembers: parsed expressions, what was excepted or known."""

    lookup: Lookup
    live: tuple[exceptions.Live, ...]
    policy: Policy
    trees: dict[str, Node | None]
    used: set[Exemption]
    known: set[str]


def judge(
    pairs: Sequence[tuple[Component, Conclusion]], policy: Policy, today: date, found: Iterable[Finding] = ()
) -> tuple[tuple[Verdict, ...], tuple[Finding, ...]]:
    """The verdict on each component, in order, and what else there is to say. Pure: ``today`` decides what expired.

    ``found`` is what others have to say; it gets its level and its exceptions here.

    The outcome of a verdict is always that of its strictest reason. ``AND`` takes the strictest part, ``OR`` the most
    lenient branch, since the user may choose (SPDX 2.3 Annex D); only the chosen branch gives reasons.
    """
    bench = _Bench(lookup(policy.entries), exceptions.live(policy.exceptions, today), policy, {}, set(), set())
    verdicts = tuple(_verdict(component, conclusion, bench) for component, conclusion in pairs)
    used = [pair for pair in pairs if pair[0].used]
    about = [finding for rule in _rules(policy) for pair in used for finding in rule(*pair)]
    told = [_told(finding, bench) for finding in _at_level([*about, *found], policy)]
    return verdicts, (*told, *_at_level([*_of_run(pairs, bench, today)], policy))


def _at_level(findings: list[Finding], policy: Policy) -> Iterable[Finding]:
    if not findings:
        return ()
    from weighstation.policy.levels import applied

    return applied(findings, policy.levels)


def _rules(policy: Policy) -> Iterator[Callable[[Component, Conclusion], Iterator[Finding]]]:
    """The rules that have something to say at the policy's levels."""
    from importlib import import_module

    for code, name in FINDINGS.items():
        if policy.levels.get(code, RULES[code].level) != "off" or code == "license-conflict":
            yield import_module(f"weighstation.policy.rules.{name}").findings


def _of_run(pairs: Sequence[tuple[Component, Conclusion]], bench: _Bench, today: date) -> Iterator[Finding]:
    """What there is to say about the policy itself."""
    yield from bench.policy.findings
    yield from exceptions.findings(bench.policy.exceptions, bench.used, today)
    if bench.policy.overrides or bench.lookup.globs:
        from weighstation.policy.rules import unused

        yield from unused.findings(bench.policy, [component for component, _ in pairs])
    if bench.policy.baseline:
        from weighstation.policy import baseline

        yield from baseline.findings(bench.policy.baseline, pairs, bench.known)


def overall(verdicts: Iterable[Verdict], findings: Iterable[Finding] = ()) -> Outcome:
    """The verdict on the whole run: the strictest of all; a finding that is an error counts as a denial."""
    errors: list[Outcome] = ["deny" for finding in findings if finding.level == "error"]
    return strictest([*(verdict.outcome for verdict in verdicts), *errors])


def _verdict(component: Component, conclusion: Conclusion, bench: _Bench) -> Verdict:
    steps = _steps(component, conclusion, bench) if component.used else (_MENTIONED,)
    if len(steps) == 1:  # as nearly always
        return Verdict(steps[0].reason.outcome, (steps[0].reason,))
    reasons = tuple(dict.fromkeys(step.reason for step in steps))
    return Verdict(strictest(reason.outcome for reason in reasons), reasons)


def _steps(component: Component, conclusion: Conclusion, bench: _Bench) -> tuple[Step, ...]:
    """What decides about a component's license, exceptions already applied."""
    section, mine = SECTION_OF[component.type], exceptions.naming(bench.live, component)
    named = _named(component, section, bench) if bench.lookup.globs else None
    if named:
        return (_known(_excused(named, mine, bench), component, conclusion, bench),)
    found: list[Step] = []
    for stated in facts.of(component, bench.policy.facts, bench.policy.overrides):
        found += _under(component, conclusion, Case(component.id, stated), mine, bench)
    return tuple(_known(step, component, conclusion, bench) for step in dict.fromkeys(found))


def _known(step: Step, component: Component, conclusion: Conclusion, bench: _Bench) -> Step:
    """The step, or in its place the baseline that knows it."""
    taken, reason = bench.policy.baseline, step.reason
    if taken is None or reason.outcome == "allow" or not taken.covers(component, conclusion, reason.code):
        return step
    bench.known.add(component.id.lower())
    message = f"it was so when the baseline was taken, {taken.date}; without it: {reason.message}"
    place = f"{taken.path}:{taken.known[component.id.lower()].line}"
    return step._replace(reason=reason._replace(code="baseline", outcome="allow", message=message, policy=place))


def _named(component: Component, section: Section, bench: _Bench) -> Step | None:
    from weighstation.policy.rules.component import named

    return named(component, bench.lookup.component(section, component.id))


def _doubts(component: Component, conclusion: Conclusion, bench: _Bench) -> Iterable[Step]:
    if not bench.lookup.unverified(SECTION_OF[component.type]).where:
        return ()
    from weighstation.policy.rules import unverified

    return unverified.weigh(component, conclusion, bench.lookup)


def _under(
    component: Component, conclusion: Conclusion, case: Case, mine: tuple[Exemption, ...], bench: _Bench
) -> tuple[Step, ...]:
    """What decides about a component's license under one set of facts."""
    section = SECTION_OF[component.type]

    def weigh(leaf: Leaf) -> tuple[Step, ...]:
        return tuple(_excused(step, mine, bench) for step in license.weigh(leaf, section, bench.lookup, case))

    tree = _tree(conclusion.expression, bench)
    if tree is not None:
        doubts = _doubts(component, conclusion, bench)
        return (*_evaluate(tree, weigh), *(_excused(step, mine, bench) for step in doubts))
    candidates = [(key, _worst(license.weigh(Leaf(key), section, bench.lookup, case))) for key in conclusion.candidates]
    if any(step.reason.code != "license-unknown" for _, step in candidates):
        return (_excused(unknown.ambiguous(component, candidates, bench.lookup), mine, bench),)
    return (_excused(unknown.unknown(component, bench.lookup), mine, bench),)


def _worst(steps: tuple[Step, ...]) -> Step:
    return max(steps, key=lambda step: OUTCOMES.index(step.reason.outcome))


def _tree(expression: str, bench: _Bench) -> Node | None:
    """The expression as a tree; None if it is empty or, which licensing never makes, no expression."""
    if expression not in bench.trees:
        try:
            bench.trees[expression] = parse(expression)
        except ExpressionError:
            bench.trees[expression] = None
    return bench.trees[expression]


def _excused(step: Step, mine: tuple[Exemption, ...], bench: _Bench) -> Step:
    """The step after exceptions; all that match count as used, even if one would have been enough."""
    if step.reason.outcome != "allow":
        bench.used.update(each for each in mine if exceptions.covers(each, step.reason.code, step.license))
    return exceptions.excused(step, mine)


def _evaluate(node: Node, weigh: Callable[[Leaf], tuple[Step, ...]]) -> tuple[Step, ...]:
    if isinstance(node, Leaf):
        return weigh(node)
    parts = [_evaluate(part, weigh) for part in node.parts]
    if not isinstance(node, Or):
        return tuple(step for part in parts for step in part)
    branch, chosen = min(zip(node.parts, parts, strict=True), key=lambda pair: _burden(pair[1]))
    refused = all(any(step.reason.outcome == "deny" for step in part) for part in parts)
    whole = f"every branch of {render(node)} is denied, this is" if refused else f"of {render(node)} the branch is"
    note = f"; {whole} {render(branch)}"
    return tuple(step._replace(reason=step.reason._replace(message=step.reason.message + note)) for step in chosen)


def _burden(steps: tuple[Step, ...]) -> tuple[int, bool, bool]:
    """Smaller is better for the user: the milder outcome, then without an exception, then with a known license."""
    severity = max(OUTCOMES.index(step.reason.outcome) for step in steps)
    unsure = any(step.reason.code == "license-unknown" for step in steps)
    return severity, any(step.exemption for step in steps), unsure


def _told(finding: Finding, bench: _Bench) -> Finding:
    """The finding, or a note in its place where an exception names its code, or the baseline knows it."""
    component = Component(finding.component, "model", "", ())
    named = [each for each in exceptions.naming(bench.live, component) if each.finding == finding.code]
    bench.used.update(named)
    if named:
        accepted = f"{finding.message} (exception, {named[0].where}: {exceptions.terms(named[0])})"
        return finding._replace(level="note", message=accepted)
    taken = bench.policy.baseline
    known = taken.known.get(finding.component.lower()) if taken else None
    if known and finding.code in known.codes:
        bench.known.add(finding.component.lower())
        return finding._replace(level="note")
    return finding
