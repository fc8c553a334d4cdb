"""A document is judged before it leaves: by the schema of its version, and by what no schema sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.errors import WeighstationError
from weighstation.writers.cyclonedx import consistency, schemas

if TYPE_CHECKING:
    from weighstation.writers.cyclonedx import Options
    from weighstation.writers.cyclonedx.text import Json

_HINT = "this is a fault of weighstation: please report it; --no-validate writes the document as it is"


def validate(document: Json, text: str, options: Options) -> bool:
    """Whether the schema was there to judge the document, which is valid as far as was judged.

    Raises ``WeighstationError`` with every fault, a line each.
    """
    found = consistency.faults(document)
    judged = True
    try:
        found += _by_schema(document, text, options)
    except ImportError:
        judged = False
    if found:
        listed = "".join(f"\n  {fault}" for fault in found)
        raise WeighstationError(f"the document is no valid CycloneDX {options.spec_version}:{listed}", hint=_HINT)
    return judged


def _by_schema(document: Json, text: str, options: Options) -> list[str]:
    """XML is judged as XML only: its schema says all that the one of JSON does."""
    if options.output_format == "xml":
        return schemas.xml_faults(text, options.spec_version)
    return schemas.json_faults(document, options.spec_version)
