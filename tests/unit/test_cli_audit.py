"""``weighstation audit``: documents of other tools, and our own, judged by the policy."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from weighstation.cli import main

HERE = Path(__file__).resolve().parents[2]
SAMPLES = sorted(path.parent.name for path in (HERE / "sample_repos").glob("*/README.md"))
FOREIGN = sorted((HERE / "tests" / "data" / "boms").glob("*.*"))
DENY_LLAMA2 = '[licenses]\nallow = ["permissive"]\ndeny = ["llama2"]\n'


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def bom(*components: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": list(components), **fields}


def model(name: str, **fields: Any) -> dict[str, Any]:
    return {"type": "machine-learning-model", "name": name, **fields}


LLAMA2 = model("Llama-2-7b-hf", purl="pkg:huggingface/meta-llama/Llama-2-7b-hf")


def audited(document: object, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, dict[str, Any]]:
    Path("bom.json").write_text(document if isinstance(document, str) else json.dumps(document, indent=1))
    code = main(["audit", "--format", "json", "bom.json", *options])
    return code, json.loads(capsys.readouterr().out)


# Our own documents


@pytest.mark.parametrize("form", ["", "--spec-version=1.7", "--license-form=expression", "--output-format=xml"])
@pytest.mark.parametrize("name", SAMPLES)
def test_the_audit_of_our_own_bom_gives_the_verdicts_and_the_exit_code_of_check(
    name: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(shutil.copytree(HERE / "sample_repos" / name, tmp_path / "repository"))
    checked_code = main(["check", "--format", "json", "--no-local-stores"])
    checked = json.loads(capsys.readouterr().out)
    assert main(["sbom", "-o", str(tmp_path / "bom"), *form.split()]) == 0
    capsys.readouterr()
    code = main(["audit", "--format", "json", str(tmp_path / "bom")])
    found = json.loads(capsys.readouterr().out)
    used = [each for each in checked["components"] if any(place["use"] != "mention" for place in each["occurrences"])]
    assert code == checked_code
    assert found["verdict"] == checked["verdict"]
    assert [weighed(each) for each in found["components"]] == [weighed(each) for each in used]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_audit_of_our_own_spdx_document_gives_the_verdicts_of_check_too(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(shutil.copytree(HERE / "sample_repos" / name, tmp_path / "repository"))
    checked_code = main(["check", "--format", "json", "--no-local-stores"])
    checked = verdicts(json.loads(capsys.readouterr().out))
    assert main(["spdx", "-o", str(tmp_path / "spdx.json")]) == 0
    capsys.readouterr()
    assert main(["audit", "--format", "json", str(tmp_path / "spdx.json")]) == checked_code
    found = verdicts(json.loads(capsys.readouterr().out))
    assert checked == {id_: found.get(id_) for id_ in checked}  # bases are components there, and weighed as well


def verdicts(document: dict[str, Any]) -> dict[str, str]:
    used = [each for each in document["components"] if any(place["use"] != "mention" for place in each["occurrences"])]
    return {each["id"]: each["verdict"] for each in used}


def weighed(component: dict[str, Any]) -> tuple[Any, ...]:
    """What has to be the same: which it is, the license that governs, the verdict and why."""
    governing = [each["expression"] for each in component["licenses"] if each["source"] == "weighstation"]
    reasons = [each["code"] for each in component["reasons"]]
    return component["id"], component["type"], governing, component["verdict"], reasons


def test_a_policy_that_weighs_by_the_place_of_use_looks_at_the_places_that_the_bom_names(
    capsys: pytest.CaptureFixture[str],
) -> None:
    policy = '[use]\ncommercial = true\n[[use.overrides]]\npaths = ["lab/*"]\ncommercial = false\n'
    Path("weighstation.toml").write_text(policy)
    name = model("command-r", purl="pkg:huggingface/CohereForAI/c4ai-command-r-v01")
    elsewhere = {**name, "evidence": {"occurrences": [{"location": "shop/a.py"}]}}
    in_the_lab = {**name, "evidence": {"occurrences": [{"location": "lab/a.py#L3"}]}}
    codes = [
        {each["code"] for each in audited(bom(one), capsys)[1]["components"][0]["reasons"]}
        for one in (elsewhere, in_the_lab)
    ]
    assert codes[0] != codes[1]
    _, found = audited(bom(in_the_lab), capsys)
    assert found["components"][0]["occurrences"][0]["path"] == "bom.json"


def test_a_file_that_was_not_read_when_the_bom_was_written_still_needs_a_review(
    capsys: pytest.CaptureFixture[str],
) -> None:
    unread = {"properties": [{"name": "weighstation:unread", "value": "a.yaml: is not valid YAML"}]}
    code, found = audited(bom(metadata=unread, services=[]) | {"components": [model("x")]}, capsys, "--fail-on=review")
    assert code == 1
    assert "a.yaml" in found["unread"][0]["reason"]


# Verdicts


def test_a_denied_license_blocks_and_the_place_is_a_json_pointer(capsys: pytest.CaptureFixture[str]) -> None:
    Path("weighstation.toml").write_text(DENY_LLAMA2)
    code, found = audited(bom({"type": "library", "name": "x", "purl": "pkg:npm/x@1"}, LLAMA2), capsys)
    assert code == 1
    component = next(each for each in found["components"] if each["id"] == "hf:meta-llama/Llama-2-7b-hf")
    assert component["verdict"] == "deny"
    place = component["occurrences"][0]
    assert (place["path"], place["symbol"]) == ("bom.json", "/components/1")
    line = Path("bom.json").read_text().splitlines()[place["line"] - 1]
    assert line[place["column"] - 1 :] == 'pkg:huggingface/meta-llama/Llama-2-7b-hf"'


def test_the_text_has_the_pointer_since_a_document_may_be_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("weighstation.toml").write_text(DENY_LLAMA2)
    Path("bom.json").write_text(json.dumps(bom(LLAMA2, {**LLAMA2, "bom-ref": "again"})))
    assert main(["audit", "bom.json"]) == 1
    shown = capsys.readouterr().out
    assert "bom.json:1:" in shown
    assert "\n  at /components/0\n" in shown
    assert "\n  also at: bom.json:1 /components/1\n" in shown


def test_a_bom_cannot_call_a_restricted_model_open(capsys: pytest.CaptureFixture[str]) -> None:
    Path("weighstation.toml").write_text(DENY_LLAMA2)
    code, found = audited(bom({**LLAMA2, "licenses": [{"license": {"id": "MIT"}}]}), capsys)
    assert code == 1
    assert found["components"][0]["conflicts"]


def test_what_a_model_was_made_from_binds_it(capsys: pytest.CaptureFixture[str]) -> None:
    Path("weighstation.toml").write_text(DENY_LLAMA2)
    tuned = model(
        "ours", group="acme-ai", licenses=[{"license": {"id": "Apache-2.0"}}], pedigree={"ancestors": [LLAMA2]}
    )
    code, found = audited(bom(tuned), capsys)
    assert code == 1
    assert [each["id"] for each in found["components"][0]["lineage"]] == ["hf:meta-llama/Llama-2-7b-hf"]


def test_references_to_nothing_are_findings_as_loud_as_the_policy_wants(capsys: pytest.CaptureFixture[str]) -> None:
    document = bom(model("x"), dependencies=[{"ref": "nowhere", "dependsOn": ["urn:cdx:elsewhere/1#a"]}])
    code, found = audited(document, capsys)
    assert [(each["code"], each["level"], each["path"]) for each in found["findings"]] == [
        ("bom-reference", "warning", "bom.json")
    ]
    assert code == 0
    Path("weighstation.toml").write_text('[levels]\nbom-reference = "error"\n')
    assert audited(document, capsys)[0] == 1


def test_several_boms_are_judged_together(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.json", "b.json"):
        Path(name).write_text(json.dumps(bom(LLAMA2)))
    main(["audit", "--format", "json", "a.json", "b.json"])
    found = json.loads(capsys.readouterr().out)
    assert found["files"] == 2
    assert [place["path"] for place in found["components"][0]["occurrences"]] == ["a.json", "b.json"]


def test_the_text_shows_the_line_of_the_bom(capsys: pytest.CaptureFixture[str]) -> None:
    Path("weighstation.toml").write_text(DENY_LLAMA2)
    Path("bom.json").write_text(json.dumps(bom(LLAMA2), indent=1))
    assert main(["audit", "bom.json"]) == 1
    assert "bom.json:9:13: deny hf:meta-llama/Llama-2-7b-hf" in capsys.readouterr().out


def test_a_bom_without_anything_to_weigh_was_not_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert audited(bom(), capsys)[0] == 2
    assert main(["audit", "bom.json"]) == 2
    assert "no document names a component" in capsys.readouterr().err


def test_one_of_ours_says_that_nothing_was_found_as_check_does(capsys: pytest.CaptureFixture[str]) -> None:
    Path("code.py").write_text("print()\n")
    assert main(["sbom", "-o", "bom.cdx.json"]) == main(["check"]) == 0
    capsys.readouterr()
    assert main(["audit", "bom.cdx.json"]) == 0
    assert capsys.readouterr().out.startswith("allow: nothing to weigh")


# Documents of real tools


@pytest.mark.parametrize("path", FOREIGN, ids=lambda path: path.name)
def test_documents_of_real_tools_are_judged(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "--format", "json", str(path)]) in {0, 1}
    found = json.loads(capsys.readouterr().out)
    assert found["components"]
    assert all(place["symbol"] and place["line"] for each in found["components"] for place in each["occurrences"])
    assert found["findings"] == []


def test_there_are_documents_of_real_tools() -> None:
    assert {path.name.partition("-")[0] for path in FOREIGN} == {"cdxgen", "cyclonedx", "syft"}
    assert sum(path.stat().st_size for path in FOREIGN) < 400_000


@pytest.mark.parametrize(
    "name", ["cyclonedx-py-hosted-mix.xml", "syft-image-studio.xml", "syft-image-studio.spdx.json"]
)
def test_what_a_tool_found_is_judged_alike_in_whatever_format_it_wrote_it(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = FOREIGN[0].with_name(name)
    assert judged(path, capsys) == judged(path.with_name(f"{name.partition('.')[0]}.json"), capsys)


def judged(path: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[Any, ...]]:
    main(["audit", "--format", "json", str(path)])
    found = json.loads(capsys.readouterr().out)["components"]
    return [(each["id"], each["version"], each["verdict"], [why["code"] for why in each["reasons"]]) for each in found]


# Bad input


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ('{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"ty', "is not valid JSON"),
        ('{"bomFormat": "CycloneDX", "specVersion": "0.9"}', "version '0.9'"),
        ('{"name": "x", "dependencies": {}}', "is no bill of materials"),
        ("[]", "is no bill of materials"),
        ("not a document", "is no bill of materials that is known here"),
        ("<html/>", "is no bill of materials"),
    ],
)
def test_bad_input_is_an_error_with_path_line_and_what_to_do(
    text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("bom.json").write_text(text)
    assert main(["audit", "bom.json"]) == 2
    shown = capsys.readouterr()
    assert shown.err.startswith("weighstation: bom.json:")
    assert said in shown.err
    assert "help: " in shown.err
    assert not shown.out


def test_a_missing_file_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "nothing.json"]) == 2
    assert "nothing.json: cannot be read" in capsys.readouterr().err
