"""From the elements of CycloneDX XML to the keys of CycloneDX JSON, for what the audit looks at.

The two formats differ in wrappers (``<components><component/></components>``), in attributes and in where a text
stands; the specification keeps them alike otherwise. The table says which wrapper holds what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weighstation.boms.source import Place

if TYPE_CHECKING:
    from weighstation.boms.source import Json
    from weighstation.boms.xml_text import Element

_LISTS = {
    "components": "component",
    "services": "service",
    "ancestors": "component",
    "properties": "property",
    "externalReferences": "reference",
    "occurrences": "occurrence",
    "endpoints": "endpoint",
    "annotations": "annotation",
    "compositions": "composition",
    "subjects": "subject",
    "assemblies": "assembly",
    "tools": "tool",
    "dependencies": "dependency",
    "licenses": "",
}
"""Wrappers and the elements in them that are their list; of licenses all are."""

_REFERENCES = ("subject", "assembly", "dependency")


def values(element: Element, places: dict[str, Place]) -> Json:
    """The document of the root element; ``places`` gets the XPath and line of each part by its JSON pointer."""
    return _object(element, "", "/bom", places)


def _object(element: Element, pointer: str, xpath: str, places: dict[str, Place]) -> Json:
    places[pointer] = Place(xpath, element.line)
    found: Json = dict(element.attributes)
    for child in element.children:
        name = local(child)
        found[name] = _value(child, f"{pointer}/{name}", f"{xpath}/{name}", places)
    return found


def _value(element: Element, pointer: str, xpath: str, places: dict[str, Place]) -> Any:  # noqa: ANN401 - JSON
    name = local(element)
    if name == "tools" and any(local(child) in {"components", "services"} for child in element.children):
        return _object(element, pointer, xpath, places)
    if name in _LISTS:
        return _list(element, _LISTS[name], pointer, xpath, places)
    if element.children or (element.attributes and not element.text):
        return _object(element, pointer, xpath, places)
    return element.text


def _list(element: Element, wanted: str, pointer: str, xpath: str, places: dict[str, Place]) -> list[Any]:
    members = [child for child in element.children if not wanted or local(child) == wanted]
    found = []
    counts: dict[str, int] = {}
    for number, child in enumerate(members):
        name = local(child)
        counts[name] = counts.get(name, 0) + 1
        at = (f"{pointer}/{number}", f"{xpath}/{name}[{counts[name]}]")
        found.append(_member(child, *at, places))
    return found


def _member(element: Element, pointer: str, xpath: str, places: dict[str, Place]) -> Any:  # noqa: ANN401 - JSON
    name = local(element)
    places[pointer] = Place(xpath, element.line)
    if name == "property":
        return {"name": element.attributes.get("name", ""), "value": element.text}
    if name == "license":
        return {"license": _object(element, f"{pointer}/license", xpath, places)}
    if name == "expression":
        return {**element.attributes, "expression": element.text}
    if name == "dependency":
        targets = [child.attributes.get("ref", "") for child in element.children if local(child) == "dependency"]
        return {"ref": element.attributes.get("ref", ""), "dependsOn": targets}
    if name in _REFERENCES:
        return element.attributes.get("ref", "")
    return element.text if name == "endpoint" else _object(element, pointer, xpath, places)


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.name.rpartition(" ")[2]
