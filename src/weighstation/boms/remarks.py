"""What a merge adds beside components: annotations, how complete things are, the tool that did it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.boms import marks
from weighstation.boms.marks import objects
from weighstation.boms.match import free
from weighstation.boms.work import field, metadata_of

if TYPE_CHECKING:
    from weighstation.boms.source import Json
    from weighstation.boms.work import Work


def remarks(work: Work, ours: Json, refs: dict[str, str]) -> None:
    """Adds annotations on what is in the document, and how complete what was added is."""
    for each in objects(ours.get("annotations")):
        subjects = [refs[ref] for ref in each.get("subjects") or () if ref in refs]
        if subjects:
            _marked(work, "annotations", {**each, "subjects": subjects})
    for each in objects(ours.get("compositions")):
        lists = {
            key: [refs[ref] for ref in each.get(key) or () if refs.get(ref) in work.added]
            for key in ("assemblies", "dependencies")
        }
        if any(lists.values()):
            _marked(work, "compositions", {**each, **{key: value for key, value in lists.items() if value}})


def _marked(work: Work, key: str, item: Json) -> None:
    items = field(work, key, [])
    items.append({"bom-ref": free(work.found, f"{marks.MARK}:{key}-{len(items) + 1}"), **_without(item, "bom-ref")})


def _without(item: Json, key: str) -> Json:
    return {name: value for name, value in item.items() if name != key}


def tool(work: Work, metadata: Json, ours: Json) -> list[str]:
    """Adds weighstation to the tools, in the form in which they stand there; returns new fields of the metadata."""
    tools = metadata_of(ours).get("tools")
    made_by = next(iter(objects(tools.get("components") if isinstance(tools, dict) else tools)), {})
    plain: Json = {key: made_by[key] for key in ("name", "version") if key in made_by}
    theirs = metadata.get("tools")
    if isinstance(theirs, list):
        theirs.append(plain)
        work.said.append(marks.pair(marks.TOOL, "last"))
    elif isinstance(theirs, dict):
        if "components" not in theirs:
            work.said.append(marks.pair(marks.TOOL, "components"))
        theirs.setdefault("components", []).append(marks.whole({"type": "application", **plain}))
    else:
        metadata["tools"] = {"components": [marks.whole({"type": "application", **plain})]}
        return ["tools"]
    return []
