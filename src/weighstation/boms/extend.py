"""What a component of another tool's document lacks, from ours: whole fields; what it says itself stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.boms import marks
from weighstation.boms.marks import objects
from weighstation.boms.own import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.boms.source import Json

_IDENTITY = frozenset(("type", "bom-ref", "group", "name", "properties"))
_INSIDE = ("evidence", "pedigree", "modelCard")  # objects of which a part can be lacking


def extend(theirs: Json, ours: Json) -> None:
    """Adds to a component (which is changed) what it lacks, marked."""
    added: list[str] = []
    for key, value in ours.items():
        if key not in theirs and key not in _IDENTITY:
            theirs[key] = value
            added.append(key)
        elif key in _INSIDE and isinstance(theirs[key], dict):
            added += [f"{key}/{name}" for name in _inside(theirs[key], value)]
    concluded = () if "licenses" in added else _concluded(ours)
    marks.mark(theirs, added, [*objects(ours.get("properties")), *concluded])


def _inside(theirs: Json, ours: Json) -> list[str]:
    lacking = [name for name in ours if name not in theirs]
    theirs.update((name, ours[name]) for name in lacking)
    return lacking


def _concluded(ours: Json) -> Iterator[Json]:
    """The license that we conclude, as a property: their ``licenses`` stay their word."""
    for entry in objects(ours.get("licenses"))[:1]:
        inner = entry.get("license") or {}
        word = entry.get("expression") or inner.get("id") or inner.get("name")
        if word:
            yield marks.pair(f"{PREFIX}license:expression", str(word))
