"""A known license: the entry that covers it decides; one that no entry covers needs review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.knowledge.licenses import license as known_license
from weighstation.model import Reason
from weighstation.policy.rules._step import DOES, Step
from weighstation.policy.rules.unknown import no_facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from weighstation.knowledge.licenses import License
    from weighstation.licensing.expression import Leaf
    from weighstation.model import Outcome
    from weighstation.policy.entries import Entry, Section
    from weighstation.policy.precedence import Lookup

CODES: Mapping[Outcome, str] = {"allow": "license-allowed", "review": "license-review", "deny": "license-denied"}
_NO_COMMERCE = ("noncommercial", "research-only")


def weigh(leaf: Leaf, section: Section, lookup: Lookup) -> Step:
    """What the policy says about one license of an expression, for components of a section.

    An exception (``WITH``) only ever adds permissions, so the license is weighed as if it came without one.
    """
    facts = known_license(leaf.id) or known_license(leaf.id.removesuffix("+"))
    if facts and not facts.named:
        return no_facts(leaf.id, section, lookup)
    subject, classes = (facts.key, facts.classes) if facts else (leaf.id.lower(), ())
    entry = lookup.license(section, subject, classes)
    if entry is None and facts is None:
        return no_facts(leaf.id, section, lookup)
    what = _called(leaf, facts)
    if entry is None:
        message = f"{what} {DOES['review']}: no list of the policy names it or {_of_classes(classes)}"
        return Step(Reason("license-unlisted", "review", message), subject)
    message = f"{what} {DOES[entry.outcome]}: {_why(entry)}, {entry.where}"
    return Step(Reason(CODES[entry.outcome], entry.outcome, message, _clause(entry, facts), entry.where), subject)


def _called(leaf: Leaf, facts: License | None) -> str:
    """``Name (id)``, with the exception it comes with, and what to mind about the facts."""
    spdx = facts.id if facts and not leaf.id.endswith("+") else leaf.id
    spdx += f" WITH {leaf.exception}" if leaf.exception else ""
    if facts is None:
        return f"{spdx} (no facts known)"
    return f"{facts.name} ({spdx})" if facts.verified else f"{facts.name} ({spdx}; facts not verified)"


def _why(entry: Entry) -> str:
    return f"class {entry.subject}" if entry.kind == "class" else "named"


def _of_classes(classes: tuple[str, ...]) -> str:
    own = [name for name in classes if name != "spdx"] or list(classes)
    return f"its classes ({', '.join(own)})" if len(own) > 1 else f"its class ({own[0]})"


def _clause(entry: Entry, facts: License | None) -> str:
    """Where the license withholds commercial use, when that is why it was caught."""
    if facts is None or entry.kind != "class" or entry.subject not in _NO_COMMERCE:
        return ""
    return facts.clauses.get("commercial_use", "")
