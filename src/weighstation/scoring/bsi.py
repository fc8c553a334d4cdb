"""BSI TR-03183-2: what the SBOM and each component must have, and must have where it exists."""

from __future__ import annotations

from weighstation.scoring.row import Row, Standard

_SBOM, _PART = "5.2.1 Required data fields for the SBOM itself", "5.2.2 Required data fields for each component"
_MORE, _EXTRA = "5.2.3 Additional data fields for the SBOM itself", "5.2.4 Additional data fields for each component"


def _property(name: str) -> tuple[str, ...]:
    return (f"properties[name=bsi:component:{name}].value",)


def _license(how: str) -> tuple[str, ...]:
    """Table 9 names ``expression``; one SPDX id is an expression, too (6.1)."""
    return f"licenses[acknowledgement={how}].expression", f"licenses.license[acknowledgement={how}].id"


STANDARD = Standard(
    "BSI TR-03183-2",
    "Technical Guideline TR-03183-2: Software Bill of Materials (SBOM), BSI, version 2.1.0, 2025-08-20",
    "the guideline itself; places by its tables 8 to 11",
    (
        Row(
            _SBOM,
            "Creator of the SBOM",
            "document",
            ("metadata.manufacturer.url", "metadata.manufacturer.contact.email"),
            "contact",
        ),
        Row(_SBOM, "Timestamp", "document", ("metadata.timestamp",), "time"),
        Row(_PART, "Component creator", "component", ("manufacturer.url", "manufacturer.contact.email"), "registry"),
        Row(_PART, "Component name", "component", ("name",), "tool"),
        Row(_PART, "Component version", "component", ("version",), "pin"),
        Row(_PART, "Filename of the component", "component", _property("filename"), "file"),
        Row(_PART, "Dependencies on other components", "component", ("@dependency",), "tool"),
        Row(_PART, "Dependencies: completeness", "component", ("@composition",), "tool"),
        Row(_PART, "Distribution licences", "component", _license("concluded"), "expression"),
        Row(
            _PART,
            "Hash value of the deployable component",
            "component",
            ("externalReferences[type=distribution].hashes[alg=SHA-512].content",),
            "file",
        ),
        Row(_PART, "Executable property", "component", _property("executable"), "file"),
        Row(_PART, "Archive property", "component", _property("archive"), "file"),
        Row(_PART, "Structured property", "component", _property("structured"), "file"),
        Row(_MORE, "SBOM-URI", "document", ("serialNumber",), "tool"),
        Row(
            _EXTRA,
            "Source code URI",
            "component",
            ("externalReferences[type=source-distribution].url", "externalReferences[type=vcs].url"),
            "registry",
        ),
        Row(
            _EXTRA,
            "URI of the deployable form of the component",
            "component",
            ("externalReferences[type=distribution].url",),
            "pin",
        ),
        Row(_EXTRA, "Other unique identifiers", "component", ("purl", "cpe", "swid.tagId"), "id"),
        Row(_EXTRA, "Original licences", "component", _license("declared"), "license"),
    ),
    "additional fields are asked for where they exist; optional ones (5.2.5) are left out",
)
