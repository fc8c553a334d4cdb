"""What to do about trouble: facts to state, the next step for each code, the exception to put on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.model import Reason, Run, Weighed

# How each fact is written, with an example value, and what it answers.
FACTS = {
    "commercial": ("true", "is the use commercial?"),
    "monthly_active_users": ("100_000", "how many does the whole group have?"),
    "annual_revenue_usd": ("1_000_000", "what is the revenue of the whole group?"),
    "territories": ('["KR"]', "where are the models used or offered? ISO 3166 codes, EU, worldwide"),
    "purposes": ('["customer-support"]', "what are the models used for?"),
    "distributes": ("[]", "what leaves the team? outputs, hosted-api, weights, derivatives, partner; [] is nothing"),
    "trains_other_models": ("false", "do models or their outputs train other models?"),
    "fine_tunes": ("false", "are models fine-tuned?"),
}


def needs(reason: Reason) -> str:
    """The fact of use that a reason's question asks for, empty where it asks for something else."""
    before, mark, after = reason.question.rpartition("(use.")
    return after.rstrip(")").partition(",")[0] if before and mark else ""


def acceptance(weighed: Weighed, policy: str = "") -> str:
    """The command that puts an exception on record for what holds a component up; empty where facts would settle it.

    ``policy`` is the file that it goes into, if that is not the one which the command would find by itself.
    """
    if not _waivable(weighed):
        return ""
    code = _only_code(weighed)
    narrowed = f" --finding {code}" if code else ""
    chosen = f" --policy {_quoted(policy)}" if policy else ""
    return f"weighstation waive {_quoted(weighed.component.id)}{narrowed}{chosen} --reason '…'"


def _quoted(word: str) -> str:
    """One word for the shells of POSIX."""
    return "'{}'".format(word.replace("'", "'\\''"))


def _waivable(weighed: Weighed) -> bool:
    return any(reason.outcome != "allow" and not needs(reason) for reason in weighed.verdict.reasons)


def _only_code(weighed: Weighed) -> str:
    """The code that an exception can be narrowed to, where there is one alone."""
    codes = {reason.code for reason in weighed.verdict.reasons if reason.outcome != "allow"}
    return codes.pop() if len(codes) == 1 else ""


def closing(run: Run, blocks: str) -> Iterator[str]:
    """The questions, each once, as lines for the policy; the next step for each kind of trouble; an exception."""
    reasons = [reason for weighed in run.weighed for reason in weighed.verdict.reasons if reason.outcome != "allow"]
    yield from _facts(reasons)
    by_remedy: dict[str, list[str]] = {}
    for code, rule in RULES.items():
        if any(reason.code == code and not needs(reason) for reason in reasons):
            by_remedy.setdefault(rule.remedy, []).append(code)
    yield from (f"help: {', '.join(codes)}: {remedy}" for remedy, codes in by_remedy.items())
    blocking = [weighed for weighed in run.weighed if weighed.verdict.outcome in {"deny", blocks}]
    yield from _exception(next((weighed for weighed in blocking if _waivable(weighed)), None))


def _exception(weighed: Weighed | None) -> Iterator[str]:
    """The first exception as a team would paste it, for whoever has the hook and not the command."""
    if weighed is None:
        return
    code = _only_code(weighed)
    yield "help: an exception in the policy says the same as `weighstation waive`:"
    yield "  [[exceptions]]"
    name = weighed.component.id.replace("\\", "\\\\").replace('"', '\\"')
    yield f'  component = "{name}"'
    yield from [f'  finding = "{code}"'] if code else []
    yield '  reason = "why it may be used"'


def _facts(reasons: Iterable[Reason]) -> Iterator[str]:
    """``monthly_active_users = 100_000  # the question``, under the table they belong to."""
    asked = {needs(reason) for reason in reasons}
    if asked & FACTS.keys():
        yield "help: the policy does not state these facts of use; the values are examples, write yours:"
        yield "  [use]"
    yield from (f"  {key} = {value}  # {question}" for key, (value, question) in FACTS.items() if key in asked)
