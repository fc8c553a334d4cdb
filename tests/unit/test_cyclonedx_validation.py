"""A document that is wrong does not leave: by the schema, and by what no schema sees."""

import copy
import json
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from weighstation.errors import WeighstationError
from weighstation.writers.cyclonedx import Format, Options, consistency, schemas
from weighstation.writers.cyclonedx.validation import validate
from weighstation.writers.cyclonedx.xml_layout import xml

SNAPSHOTS = Path(__file__).parents[1] / "snapshots" / "cyclonedx"
GOOD: dict[str, Any] = json.loads((SNAPSHOTS / "models-1.7.cdx.json").read_bytes())
SERIAL = "urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e"


def _with(**changes: Any) -> dict[str, Any]:
    return copy.deepcopy(GOOD) | changes


def _component(**fields: Any) -> list[dict[str, Any]]:
    return [*copy.deepcopy(GOOD["components"]), {"type": "library", "name": "x", **fields}]


@pytest.mark.parametrize("path", sorted(SNAPSHOTS.glob("*.json")), ids=lambda path: path.name)
def test_recorded_documents_have_no_fault(path: Path) -> None:
    document = json.loads(path.read_bytes())
    assert not consistency.faults(document)
    assert not schemas.json_faults(document, document["specVersion"])
    assert not schemas.xml_faults(xml(document), document["specVersion"])


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        (_with(components=_component(**{"bom-ref": "project"})), "bom-ref 'project' stands for 2 things"),
        (_with(components=_component(components=[{"name": "y", "bom-ref": "project"}])), "stands for 2 things"),
        (_with(components=_component(pedigree={"ancestors": [{"name": "y", "purl": "x"}]})), "no package URL: 'x'"),
        (_with(dependencies=[{"ref": "nobody", "dependsOn": []}]), "dependencies: nothing is called 'nobody'"),
        (_with(dependencies=[{"ref": "project", "dependsOn": ["nobody"]}]), "dependencies: nothing is called"),
        (_with(compositions=[{"aggregate": "unknown", "assemblies": ["nobody"]}]), "compositions: nothing"),
        (_with(compositions=[{"aggregate": "unknown", "dependencies": ["nobody"]}]), "compositions: nothing"),
        (_with(annotations=[{"subjects": ["nobody"]}]), "annotations: nothing is called 'nobody'"),
        (_with(citations=[{"attributedTo": "nobody"}]), "citations: nothing is called 'nobody'"),
        (_with(components=_component(purl="pkg:pypi/A_b")), "no package URL: 'pkg:pypi/A_b'"),
        (_with(components=_component(purl="pkg:npm/@s/n")), "no package URL: 'pkg:npm/@s/n'"),
        (_with(services=[{"name": "s", "bom-ref": "project"}]), "stands for 2 things"),
        (_with(serialNumber="urn:uuid:1"), "serialNumber: no URN of a UUID: 'urn:uuid:1'"),
        (_with(serialNumber=SERIAL.upper()), "serialNumber: no URN"),
    ],
)
def test_what_no_schema_sees_is_found(document: dict[str, Any], fault: str) -> None:
    assert [one for one in consistency.faults(document) if fault in one]


@pytest.mark.parametrize("version", ["1.6", "1.7"])
@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"anything": 1}, "/: "),
        ({"components": [{"type": "library"}]}, '/components/0: "name" is a required property'),
        ({"version": 0}, "/version: "),
        (
            {"components": [{"type": "library", "name": "x", "licenses": [{"license": {"id": "LicenseRef-x"}}]}]},
            "LicenseR",
        ),
        ({"metadata": {"timestamp": "yesterday"}}, "/metadata/timestamp: "),
    ],
)
def test_the_schema_says_what_is_wrong_and_where(version: str, change: dict[str, Any], fault: str) -> None:
    base = {"bomFormat": "CycloneDX", "specVersion": version, "version": 1}
    assert not schemas.json_faults(base, version)
    assert [one for one in schemas.json_faults(base | change, version) if fault in one]


def test_the_xsd_says_what_is_wrong() -> None:
    assert schemas.xml_faults("<bom/>", "1.6")
    assert schemas.xml_faults('<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><nothing/></bom>', "1.6")


def test_many_faults_are_cut_short() -> None:
    base = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1}
    faults = schemas.json_faults(
        {**base, "components": [{"type": "x" * 999, "name": str(n)} for n in range(99)]}, "1.6"
    )
    assert 0 < len(faults) <= 20
    assert all(len(one) < 400 for one in faults)


@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_document_with_faults_is_refused_with_all_of_them(form: Format) -> None:
    wrong = _with(components=_component(purl="x", type="nothing"), serialNumber="urn:uuid:1")
    options = Options(spec_version="1.7", output_format=form)
    with pytest.raises(WeighstationError) as caught:
        validate(wrong, xml(wrong), options)
    assert {"no package URL: 'x'", "serialNumber: no URN of a UUID: 'urn:uuid:1'"} <= {
        line.strip() for line in caught.value.message.splitlines()
    }
    assert "nothing" in caught.value.message
    assert "--no-validate" in caught.value.hint


@pytest.mark.parametrize(("form", "missing"), [("json", "jsonschema_rs"), ("json", "cyclonedx"), ("xml", "cyclonedx")])
def test_without_the_extra_only_references_are_checked(
    form: Format, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    schemas._validator.cache_clear()
    schemas._xsd.cache_clear()
    for name in [name for name in sys.modules if name.partition(".")[0] == missing]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)  # as if it were not installed
    options = Options(spec_version="1.7", output_format=form)
    assert validate(GOOD, xml(GOOD), options) is False
    with pytest.raises(WeighstationError, match="no URN of a UUID"):
        validate(_with(serialNumber=""), "", options)


def test_a_thousand_components_are_validated_quickly() -> None:
    many = [{**GOOD["components"][0], "bom-ref": f"x:{n}", "purl": f"pkg:pypi/x{n}"} for n in range(1000)]
    document = _with(components=many, dependencies=[], compositions=[], annotations=[], citations=[])
    options = Options(spec_version="1.7")
    validate(GOOD, "", options)
    start = time.process_time()
    assert validate(document, "", options)
    assert time.process_time() - start < 1  # 50 ms where nothing else runs; the library's own validator needs 20 s
