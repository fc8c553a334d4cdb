"""ONNX: what the properties of a model say of its license and origin; its graph is stepped over.

The message is ``ModelProto`` of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto: the properties are pairs of
texts in field 14, behind the graph. Ultralytics, for one, writes the license of its models there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.errors import ReadError
from weighstation.readers import _keys, _protobuf, _weights
from weighstation.readers._weights import Header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Reference, Relation
    from weighstation.readers import Window

_IR_VERSION, _GRAPH, _PROPERTIES, _FUNCTIONS = 1, 7, 14, 25
_KEY, _VALUE = 1, 2
_LONGEST = 65_536  # bytes of a property; longer ones are data
_LICENSES = frozenset({"license", "licence", "model_license", "license_name", "modelspec_license"})


def read(path: str, data: Window) -> Iterator[Reference]:
    """The file as a model, made from what its properties name; bases as mentions.

    Raises ``ReadError``, after the file itself was reported, where the file is cut off or no ONNX model.
    """
    return _weights.read(path, data, _header, "ONNX")


def _header(path: str, data: Window) -> Header:
    try:
        fields = list(_protobuf.fields(data))
        pairs = dict(_pair(data, field) for field in fields if field.number == _PROPERTIES)
    except _protobuf.MalformedError as error:
        message, hint = f"is not a whole ONNX model: {error}", "get the file again, or remove it"
        raise ReadError(message, path=path, hint=hint) from None
    if not {field.number for field in fields} & {_IR_VERSION, _GRAPH, _FUNCTIONS}:
        raise ReadError("is not an ONNX model: it has no graph", path=path, hint="get the file again, or remove it")
    stated = next((value for key, value in pairs.items() if _keys.fold(key) in _LICENSES), "")
    named: list[tuple[str, str, Relation]] = [
        (key, value, "conversion") for key, value in pairs.items() if _keys.place(key) in {"hub", "model"}
    ]
    return Header(stated, tuple(_weights.said(named)))


def _pair(data: Window, field: _protobuf.Field) -> tuple[str, str]:
    """A property: key and value, each empty where it is missing or too long to be more than data."""
    if field.wire != _protobuf.LENGTH_DELIMITED:
        raise _protobuf.MalformedError("its properties are no messages")
    texts = {_KEY: "", _VALUE: ""}
    for inner in _protobuf.fields(data, field.start, field.end):
        if inner.number in texts and inner.wire == _protobuf.LENGTH_DELIMITED:
            texts[inner.number] = data[inner.start : min(inner.end, inner.start + _LONGEST)].decode(errors="replace")
    return texts[_KEY], texts[_VALUE]
