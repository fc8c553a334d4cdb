"""Citations, new in CycloneDX 1.7: whose word a license in the evidence is, and of which day.

Only claims of the knowledge base have a recorded day; who else says what is in the properties of each license.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weighstation.writers.cyclonedx.items import TOOL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weighstation.writers.cyclonedx.text import Json

_DAY, _SOURCE = "weighstation:claim:as-of", "weighstation:claim:source"
_KNOWLEDGE = "knowledge:"


def citations(components: Sequence[dict[str, Any]]) -> list[Json]:
    """The ``citations`` of written components: one for each source and day, with JSON pointers to its words."""
    cited: dict[tuple[str, str], list[str]] = {}
    for number, component in enumerate(components):
        for place, source, day in _claims(component):
            cited.setdefault((day, source), []).append(f"/components/{number}/evidence/licenses/{place}")
    return [
        {"pointers": paths, "timestamp": f"{day}T00:00:00Z", "attributedTo": TOOL, "note": f"{source} of weighstation"}
        for (day, source), paths in sorted(cited.items())
    ]


def in_xml(citation: dict[str, Any]) -> Json:
    """A citation with XPath expressions, which count from 1, instead of pointers (RFC 6901), which count from 0."""
    paths = [_xpath(*pointer.split("/")[2::3]) for pointer in citation["pointers"]]
    return {"expressions": paths, **{key: value for key, value in citation.items() if key != "pointers"}}


def _xpath(number: str, place: str) -> str:
    return f"/bom/components/component[{int(number) + 1}]/evidence/licenses/license[{int(place) + 1}]"


def _claims(component: dict[str, Any]) -> Iterator[tuple[int, str, str]]:
    """Place, source and day of each license in the evidence that the knowledge base stated."""
    for place, entry in enumerate(component.get("evidence", {}).get("licenses", ())):
        about = {one["name"]: one["value"] for one in entry["license"].get("properties", ())}
        day, source = about.get(_DAY, ""), about.get(_SOURCE, "")
        if _is_day(day) and source.startswith(_KNOWLEDGE):
            yield place, source, day


def _is_day(text: str) -> bool:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
