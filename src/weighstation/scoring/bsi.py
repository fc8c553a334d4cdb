"""BSI TR-03183-2: what the SBOM and each component must have, must have where it exists, and may have."""

from __future__ import annotations

from weighstation.scoring.row import Row, Standard

_SBOM, _PART = "5.2.1 Required data fields for the SBOM itself", "5.2.2 Required data fields for each component"
_MORE, _EXTRA = "5.2.3 Additional data fields for the SBOM itself", "5.2.4 Additional data fields for each component"
_OPTIONAL = "5.2.5 Optional data fields for each component"


def _property(name: str) -> tuple[str, ...]:
    return (f"properties[name=bsi:component:{name}].value",)


def _license(how: str) -> tuple[str, ...]:
    """Table 9 names ``expression``; one SPDX id is an expression, too (6.1)."""
    return f"licenses[acknowledgement={how}].expression", f"licenses.license[acknowledgement={how}].id"


STANDARD = Standard(
    "BSI TR-03183-2",
    "Technical Guideline TR-03183-2: Software Bill of Materials (SBOM), BSI, version 2.1.0, 2025-08-20",
    "the guideline itself; places by its tables 8 to 12",
    (
        Row(
            _SBOM,
            "Creator of the SBOM",
            "document",
            ("metadata.manufacturer.url", "metadata.manufacturer.contact.email"),
            "contact",
        ),
        Row(_SBOM, "Timestamp", "document", ("metadata.timestamp",), "time"),
        Row(_PART, "Component creator", "all", ("manufacturer.url", "manufacturer.contact.email"), "registry"),
        Row(_PART, "Component name", "all", ("name",), "tool"),
        Row(_PART, "Component version", "all", ("version",), "pin"),
        Row(_PART, "Filename of the component", "all", _property("filename"), "file"),
        Row(_PART, "Dependencies on other components", "all", ("@dependency",), "tool"),
        Row(_PART, "Dependencies: completeness", "all", ("@composition",), "tool"),
        Row(_PART, "Distribution licences", "all", _license("concluded"), "expression"),
        Row(
            _PART,
            "Hash value of the deployable component",
            "all",
            ("externalReferences[type=distribution].hashes[alg=SHA-512].content",),
            "archive",
        ),
        Row(_PART, "Executable property", "all", _property("executable"), "file"),
        Row(_PART, "Archive property", "all", _property("archive"), "file"),
        Row(_PART, "Structured property", "all", _property("structured"), "file"),
        Row(_MORE, "SBOM-URI", "document", ("serialNumber",), "tool"),
        Row(
            _EXTRA,
            "Source code URI",
            "all",
            ("externalReferences[type=source-distribution].url", "externalReferences[type=vcs].url"),
            "registry",
        ),
        Row(
            _EXTRA,
            "URI of the deployable form of the component",
            "all",
            ("externalReferences[type=distribution].url",),
            "pin",
        ),
        Row(_EXTRA, "Other unique identifiers", "all", ("purl", "cpe", "swid.tagId"), "id"),
        Row(_EXTRA, "Original licences", "all", _license("declared"), "license"),
        Row(_OPTIONAL, "Effective licence", "all", _property("effectiveLicense"), "people"),
        Row(
            _OPTIONAL,
            "Hash value of the source code of the component",
            "all",
            ("externalReferences[type=source-distribution].hashes[alg=SHA-512].content",),
            "file",
        ),
        Row(_OPTIONAL, "URL of the security.txt", "all", ("externalReferences[type=rfc-9116].url",), "registry"),
    ),
    "what each component must have the product must have, too; additional fields are asked for where they exist",
)
