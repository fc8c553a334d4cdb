"""A license that is not known, or known to be one of several: the section's ``unknown`` setting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.model import Reason
from weighstation.policy.entries import SECTION_OF, strictest
from weighstation.policy.rules._step import DO, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weighstation.model import Component, Outcome
    from weighstation.policy.entries import Entry, Section
    from weighstation.policy.precedence import Lookup

_SHOWN = 6  # candidates in a message


def unknown(component: Component, lookup: Lookup) -> Step:
    """Nothing is known about a component's license."""
    entry = lookup.unknown(SECTION_OF[component.type])
    why = "since its name is put together at run time, " if component.dynamic else ""
    message = f"the license of {component.id} is not known: {why}{_setting(entry)}"
    question = f"Which models can {component.id} be?" if why else f"Which license does {component.id} have?"
    question = question if entry.outcome != "allow" else ""
    return Step(Reason("license-unknown", entry.outcome, message, policy=entry.where, question=question))


def no_facts(license_id: str, section: Section, lookup: Lookup) -> Step:
    """A license has an id, nothing is known about it, and no entry names it."""
    entry = lookup.unknown(section)
    message = f"nothing is known about {license_id}: {_setting(entry)}"
    question = f"What does {license_id} permit?" if entry.outcome != "allow" else ""
    return Step(
        Reason("license-unknown", entry.outcome, message, policy=entry.where, question=question), license_id.lower()
    )


def ambiguous(component: Component, candidates: Sequence[tuple[str, Step]], lookup: Lookup) -> Step:
    """The license is one of several, each given with what the policy says about it; the strictest holds.

    It needs review even where all are allowed, since the list of candidates is only as complete as what is known;
    a section that allows unknown licenses allows that, too.
    """
    floor: Outcome = "allow" if lookup.unknown(SECTION_OF[component.type]).outcome == "allow" else "review"
    outcome = strictest([floor, *(step.reason.outcome for _, step in candidates)])
    deciding = next((step.reason for _, step in candidates if step.reason.outcome == outcome), None)
    why = deciding.message if deciding else "the policy allows each of them, and which it is needs review"
    shown = _listing([key for key, _ in candidates])
    message = f"the license of {component.id} is one of {shown}; {why}"
    question = f"Which of them is it: {shown}?" if outcome != "allow" else ""
    place = deciding.policy if deciding else ""
    return Step(Reason("license-ambiguous", outcome, message, policy=place, question=question))


def _listing(keys: list[str]) -> str:
    return ", ".join(keys[:_SHOWN]) + (f" and {len(keys) - _SHOWN} more" if len(keys) > _SHOWN else "")


def _setting(entry: Entry) -> str:
    place = entry.where or f"the default of `unknown` in [{entry.section}]"
    return f"unknown licenses {DO[entry.outcome]}, {place}"
