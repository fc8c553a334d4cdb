"""Whether a CycloneDX document has the shape that a merge relies on, and whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.boms import cyclonedx, dangling
from weighstation.boms.shape import top

if TYPE_CHECKING:
    from weighstation.boms.shape import Node
    from weighstation.boms.source import Source


def check(source: Source) -> None:
    """Raises ``ReadError`` with the place of what is not as the format wants it; looks at all that a merge touches."""
    for _ in cyclonedx.references(source):
        pass
    dangling.findings(source)
    document = top(source)
    metadata = document.inner("metadata")
    for each in (*metadata.nodes("properties"), *metadata.inner("component").nodes("properties")):
        each.text("name")
    if isinstance(metadata.fields.get("tools"), dict):
        _named(metadata.inner("tools"), "components")
    else:
        _named(metadata, "tools")
    version = source.document.get("version", 1)
    if isinstance(version, bool) or not isinstance(version, int):
        raise document.fault("version", "a whole number")
    for node in (
        document,
        metadata,
        metadata.inner("component"),
        *cyclonedx.components(source),
        *cyclonedx.services(source),
    ):
        _no_null(node)
    for node in document.nodes("dependencies"):
        _no_null(node)


def _no_null(node: Node) -> None:
    """A ``null`` is no value of CycloneDX; whether it is something to keep or something that is lacking, who knows."""
    for key, value in node.fields.items():
        if value is None:
            raise node.fault(key, "left out where there is nothing")


def is_ours(source: Source) -> bool:
    """Whether weighstation is among the tools that made a document."""
    metadata = top(source).inner("metadata")
    tools = metadata.fields.get("tools")
    holder, key = (metadata.inner("tools"), "components") if isinstance(tools, dict) else (metadata, "tools")
    return "weighstation" in _named(holder, key)


def _named(node: Node, key: str) -> list[str]:
    return [each.text("name") for each in node.nodes(key)]
