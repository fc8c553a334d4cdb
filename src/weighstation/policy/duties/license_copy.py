"""A copy of the license for whoever gets the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.policy.duties._case import When, asked, both, duty, leaves
from weighstation.policy.duties._seen import Seen, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.knowledge.licenses import License
    from weighstation.outbound_model import Duty
    from weighstation.policy.duties._case import Case
    from weighstation.policy.duties._spot import Sight

_TERM, _CODE = "license_copy", "license-text-missing"


def of(license: License, case: Case) -> Iterator[Duty]:  # noqa: A002 - the field's own word
    """The duty where the license asks for a copy, or for a copy or a link."""
    value = asked(license, _TERM)
    if not value:
        return
    when, how = leaves(case.facts, service=reaches_services(license)), ""
    if isinstance(value, str):
        how = f" ({value})"
        when = both(when, When(None, value)) if value.startswith("only") else when
    yield from duty("license-copy", license, when, f"give a copy of the license along{how}", _TERM)


def reaches_services(license: License) -> bool:  # noqa: A002 - the field's own word
    """Whether the license calls it distribution to offer the model as a service."""
    counts = license.terms.get("hosted_service_counts_as_distribution")
    return bool(counts) or license.terms.get("hosting_rule") == "distribution"


def check(duty: Duty, sight: Sight) -> Seen:
    """Whether the text lies beside the weights, above them, or in a folder of licenses."""
    if sight.own_text or not sight.complete:
        return Seen(bool(sight.own_text) or None, sight.own_text)
    if unknown := next((each for each in sight.licenses if not each.sure), None):
        return Seen(None, note=f"whether {unknown.path} is its text cannot be told: it {unknown.note}")
    if not sight.spot.in_tree or sight.license.terms.get(_TERM) is not True or sight.granted_here:
        return Seen(None)
    message = f"no text of {sight.license.name} lies beside these weights or above them"
    hint = f"put the text of the license there, as {sight.spot.beside('LICENSE')}"
    return Seen(met=False, finding=finding(_CODE, message, duty, sight.spot, hint))
