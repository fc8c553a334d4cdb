"""The baseline: trouble that a repository had when it adopted the policy, so that only new trouble blocks.

It is a file of its own beside the policy, written by ``weighstation baseline`` and read by people.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from weighstation.errors import PolicyError
from weighstation.model import Finding
from weighstation.policy import files
from weighstation.policy.entries import Baseline, Known
from weighstation.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from weighstation.model import Component, Conclusion, Run
    from weighstation.policy.files import Source

_HEAD = """\
# Trouble that was here when the baseline was taken; `weighstation check` lets it pass and reports what is new.
# Written by `weighstation baseline`, which also removes what is gone.
"""


def read(path: str) -> Baseline:
    """The baseline at ``path``. Raises ``PolicyError`` with every fault of the file."""
    source = files.read(path, os.path.basename(path))
    faults = list(_faults(source))
    if faults:
        raise PolicyError("the baseline has faults", path=source.name, line=faults[0].line, faults=tuple(faults))
    known = {each.component.lower(): each for each in _known(source)}
    return Baseline(source.name, str(source.table["date"]), known)


def render(run: Run, date: str) -> str:
    """The text of a baseline that covers all trouble of a run, in the order of the components."""
    lines = [_HEAD, f"date = {date}\n"]
    for weighed in run.weighed:
        codes = {reason.code for reason in weighed.verdict.reasons if reason.outcome != "allow"}
        about = [finding for finding in run.findings if finding.component == weighed.component.id]
        codes |= {finding.code for finding in about if finding.level == "error"}
        if codes:
            lines.append("\n[[known]]\n")
            lines.append(f"component = {_quoted(weighed.component.id)}\n")
            lines.append(f"expression = {_quoted(weighed.conclusion.expression)}\n")
            lines.append(f"codes = [{', '.join(map(_quoted, sorted(codes)))}]\n")
    return "".join(lines)


def findings(
    baseline: Baseline, pairs: Iterable[tuple[Component, Conclusion]], used: AbstractSet[str]
) -> Iterator[Finding]:
    """Licenses that are not those of the baseline, and entries that nothing needs any more."""
    for component, conclusion in pairs:
        known = baseline.known.get(component.id.lower())
        if known and known.expression != conclusion.expression:
            before, now = known.expression or "not known", conclusion.expression or "not known"
            message = f"the license was {before} on {baseline.date} and is {now}"
            yield _finding("license-changed", message, baseline, known, component.id)
    gone = [known for name, known in baseline.known.items() if name not in used]
    if gone:
        shown = ", ".join(known.component for known in gone[:3]) + (" …" if len(gone) > 3 else "")  # noqa: PLR2004 - enough to know which
        message = f"no trouble any more, though the baseline has it: {shown}"
        yield _finding("baseline-unused", message, baseline, gone[0])


def _finding(code: str, message: str, baseline: Baseline, known: Known, component: str = "") -> Finding:
    rule = RULES[code]
    return Finding(code, rule.level, message, baseline.path, known.line, rule.remedy, component)


def _known(source: Source) -> Iterator[Known]:
    for index, table in enumerate(source.table.get("known", ())):
        line = source.line(("known", index))
        yield Known(table["component"], table["expression"], frozenset(table["codes"]), line)


def _faults(source: Source) -> Iterator[PolicyError]:
    again = "run weighstation baseline again"
    for name in source.table.keys() - {"date", "known"}:
        yield source.fault(f"unknown key `{name}`", (name,), again)
    from datetime import date

    if not isinstance(source.table.get("date"), date):
        yield source.fault("`date` must be a date without quotes", ("date",), again)
    tables = source.table.get("known", [])
    if not isinstance(tables, list):
        yield source.fault("`known` must be an array of tables", ("known",), again)
        return
    for index, table in enumerate(tables):
        if not _is_known(table):
            message = "an entry must have the texts component and expression, and a list of codes"
            yield source.fault(message, ("known", index), again)


def _is_known(table: Any) -> bool:  # noqa: ANN401 - whatever the TOML holds
    if not isinstance(table, dict) or table.keys() != {"component", "expression", "codes"}:
        return False
    codes = table["codes"]
    texts = [table["component"], table["expression"], *(codes if isinstance(codes, list) else [None])]
    return all(isinstance(text, str) for text in texts)


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are a part of TOML's."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
