"""What a BOM that was written earlier says otherwise than one written now, in lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from weighstation.writers.cyclonedx import Format

    Fields = dict[str, Any]

_OWN = ("components", "services", "serialNumber")  # compared one by one; follows from the rest
_MOST = 20  # of each kind of difference


class NotReadableError(ValueError):
    """The text is no CycloneDX document in the format asked for; the message says why, with the line."""


def timestamp(text: str, form: Format) -> str:
    """The timestamp that a document records, empty where it has none. Raises ``NotReadableError``."""
    found = _parts(text, form).get("metadata", {}).get("timestamp", "")
    return found if isinstance(found, str) else ""


def differences(old: str, new: str, form: Format) -> list[str]:
    """Lines that say what is added, removed and changed between two documents; none if they are equal.

    Components and services go by their bom-ref, the other parts by their name. Raises ``NotReadableError``.
    """
    if old == new:
        return []
    before, after = _parts(old, form), _parts(new, form)
    kept = [name for name in before if name in after and before[name] != after[name]]
    lines = [
        *_listed("added", [name for name in after if name not in before]),
        *_listed("removed", [name for name in before if name not in after]),
        *_listed("changed", [f"{name} ({', '.join(_fields(before[name], after[name]))})" for name in kept]),
    ]
    return lines or ["the same content in another order or layout"]


def _listed(what: str, names: list[str]) -> Iterator[str]:
    yield from (f"{what}: {name}" for name in names[:_MOST])
    if len(names) > _MOST:
        yield f"{what}: {len(names) - _MOST} more"


def _fields(before: Fields, after: Fields) -> list[str]:
    return [name for name in dict.fromkeys((*before, *after)) if before.get(name) != after.get(name)]


def _parts(text: str, form: Format) -> dict[str, Fields]:
    """The components and services by bom-ref, and each other part of the document by its name."""
    document = _of_xml(text) if form == "xml" else _of_json(text)
    try:
        things = [*document.get("components", ()), *document.get("services", ())]
        named = {str(one.get("bom-ref") or one.get("name")): one for one in things}
        rest = {key: value for key, value in document.items() if key not in _OWN}
        return {**{key: value if isinstance(value, dict) else {key: value} for key, value in rest.items()}, **named}
    except (AttributeError, TypeError):
        raise NotReadableError("is no CycloneDX document") from None


def _of_json(text: str) -> Fields:
    import json

    try:
        document = json.loads(text)
    except RecursionError:
        raise NotReadableError("nests too deeply") from None
    except ValueError as error:
        raise NotReadableError(f"is no JSON: {error}") from None
    if not isinstance(document, dict) or document.get("bomFormat") != "CycloneDX":
        raise NotReadableError("is no CycloneDX document")
    return document


def _of_xml(text: str) -> Fields:
    """Texts and lines of elements instead of values: enough to say what differs."""
    from xml.etree.ElementTree import ParseError, fromstring

    if "<!DOCTYPE" in text or "<!ENTITY" in text:  # a BOM needs none, and entities can grow without end
        raise NotReadableError("has a document type, which no CycloneDX document has")
    try:
        root = fromstring(text)  # noqa: S314 - entities are refused above
    except ParseError as error:
        raise NotReadableError(f"is no XML: {error}") from None
    space, _, name = root.tag.rpartition("}")
    if name != "bom":
        raise NotReadableError("is no CycloneDX document")
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    listed = {child.tag: [_children(one) for one in child] for child in root if child.tag in _OWN}
    return {"specVersion": space, **{child.tag: _children(child) for child in root}, **listed}


def _children(element: Element) -> Fields:
    """The attributes of an element, and its children by name: the texts, or the whole of one that has more."""
    from xml.etree.ElementTree import tostring

    found: dict[str, list[str]] = {}
    for child in element:
        whole = tostring(child, encoding="unicode").strip() if len(child) or child.attrib else child.text
        found.setdefault(child.tag, []).append(whole or "")
    return {**element.attrib, **{name: texts[0] if len(texts) == 1 else texts for name, texts in found.items()}}
