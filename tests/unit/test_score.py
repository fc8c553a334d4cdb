"""Which fields of which standard `score` finds in a document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation import bom_json, scoring
from weighstation.cli import main
from weighstation.errors import ReadError
from weighstation.policy.schema import KEYS
from weighstation.scoring import bsi, cisa, g7, ntia, owasp
from weighstation.scoring.lookup import _steps, found
from weighstation.scoring.row import REMEDIES, said
from weighstation.writers import score_json, score_text

STANDARDS = (cisa.STANDARD, ntia.STANDARD, bsi.STANDARD, g7.STANDARD, owasp.STANDARD)
ROWS = [(standard.id, row) for standard in STANDARDS for row in standard.rows]
SAMPLES = sorted((Path(__file__).resolve().parents[2] / "sample_repos" / "expected").glob("*/bom.cdx.json"))
BOMS = Path(__file__).resolve().parents[1] / "data" / "boms"
FOREIGN = sorted(path for path in BOMS.glob("*.json") if not path.name.endswith(".spdx.json"))
Json = dict[str, Any]


def bom(*components: Json, **fields: Any) -> Json:
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": list(components), **fields}


def counts(document: Json, standard: str) -> dict[str, tuple[int, int]]:
    scores = scoring.score(bom_json.Node(document, "", "bom"))
    (one,) = [score for score in scores if score.standard.id == standard]
    return {count.row.what: (count.have, count.total) for count in one.counts}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("name", True),
        ("group", False),
        ("empty", False),
        ("zero", True),
        ("false", True),
        ("list.name", True),
        ("list.other", False),
        ("list[kind=a].name", True),
        ("list[kind=b].name", False),
        ("one[kind=a].name", True),
        ("one[kind=b].name", False),
        ("name.deeper", False),
        ("nested.x", True),
    ],
)
def test_a_path_is_found_where_it_leads_to_something(path: str, expected: bool) -> None:  # noqa: FBT001 - a table
    value = {
        "name": "a",
        "empty": "",
        "zero": 0,
        "false": False,
        "list": [{"kind": "a", "name": "x"}, {"kind": "b", "name": ""}],
        "one": {"kind": "a", "name": "x"},
        "nested": [[{"x": 1}]],
    }
    assert found(value, path) == expected


@pytest.mark.parametrize("path", ["", "a..b", "a[b]", "a b", "a["])
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="no path"):
        found({}, path)


@pytest.mark.parametrize(("standard", "row"), ROWS, ids=[f"{standard}: {row.what}" for standard, row in ROWS])
def test_every_row_has_readable_places_a_section_and_a_remedy(standard: str, row: Any) -> None:
    assert row.section
    assert row.where
    assert all(_steps(path) for path in row.where)
    assert row.remedy in REMEDIES


def test_the_standards_have_as_many_fields_as_their_documents() -> None:
    assert {standard.id: len(standard.rows) for standard in STANDARDS} == {
        "CISA 2026": 9 + 8,
        "NTIA 2021": 7 + 3,  # of its practices those that a document shows
        "BSI TR-03183-2": 2 + 10 + 1 + 1 + 4 + 3,  # the completeness of dependencies is counted by itself
        "G7 SBOM for AI": 10 + 9 + 13 + 10 + 2 + 4 + 2,
        "OWASP AIBOM": 48 - 11,
    }
    assert all(len({row.what for row in standard.rows}) == len(standard.rows) for standard in STANDARDS)


def test_every_remedy_is_used() -> None:
    assert {row.remedy for _, row in ROWS} == set(REMEDIES)


def test_a_remedy_names_a_key_that_the_policy_has() -> None:
    assert {remedy.key for remedy in REMEDIES.values() if remedy.key} <= set(KEYS)
    assert said("producer") == "who makes the project: sbom.supplier in the policy"
    assert said("time") == "set SOURCE_DATE_EPOCH when the document is written"


STATED = {remedy.key for remedy in REMEDIES.values() if remedy.key.startswith("sbom.")}


def test_what_the_policy_says_of_the_product_is_found_in_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("app.py").write_text('from transformers import AutoModel\nAutoModel.from_pretrained("google/gemma-2b")\n')
    Path("weighstation.toml").write_text("\n".join(["[sbom]", *(KEYS[key].example for key in sorted(STATED))]))
    for form in ("bom.cdx.json", "bom.cdx.xml"):
        assert main(["sbom", "-o", form]) == 0
    assert all(KEYS[key].example.split('"')[1] in Path("bom.cdx.xml").read_text() for key in STATED)
    assert main(["score", "--format", "json", "bom.cdx.json"]) == 0
    standards = json.loads(capsys.readouterr().out)["standards"]
    missing = {field["policy_key"] for standard in standards for field in standard["fields"]}
    assert not missing & STATED


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://acme.example/security", "security-contact"),
        ("https://acme.example/.well-known/security.txt", "rfc-9116"),
        ("acme.example", None),
    ],
)
def test_a_security_policy_is_a_reference_of_the_product(
    url: str, kind: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "weighstation.toml").write_text(f'[sbom]\nsecurity-policy-url = "{url}"\n')
    assert main(["sbom", str(tmp_path)]) == 0
    product = json.loads(capsys.readouterr().out)["metadata"]["component"]
    assert product.get("externalReferences") == (kind and [{"type": kind, "url": url}])


def test_components_are_counted_one_by_one() -> None:
    document = bom(
        {"name": "a", "version": "1", "supplier": {"name": "A"}, "components": [{"name": "b"}]},
        {"name": "c", "version": "", "publisher": "C", "purl": "pkg:pypi/c"},
    )
    assert counts(document, "NTIA 2021") == {
        "Supplier Name": (2, 3),
        "Component Name": (3, 3),
        "Version of the Component": (1, 3),
        "Other Unique Identifiers": (1, 3),
        "Dependency Relationship": (0, 1),
        "Author of SBOM Data": (0, 1),
        "Timestamp": (0, 1),
        "Data format": (1, 1),
        "Depth": (0, 1),
        "Known Unknowns": (0, 3),
    }


def test_an_entry_without_targets_states_that_there_are_no_dependencies() -> None:
    document = bom({"name": "a", "bom-ref": "a"}, {"name": "b", "bom-ref": "b"}, dependencies=[{"ref": "a"}])
    assert counts(document, "CISA 2026")["Component Dependency Relationship"] == (1, 2)
    assert counts(document, "BSI TR-03183-2")["Dependencies: completeness"] == (0, 2)
    told = document | {"compositions": [{"aggregate": "unknown", "dependencies": ["b"]}]}
    assert counts(told, "BSI TR-03183-2")["Dependencies: completeness"] == (1, 2)
    assert counts(told, "NTIA 2021")["Known Unknowns"] == (1, 2)


def test_the_bsi_asks_the_product_itself_what_it_asks_of_each_component() -> None:
    product = {"name": "shop", "bom-ref": "shop", "version": "1", "manufacturer": {"url": ["https://acme.example"]}}
    document = bom({"name": "a"}, metadata={"component": product}, dependencies=[{"ref": "shop"}])
    found_counts = counts(document, "BSI TR-03183-2")
    assert found_counts["Component creator"] == (1, 2)
    assert found_counts["Dependencies on other components"] == (1, 2)
    assert counts(document, "CISA 2026")["Component Producer"] == (0, 1)
    assert counts(document, "NTIA 2021")["Depth"] == (1, 1)


def test_the_optional_fields_of_the_bsi_are_counted_too() -> None:
    references = [
        {"type": "source-distribution", "hashes": [{"alg": "SHA-512", "content": "0"}]},
        {"type": "rfc-9116", "url": "https://acme.example/.well-known/security.txt"},
    ]
    license_ = {"name": "bsi:component:effectiveLicense", "value": "MIT"}
    full = {"name": "a", "externalReferences": references, "properties": [license_]}
    optional = [row.what for row in bsi.STANDARD.rows if row.section.startswith("5.2.5")]
    assert len(optional) == 3
    assert {what: counts(bom(full, {"name": "b"}), "BSI TR-03183-2")[what] for what in optional} == dict.fromkeys(
        optional, (1, 2)
    )


def test_a_license_by_name_is_no_license_for_the_bsi() -> None:
    named = {"name": "a", "licenses": [{"license": {"name": "Custom", "acknowledgement": "concluded"}}]}
    stated = {"name": "b", "licenses": [{"expression": "LicenseRef-scancode-x", "acknowledgement": "concluded"}]}
    listed = {"name": "c", "licenses": [{"license": {"id": "MIT", "acknowledgement": "concluded"}}]}
    assert counts(bom(named, stated, listed), "BSI TR-03183-2")["Distribution licences"] == (2, 3)
    assert counts(bom(named, stated, listed), "CISA 2026")["Component License"] == (3, 3)


def test_only_a_sha_512_of_the_distribution_counts_for_the_bsi() -> None:
    def with_hash(alg: str) -> Json:
        return {"name": alg, "externalReferences": [{"type": "distribution", "hashes": [{"alg": alg, "content": "0"}]}]}

    what = "Hash value of the deployable component"
    assert counts(bom(with_hash("SHA-256"), with_hash("SHA-512")), "BSI TR-03183-2")[what] == (1, 2)


def test_hashes_come_from_lock_files_where_they_state_them() -> None:
    asked = ("Component Hash Value", "Component Hash Algorithm", "Hash value of the deployable component")
    remedies = {row.what: said(row.remedy) for _, row in ROWS if row.what in asked}
    assert len(remedies) == len(asked)
    assert all(words.startswith("from lock files where they state it") for words in remedies.values())


def test_models_and_data_sets_are_asked_what_is_about_them() -> None:
    model = {"type": "machine-learning-model", "name": "m", "modelCard": {"modelParameters": {"task": "x"}}}
    document = bom(model, {"type": "data", "name": "d"}, {"type": "library", "name": "l"})
    found_counts = counts(document, "G7 SBOM for AI")
    assert found_counts["Model properties"] == (1, 1)
    assert found_counts["Dataset name"] == (1, 1)
    assert found_counts["Infrastructure software"] == (1, 1)
    assert counts(bom(), "G7 SBOM for AI")["Model name"] == (0, 0)


def test_a_property_of_the_document_counts_for_the_owasp_registry() -> None:
    model = {"type": "machine-learning-model", "name": "m"}
    said_of_all = bom(model, metadata={"properties": [{"name": "domain", "value": "care"}]})
    assert counts(said_of_all, "OWASP AIBOM")["domain"] == (1, 1)
    assert counts(bom(model), "OWASP AIBOM")["domain"] == (0, 1)


def text_of(document: Json) -> list[str]:
    return score_text.write(scoring.score(bom_json.Node(document, "", "bom"))).splitlines()


def test_the_text_says_what_is_there_what_is_not_and_how_to_state_it() -> None:
    lines = text_of(bom({"name": "a", "version": "1"}, {"name": "b"}, version=1))
    ntia_block = lines[lines.index("NTIA 2021: 2 of 10 fields are complete") :]
    assert "    yes  Component Name: 2 of 2" in ntia_block
    assert "    part Version of the Component: 1 of 2, not b" in ntia_block
    assert "    no   Timestamp" in ntia_block
    remedy = ntia_block.index("    set SOURCE_DATE_EPOCH when the document is written:")
    assert ntia_block[remedy + 1] == "      Timestamp"
    assert "    n/a  Model name: there is no model" in lines
    assert "OWASP AIBOM: 3 of 4 fields are complete; 33 ask about what is not in it" in lines


def test_many_that_lack_a_field_are_counted_and_foreign_text_is_cleaned() -> None:
    lines = text_of(bom({"name": "full", "version": "1"}, *({"name": f"\x1b{n}"} for n in range(9))))
    (line,) = [one for one in lines if "part Version of the Component" in one]
    assert line.endswith("1 of 10, not \ufffd0, \ufffd1, \ufffd2 and 6 more")


def test_the_json_has_the_places_and_what_is_missing() -> None:
    scores = scoring.score(bom_json.Node(bom(*({"name": f"n{n}"} for n in range(150))), "", "bom"))
    document = json.loads(score_json.write(scores))
    assert [one["id"] for one in document["standards"]] == [standard.id for standard in STANDARDS]
    fields = {one["field"]: one for one in document["standards"][1]["fields"]}
    assert fields["Component Name"]["fulfilled"] is True
    assert fields["Component Name"]["remedy"] is None
    version = fields["Version of the Component"]
    assert (version["have"], version["total"], len(version["missing"])) == (0, 150, 100)
    assert version["where"] == ["version"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_our_own_documents_name_identify_and_license_every_model(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", "--format", "json", str(path)]) == 0
    standards = json.loads(capsys.readouterr().out)["standards"]
    fields = {one["field"]: one for standard in standards for one in standard["fields"]}
    for what in (
        "Model name",
        "Model identifier",
        "SBOM-URI",
        "Component Dependency Relationship",
        "SBOM tool version",
    ):
        assert fields[what]["have"] == fields[what]["total"], what


@pytest.mark.parametrize("path", FOREIGN, ids=lambda path: path.name)
def test_documents_of_other_tools_are_counted(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "--format", "json", str(path)]) == 0
    for standard in json.loads(capsys.readouterr().out)["standards"]:
        fields = {one["field"]: one for one in standard["fields"]}
        assert fields.get("Component Name", {"fulfilled": True})["fulfilled"]
        assert all(len(one["missing"]) == one["total"] - one["have"] for one in standard["fields"])


def test_a_bad_document_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad").write_text('{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [1]}')
    assert main(["score", str(tmp_path / "bad")]) == 2
    assert "/components is no list of objects" in capsys.readouterr().err


VALUES = st.recursive(
    st.none() | st.booleans() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from("name version component tools properties licenses ref".split()), inner)
    ),
    max_leaves=10,
)


@given(VALUES, st.sampled_from("components metadata dependencies compositions services vulnerabilities".split()))
def test_whatever_a_document_holds_only_a_read_error_is_raised(value: Any, key: str) -> None:
    try:
        assert text_of(bom() | {key: value})
    except ReadError as error:
        assert error.path == "bom"
