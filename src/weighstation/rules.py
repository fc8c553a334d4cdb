"""The catalogue of codes: everything a reason or a finding can be called, how loud it is, and what to do about it.

The codes are public: they stand in the JSON output, in ``[[exceptions]] finding`` and in ``docs/findings.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from weighstation.model import Level


class Rule(NamedTuple):
    """One code: its level as a finding, what it means in one line, and what a person can do."""

    code: str
    level: Level
    summary: str
    remedy: str


_USE_ANOTHER = "use another component, or record an exception with a reason in the policy"
_NAME_IT = "name the license or one of its classes in an allow, review or deny list"
_LOOK_IT_UP = "look the license up, then state it in the repository (a model card, a manifest) or record an exception"
_CHECK_CARD = "read the license at its source; the stricter side holds until the records agree"

_ALL = (
    Rule("license-allowed", "note", "the policy allows the license", "nothing to do"),
    Rule("license-review", "warning", "the policy wants a person to look at the license", _USE_ANOTHER),
    Rule("license-denied", "error", "the policy denies the license", _USE_ANOTHER),
    Rule("license-unlisted", "warning", "the license is known, and no list of the policy covers it", _NAME_IT),
    Rule("license-unknown", "warning", "nothing is known about the license", _LOOK_IT_UP),
    Rule("license-ambiguous", "warning", "the license is one of several", _LOOK_IT_UP),
    Rule("license-conflict", "warning", "sources disagree about the license", _CHECK_CARD),
    Rule("laxer-than-base", "warning", "a model declares a laxer license than the model it was made from", _CHECK_CARD),
    Rule("mention-only", "note", "the component is mentioned and never used where it was found", "nothing to do"),
    Rule("exception", "note", "an exception on record allows what the policy would not", "nothing to do"),
    Rule("exception-expired", "error", "an exception is past its date and no longer holds", "renew or remove it"),
    Rule("exception-expiring", "warning", "an exception ends within 30 days", "renew it or prepare to remove it"),
    Rule("exception-unused", "warning", "an exception matches nothing", "remove it, or correct what it names"),
    Rule("policy-shadowed", "warning", "a second policy in the same folder is not read", "keep only one of the two"),
    Rule("unread-file", "warning", "a file could not be read and was not checked", "correct the file"),
)

RULES: Mapping[str, Rule] = {rule.code: rule for rule in _ALL}
"""Every rule by its code, in the order in which the documentation lists them."""
