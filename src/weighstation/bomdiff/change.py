"""What changed: parts that came or went, and of those that stayed, which fields have another value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.bomdiff.alarm import alarms, rank
from weighstation.bomdiff.digest import changed
from weighstation.bomdiff.pair import Pair, pairs
from weighstation.bomdiff.part import parts, project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weighstation.bom_json import Node
    from weighstation.bomdiff.digest import Changed
    from weighstation.bomdiff.part import Part

FIELDS = ("name", "version", "verdict", "concluded", "declared", "lineage", "remarks", "places")
"""The fields of a part that are compared as they are, in the order in which they are told."""

_KINDS = ("project", "machine-learning-model", "data", "service")  # others follow, by name
_WHATS = ("added", "changed", "removed")


class Change(NamedTuple):
    """One part that is not the same: ``what`` is ``added``, ``changed`` or ``removed``.

    ``part`` is the part as it is now, or as it was where it is gone; ``before`` what a changed one was. ``fields`` are
    those that differ. ``alarms`` are the words for what a reviewer should look at first, the worst first. ``hashes``
    are those that are others for the same version.
    """

    what: str
    part: Part
    before: Part | None = None
    fields: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()
    hashes: tuple[Changed, ...] = ()


class Difference(NamedTuple):
    """All changes between two documents, and how many components and services each has."""

    changes: tuple[Change, ...]
    old: int
    new: int

    def count(self, what: str) -> int:
        """How many parts were ``added``, ``changed`` or ``removed``."""
        return sum(change.what == what for change in self.changes)


def difference(old: Node, new: Node) -> Difference:
    """Every change, the most alarming first, then what came, changed, went; models first. Order of files is nothing."""
    before, after = parts(old), parts(new)
    both = [Pair(project(old), project(new)), *pairs(before, after)]
    found = [change for change in map(_change, both) if change]
    return Difference(tuple(sorted(found, key=_order)), len(before), len(after))


def _change(pair: Pair) -> Change | None:
    old, new = pair
    if not new:
        return Change("removed", old) if old else None
    if not old:
        return Change("added", new, alarms=alarms(None, new))
    hashes = changed(old.hashes, new.hashes) if old.version == new.version else ()
    others = tuple(field for field in FIELDS if getattr(old, field) != getattr(new, field))
    fields = (*others, "hashes") if hashes else others
    return Change("changed", new, old, fields, alarms(old, new, hashes), hashes) if fields else None


def _order(change: Change) -> tuple[int, int, int, str, str, Sequence[str]]:
    part = change.part
    kind = _KINDS.index(part.kind) if part.kind in _KINDS else len(_KINDS)
    return rank(change.alarms), _WHATS.index(change.what), kind, part.title, part.version, part.concluded
