"""What a merge remembers while it works, and the fields of the document itself: each change noted, to be undone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from weighstation.boms import marks
from weighstation.boms.match import Index  # noqa: TC001 - NamedTuple
from weighstation.boms.source import CYCLONEDX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weighstation.boms.source import Json


class Work(NamedTuple):
    """What a merge remembers: the document, what was ``found`` in it, the bom-refs of what was ``added``.

    ``fields`` are those of the document that are new, ``said`` properties that say what was done elsewhere.
    """

    document: Json
    found: Index
    added: set[str]
    fields: list[str]
    said: list[Json]


def metadata_of(document: Json) -> Json:
    """The metadata of a document, empty where it has none."""
    found = document.get("metadata")
    return found if isinstance(found, dict) else {}


def about(document: Json) -> Json:
    """What a document is about, empty where it does not say."""
    found = metadata_of(document).get("component")
    return found if isinstance(found, dict) else {}


def field(work: Work, key: str, empty: Any) -> Any:  # noqa: ANN401 - a list or an object
    """A field of the document; where it is missing the empty value, noted as ours."""
    if key not in work.document:
        work.document[key] = empty
        work.fields.append(key)
    return work.document[key]


def change(work: Work, key: str, value: str | int) -> None:
    """Changes a value of the document; what it was is noted."""
    if key in work.document:
        work.said.append(marks.pair(f"{marks.WAS}{key}", str(work.document[key])))
    else:
        work.fields.append(key)
    work.document[key] = value


def raise_version(work: Work, ours: Sequence[Json]) -> list[str]:
    """Raises the version of the specification where ours need a later one; returns what to tell."""
    has = str(work.document.get("specVersion"))
    needed = max((str(one.get("specVersion")) for one in ours), key=CYCLONEDX.index)
    if CYCLONEDX.index(has) >= CYCLONEDX.index(needed):
        return []
    change(work, "specVersion", needed)
    schema = str(work.document.get("$schema", ""))
    renewed = re.sub(rf"/bom-{re.escape(has)}[a-z]?\.", f"/bom-{needed}.", schema)
    if renewed != schema:
        change(work, "$schema", renewed)
    return [f"specVersion raised from {has} to {needed}, for models and their evidence"]


def signed(document: Json) -> list[str]:
    """What to tell of a document that was signed."""
    return ["the signature in it no longer holds: sign it anew"] if "signature" in document else []
