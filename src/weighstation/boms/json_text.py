"""JSON as a document must be: UTF-8 or UTF-16, no key twice, no values that JSON has none of; lines of its parts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from weighstation.boms.json_places import place, spans
from weighstation.boms.source import Place, Source, count_parts, unknown
from weighstation.errors import ReadError
from weighstation.readers._text import decode

if TYPE_CHECKING:
    from weighstation.boms.source import Format, Json

_DEEP = "is nested too deeply to be a bill of materials"


class _FaultError(ValueError):
    """A value that JSON does not have, or a key that stands twice in one object."""


def parse(path: str, data: bytes) -> Source:
    """The JSON document in ``data`` with its format and version. Raises ``ReadError``."""
    text = decode(path, data)
    count_parts(path, text.count("{") + text.count("["))
    value = loads(path, text)
    if not isinstance(value, dict):
        raise unknown(path)
    form, version = _format(path, value)
    return Source(path, form, version, value, lambda at, word="": Place(at, *place(text, at, word)), "json", text)


def loads(path: str, text: str) -> Any:  # noqa: ANN401 - JSON is of any type
    """The value of a text. Raises ``ReadError`` for bad syntax, a key that stands twice, numbers out of range."""
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite)
    except RecursionError:
        raise ReadError(_DEEP, path=path, hint="write it anew with the tool that makes it") from None
    except json.JSONDecodeError as error:
        fault = f"is not valid JSON: {error.msg} (column {error.colno})"
        raise ReadError(fault, path=path, line=error.lineno, hint="is it complete? correct the syntax there") from None
    except _FaultError as error:
        pointer = _guilty(text)
        where = f" (at {pointer or 'the top'})"
        hint = "keep one of them, or correct the value"
        raise ReadError(f"{error}{where}", path=path, line=place(text, pointer)[0], hint=hint) from None
    except ValueError as error:  # an integer of thousands of digits
        raise ReadError(f"holds a value that cannot be read: {error}", path=path, hint="shorten the number") from None


def _guilty(text: str) -> str:
    """The pointer of the smallest known part that the strict decoder refuses; empty for the document itself."""
    strict = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite)
    guilty = ""
    for pointer, (at, _) in spans(text).items():
        if guilty and not pointer.startswith(f"{guilty}/"):
            break
        try:
            strict.raw_decode(text, at)
        except _FaultError:
            guilty = pointer
    return guilty


def _unique(pairs: list[tuple[str, Any]]) -> Json:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise _FaultError(f"has the key {twice[:60]!r} twice in one object")
    return found


def _no_constant(name: str) -> None:
    raise _FaultError(f"holds {name}, which is no JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    if value in {float("inf"), float("-inf")}:
        raise _FaultError("holds a number that is out of range")
    return value


def _format(path: str, value: Json) -> tuple[Format, str]:
    if value.get("bomFormat") == "CycloneDX" or ("specVersion" in value and "components" in value):
        return "cyclonedx", str(value.get("specVersion"))
    if "spdxVersion" in value:
        return "spdx2", str(value["spdxVersion"])
    if isinstance(value.get("@graph"), list):
        return "spdx3", _spdx3(value)
    raise unknown(path)


def _spdx3(value: Json) -> str:
    """The version of an SPDX 3 document: what its creation information says."""
    for element in value["@graph"]:
        if isinstance(element, dict) and element.get("type") == "CreationInfo":
            return str(element.get("specVersion"))
    context = str(value.get("@context"))
    return context.partition("/rdf/")[2].partition("/")[0] or "unknown"
