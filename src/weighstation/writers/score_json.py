"""The counts of a document as JSON: keys and their meaning are a public contract (docs/score.md)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from weighstation.scoring.row import REMEDIES, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weighstation.scoring.count import Count, Score

SCHEMA_VERSION = 1
_NAMED = 100  # of those that lack a field; how many there are is in the numbers


def write(scores: Sequence[Score]) -> str:
    """All standards, the fields in their order."""
    return json.dumps({"schema_version": SCHEMA_VERSION, "standards": [_standard(one) for one in scores]}, indent=2)


def _standard(score: Score) -> dict[str, Any]:
    standard = score.standard
    return {
        "id": standard.id,
        "title": standard.title,
        "source": standard.source,
        "note": standard.note,
        "fields": [_field(count) for count in score.counts],
    }


def _field(count: Count) -> dict[str, Any]:
    row = count.row
    return {
        "section": row.section,
        "field": row.what,
        "of": row.of,
        "have": count.have,
        "total": count.total,
        "fulfilled": count.fulfilled if count.total else None,
        "where": list(row.where),
        "missing": list(count.missing[:_NAMED]),
        "remedy": None if count.fulfilled else said(row.remedy),
        "policy_key": None if count.fulfilled else REMEDIES[row.remedy].key or None,
    }
