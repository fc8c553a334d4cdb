"""CISA 2026: nine elements of the SBOM, eight of each component."""

from __future__ import annotations

from weighstation.scoring.row import Row, Standard

_META, _PART = "SBOM Metadata", "Component Data"
_IDS = ("purl", "cpe", "swid.tagId", "omniborId", "swhid")

STANDARD = Standard(
    "CISA 2026",
    "SBOM Minimum Elements, 2026 Edition, CISA and allied agencies, 2026-07-29",
    "docs/reference/cisa-2026-compliance.md of interlynk-io/sbomqs at 392ec49",
    (
        Row(
            _META,
            "SBOM Author",
            "document",
            ("metadata.authors.name", "metadata.authors.email", "metadata.manufacturer.name"),
            "author",
        ),
        Row(_META, "SBOM Author Signature", "document", ("signature.value", "signature.signers.value"), "sign"),
        Row(_META, "SBOM Data Format Name", "document", ("bomFormat",), "tool"),
        Row(_META, "SBOM Data Format Version", "document", ("specVersion",), "tool"),
        Row(
            _META,
            "SBOM Generation Context",
            "document",
            ("metadata.lifecycles.phase", "metadata.lifecycles.name"),
            "tool",
        ),
        Row(_META, "SBOM Timestamp", "document", ("metadata.timestamp",), "time"),
        Row(_META, "SBOM Tool Name", "document", ("metadata.tools.components.name", "metadata.tools.name"), "tool"),
        Row(
            _META,
            "SBOM Tool Version",
            "document",
            ("metadata.tools.components.version", "metadata.tools.version"),
            "tool",
        ),
        Row(_META, "SBOM Version", "document", ("version",), "tool"),
        Row(
            _PART,
            "Component Producer",
            "component",
            ("manufacturer.name", "manufacturer.url", "authors.name", "authors.email", "author"),
            "registry",
        ),
        Row(_PART, "Component Dependency Relationship", "component", ("@dependency",), "tool"),
        Row(_PART, "Component Hash Value", "component", ("hashes.content",), "lock"),
        Row(_PART, "Component Hash Algorithm", "component", ("hashes.alg",), "lock"),
        Row(_PART, "Component Identifiers", "component", _IDS, "id"),
        Row(
            _PART,
            "Component License",
            "component",
            ("licenses.license.id", "licenses.license.name", "licenses.expression"),
            "license",
        ),
        Row(_PART, "Component Name", "component", ("name",), "tool"),
        Row(_PART, "Component Version", "component", ("version",), "pin"),
    ),
    "read in a transcription; a concluded license counts as well as a declared one",
)
