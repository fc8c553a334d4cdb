"""OWASP AIBOM generator: the fields of its registry, without those of GGUF files and without its points."""

from __future__ import annotations

from weighstation.scoring.row import Row, Standard

_REQUIRED, _META, _BASIC, _CARD, _LINKS = (
    "required_fields",
    "metadata",
    "component_basic",
    "component_model_card",
    "external_references",
)


def _property(section: str, name: str, *more: str) -> Row:
    """A field for which the registry has a property of the document, and CycloneDX may have a field of the model."""
    places = (f"modelCard.properties[name=genai:aibom:modelcard:{name}].value", f"@metadata[name={name}].value", *more)
    return Row(section, name, "model", places, "card")


_ENERGY = "modelCard.considerations.environmentalConsiderations.energyConsumptions"
_METRICS = "modelCard.quantitativeAnalysis.performanceMetrics"

STANDARD = Standard(
    "OWASP AIBOM",
    "Field registry of the OWASP AIBOM generator, 2026-04-27",
    "src/models/field_registry.json of GenAI-Security-Project/aibom-generator at c5a3f2f",
    (
        Row(_REQUIRED, "bomFormat", "document", ("bomFormat",), "tool"),
        Row(_REQUIRED, "specVersion", "document", ("specVersion",), "tool"),
        Row(_REQUIRED, "serialNumber", "document", ("serialNumber",), "tool"),
        Row(_REQUIRED, "version", "document", ("version",), "tool"),
        Row(_META, "primaryPurpose", "model", ("modelCard.modelParameters.task",), "card"),
        Row(_META, "suppliedBy", "model", ("supplier.name",), "publisher"),
        _property(_META, "standardCompliance"),
        _property(_META, "domain"),
        _property(_META, "autonomyType"),
        Row(_BASIC, "name", "model", ("name",), "tool"),
        Row(_BASIC, "type", "model", ("type",), "tool"),
        Row(_BASIC, "component_version", "model", ("version",), "pin"),
        Row(_BASIC, "purl", "model", ("purl",), "id"),
        Row(_BASIC, "description", "model", ("description",), "card"),
        Row(
            _BASIC,
            "licenses",
            "model",
            ("licenses.license.id", "licenses.license.name", "licenses.expression"),
            "license",
        ),
        Row(_BASIC, "external_references", "model", ("externalReferences.url",), "tool"),
        Row(_CARD, "datasets", "model", ("modelCard.modelParameters.datasets",), "card"),
        Row(_CARD, "ethicalConsiderations", "model", ("modelCard.considerations.ethicalConsiderations.name",), "card"),
        _property(_CARD, "energyConsumption", _ENERGY),
        _property(_CARD, "hyperparameter"),
        Row(_CARD, "technicalLimitations", "model", ("modelCard.considerations.technicalLimitations",), "card"),
        _property(_CARD, "safetyRiskAssessment"),
        Row(_CARD, "intendedUse", "model", ("modelCard.considerations.useCases",), "use"),
        Row(_CARD, "typeOfModel", "model", ("modelCard.modelParameters.modelArchitecture",), "card"),
        _property(_CARD, "modelExplainability"),
        _property(_CARD, "energyQuantity", f"{_ENERGY}.activityEnergyCost.value"),
        _property(_CARD, "energyUnit", f"{_ENERGY}.activityEnergyCost.unit"),
        _property(_CARD, "informationAboutTraining"),
        _property(_CARD, "informationAboutApplication"),
        _property(_CARD, "metric", f"{_METRICS}.type"),
        _property(_CARD, "metricDecisionThreshold"),
        _property(_CARD, "modelDataPreprocessing"),
        _property(_CARD, "useSensitivePersonalInformation"),
        Row(
            _LINKS,
            "downloadLocation",
            "model",
            ("externalReferences[type=distribution].url", "externalReferences[type=website].url"),
            "pin",
        ),
        Row(_LINKS, "vcs", "model", ("externalReferences[type=vcs].url",), "card"),
        Row(_LINKS, "website", "model", ("externalReferences[type=website].url",), "card"),
        Row(_LINKS, "paper", "model", ("externalReferences[type=documentation].url",), "card"),
    ),
    "every model is asked, where the generator looks at the first component only",
)
