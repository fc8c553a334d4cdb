"""Restrictions of use that go along with the model, as a clause or a policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.policy.duties._case import duty, leaves, text
from weighstation.policy.duties._seen import Seen
from weighstation.policy.duties._words import holding
from weighstation.policy.duties.license_copy import reaches_services

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.knowledge.licenses import License
    from weighstation.outbound_model import Duty
    from weighstation.policy.duties._case import Case
    from weighstation.policy.duties._spot import Sight

_FLOW, _TOPICS, _ADDRESS, _ATTACHED = "flow_down", "restriction_topics", "aup_url", "aup_attachment"


def of(license: License, case: Case) -> Iterator[Duty]:  # noqa: A002 - the field's own word
    """The duty where the restrictions bind whoever gets the model.

    An attachment also binds the users of a service: RAIL licenses call that distribution (section 1 of each).
    """
    if not license.terms.get(_FLOW) or not license.terms.get(_TOPICS):
        return
    service = bool(text(license, _ATTACHED)) or reaches_services(license)
    policy = text(license, _ATTACHED) or text(license, _ADDRESS)
    how = text(license, "flow_down_how")
    what = "pass the restrictions of use on" + (f" ({policy})" if policy else "") + (f": {how}" if how else "")
    term = next((name for name in (_FLOW, _ADDRESS, _TOPICS) if name in license.clauses), _FLOW)
    yield from duty("use-policy", license, leaves(case.facts, service=service), what, term, text(license, _ADDRESS))


def check(duty: Duty, sight: Sight) -> Seen:
    """Whether the license, which holds or names its policy, lies there, or a text names the address of the policy."""
    named = holding([*sight.notices, *sight.texts], [duty.words]) if duty.words else ""
    held = sight.own_text or named
    return Seen(bool(held) or None, held)
