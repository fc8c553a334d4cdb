"""From conclusions about licenses to verdicts: the rules, in the order in which they are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.licensing.expression import ExpressionError, Leaf, Or, parse, render
from weighstation.model import Reason, Verdict
from weighstation.policy.entries import OUTCOMES, SECTION_OF, strictest
from weighstation.policy.precedence import lookup
from weighstation.policy.rules import conflicts, exceptions, license, unknown  # noqa: A004 - one rule a file
from weighstation.policy.rules._step import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from weighstation.licensing.expression import Node
    from weighstation.model import Component, Conclusion, Finding, Outcome
    from weighstation.policy.entries import Exemption, Policy, Section
    from weighstation.policy.precedence import Lookup


_MENTIONED = Step(Reason("mention-only", "allow", "it is mentioned, and no use of it was found"))


class _Bench(NamedTuple):
    """What one call of ``judge`` weighs by, and what it remembers: steps already weighed, exceptions that matched."""

    lookup: Lookup
    live: tuple[exceptions.Live, ...]
    weighed: dict[tuple[Leaf, Section], Step]
    trees: dict[str, Node | None]
    used: set[Exemption]


def judge(
    pairs: Sequence[tuple[Component, Conclusion]], policy: Policy, today: date
) -> tuple[tuple[Verdict, ...], tuple[Finding, ...]]:
    """The verdict on each component, in order, and what else there is to say. Pure: ``today`` decides what expired.

    The outcome of a verdict is always that of its strictest reason. ``AND`` takes the strictest part, ``OR`` the most
    lenient branch, since the user may choose (SPDX 2.3 Annex D); only the chosen branch gives reasons.
    """
    bench = _Bench(lookup(policy.entries), exceptions.live(policy.exceptions, today), {}, {}, set())
    verdicts = tuple(_verdict(component, conclusion, bench) for component, conclusion in pairs)
    disputes = tuple(finding for pair in pairs for finding in _disputes(*pair, bench))
    return verdicts, (*policy.findings, *disputes, *exceptions.findings(policy.exceptions, bench.used, today))


def overall(verdicts: Iterable[Verdict]) -> Outcome:
    """The verdict on the whole run: the strictest of all."""
    return strictest(verdict.outcome for verdict in verdicts)


def _verdict(component: Component, conclusion: Conclusion, bench: _Bench) -> Verdict:
    steps = _steps(component, conclusion, bench) if component.used else (_MENTIONED,)
    reasons = tuple(dict.fromkeys(step.reason for step in steps))
    return Verdict(strictest(reason.outcome for reason in reasons), reasons)


def _steps(component: Component, conclusion: Conclusion, bench: _Bench) -> tuple[Step, ...]:
    """What decides about a component's license, exceptions already applied."""
    section, mine = SECTION_OF[component.type], exceptions.naming(bench.live, component)

    def weigh(leaf: Leaf) -> Step:
        return _excused(_leaf(leaf, section, bench), mine, bench)

    tree = _tree(conclusion.expression, bench)
    if tree is not None:
        return _evaluate(tree, weigh)
    candidates = [(key, _leaf(Leaf(key), section, bench)) for key in conclusion.candidates]
    if any(step.reason.code != "license-unknown" for _, step in candidates):
        return (_excused(unknown.ambiguous(component, candidates, bench.lookup), mine, bench),)
    return (_excused(unknown.unknown(component, bench.lookup), mine, bench),)


def _tree(expression: str, bench: _Bench) -> Node | None:
    """The expression as a tree; None if it is empty or, which licensing never makes, no expression."""
    if expression not in bench.trees:
        try:
            bench.trees[expression] = parse(expression)
        except ExpressionError:
            bench.trees[expression] = None
    return bench.trees[expression]


def _leaf(leaf: Leaf, section: Section, bench: _Bench) -> Step:
    if (leaf, section) not in bench.weighed:
        bench.weighed[leaf, section] = license.weigh(leaf, section, bench.lookup)
    return bench.weighed[leaf, section]


def _excused(step: Step, mine: tuple[Exemption, ...], bench: _Bench) -> Step:
    """The step after exceptions; all that match count as used, even if one would have been enough."""
    if step.reason.outcome != "allow":
        bench.used.update(each for each in mine if exceptions.covers(each, step.reason.code, step.license))
    return exceptions.excused(step, mine)


def _evaluate(node: Node, weigh: Callable[[Leaf], Step]) -> tuple[Step, ...]:
    if isinstance(node, Leaf):
        return (weigh(node),)
    parts = [_evaluate(part, weigh) for part in node.parts]
    if not isinstance(node, Or):
        return tuple(step for part in parts for step in part)
    note = f" (chosen from {render(node)})"
    chosen = min(parts, key=_burden)
    return tuple(step._replace(reason=step.reason._replace(message=step.reason.message + note)) for step in chosen)


def _burden(steps: tuple[Step, ...]) -> tuple[int, bool, bool]:
    """Smaller is better for the user: the milder outcome, then without an exception, then with a known license."""
    severity = max(OUTCOMES.index(step.reason.outcome) for step in steps)
    unsure = any(step.reason.code == "license-unknown" for step in steps)
    return severity, any(step.exemption for step in steps), unsure


def _disputes(component: Component, conclusion: Conclusion, bench: _Bench) -> Iterator[Finding]:
    """Conflicts of the components in use; one that an exception names by its code is a note with the reason."""
    if not component.used or not conclusion.conflicts:
        return
    named = [each for each in exceptions.naming(bench.live, component) if each.finding]
    for finding in conflicts.findings(component, conclusion):
        matching = [each for each in named if exceptions.covers(each, finding.code, "")]
        bench.used.update(matching)
        if matching:
            accepted = f"{finding.message} (exception, {matching[0].where}: {exceptions.terms(matching[0])})"
            yield finding._replace(level="note", message=accepted)
        else:
            yield finding
