"""A CycloneDX JSON document of any tool, as raw values: read whole, walked by keys, nothing of it lost or believed.

A ``Node`` is an object of the document together with its place, so that every complaint can say where it is. The
place is a JSON pointer (RFC 6901).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from weighstation.errors import ReadError

_JSON = "write it as CycloneDX JSON: most tools have an option for it"


class Node(NamedTuple):
    """An object of a document, the JSON pointer to it and the path of the file."""

    value: dict[str, Any]
    pointer: str
    path: str


def read(path: str) -> Node:
    """The document of a file. Raises ``ReadError`` for all that is no CycloneDX JSON document of a known version.

    XML is refused: what of it would be left out on the way is not said anywhere.
    """
    from weighstation.boms import source

    document = source.read(path).document
    if document.get("bomFormat") != "CycloneDX":
        raise ReadError("is no CycloneDX JSON", path=path, hint=_JSON)
    return Node(document, "", path)


def text(node: Node, key: str) -> str:
    """The text at a key, empty where there is none. Raises ``ReadError`` if it is no text."""
    value = node.value.get(key)
    if value is not None and not isinstance(value, str):
        raise _wrong(node, key, "text")
    return value or ""


def inner(node: Node, key: str) -> Node:
    """The object at a key, an empty one where there is none. Raises ``ReadError`` if it is no object."""
    value = node.value.get(key)
    if value is not None and not isinstance(value, dict):
        raise _wrong(node, key, "object")
    return Node(value or {}, f"{node.pointer}/{key}", node.path)


def objects(node: Node, key: str) -> list[Node]:
    """The objects of the list at a key, none where there is none. Raises ``ReadError`` if it is no list of objects."""
    values = _listed(node, key)
    if not all(isinstance(value, dict) for value in values):
        raise _wrong(node, key, "list of objects")
    return [Node(value, f"{node.pointer}/{key}/{number}", node.path) for number, value in enumerate(values)]


def texts(node: Node, key: str) -> list[str]:
    """The texts of the list at a key, none where there is none. Raises ``ReadError`` if it is no list of texts."""
    values = _listed(node, key)
    if not all(isinstance(value, str) for value in values):
        raise _wrong(node, key, "list of texts")
    return values


def properties(node: Node, name: str) -> list[str]:
    """The values of all properties with a name."""
    return [text(one, "value") for one in objects(node, "properties") if text(one, "name") == name]


def components(document: Node) -> list[Node]:
    """Every component, also those inside others, each before its parts; then the parts of the project itself.

    The project, which is the component of the metadata, is not among them.
    """
    found: list[Node] = []
    project = inner(inner(document, "metadata"), "component")
    waiting = [*objects(document, "components"), *objects(project, "components")][::-1]
    while waiting:
        found.append(waiting.pop())
        waiting += objects(found[-1], "components")[::-1]
    return found


def services(document: Node) -> list[Node]:
    """Every service, also those inside others, each before its parts."""
    found: list[Node] = []
    waiting = objects(document, "services")[::-1]
    while waiting:
        found.append(waiting.pop())
        waiting += objects(found[-1], "services")[::-1]
    return found


def _listed(node: Node, key: str) -> list[Any]:
    value = node.value.get(key)
    if value is not None and not isinstance(value, list):
        raise _wrong(node, key, "list")
    return value or []


def _wrong(node: Node, key: str, kind: str) -> ReadError:
    return ReadError(
        f"{node.pointer}/{key} is no {kind}", path=node.path, hint="the document is damaged: write it anew"
    )
