"""A document as CycloneDX XML: nothing that is in the JSON is left out, by the table of ``xml_elements``.

The object model of ``cyclonedx-python-lib`` would drop model cards, data, compositions and annotations without a word,
so the XML is written here, and its XSD is the judge. In ASCII, with character references, like the JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers.cyclonedx.xml_elements import fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.writers.cyclonedx.text import Json
    from weighstation.writers.cyclonedx.xml_elements import Field

_OF_JSON = ("$schema", "bomFormat", "specVersion")  # the namespace says it
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
_IN_ATTRIBUTE = str.maketrans({"\n": "&#10;", "\t": "&#9;"})


def xml(document: Json) -> str:
    """The document as XML text. Raises ``LookupError`` for a key that the table does not have: nothing gets lost."""
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<bom xmlns="http://cyclonedx.org/schema/bom/{document["specVersion"]}"'
    content = {key: value for key, value in document.items() if key not in _OF_JSON}
    text = head + "\n".join(_element("bom", "bom", content, "")).removeprefix("<bom") + "\n"
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _element(name: str, kind: str, value: object, margin: str) -> Iterator[str]:
    """The lines of one element."""
    if not isinstance(value, dict):
        content = _text(value)
        yield f'{margin}<{name} ref="{content}"/>' if kind == "ref" else f"{margin}<{name}>{content}</{name}>"
        return
    parts = [(field, value[field.key]) for field in fields(kind) if field.key in value]
    if len(parts) != len(value):
        raise LookupError(f"{kind}: {', '.join(value.keys() - {field.key for field, _ in parts})}")
    attributes = "".join(f' {field.name}="{_attribute(one)}"' for field, one in parts if field.form == "attribute")
    yield from _enclosed(name, attributes, parts, margin)


def _enclosed(name: str, attributes: str, parts: list[tuple[Field, object]], margin: str) -> Iterator[str]:
    text = next((_text(one) for field, one in parts if field.form == "text"), None)
    inner = [line for field, one in parts for line in _child(field, one, f"{margin}  ")]
    if inner:
        yield from (f"{margin}<{name}{attributes}>", *inner, f"{margin}</{name}>")
    else:
        yield f"{margin}<{name}{attributes}/>" if text is None else f"{margin}<{name}{attributes}>{text}</{name}>"


def _child(field: Field, value: object, margin: str) -> Iterator[str]:
    if field.form == "element":
        yield from _element(field.name, field.kind, value, margin)
    elif isinstance(value, list) and field.form == "repeated":
        yield from _items(field, value, margin)
    elif isinstance(value, list) and field.form == "list":
        yield from (f"{margin}<{field.key}>", *_items(field, value, f"{margin}  "), f"{margin}</{field.key}>")


def _items(field: Field, values: list[object], margin: str) -> Iterator[str]:
    for value in values:
        if field.key == "licenses" and isinstance(value, dict):
            yield from _license(value, margin)
        else:
            yield from _element(field.name, field.kind, value, margin)


def _license(value: Json, margin: str) -> Iterator[str]:
    """An entry of ``licenses``, whose element says which of the three forms it has."""
    if "license" in value:
        yield from _element("license", "license", value["license"], margin)
    else:
        name = "expression" if value.keys() <= {"expression", "acknowledgement"} else "expression-detailed"
        yield from _element(name, name, value, margin)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).translate(_ESCAPED)


def _attribute(value: object) -> str:
    return _text(value).translate(_IN_ATTRIBUTE)
