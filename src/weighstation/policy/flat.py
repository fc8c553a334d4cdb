"""The entries of several files as one file would list them, and judge alike.

In one file nothing is nearer than anything else, so where two entries cover a license, are equally specific and come
from different files, the stricter would win where now the nearer does. Each license of which that is true is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.knowledge.licenses import keys
from weighstation.knowledge.licenses import license as known_license
from weighstation.policy.entries import Entry
from weighstation.policy.lists import SECTIONS
from weighstation.policy.precedence import lookup
from weighstation.policy.rules import terms
from weighstation.policy.rules._case import Case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.knowledge.licenses import License
    from weighstation.policy.entries import Decision, Policy, Section
    from weighstation.policy.precedence import Lookup

_SETTINGS = ("unknown", "unverified")


def flat(policy: Policy) -> tuple[Entry, ...]:
    """Of the entries about the same thing the one that beats the others, and those that name a license in addition.

    What cannot be told in one file: of two globs that are equally long and name one component, the stricter wins.
    """
    now = lookup(policy.entries)
    found = [entry for entry in now.entries.values() if entry.kind not in _SETTINGS]
    for section in SECTIONS:
        then = lookup(entry._replace(layer=0) for entry in found)
        found += [entry for key in keys() if (entry := _named(key, section, now, then, policy))]
    return tuple(found)


def _named(key: str, section: Section, now: Lookup, then: Lookup, policy: Policy) -> Entry | None:
    """The entry that a license needs in a section to be judged in one file as it is now; None where it needs none."""
    facts = known_license(key)
    if facts is None or not facts.named:
        return None
    mine, alone = (each.license(section, key, facts.classes, facts.steward) for each in (now, then))
    if mine is None or alone is None or mine.decision == alone.decision:
        return None
    decision = _decision(mine.decision, facts, policy)
    place = f"{mine.where} ({mine.kind} {mine.subject}, before {alone.subject} at {alone.where})"
    return Entry("license", key, decision, section, mine.layer, place)


def _decision(said: Decision, facts: License, policy: Policy) -> Decision:
    """What to say of a license by name for what is said of its class, under which its terms may still deny it."""
    if said in {"weigh", "deny"} or not any(_collisions(facts, policy)):
        return said
    return "weigh" if said == "allow" else "deny"


def _collisions(facts: License, policy: Policy) -> Iterator[bool]:
    """For each set of facts of use and each term, whether the term forbids the use."""
    for stated in (policy.facts, *(override.facts.over(policy.facts) for override in policy.overrides)):
        yield from (reason.outcome == "deny" for reason in terms.weigh(facts, Case("", stated)))
