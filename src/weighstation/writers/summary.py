"""The line that sums up a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers.paint import paint
from weighstation.writers.places import count

if TYPE_CHECKING:
    from weighstation.model import Run, Weighed

_OUTCOMES = {"deny": "denied", "review": "to review", "allow": "allowed"}


def summary(run: Run, *, color: bool) -> str:
    """How many are denied, to review and allowed, what nobody knows or has read, and by which policy."""
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
    return f"{paint(run.verdict, color=color)}: {said}{on_record}{packages}{also}{out}; policy: {run.policy}"


def _on_record(used: list[Weighed]) -> str:
    """How many of the allowed are so by an exception or by the baseline."""
    counts = {
        word: sum(any(reason.code == code for reason in weighed.verdict.reasons) for weighed in used)
        for code, word in (("exception", "by exception"), ("baseline", "by the baseline"))
    }
    return "".join(f", {number} of them {word}" for word, number in counts.items() if number)
