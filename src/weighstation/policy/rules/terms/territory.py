"""Territories that a license leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.policy.facts import EU, WORLDWIDE
from weighstation.policy.rules._case import asks, collides, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weighstation.knowledge.licenses import License
    from weighstation.model import Reason
    from weighstation.policy.rules._case import Case

CODE, _TERM, _FACT = "territory", "territory_exclusion", "territories"
_SEES = ("vision", "multimodal", "mllama", "-vl", "11b", "90b")
_READS = ("1b", "3b", "text", "guard-3")


def weigh(license: License, case: Case) -> Iterator[Reason]:  # noqa: A002 - the field's own word
    """Silent where the license leaves nothing out, not for this model, or nothing that the team names."""
    excluded = license.terms.get(_TERM)
    if not isinstance(excluded, list) or not _reaches(license, case.component):
        return
    scope = license.terms.get("territory_scope", "")
    said = f"not granted in {', '.join(excluded)}" + (f" ({scope})" if scope else "")
    if case.facts.territories is None:
        yield asks(CODE, said, license, _TERM, "In which territories is it used or offered? (use.territories)")
    elif hit := [name for name in case.facts.territories if _inside(name, excluded)]:
        message = f"{said}, and the policy names {', '.join(hit)}"
        yield collides(CODE, "deny", message, license, _TERM, case.facts.where(_FACT))


def _reaches(license: License, component: str) -> bool:  # noqa: A002 - the field's own word
    """Whether the exclusion is about this model. Of one whose name does not tell whether it sees, it may be."""
    which, name = rule(license, "territory_rule"), component.lower()
    if which == "multimodal":
        return any(word in name for word in _SEES) or not any(word in name for word in _READS)
    return which != "none"


def _inside(territory: str, excluded: Sequence[str]) -> bool:
    if territory == WORLDWIDE:
        return True
    names = {"GB" if name == "UK" else name for name in excluded}
    return territory in names or ("EU" in names and territory in EU) or (territory == "EU" and bool(names & EU))
