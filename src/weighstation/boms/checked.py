"""Whether a CycloneDX document has the shape that a merge relies on, and whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.boms import cyclonedx, dangling, marks, walk
from weighstation.boms.shape import top

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.boms.shape import Node
    from weighstation.boms.source import Source

_REFERENCES = {
    "dependencies": ("dependsOn",),
    "annotations": ("subjects",),
    "compositions": ("assemblies", "dependencies"),
}
"""Lists of references, by the lists that hold them."""


def check(source: Source) -> None:
    """Raises ``ReadError`` with the place of what is not as the format wants it; looks at all that a merge touches."""
    for _ in cyclonedx.references(source):
        pass
    dangling.findings(source)
    _check_metadata(top(source).inner("metadata"))
    version = source.document.get("version", 1)
    if isinstance(version, bool) or not isinstance(version, int):
        raise top(source).fault("version", "a whole number")
    for node in _touched(source):
        _no_null(node)
    for key, lists in _REFERENCES.items():
        for node in top(source).nodes(key):
            _only_texts(node, lists)


def _check_metadata(metadata: Node) -> None:
    for each in (*metadata.nodes("properties"), *metadata.inner("component").nodes("properties")):
        if each.text("name") == f"{marks.WAS}version" and not each.text("value").isdecimal():
            raise each.fault("value", "a whole number")
    _tools(metadata)


def _touched(source: Source) -> Iterator[Node]:
    """All objects that a merge may change."""
    document = top(source)
    metadata = document.inner("metadata")
    yield from (document, metadata, metadata.inner("component"))
    if isinstance(metadata.fields.get("tools"), dict):
        yield metadata.inner("tools")
    yield from walk.components(source)
    yield from walk.services(source)
    yield from document.nodes("dependencies")


def _only_texts(node: Node, keys: Iterable[str]) -> None:
    for key in keys:
        for pointer, value in node.items(key):
            if not isinstance(value, str):
                raise node.source.fault(pointer, "must be a text")


def _no_null(node: Node) -> None:
    """A ``null`` is no value of CycloneDX; whether it is something to keep or something that is lacking, who knows."""
    for key, value in node.fields.items():
        if value is None:
            raise node.fault(key, "left out where there is nothing")


def is_ours(source: Source) -> bool:
    """Whether weighstation is among the tools that made a document."""
    return "weighstation" in _tools(top(source).inner("metadata"))


def _tools(metadata: Node) -> list[str]:
    """The names of the tools: a list until 1.4, since 1.5 mostly an object of components."""
    if isinstance(metadata.fields.get("tools"), dict):
        return [each.text("name") for each in metadata.inner("tools").nodes("components")]
    return [each.text("name") for each in metadata.nodes("tools")]
