"""A table of reasons for which one license would drop what another one asks for, asked of the terms of both.

Each row has a term, when it binds whoever gets the model, when another license keeps it, what is lost otherwise, and
what to add. A row that is ``weak`` is no loss by itself: a missing notice or name has a finding of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.policy.duties import share_alike
from weighstation.policy.duties._case import text
from weighstation.policy.rules._case import table

if TYPE_CHECKING:
    from collections.abc import Callable

    from weighstation.knowledge.licenses import License


class Row(NamedTuple):
    """One reason. ``lost`` and ``remedy`` may hold ``{policy}``, ``{id}``, ``{prefix}`` and ``{notice}``."""

    terms: tuple[str, ...]
    binds: Callable[[License], bool]
    keeps: Callable[[License, License], bool]
    lost: str
    remedy: str
    weak: bool = False


def _flows(license: License, term: str) -> bool:  # noqa: A002 - the field's own word
    return bool(license.terms.get("flow_down")) and bool(license.terms.get(term))


def _topics(license: License) -> set[str]:  # noqa: A002 - the field's own word
    listed = license.terms.get("restriction_topics")
    return set(listed) if isinstance(listed, list) else set()


def _limit(term: str) -> Callable[[License], bool]:
    return lambda own: _flows(own, term) and table(own, term).get("effect") != "display"


def _ranked(license: License) -> int:  # noqa: A002 - the field's own word
    """Weak, strong, network copyleft: what is under one may go out under a later one. 0: none of them."""
    reach = ("weak-copyleft", "strong-copyleft", "network-copyleft")
    return max((place for place, name in enumerate(reach, 1) if name in license.classes), default=0)


def _family(license: License) -> str:  # noqa: A002 - the field's own word
    return license.key.rstrip("0123456789.-")


def _shared(own: License, other: License) -> bool:
    return _family(own) == _family(other) or 0 < _ranked(own) <= _ranked(other)


_SAY_SO = "name these limits in the README of the weights"
_BANS = frozenset(("banned", "own-only", "competing", "noncommercial"))
_SELLS = frozenset(("license", "noncommercial"))

ROWS = (
    Row(
        ("commercial_use",),
        lambda own: own.commercial_use == "no",
        lambda _, other: other.commercial_use == "no",
        "that commercial use is not granted",
        "say that the weights are not for commercial use",
    ),
    Row(
        ("flow_down", "aup_url", "restriction_topics"),
        lambda own: _flows(own, "restriction_topics"),
        lambda own, other: _flows(other, "restriction_topics") and _topics(own) <= _topics(other),
        "the restrictions of use{policy}",
        "attach the restrictions of use{policy}, and make them a clause of your own terms",
    ),
    Row(
        ("share_alike",),
        share_alike.asked,
        _shared,
        "that it stays under {id}",
        "license the weights and what is made of them under {id}",
    ),
    Row(
        ("no_derivatives",),
        lambda own: "-nd-" in own.key,
        lambda _, other: "-nd-" in other.key,
        "that nothing made from it may be passed on",
        "pass it on unchanged",
    ),
    Row(
        ("user_threshold",),
        _limit("user_threshold"),
        lambda _, other: "user_threshold" in other.terms,
        "the number of users from which on a separate license is needed",
        _SAY_SO,
    ),
    Row(
        ("revenue_threshold",),
        _limit("revenue_threshold"),
        lambda _, other: "revenue_threshold" in other.terms,
        "the revenue from which on a separate license is needed",
        _SAY_SO,
    ),
    Row(
        ("territory_exclusion",),
        lambda own: _flows(own, "territory_exclusion"),
        lambda _, other: "territory_exclusion" in other.terms,
        "the territories that it leaves out",
        _SAY_SO,
    ),
    Row(
        ("trains_other_models", "training_rule"),
        lambda own: _flows(own, "training_rule") and own.terms["training_rule"] in _BANS,
        lambda _, other: other.terms.get("training_rule") in _BANS,
        "the bar on training other models",
        _SAY_SO,
    ),
    Row(
        ("hosting", "hosting_rule"),
        lambda own: _flows(own, "hosting_rule") and own.terms["hosting_rule"] in _SELLS,
        lambda _, other: other.terms.get("hosting_rule") in _SELLS or other.commercial_use == "no",
        "the limit on offering it as a service",
        _SAY_SO,
    ),
    Row(
        ("name_prefix",),
        lambda own: _flows(own, "name_prefix") and not text(own, "name_prefix").startswith("none"),
        lambda own, other: own.terms.get("name_prefix") == other.terms.get("name_prefix"),
        "the beginning “{prefix}” of the names of derivatives",
        "",
        weak=True,
    ),
    Row(
        ("notice_file", "notice_prefix"),
        lambda own: bool(text(own, "notice_prefix")),
        lambda own, other: text(own, "notice_prefix") == text(other, "notice_prefix"),
        "the notice",
        "write the notice “{notice} …” into a Notice file",
        weak=True,
    ),
)
