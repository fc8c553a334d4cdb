"""How what was merged into a document is marked, so that it can be taken out again.

In a list of ``properties`` the property ``weighstation:merge`` begins what is ours: it, and what follows it under
names of ours. Its value says what else of the object is ours: ``*`` all of it, else the names of fields, with a slash
where one is inside another. On ``metadata`` there follow what a document can only say there (``document``: its own
fields that are ours; ``was:…``: values that were changed; ``dependency``, ``depends-on``, ``tool``). Annotations and
compositions are marked by their ``bom-ref``; of dependencies all that lead from or to what is ours is ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.boms.own import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.boms.source import Json

MARK = f"{PREFIX}merge"
WHOLE = "*"
DOCUMENT = f"{MARK}:document"
WAS = f"{MARK}:was:"
DEPENDENCY = f"{MARK}:dependency"
DEPENDS_ON = f"{MARK}:depends-on"
TOOL = f"{MARK}:tool"


def pair(name: str, value: str) -> Json:
    """A property."""
    return {"name": name, "value": value}


def objects(values: object) -> list[Json]:
    """The objects of a list; none where it is no list."""
    return [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []


def ours(item: Json) -> Iterator[tuple[str, str]]:
    """Name and value of the properties from the mark on."""
    properties = objects(item.get("properties"))
    start = next((n for n, each in enumerate(properties) if each.get("name") == MARK), len(properties))
    yield from ((str(each.get("name")), str(each.get("value"))) for each in properties[start:])


def is_ours(item: Json) -> bool:
    """Whether all of an object is ours."""
    return next(ours(item), None) == (MARK, WHOLE)


def mark(item: Json, fields: Iterable[str], properties: Iterable[Json] = ()) -> None:
    """Adds the mark, and behind it properties of ours. ``fields`` are those of the object that are ours."""
    added = list(fields)
    if not isinstance(item.get("properties"), list):
        item["properties"] = []
        added.append("properties")
    item["properties"] += [pair(MARK, " ".join(added)), *properties]


def also(item: Json, field: str) -> None:
    """Adds a field to those that the mark of an object names."""
    said = next(each for each in reversed(objects(item["properties"])) if each.get("name") == MARK)
    said["value"] = f"{said['value']} {field}".strip()


def whole(item: Json) -> Json:
    """A copy of an object of ours, marked as such; the mark stands before its other properties."""
    properties = [pair(MARK, WHOLE), *objects(item.get("properties"))]
    return {**item, "properties": properties}


def refs_of(items: Iterable[Json]) -> Iterator[str]:
    """The bom-refs of some objects and of all that is in them."""
    from weighstation.boms.dangling import refs

    for item in items:
        yield from refs(item)
