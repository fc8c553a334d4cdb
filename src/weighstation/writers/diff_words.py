"""The words for a change between two documents, which text and Markdown share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.writers.places import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.bomdiff.change import Change, Difference
    from weighstation.bomdiff.digest import Changed
    from weighstation.bomdiff.part import Part

_KINDS = {"machine-learning-model": "model", "data": "dataset", "service": "hosted model", "library": "package"}
_LABELS = {"concluded": "license", "declared": "declared license", "lineage": "made from", "remarks": "remark"}

_FILES = 5  # whose hashes are told: a package can have a hundred


class Fact(NamedTuple):
    """One line about a change; the values are foreign text. Without ``before`` and ``after`` both, it came or went."""

    label: str
    before: str
    after: str


def kind(part: Part) -> str:
    """What it is, in a word."""
    return _KINDS.get(part.kind, part.kind or "component")


def facts(change: Change) -> Iterator[Fact]:
    """What is to say of a change: of a changed part each field that differs, else what matters of it."""
    part, before = change.part, change.before
    if before:
        yield from _hashes(change.hashes)
        for field in change.fields:
            if field != "hashes":
                yield from _changed(field, getattr(before, field), getattr(part, field))
    elif change.what == "added":
        licenses = part.concluded or part.declared
        yield Fact("license", "", ", ".join(licenses) or "not stated")
        yield from (Fact("made from", "", one) for one in part.lineage)
        yield from (Fact("verdict", "", one) for one in (part.verdict,) if one)
        yield from (Fact("remark", "", one) for one in part.remarks)


def _hashes(hashes: tuple[Changed, ...]) -> Iterator[Fact]:
    for one in hashes[:_FILES]:
        before, after = (f"{one.algorithm} {', '.join(found)}" for found in (one.before, one.after))
        yield Fact("hash", before, f"{after} of {one.address}" if one.address else after)
    if len(hashes) > _FILES:
        yield Fact("hash", "", f"{len(hashes) - _FILES} more")


def _changed(field: str, before: object, after: object) -> Iterator[Fact]:
    label = _LABELS.get(field, field)
    if isinstance(before, tuple) and isinstance(after, tuple):
        gone, come = [one for one in before if one not in after], [one for one in after if one not in before]
        if len(gone) == len(come) == 1:
            yield Fact(label, gone[0], come[0])
            return
        yield from (Fact(label, one, "") for one in gone)
        yield from (Fact(label, "", one) for one in come)
    else:
        yield Fact(label, _said(before), _said(after))


def _said(value: object) -> str:
    return str(value) if value != "" else "none"


def summary(found: Difference) -> str:
    """``2 added, 1 changed, 0 removed; 1 denied``, or that nothing differs."""
    if not found.changes:
        return f"no difference: {count(found.new, 'component')}"
    counts = ", ".join(f"{found.count(what)} {what}" for what in ("added", "changed", "removed"))
    words = [word for change in found.changes for word in change.alarms]
    alarms = ", ".join(f"{words.count(word)} {word}" for word in dict.fromkeys(words))
    return f"{counts}; {alarms}" if alarms else counts
