"""The Python validators of the CycloneDX project itself accept our documents.

What is validated: every recorded kind of document, and the documents of all sample repositories in both versions and
formats. JSON goes through the strict schema, XML through the XSD.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from cyclonedx.validation.xml import XmlValidator

from weighstation.cli import main

HERE = Path(__file__).parent
SNAPSHOTS = HERE.parent / "snapshots" / "cyclonedx"
DOCUMENTS = sorted(SNAPSHOTS.glob("*.json"))
RECORDED_XML = sorted(SNAPSHOTS.glob("*.xml"))
SAMPLES = sorted(path.parent for path in (HERE.parents[1] / "sample_repos").glob("*/README.md"))
VERSIONS = {"1.6": SchemaVersion.V1_6, "1.7": SchemaVersion.V1_7}
JSON = {version: JsonStrictValidator(schema) for version, schema in VERSIONS.items()}
XSD = {version: XmlValidator(schema) for version, schema in VERSIONS.items()}


def _with(change: dict[str, Any]) -> str:
    return json.dumps(json.loads(DOCUMENTS[0].read_bytes()) | change)


def _licensed(license_id: str) -> str:
    return _with({"components": [{"type": "library", "name": "x", "licenses": [{"license": {"id": license_id}}]}]})


INVALID = {
    "unknown key": _with({"anything": 1}),
    "component without a name": _with({"components": [{"type": "library"}]}),
    "license reference as id": _licensed("LicenseRef-scancode-llama-2-license-2023"),
    "serial number": _with({"serialNumber": "1"}),
}


def test_there_are_documents_to_check() -> None:
    assert len(DOCUMENTS) >= 5


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_python_validator_accepts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert JSON[json.loads(text)["specVersion"]].validate_str(text) is None


@pytest.mark.parametrize("path", RECORDED_XML, ids=lambda path: path.name)
def test_the_python_validator_accepts_xml(path: Path) -> None:
    assert XSD["1.7" if "1.7" in path.name else "1.6"].validate_str(path.read_text(encoding="utf-8")) is None


@pytest.fixture
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy outside any git repository, where no policy of a parent folder applies."""
    return Path(shutil.copytree(request.param, tmp_path / request.param.name))


@pytest.mark.parametrize("sample", SAMPLES, indirect=True, ids=lambda path: path.name)
@pytest.mark.parametrize("form", ["name", "expression"])
@pytest.mark.parametrize("version", VERSIONS)
def test_the_python_validators_accept_every_sample(
    sample: Path, version: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["sbom", "--no-validate", "--spec-version", version, "--license-form", form, str(sample)]
    assert main([*command, "--output-format", "json"]) == 0
    assert JSON[version].validate_str(capsys.readouterr().out) is None
    assert main([*command, "--output-format", "xml"]) == 0
    assert XSD[version].validate_str(capsys.readouterr().out) is None


@pytest.mark.parametrize("text", INVALID.values(), ids=INVALID)
def test_the_python_validator_refuses(text: str) -> None:
    assert JSON["1.6"].validate_str(text) is not None
