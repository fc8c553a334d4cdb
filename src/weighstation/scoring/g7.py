"""G7 SBOM for AI: seven clusters of elements."""

from __future__ import annotations

from weighstation.scoring.row import Row, Standard

_MD, _SLP, _MDL, _DP = "Metadata", "System Level Properties", "Models", "Dataset Properties"
_INF, _SP, _KPI = "Infrastructure", "Security Properties", "Key Performance Indicators"
_IDS = ("purl", "cpe", "swid.tagId", "omniborId", "swhid", "properties[name=weighstation:id].value")
_PRODUCT = "metadata.component.properties[name=weighstation:{}].value"
_LICENSE = ("licenses.license.id", "licenses.license.name", "licenses.expression")


def _own(name: str) -> tuple[str, ...]:
    return (f"properties[name=weighstation:{name}].value",)


STANDARD = Standard(
    "G7 SBOM for AI",
    "Software Bill of Materials (SBOM) for Artificial Intelligence: Minimum Elements, G7 Cybersecurity Working Group, "
    "2026-05-12",
    "docs/req/g7ai/g7ai.ttl of openregtech/sbom at e49510d",
    (
        Row(
            _MD,
            "SBOM author",
            "document",
            ("metadata.authors.name", "metadata.manufacturer.name", "metadata.tools.components.name"),
            "author",
        ),
        Row(_MD, "SBOM version", "document", ("version",), "tool"),
        Row(_MD, "SBOM data format name", "document", ("bomFormat",), "tool"),
        Row(_MD, "SBOM data format version", "document", ("specVersion",), "tool"),
        Row(_MD, "SBOM author signature", "document", ("signature.value", "signature.signers.value"), "sign"),
        Row(_MD, "SBOM tool name", "document", ("metadata.tools.components.name", "metadata.tools.name"), "tool"),
        Row(
            _MD,
            "SBOM tool version",
            "document",
            ("metadata.tools.components.version", "metadata.tools.version"),
            "tool",
        ),
        Row(
            _MD,
            "SBOM generation context",
            "document",
            ("metadata.lifecycles.phase", "metadata.lifecycles.name"),
            "tool",
        ),
        Row(_MD, "SBOM timestamp", "document", ("metadata.timestamp",), "time"),
        Row(_MD, "SBOM dependency relationship", "document", ("dependencies.dependsOn",), "uses"),
        Row(_SLP, "System name", "project", ("name",), "name"),
        Row(_SLP, "System components", "document", ("components.name", "services.name"), "uses"),
        Row(
            _SLP,
            "System producer",
            "project",
            ("manufacturer.name", "supplier.name", "authors.name", "publisher"),
            "producer",
        ),
        Row(_SLP, "System version", "project", ("version",), "name"),
        Row(_SLP, "System timestamp", "project", ("releaseNotes.timestamp",), "people"),
        Row(
            _SLP,
            "System data flow",
            "document",
            ("services.data.flow", _PRODUCT.format("data-flow")),
            "flow",
        ),
        Row(_SLP, "System data usage", "project", _own("data-usage"), "usage"),
        Row(_SLP, "System input/output properties", "project", _own("input-output"), "input"),
        Row(
            _SLP,
            "Intended application area",
            "project",
            (*_own("application-area"), "@metadata[name=weighstation:application-area].value"),
            "area",
        ),
        Row(_MDL, "Model name", "model", ("name",), "tool"),
        Row(_MDL, "Model identifier", "model", _IDS, "id"),
        Row(_MDL, "Model version", "model", ("version",), "pin"),
        Row(_MDL, "Model timestamp", "model", ("releaseNotes.timestamp",), "card"),
        Row(
            _MDL,
            "Model producer",
            "model",
            ("manufacturer.name", "supplier.name", "authors.name", "publisher"),
            "publisher",
        ),
        Row(_MDL, "Model description", "model", ("description",), "card"),
        Row(
            _MDL,
            "Model hash value",
            "model",
            ("hashes.content", "externalReferences[type=distribution].hashes.content"),
            "file",
        ),
        Row(
            _MDL,
            "Model hash algorithm",
            "model",
            ("hashes.alg", "externalReferences[type=distribution].hashes.alg"),
            "file",
        ),
        Row(
            _MDL,
            "Model properties",
            "model",
            (
                "modelCard.modelParameters.architectureFamily",
                "modelCard.modelParameters.modelArchitecture",
                "modelCard.modelParameters.task",
            ),
            "card",
        ),
        Row(
            _MDL,
            "Model input/output properties",
            "model",
            ("modelCard.modelParameters.inputs", "modelCard.modelParameters.outputs"),
            "card",
        ),
        Row(
            _MDL,
            "Model training properties",
            "model",
            ("modelCard.modelParameters.approach", "modelCard.modelParameters.datasets", "pedigree.ancestors"),
            "card",
        ),
        Row(_MDL, "Model license", "model", _LICENSE, "license"),
        Row(_MDL, "Model external references", "model", ("externalReferences.url",), "tool"),
        Row(_DP, "Dataset name", "dataset", ("name",), "tool"),
        Row(_DP, "Dataset description", "dataset", ("description", "data.description"), "card"),
        Row(_DP, "Dataset content", "dataset", ("data.contents.attachment", "data.contents.properties"), "card"),
        Row(_DP, "Dataset identifier", "dataset", _IDS, "id"),
        Row(
            _DP,
            "Dataset hash",
            "dataset",
            ("hashes.content", "externalReferences[type=distribution].hashes.content"),
            "file",
        ),
        Row(_DP, "Dataset provenance", "dataset", ("data.governance", "pedigree.ancestors"), "card"),
        Row(_DP, "Dataset statistical properties", "dataset", ("data.graphics",), "card"),
        Row(_DP, "Dataset sensitivity", "dataset", ("data.sensitiveData",), "card"),
        Row(_DP, "Dataset dependency relationship", "dataset", ("@dependency",), "tool"),
        Row(_DP, "Dataset license", "dataset", _LICENSE, "license"),
        Row(
            _INF,
            "Infrastructure software",
            "document",
            tuple(
                f"components[type={kind}].name"
                for kind in ("library", "framework", "container", "platform", "operating-system")
            ),
            "uses",
        ),
        Row(
            _INF,
            "Infrastructure hardware",
            "document",
            ("components[type=device].name", _PRODUCT.format("hardware")),
            "hardware",
        ),
        Row(
            _SP,
            "Security controls",
            "document",
            ("declarations.claims", "declarations.attestations", _PRODUCT.format("security-controls")),
            "controls",
        ),
        Row(
            _SP,
            "Security compliance",
            "document",
            ("definitions.standards.name", _PRODUCT.format("security-standards")),
            "standards",
        ),
        Row(
            _SP,
            "Cybersecurity policy information",
            "project",
            (
                "externalReferences[type=security-contact].url",
                "externalReferences[type=rfc-9116].url",
                "externalReferences[type=advisories].url",
            ),
            "security",
        ),
        Row(_SP, "Vulnerability referencing", "document", ("vulnerabilities.id",), "scanner"),
        Row(_KPI, "Security metrics", "model", ("modelCard.quantitativeAnalysis.performanceMetrics.type",), "card"),
        Row(
            _KPI,
            "Operational performance KPIs",
            "model",
            (
                "modelCard.quantitativeAnalysis.performanceMetrics.type",
                "modelCard.considerations.environmentalConsiderations.energyConsumptions",
            ),
            "card",
        ),
    ),
    "read in a transcription; the G7 name no field of CycloneDX, so the places are our reading",
)
