"""Taking out of a document what ``merge`` put into it: what is left is the other tool's document, as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.boms import marks, own
from weighstation.boms.marks import MARK, objects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.boms.source import Json


def is_merged(document: Json) -> bool:
    """Whether anything of ours was merged into a document."""
    metadata = document.get("metadata")
    return isinstance(metadata, dict) and next(marks.ours(metadata), None) is not None


def remove(document: Json) -> None:
    """Takes everything out of the document (which is changed) that ``merge`` added to it; does nothing to others."""
    if not is_merged(document):
        return
    said = list(marks.ours(document["metadata"]))
    gone = set(marks.refs_of(item for items in _lists(document) for item in objects(items) if marks.is_ours(item)))
    _dependencies(document, said, gone)
    _tool(document, said)
    _items(document)
    for key in ("annotations", "compositions"):
        if isinstance(document.get(key), list):
            document[key] = [each for each in document[key] if not _marked(each)]
    _fields(document["metadata"])
    _restore(document, said)


def _lists(document: Json) -> Iterator[list[object]]:
    """Every list of components or services, also nested ones."""
    metadata = document.get("metadata")
    about = metadata.get("component") if isinstance(metadata, dict) else None
    pending = [document, *objects([about])]
    while pending:
        item = pending.pop()
        for key in ("components", "services"):
            if isinstance(item.get(key), list):
                yield item[key]
                pending.extend(objects(item[key]))


def _items(document: Json) -> None:
    """Drops whole components and services of ours, and our fields of theirs."""
    for items in list(_lists(document)):
        items[:] = [item for item in items if not (isinstance(item, dict) and marks.is_ours(item))]
        for item in objects(items):
            _fields(item)
    about = document["metadata"].get("component")
    if isinstance(about, dict):
        _fields(about)


def _fields(item: Json) -> None:
    """Drops the fields that the mark of an object names, and our properties."""
    said = next(marks.ours(item), None)
    if said is None:
        return
    _drop_properties(item["properties"])
    for name in said[1].split():
        outer, _, inner = name.partition("/")
        if not inner:
            item.pop(outer, None)
        elif isinstance(item.get(outer), dict):
            item[outer].pop(inner, None)


def _drop_properties(properties: list[object]) -> None:
    names = [each.get("name") if isinstance(each, dict) else None for each in properties]
    start = names.index(MARK)
    kept = [
        each
        for each, name in zip(properties[start:], names[start:], strict=True)
        if not str(name).startswith(own.PREFIX)
    ]
    properties[start:] = kept


def _marked(item: object) -> bool:
    return isinstance(item, dict) and str(item.get("bom-ref")).startswith(f"{MARK}:")


def _dependencies(document: Json, said: list[tuple[str, str]], gone: set[str]) -> None:
    """Drops the edges from and to what is ours, and the entries and lists that were made for them."""
    if not isinstance(document.get("dependencies"), list):
        return
    made = gone | {value for name, value in said if name == marks.DEPENDENCY}
    lists = {value for name, value in said if name == marks.DEPENDS_ON}
    entries = [each for each in document["dependencies"] if not (isinstance(each, dict) and each.get("ref") in made)]
    for entry in objects(entries):
        if isinstance(entry.get("dependsOn"), list):
            entry["dependsOn"] = [ref for ref in entry["dependsOn"] if ref not in gone]
        if entry.get("ref") in lists:
            entry.pop("dependsOn", None)
    document["dependencies"] = entries


def _tool(document: Json, said: list[tuple[str, str]]) -> None:
    tools = document["metadata"].get("tools")
    kind = next((value for name, value in said if name == marks.TOOL), "")
    if isinstance(tools, list) and kind:
        tools.pop()
    elif isinstance(tools, dict):
        tools["components"] = [each for each in objects(tools.get("components")) if not marks.is_ours(each)]
        if kind == "components":
            tools.pop("components", None)


def _restore(document: Json, said: list[tuple[str, str]]) -> None:
    """Drops the fields of the document that are ours, and gives the others the values that they had."""
    for name, value in said:
        if name.startswith(marks.WAS):
            key = name.removeprefix(marks.WAS)
            document[key] = int(value) if key == "version" else value
        if name == marks.DOCUMENT:
            for key in value.split():
                document.pop(key, None)
