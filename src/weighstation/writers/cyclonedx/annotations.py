"""Annotations: what the policy says about a component, and what else the run has to say, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers.cyclonedx.metadata import tool
from weighstation.writers.cyclonedx.projects import ROOT
from weighstation.writers.cyclonedx.text import Json, clean, relative, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weighstation.model import Finding, Reason, Run, Verdict
    from weighstation.writers.cyclonedx.items import Item

NO_TIME = "1970-01-01T00:00:00Z"
"""The schema demands a time of every annotation. Where none was given, this stands for "not recorded", and the
document's properties say so: the clock would make each run's document differ."""


def remarks(run: Run, items: Sequence[Item], timestamp: str, tool_version: str) -> list[Json]:
    """The ``annotations``: one for each component that is not plainly allowed, then one for each finding of the run."""
    author = {"component": {"type": "application", **tool(tool_version)}}
    texts = dict.fromkeys((*_verdicts(items, run.inventory.root), *_findings(run, items)))
    return [
        {"subjects": [ref], "annotator": author, "timestamp": timestamp or NO_TIME, "text": text} for ref, text in texts
    ]


def _verdicts(items: Sequence[Item], root: str) -> Iterator[tuple[str, str]]:
    for item in items:
        if _noteworthy(item.weighed.verdict):
            yield item.ref, _opinion(item.weighed.verdict, root)


def _noteworthy(verdict: Verdict) -> bool:
    """Not allowed, or allowed although a reason spoke against it or an exception had to be made."""
    return verdict.outcome != "allow" or any(
        one.outcome != "allow" or one.code == "exception" for one in verdict.reasons
    )


def _opinion(verdict: Verdict, root: str) -> str:
    return "\n".join((f"verdict: {verdict.outcome}", *(_reason(reason, root) for reason in verdict.reasons)))


def _reason(reason: Reason, root: str) -> str:
    """``license-denied: message [clause: 2] [policy: weighstation.toml:9] [open question: …]``."""
    place = relative(reason.policy, root)
    notes = (("clause", sentence(reason.clause, root)), ("policy", place), ("open question", clean(reason.question)))
    text = f"{clean(reason.code)} ({reason.outcome}): {sentence(reason.message, root)}"
    return text + "".join(f" [{name}: {value}]" for name, value in notes if value)


def _findings(run: Run, items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    refs = {item.component.id: item.ref for item in reversed(items)}
    for finding in run.findings:
        yield refs.get(finding.component, ROOT), _finding(finding, run.inventory.root)


def _finding(finding: Finding, root: str) -> str:
    line = f":{finding.line}" if finding.line > 0 else ""
    place = f" ({relative(finding.path, root)}{line})" if finding.path else ""
    hint = f" [help: {sentence(finding.hint, root)}]" if finding.hint else ""
    return f"{clean(finding.code)} ({finding.level}): {sentence(finding.message, root)}{place}{hint}"
