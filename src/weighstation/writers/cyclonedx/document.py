"""The document: its parts in the order of the specification, and a serial number made from its content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers.cyclonedx.annotations import remarks
from weighstation.writers.cyclonedx.citations import citations
from weighstation.writers.cyclonedx.components import component, service
from weighstation.writers.cyclonedx.compositions import compositions
from weighstation.writers.cyclonedx.dependencies import dependencies
from weighstation.writers.cyclonedx.items import items
from weighstation.writers.cyclonedx.layout import layout
from weighstation.writers.cyclonedx.metadata import metadata
from weighstation.writers.cyclonedx.projects import parts
from weighstation.writers.cyclonedx.text import Json, present

if TYPE_CHECKING:
    from weighstation.model import Run
    from weighstation.writers.cyclonedx import Options

SPEC: dict[str, Json] = {
    "1.6": {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
    },
    "1.7": {
        "$schema": "http://cyclonedx.org/schema/bom-1.7.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.7",
    },
}
"""What a document of each version starts with. A new version adds its line, and its differences where they are."""

_NO_SERIAL = "urn:uuid:00000000-0000-0000-0000-000000000000"


def document(run: Run, options: Options) -> Json:
    """The whole BOM but its serial number, as plain values. Raises ``UsageError`` for a bad timestamp."""
    own = parts(options.packages)
    found = items(run, own)
    root = run.inventory.root
    listed = [component(one, run, options) for one in found if one.component.type != "service"]
    return {
        **SPEC[options.spec_version],
        "serialNumber": _NO_SERIAL,
        "version": 1,
        "metadata": metadata(run, own, options.timestamp, options.tool_version),
        "components": listed,  # present even when empty: some consumers take it for granted
        **present({"services": [service(one, root) for one in found if one.component.type == "service"]}),
        "dependencies": dependencies(found, own),
        "compositions": compositions(run, found, own),
        **present({"annotations": remarks(run, found, options.timestamp, options.tool_version)}),
        **present({"citations": citations(listed) if options.spec_version != "1.6" else []}),
    }


def written(run: Run, options: Options) -> tuple[Json, str]:
    """The BOM as plain values, and as text in the format of the options, with a newline at its end."""
    values = document(run, options)
    text = f"{layout(values)}\n"
    values["serialNumber"] = serial = _serial(text)
    if options.output_format == "json":
        return values, text.replace(_NO_SERIAL, serial, 1)
    from weighstation.writers.cyclonedx.xml_layout import xml

    return values, xml(values)


def _serial(text: str) -> str:
    """The serial number of a content: the same always has the same, in either format (RFC 9562, version 5)."""
    import uuid

    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, text)}"
