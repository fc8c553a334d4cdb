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
    from collections.abc import Sequence

    from weighstation.model import Run
    from weighstation.writers.cyclonedx import Options
    from weighstation.writers.cyclonedx.items import Item
    from weighstation.writers.cyclonedx.projects import Part

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

NO_SERIAL = "urn:uuid:00000000-0000-0000-0000-000000000000"
"""What stands in the place of the serial number until the rest is there."""


def document(run: Run, options: Options) -> Json:
    """The whole BOM but its serial number, as plain values. Raises ``UsageError`` for a bad timestamp."""
    own = parts(options.packages)
    found = items(run, own)
    listed = [component(one, run, options) for one in found if one.component.type != "service"]
    return assembled(run, options, own, found, listed)


def assembled(run: Run, options: Options, own: Sequence[Part], found: Sequence[Item], listed: list[Json]) -> Json:
    """The BOM around its ``listed`` components."""
    services = [service(one, run.inventory.root) for one in found if one.component.type == "service"]
    return {
        **SPEC[options.spec_version],
        "serialNumber": NO_SERIAL,
        "version": 1,
        "metadata": metadata(run, own, options.timestamp, options.tool_version),
        "components": listed,  # present even when empty: some consumers take it for granted
        **present({"services": services}),
        "dependencies": dependencies(found, own),
        "compositions": compositions(run, found, own),
        **present({"annotations": remarks(run, found, options.timestamp, options.tool_version)}),
        **present({"citations": citations(listed) if options.spec_version != "1.6" else []}),
    }


def written(run: Run, options: Options) -> tuple[Json, str]:
    """The BOM as plain values, and as text in the format of the options, with a newline at its end."""
    values = document(run, options)
    text = f"{layout(values)}\n"
    values["serialNumber"] = serial = serial_number(text)
    if options.output_format == "json":
        return values, text.replace(NO_SERIAL, serial, 1)
    from weighstation.writers.cyclonedx.xml_layout import xml

    return values, xml(values)


def serial_number(*parts: str) -> str:
    """The serial number of a content: the same always has the same, in either format (RFC 9562, version 5).

    The content is given in parts, in ASCII, since that of a large document is only put together once.
    """
    from hashlib import sha1
    from uuid import NAMESPACE_URL, UUID

    digest = sha1(NAMESPACE_URL.bytes, usedforsecurity=False)
    for part in parts:
        digest.update(part.encode("ascii"))
    return UUID(bytes=digest.digest()[:16], version=5).urn
