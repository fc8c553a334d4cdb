"""A document as CycloneDX XML: nothing that is in the JSON is left out, by the table of ``xml_elements``.

The object model of ``cyclonedx-python-lib`` would drop model cards, data, compositions and annotations without a word,
so the XML is written here, and its XSD is the judge. In ASCII, with character references, like the JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers.cyclonedx.citations import in_xml
from weighstation.writers.cyclonedx.xml_elements import fields

if TYPE_CHECKING:
    from weighstation.writers.cyclonedx.text import Json
    from weighstation.writers.cyclonedx.xml_elements import Field

    Parts = list[tuple[Field, object]]

_OF_JSON = ("$schema", "bomFormat", "specVersion")  # the namespace says it
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<bom xmlns="http://cyclonedx.org/schema/bom/{}"'
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
_IN_ATTRIBUTE = str.maketrans({"\n": "&#10;", "\t": "&#9;"})


def xml(document: Json) -> str:
    """The document as XML text. Raises ``LookupError`` for a key that the table does not have: nothing gets lost."""
    content = {key: value for key, value in document.items() if key not in _OF_JSON}
    if isinstance(cited := content.get("citations"), list):
        content["citations"] = [in_xml(one) for one in cited]
    lines: list[str] = []
    _element(lines, "bom", "bom", content, "")
    lines[0] = _HEAD.format(document["specVersion"]) + lines[0].removeprefix("<bom")
    return "\n".join([*lines, ""])


def _element(lines: list[str], name: str, kind: str, value: object, margin: str) -> None:
    """Adds the lines of one element."""
    if not isinstance(value, dict):
        content = _text(value)
        lines.append(f'{margin}<{name} ref="{content}"/>' if kind == "ref" else f"{margin}<{name}>{content}</{name}>")
        return
    parts = [(field, value[field.key]) for field in fields(kind) if field.key in value]
    if len(parts) != len(value):
        raise LookupError(f"{kind}: {', '.join(value.keys() - {field.key for field, _ in parts})}")
    attributes = "".join(f' {field.name}="{_attribute(one)}"' for field, one in parts if field.form == "attribute")
    _enclosed(lines, name, attributes, parts, margin)


def _enclosed(lines: list[str], name: str, attributes: str, parts: Parts, margin: str) -> None:
    """Adds an element around its text or its elements."""
    start = len(lines)
    lines.append(f"{margin}<{name}{attributes}>")
    for field, value in parts:
        if field.form == "text":
            lines[start] = f"{margin}<{name}{attributes}>{_text(value)}</{name}>"
            return
        _child(lines, field, value, f"{margin}  ")
    _closed(lines, start, name, margin)


def _closed(lines: list[str], start: int, name: str, margin: str) -> None:
    """Ends an element that began at ``start``; one with nothing in it needs no end."""
    if len(lines) == start + 1:
        lines[start] = f"{lines[start][:-1]}/>"
    else:
        lines.append(f"{margin}</{name}>")


def _child(lines: list[str], field: Field, value: object, margin: str) -> None:
    if field.form == "element":
        _element(lines, field.name, field.kind, value, margin)
    elif isinstance(value, list) and field.form == "repeated":
        _items(lines, field, value, margin)
    elif isinstance(value, list) and field.form == "list":
        start = len(lines)
        lines.append(f"{margin}<{field.key}>")
        _items(lines, field, value, f"{margin}  ")
        _closed(lines, start, field.key, margin)


def _items(lines: list[str], field: Field, values: list[object], margin: str) -> None:
    for value in values:
        if field.key == "licenses" and isinstance(value, dict):
            _license(lines, value, margin)
        else:
            _element(lines, field.name, field.kind, value, margin)


def _license(lines: list[str], value: Json, margin: str) -> None:
    """An entry of ``licenses``, whose element says which of the three forms it has."""
    if "license" in value:
        _element(lines, "license", "license", value["license"], margin)
    else:
        name = "expression" if value.keys() <= {"expression", "acknowledgement"} else "expression-detailed"
        _element(lines, name, name, value, margin)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value).translate(_ESCAPED)
    return text if text.isascii() else text.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _attribute(value: object) -> str:
    return _text(value).translate(_IN_ATTRIBUTE)
