"""What the files of a repository show of a duty, and how that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.model import Finding

if TYPE_CHECKING:
    from weighstation.outbound_model import Duty
    from weighstation.policy.duties._spot import Spot


class Seen(NamedTuple):
    """Whether a duty is met, None where the files cannot tell, and the file that shows it.

    ``finding`` says what is wrong, ``note`` what a person has to look at.
    """

    met: bool | None
    where: str = ""
    finding: Finding | None = None
    note: str = ""


def finding(code: str, message: str, duty: Duty, spot: Spot, hint: str, path: str = "") -> Finding:  # noqa: PLR0913, PLR0917 - the parts of a finding
    """A finding at a path, else at the weights, with the clause and what the duty hangs on."""
    clause = f" ({duty.clause})" if duty.clause else ""
    place = (path, 0) if path else (spot.path, spot.line)
    return said(code, f"{message}{clause}{condition(duty)}", place, hint, spot.component)


def said(code: str, message: str, place: tuple[str, int], hint: str, component: str) -> Finding:
    """A finding with the level of its code, at a path and line."""
    from weighstation.rules import RULES

    return Finding(code, RULES[code].level, message, *place, hint, component)


def condition(duty: Duty) -> str:
    """What a duty hangs on, as the end of a sentence; empty where nothing."""
    if duty.applies == "yes":
        return ""
    return f"; this holds if {duty.condition}" + (f" ({duty.fact} is not stated)" if duty.fact else "")
