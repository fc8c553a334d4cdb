"""What of a change a reviewer sees first: other hashes, worse verdicts, licenses that limit use or are unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.licensing.strictness import NOT_KNOWN, RESTRICTED, of_expression
from weighstation.licensing.understand import understand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.bomdiff.digest import Changed
    from weighstation.bomdiff.part import Part

ALARMS = ("changed hash", "denied", "restricted license", "needs review", "unknown license")
"""The words, the worst first."""

_VERDICTS = ("", "allow", "review", "deny")
_WEIGHED = ("machine-learning-model", "data", "service")  # of packages, most documents say no license offline
_WORDS = {"deny": "denied", "review": "needs review"}


class _Known(NamedTuple):
    """How strict the strictest license is that is known, -1 for none; and whether there is one that is not known."""

    strictest: int
    unknown: bool


_NOTHING = _Known(-1, unknown=False)


def alarms(old: Part | None, new: Part, hashes: tuple[Changed, ...] = ()) -> tuple[str, ...]:
    """The alarms of a change to ``new``, the worst first; ``old`` is None where it came.

    ``hashes`` are those that changed; where neither a version nor an address says that it should be the same, as with
    weights in the repository, that is no alarm.
    """
    found = {*_verdict(old, new), *_license(old, new)}
    if any(new.version or one.address for one in hashes):
        found.add("changed hash")
    return tuple(word for word in ALARMS if word in found)


def rank(words: tuple[str, ...]) -> int:
    """How early a change with these alarms is told: 0 for the worst."""
    return ALARMS.index(words[0]) if words else len(ALARMS)


def _verdict(old: Part | None, new: Part) -> Iterator[str]:
    before = old.verdict if old else ""
    if new.verdict in _WORDS and _level(new.verdict) > _level(before):
        yield _WORDS[new.verdict]


def _level(verdict: str) -> int:
    return _VERDICTS.index(verdict) if verdict in _VERDICTS else 0


def _license(old: Part | None, new: Part) -> Iterator[str]:
    before, after = _known(old) if old else _NOTHING, _known(new)
    if after.strictest >= RESTRICTED and after.strictest > before.strictest:
        yield "restricted license"
    if after.unknown and new.kind in _WEIGHED and not before.unknown:
        yield "unknown license"


def _known(part: Part) -> _Known:
    """What is known of the licenses of a part: of those concluded if there are any, else of those declared."""
    words = part.concluded or part.declared
    found = [understand(one).expression for one in words]
    levels = [of_expression(one) if one else NOT_KNOWN for one in found]
    known = [level for level in levels if level < NOT_KNOWN]
    return _Known(max(known, default=-1), len(known) < len(words) or not words)
