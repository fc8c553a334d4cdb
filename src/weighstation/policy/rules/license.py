"""A known license: the entry that covers it decides, or has its terms weighed; one that none covers needs review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.knowledge.licenses import license as known_license
from weighstation.model import Reason
from weighstation.policy.rules._step import DO, DOES, Step
from weighstation.policy.rules.unknown import no_facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from weighstation.knowledge.licenses import License
    from weighstation.licensing.expression import Leaf
    from weighstation.model import Outcome
    from weighstation.policy.entries import Entry, Section
    from weighstation.policy.precedence import Lookup
    from weighstation.policy.rules._case import Case

CODES: Mapping[Outcome, str] = {"allow": "license-allowed", "review": "license-review", "deny": "license-denied"}
_NO_COMMERCE = ("noncommercial", "research-only")


def weigh(leaf: Leaf, section: Section, lookup: Lookup, case: Case) -> tuple[Step, ...]:
    """What the policy says about one license of an expression, for a component of a section and its use.

    A license that a list names is what the list says. Of one that only its class lets pass, the terms still deny what
    they forbid outright; whether they are met otherwise is only asked where the policy wants them weighed.
    An exception (``WITH``) only ever adds permissions, so the license is weighed as if it came without one.
    """
    facts = known_license(leaf.id) or known_license(leaf.id.removesuffix("+"))
    if facts and not facts.named:
        return (no_facts(leaf.id, section, lookup),)
    subject, classes, steward = (facts.key, facts.classes, facts.steward) if facts else (leaf.id.lower(), (), "")
    entry = lookup.license(section, subject, classes, steward)
    if facts is None:
        return (_listed(leaf, None, entry) if entry else no_facts(leaf.id, section, lookup),)
    if entry and entry.decision == "weigh":
        return _by_terms(leaf, facts, entry, lookup.unverified(section), case)
    listed = _listed(leaf, facts, entry) if entry else _unlisted(leaf, facts)
    if listed.reason.outcome == "deny" or (entry and entry.kind == "license"):
        return (listed,)
    from weighstation.policy.rules import terms

    collisions = [reason for reason in terms.weigh(facts, case) if reason.outcome == "deny"]
    return (listed, *(Step(reason, subject) for reason in collisions))


def _listed(leaf: Leaf, facts: License | None, entry: Entry) -> Step:
    """The word of an allow, review or deny list; of a license of one's own the facts are the policy's alone."""
    outcome: Outcome = "review" if entry.decision == "weigh" else entry.outcome
    message = f"{_called(leaf, facts)} {DOES[outcome]}: {_why(entry)}, {entry.where}"
    key = facts.key if facts else leaf.id.lower()
    return Step(Reason(CODES[outcome], outcome, message, _clause(entry, facts), entry.where), key)


def _unlisted(leaf: Leaf, facts: License) -> Step:
    listing = _of_classes(facts.classes)
    message = f"{_called(leaf, facts)} {DOES['review']}: no list of the policy names it or {listing}"
    return Step(Reason("license-unlisted", "review", message), facts.key)


def _by_terms(leaf: Leaf, facts: License, entry: Entry, unverified: Entry, case: Case) -> tuple[Step, ...]:
    """What the terms come to under the facts of use, and what holds where nobody read the text."""
    from weighstation.policy.rules import terms

    reasons = list(terms.weigh(facts, case))
    if not facts.verified and unverified.outcome != "allow":
        reasons.append(_not_read(facts, unverified))
    if not reasons:
        message = (
            f"{_called(leaf, facts)} {DOES['allow']}: its terms allow the stated use, {_why(entry)}, {entry.where}"
        )
        reasons = [Reason(CODES["allow"], "allow", message, policy=entry.where)]
    return tuple(Step(reason, facts.key) for reason in reasons)


def _not_read(facts: License, setting: Entry) -> Reason:
    place = setting.where or f"the default of `unverified` in [{setting.section}]"
    read = "nobody here read its text, so its terms may be more than is known"
    message = f"{facts.name} ({facts.id}): {read}: unverified licenses {DO[setting.outcome]}, {place}"
    question = "Does its text allow this use? If so, record it as an exception." if setting.outcome == "review" else ""
    return Reason("license-unverified", setting.outcome, message, policy=setting.where, question=question)


def _called(leaf: Leaf, facts: License | None) -> str:
    """``Name (id)``, with the exception it comes with, and what to mind about the facts."""
    spdx = facts.id if facts and not leaf.id.endswith("+") else leaf.id
    spdx += f" WITH {leaf.exception}" if leaf.exception else ""
    if facts is None:
        return f"{spdx} (no facts known)"
    return f"{facts.name} ({spdx})" if facts.verified else f"{facts.name} ({spdx}; facts not verified)"


def _why(entry: Entry) -> str:
    return "named" if entry.kind == "license" else f"{entry.kind} {entry.subject}"


def _of_classes(classes: tuple[str, ...]) -> str:
    own = [name for name in classes if name != "spdx"] or list(classes)
    return f"its classes ({', '.join(own)})" if len(own) > 1 else f"its class ({own[0]})"


def _clause(entry: Entry, facts: License | None) -> str:
    """Where the license withholds commercial use, when that is why it was caught."""
    if facts is None or entry.kind != "class" or entry.subject not in _NO_COMMERCE:
        return ""
    return facts.clauses.get("commercial_use", "")
