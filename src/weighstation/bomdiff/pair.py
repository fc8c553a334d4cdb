"""Which part of the new document is which part of the old one.

By the purl without version (or weighstation's id); what is left, by bom-ref and name; what is left then, by type and
name. A bom-ref alone is not enough: some tools number the lines of a file with it. Two parts that both have an id are
never the same under another one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from weighstation.bomdiff.part import Part


class Pair(NamedTuple):
    """A part in both documents; None where one of them does not have it."""

    old: Part | None
    new: Part | None


def pairs(old: Sequence[Part], new: Sequence[Part]) -> list[Pair]:
    """Every part of both documents, once. What stands several times goes together by version and hashes first."""
    found: list[Pair] = []
    before, after = sorted(set(old)), sorted(set(new))
    for key in (_whole, _exact, _id, _ref, _name):
        matched = [*_matched(before, after, key)]
        found += matched
        gone, come = {pair.old for pair in matched}, {pair.new for pair in matched}
        before = [part for part in before if part not in gone]
        after = [part for part in after if part not in come]
    return [*found, *(Pair(part, None) for part in before), *(Pair(None, part) for part in after)]


def _matched(old: Sequence[Part], new: Sequence[Part], key: Callable[[Part], tuple[str, ...]]) -> Iterator[Pair]:
    waiting: dict[tuple[str, ...], list[Part]] = {}
    for part in reversed(new):
        waiting.setdefault(key(part), []).append(part)
    for part in old:
        same = waiting.get(key(part), []) if any(key(part)) else []
        if same and _may(part, same[-1]):
            yield Pair(part, same.pop())


def _may(old: Part, new: Part) -> bool:
    return not (old.id and new.id) or old.id == new.id


def _whole(part: Part) -> tuple[str, ...]:
    return (part.id, part.version, *(one.content for one in part.hashes)) if part.id else ()


def _exact(part: Part) -> tuple[str, ...]:
    return (part.id, part.version) if part.id else ()


def _id(part: Part) -> tuple[str, ...]:
    return (part.id,)


def _ref(part: Part) -> tuple[str, ...]:
    return (part.ref, part.name) if part.ref else ()


def _name(part: Part) -> tuple[str, ...]:
    return (part.kind, part.name) if part.name else ()
