"""The sections of the effective policy: their lists and settings, with the place of each word and what it overrules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.policy.entries import DECISIONS
from weighstation.policy.precedence import lookup
from weighstation.policy.said import DEFAULT, Said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weighstation.policy.entries import Entry, Policy, Section


def lists(section: Section, entries: Iterable[Entry], policy: Policy) -> dict[str, tuple[Said, ...]]:
    """The lists of a section in the order of the files; what a license needs in addition comes last."""
    order = {entry: number for number, entry in enumerate(policy.entries)}
    mine = (entry for entry in entries if entry.section == section)
    here = sorted(mine, key=lambda entry: order.get(entry, len(order)))
    return {
        decision: tuple(
            Said(_word(entry), entry.where, _overruled(entry, policy)) for entry in here if entry.decision == decision
        )
        for decision in DECISIONS
    }


def settings(section: Section, policy: Policy) -> dict[str, Said]:
    """What a section says of unknown licenses, or the default, and of unverified ones where it says anything.

    ``unverified`` that is stated means more than its default: it is asked of records, too.
    """
    found = lookup(policy.entries)
    unknown, unverified = found.unknown(section), found.unverified(section)
    said = {"unknown": Said(unknown.outcome, unknown.where or DEFAULT)}
    return said | ({"unverified": Said(unverified.outcome, unverified.where)} if unverified.where else {})


def _word(entry: Entry) -> str:
    return f"steward:{entry.subject}" if entry.kind == "steward" else entry.subject


def _overruled(entry: Entry, policy: Policy) -> str:
    """What other entries about the same thing say, which this one beats."""
    others = [each for each in policy.entries if each[:2] == entry[:2] and each.section == entry.section]
    beaten = [f"{each.decision} at {each.where}" for each in others if each.decision != entry.decision]
    return f"overrules {', '.join(beaten)}" if beaten else ""
