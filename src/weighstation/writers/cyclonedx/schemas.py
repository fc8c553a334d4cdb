"""Validation by the schemas of CycloneDX, which come with ``cyclonedx-python-lib`` (the extra ``sbom``).

Its own validator needs two seconds to import and twenty for a thousand components; ``jsonschema-rs`` does the same by
the same schema in milliseconds. XML is judged by the XSD, with lxml.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cyclonedx.validation.xml import XmlValidator
    from jsonschema_rs import Draft7Validator

    Json = dict[str, Any]

_MOST = 20  # faults; more help nobody
_LONGEST = 300  # characters of one fault: a message may hold a whole component
_NAMES = "http://cyclonedx.org/schema/{}.SNAPSHOT.schema.json"


def installed(version: str) -> bool:
    """Whether the JSON schema of a version is there, and what reads it."""
    try:
        _validator(version)
    except ImportError:
        return False
    return True


def json_faults(document: Json, version: str) -> list[str]:
    """What the strict JSON schema of a version has against a document, with JSON pointers; empty if it is valid.

    Raises ``ImportError`` where jsonschema-rs or cyclonedx-python-lib is not installed.
    """
    validator = _validator(version)
    if validator.is_valid(document):
        return []
    found = zip(validator.iter_errors(document), range(_MOST), strict=False)
    return [f"/{'/'.join(map(str, error.instance_path))}: {error.message[:_LONGEST]}" for error, _ in found]


def xml_faults(text: str, version: str) -> list[str]:
    """What the XSD of a version has against an XML text; empty if it is valid.

    Raises ``ImportError`` where lxml or cyclonedx-python-lib is not installed.
    """
    from cyclonedx.exception import MissingOptionalDependencyException

    try:
        found = _xsd(version).validate_str(text, all_errors=True) or ()
    except MissingOptionalDependencyException as error:
        raise ImportError(str(error)) from None
    return [str(error)[:_LONGEST] for error, _ in zip(found, range(_MOST), strict=False)]


@lru_cache(maxsize=2)
def _validator(version: str) -> Draft7Validator:
    from cyclonedx.schema import _res
    from jsonschema_rs import Draft7Validator, Registry

    names = {"spdx": _res.SPDX_JSON, "cryptography-defs": _res.CRYPTOGRAPHY_DEFS, "jsf-0.82": _res.JSF}
    shared = [(_NAMES.format(name), _read(path)) for name, path in names.items()]
    schema = _read(_of(_res.BOM_JSON_STRICT, version))
    return Draft7Validator(schema, registry=Registry(shared), validate_formats=True)


@lru_cache(maxsize=2)
def _xsd(version: str) -> XmlValidator:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.xml import XmlValidator

    return XmlValidator(SchemaVersion.from_version(version))


def _of(paths: Mapping[Any, str | None], version: str) -> str:
    from cyclonedx.schema import SchemaVersion

    path = paths[SchemaVersion.from_version(version)]
    if not path:
        raise ImportError(f"cyclonedx-python-lib has no schema of CycloneDX {version}")
    return path


def _read(path: str | None) -> Any:  # noqa: ANN401 - a schema is any JSON
    import json

    if not path:
        raise ImportError("cyclonedx-python-lib lacks a schema")
    with open(path, encoding="utf-8") as stream:
        return json.load(stream)
