"""NTIA 2021: seven data fields, and what a document shows of automation and practices."""

from __future__ import annotations

from weighstation.scoring.row import Row, Standard

_FIELDS, _AUTOMATION, _PRACTICES = (
    f"IV. Minimum Elements, {name}" for name in ("Data Fields", "Automation Support", "Practices and Processes")
)

STANDARD = Standard(
    "NTIA 2021",
    "The Minimum Elements For a Software Bill of Materials (SBOM), NTIA, 2021-07-12",
    "the report itself",
    (
        Row(_FIELDS, "Supplier Name", "component", ("supplier.name", "manufacturer.name", "publisher"), "registry"),
        Row(_FIELDS, "Component Name", "component", ("name",), "tool"),
        Row(_FIELDS, "Version of the Component", "component", ("version",), "pin"),
        Row(
            _FIELDS,
            "Other Unique Identifiers",
            "component",
            ("purl", "cpe", "swid.tagId", "omniborId", "swhid"),
            "id",
        ),
        Row(_FIELDS, "Dependency Relationship", "document", ("dependencies.dependsOn",), "uses"),
        Row(
            _FIELDS,
            "Author of SBOM Data",
            "document",
            (
                "metadata.authors.name",
                "metadata.manufacturer.name",
                "metadata.supplier.name",
                "metadata.tools.components.name",
                "metadata.tools.name",
            ),
            "tool",
        ),
        Row(_FIELDS, "Timestamp", "document", ("metadata.timestamp",), "time"),
        Row(_AUTOMATION, "Data format", "document", ("bomFormat",), "tool"),
        Row(_PRACTICES, "Depth", "project", ("@dependency",), "tool"),
        Row(_PRACTICES, "Known Unknowns", "component", ("@composition",), "tool"),
    ),
    "the author may be a tool; depth is that of the top level; other practices are not in a document",
)
