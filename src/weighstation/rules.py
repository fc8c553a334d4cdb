"""The catalogue of codes: everything a reason or a finding can be called, how loud it is, and what to do about it.

The codes are public: they stand in the JSON output, in ``[[exceptions]] finding`` and in ``docs/findings.md``.
"""

from collections.abc import Mapping
from typing import NamedTuple

from weighstation.model import Level


class Rule(NamedTuple):
    """One code: its level, what it means in one line, and what a person can do.

    ``leveled`` codes are findings, whose level a policy can set; ``off`` is not said unless it does. All others are
    reasons of a verdict.
    """

    code: str
    level: Level
    summary: str
    remedy: str
    leveled: bool = False


NOTHING_TO_DO = "nothing to do"
_USE_ANOTHER = "use another component, or record an exception with a reason in the policy"
_NAME_IT = "name the license or one of its classes in an allow, review or deny list"
_STATE_IT = "state the fact in [use] of the policy, use another component, or record an exception with a reason"
_READ_IT = "read the license, then record an exception with what you found"
_LOOK_IT_UP = "look the license up, then state it in the repository (a model card, a manifest) or record an exception"
_CHECK_CARD = "read the license at its source; the stricter side holds until the records agree"

_LOOK_AGAIN = "look the license up again and renew the clarification, or remove it"
_WRITE_IT = "add what the license asks for beside the weights"
_CORRECT_CARD = "state the license and the base in the card"
_NARROW_IT = "put the model's license beside the weights, and what it asks for besides"
_REMOVE = "remove it, or correct what it names"

_ALL = (
    Rule("license-allowed", "note", "the policy allows the license", NOTHING_TO_DO),
    Rule("license-review", "warning", "the policy wants a person to look at the license", _USE_ANOTHER),
    Rule("license-denied", "error", "the policy denies the license", _USE_ANOTHER),
    Rule("license-unverified", "warning", "nobody read the text of the license that is weighed", _READ_IT),
    Rule("component-allowed", "note", "the policy allows the component by name", NOTHING_TO_DO),
    Rule("component-review", "warning", "the policy wants a person to look at the component", _USE_ANOTHER),
    Rule("component-denied", "error", "the policy denies the component by name", _USE_ANOTHER),
    Rule("commercial-use", "error", "the license grants commercial use not at all, or on a condition", _STATE_IT),
    Rule("user-threshold", "error", "the license ends at a number of users", _STATE_IT),
    Rule("revenue-threshold", "error", "the license ends at a revenue", _STATE_IT),
    Rule("territory", "error", "the license leaves out a territory", _STATE_IT),
    Rule("field-of-use", "error", "the license forbids a purpose", _STATE_IT),
    Rule("model-training", "error", "the license bars training other models", _STATE_IT),
    Rule("hosting", "error", "the license limits offering the model as a service", _STATE_IT),
    Rule("redistribution", "warning", "the license sets terms for what leaves the team", _STATE_IT),
    Rule("license-unlisted", "warning", "the license is known, and no list of the policy covers it", _NAME_IT),
    Rule("license-unknown", "warning", "nothing is known about the license", _LOOK_IT_UP),
    Rule("license-ambiguous", "warning", "the license is one of several", _LOOK_IT_UP),
    Rule("license-conflict", "warning", "sources disagree about the license", _CHECK_CARD, leveled=True),
    Rule(
        "laxer-than-base",
        "warning",
        "a model declares a laxer license than the model it was made from",
        _CHECK_CARD,
        leveled=True,
    ),
    Rule("mention-only", "note", "the component is mentioned and never used where it was found", NOTHING_TO_DO),
    Rule("exception", "note", "an exception on record allows what the policy would not", NOTHING_TO_DO),
    Rule(
        "exception-expired",
        "warning",
        "an exception is past its date and no longer holds",
        "renew or remove it",
        leveled=True,
    ),
    Rule(
        "exception-expiring",
        "warning",
        "an exception ends within 30 days",
        "renew it or prepare to remove it",
        leveled=True,
    ),
    Rule(
        "exception-unused",
        "warning",
        "an exception matches nothing",
        "remove it, or correct what it names",
        leveled=True,
    ),
    Rule("clarification-lapsed", "warning", "what a clarification is bound to has changed", _LOOK_AGAIN, leveled=True),
    Rule("clarification-unused", "warning", "a clarification matches nothing", _REMOVE, leveled=True),
    Rule("policy-unused", "warning", "an override or a listed component matches nothing", _REMOVE, leveled=True),
    Rule("baseline", "note", "the trouble was there when the baseline was taken", NOTHING_TO_DO),
    Rule(
        "baseline-unused",
        "note",
        "the baseline holds trouble that is gone",
        "run weighstation baseline again",
        leveled=True,
    ),
    Rule("license-changed", "warning", "the license is not the one of the baseline", _CHECK_CARD, leveled=True),
    Rule(
        "unpinned-revision", "off", "a model is loaded without a revision", "name a commit of the model", leveled=True
    ),
    Rule("non-osi", "off", "the license is not approved by the OSI", _USE_ANOTHER, leveled=True),
    Rule("hosted-model", "off", "a model is used as a service", _USE_ANOTHER, leveled=True),
    Rule(
        "policy-shadowed",
        "warning",
        "a second policy in the same folder is not read",
        "keep only one of the two",
        leveled=True,
    ),
    Rule("notice-missing", "warning", "a license asks for a Notice file, and there is none", _WRITE_IT, leveled=True),
    Rule("notice-wrong", "warning", "a Notice file lacks the words that a license asks for", _WRITE_IT, leveled=True),
    Rule("license-text-missing", "warning", "no text of the license lies beside the weights", _WRITE_IT, leveled=True),
    Rule("attribution-missing", "warning", "the words that a license wants shown are nowhere", _WRITE_IT, leveled=True),
    Rule("name-of-derivative", "warning", "a derivative has a name that the license bars", "rename it", leveled=True),
    Rule("card-license", "warning", "a model card lacks its license or base", _CORRECT_CARD, leveled=True),
    Rule("license-drift", "warning", "a license is passed on without some of its clauses", _NARROW_IT, leveled=True),
    Rule("open-duty", "note", "a license asks for what no file can show", "see to it, or state the fact", leveled=True),
    Rule(
        "bom-reference",
        "warning",
        "a bill of materials refers to something that it does not hold",
        "write it anew with the tool that made it",
        leveled=True,
    ),
    Rule("unread-file", "warning", "a file could not be read and was not checked", "correct the file"),
)

RULES: Mapping[str, Rule] = {rule.code: rule for rule in _ALL}
"""Every rule by its code, in the order in which the documentation lists them."""
