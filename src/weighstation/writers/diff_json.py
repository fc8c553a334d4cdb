"""The difference of two documents as JSON: keys and their meaning are a public contract (docs/diff.md)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weighstation.bomdiff.change import Change, Difference
    from weighstation.bomdiff.part import Part

SCHEMA_VERSION = 1


def write(found: Difference) -> str:
    """The difference with every change, in the order of the text."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "components": {"old": found.old, "new": found.new},
        "added": found.count("added"),
        "changed": found.count("changed"),
        "removed": found.count("removed"),
        "changes": [_change(change) for change in found.changes],
    }
    return json.dumps(document, indent=2)


def _change(change: Change) -> dict[str, Any]:
    old = change.part if change.what == "removed" else change.before
    new = None if change.what == "removed" else change.part
    return {
        "change": change.what,
        "id": change.part.title,
        "alarms": list(change.alarms),
        "fields": list(change.fields),
        "old": _part(old) if old else None,
        "new": _part(new) if new else None,
    }


def _part(part: Part) -> dict[str, Any]:
    hashes = [{**one._asdict(), "address": one.address or None} for one in part.hashes]
    known = {"id": part.id or None, "ref": part.ref or None, "verdict": part.verdict or None, "hashes": hashes}
    return {**part._asdict(), **known}
