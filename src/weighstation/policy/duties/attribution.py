"""Words that a product, its website or its documentation has to show, and credit in other forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.policy.duties._case import (
    SHIPPED,
    When,
    asked,
    at_product,
    both,
    changed_leaves,
    commercial,
    duty,
    leaves,
    text,
)
from weighstation.policy.duties._seen import Seen, finding
from weighstation.policy.duties._words import holding, wordings
from weighstation.policy.duties.display import has_threshold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.knowledge.licenses import License
    from weighstation.outbound_model import Duty, DutyKind
    from weighstation.policy.duties._case import Case
    from weighstation.policy.duties._spot import Sight

CODE, _TERM, _PLACE = "attribution-missing", "attribution_text", "attribution_where"
_PUBLISHED, _IN_PAPERS = "publication_acknowledgement", When(None, "results of work with it are published")
_AT_PRODUCT = ("product", "website", "interface", "output", "any use", "ui,", "user")


def of(license: License, case: Case) -> Iterator[Duty]:  # noqa: A002 - the field's own word
    """The duty to show an attribution, and to name the model in publications."""
    if license.terms.get(_PUBLISHED):
        yield from duty("attribution", license, _IN_PAPERS, "name the model in publications", _PUBLISHED)
    said, place = str(asked(license, _TERM) or ""), text(license, _PLACE)
    if not said or "required" in said or place.startswith("Notice file") or has_threshold(license):
        return
    kind: DutyKind = "display" if place.startswith("user interface") else "attribution"
    what = (f"show “{said}”" if wordings(said) else f"give attribution: {said}") + (f" ({place})" if place else "")
    yield from duty(kind, license, _when(said, place, case), what, _TERM, said if wordings(said) else "")


def _when(said: str, place: str, case: Case) -> When:
    if "derivative work" in place:
        return changed_leaves(case)
    where = f"{said} {place}".lower()
    when = at_product(case.facts) if any(word in where for word in _AT_PRODUCT) else leaves(case.facts)
    return both(when, commercial(case.facts)) if "commercial" in where else when


def check(duty: Duty, sight: Sight) -> Seen:
    """Whether a readme, the documentation, a notice or an interface has the words; a website is not seen from here."""
    exact = wordings(duty.words)
    if held := holding([*sight.texts, *sight.notices, *sight.outbound.shown], exact):
        return Seen(met=True, where=held)
    if not exact or not sight.facts.does(*SHIPPED) or not sight.complete:
        return Seen(None)
    message = f"“{exact[0]}” is in no readme, documentation or interface here, and {sight.license.name} wants it shown"
    hint = f"write “{exact[0]}” into the README (wanted on: {text(sight.license, _PLACE) or 'what is passed on'})"
    return Seen(met=False, finding=finding(CODE, message, duty, sight.spot, hint))
