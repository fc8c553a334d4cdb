"""``weighstation merge``: our models in a document of another tool, which loses nothing by it."""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighstation.boms import checked, cyclonedx, dangling, merge, removal, source
from weighstation.cli import main
from weighstation.errors import ReadError
from weighstation.writers.cyclonedx.schemas import json_faults

HERE = Path(__file__).resolve().parents[2]
FOREIGN = sorted(
    path for path in (HERE / "tests" / "data" / "boms").glob("*.json") if not path.name.endswith(".spdx.json")
)
SAMPLES = sorted(path.parent for path in (HERE / "sample_repos").glob("*/README.md"))
# Each document with ours of the same repository, where packages meet, and with ours of another one.
PAIRS = [
    pytest.param(path, sample, id=f"{path.name}-{sample.name}")
    for path in FOREIGN
    for sample in SAMPLES
    if sample.name in path.name or sample.name == "image-studio"
]

MODEL = {
    "type": "machine-learning-model",
    "bom-ref": "pkg:huggingface/tiiuae/falcon-180B",
    "name": "falcon-180B",
    "purl": "pkg:huggingface/tiiuae/falcon-180B",
    "licenses": [{"license": {"name": "LicenseRef-falcon", "acknowledgement": "concluded"}}],
    "evidence": {"occurrences": [{"location": "app.py", "line": 3}], "identity": [{"field": "purl"}]},
    "properties": [{"name": "weighstation:id", "value": "hf:tiiuae/falcon-180B"}],
}
OURS = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "version": 1,
    "metadata": {
        "tools": {"components": [{"type": "application", "bom-ref": "tool", "name": "weighstation", "version": "1"}]},
        "component": {"type": "application", "bom-ref": "project", "name": "shop"},
        "properties": [{"name": "weighstation:verdict", "value": "deny"}],
    },
    "components": [MODEL],
    "services": [{"bom-ref": "openai:gpt-4o", "name": "gpt-4o"}],
    "dependencies": [{"ref": "project", "dependsOn": [MODEL["bom-ref"], "openai:gpt-4o"]}, {"ref": MODEL["bom-ref"], "dependsOn": []}],
    "compositions": [{"aggregate": "incomplete", "assemblies": ["project", MODEL["bom-ref"]]}],
    "annotations": [
        {"subjects": [MODEL["bom-ref"]], "annotator": {"component": {"type": "application", "name": "weighstation"}},
         "timestamp": "1970-01-01T00:00:00Z", "text": "verdict: deny"}
    ],
}  # fmt: skip


def theirs(*components: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": list(components), **fields}


def merged(document: dict[str, Any], *ours: dict[str, Any]) -> dict[str, Any]:
    result = copy.deepcopy(document)
    merge.merge(result, copy.deepcopy(ours or (OURS,)))
    return result


def without_ours(document: dict[str, Any]) -> dict[str, Any]:
    result = copy.deepcopy(document)
    removal.remove(result)
    return result


def canonical(document: object) -> bytes:
    return json.dumps(document, sort_keys=True).encode()


def part(document: dict[str, Any], key: str, name: str) -> dict[str, Any]:
    return next(each for each in document[key] if each["name"] == name)


@pytest.fixture
def ours_made(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The document of a sample repository."""
    path = tmp_path / "ours.json"
    assert main(["sbom", "-o", str(path), str(shutil.copytree(request.param, tmp_path / "repository"))]) == 0
    capsys.readouterr()
    return path


# What is added


def test_models_and_services_are_added_and_the_project_depends_on_them() -> None:
    result = merged(theirs(metadata={"component": {"type": "application", "name": "app", "bom-ref": "app@1"}}))
    assert part(result, "components", "falcon-180B")["purl"] == MODEL["purl"]
    assert part(result, "services", "gpt-4o")
    assert {"ref": "app@1", "dependsOn": [MODEL["bom-ref"], "openai:gpt-4o"]} in result["dependencies"]
    assert result["annotations"][0]["subjects"] == [MODEL["bom-ref"]]
    assert result["compositions"][0]["assemblies"] == [MODEL["bom-ref"]]
    assert {"name": "weighstation:verdict", "value": "deny"} in result["metadata"]["properties"]
    assert "weighstation" in [each["name"] for each in result["metadata"]["tools"]["components"]]


def test_a_component_that_is_there_gets_what_it_lacks_and_keeps_what_it_says() -> None:
    own = {
        "type": "library",
        "name": "F",
        "purl": MODEL["purl"],
        "licenses": [{"license": {"id": "MIT"}}],
        "evidence": {"identity": []},
    }
    document = theirs(own)
    result = merged(document)
    component = part(result, "components", "F")
    assert len(result["components"]) == 1
    assert component["licenses"] == own["licenses"]
    assert component["type"] == "library"
    assert component["evidence"] == {"identity": [], "occurrences": [{"location": "app.py", "line": 3}]}
    assert {"name": "weighstation:license:expression", "value": "LicenseRef-falcon"} in component["properties"]
    assert without_ours(result) == document


@pytest.mark.parametrize(
    ("purl", "same"),
    [
        ("pkg:huggingface/tiiuae/falcon-180B@0123456789012345678901234567890123456789", True),
        ("pkg:huggingface/tiiuae/falcon-180B?repository_url=https:%2F%2Fexample.org", True),
        ("pkg:huggingface/tiiuae/falcon-180B#model.gguf", False),
        ("pkg:huggingface/tiiuae/falcon-40b", False),
        ("pkg:generic/falcon-180B", False),
        ("not a purl", False),
    ],
)
def test_the_same_purl_is_the_same_component(purl: str, *, same: bool) -> None:
    result = merged(theirs({"type": "library", "name": "x", "bom-ref": "x", "purl": purl}))
    assert len(result["components"]) == (1 if same else 2)


def test_what_the_other_tool_says_of_a_license_still_counts_when_the_merged_document_is_judged() -> None:
    own = {"type": "library", "name": "F", "purl": MODEL["purl"], "licenses": [{"license": {"id": "GPL-3.0-only"}}]}
    for document, said in (
        (theirs(own), {"", "GPL-3.0-only"}),
        (theirs({**own, "licenses": []}), {""}),
        (theirs(), {""}),
    ):
        references = cyclonedx.references(source.parse("bom", json.dumps(merged(document)).encode()))
        assert {each.license for each in references if each.id == "hf:tiiuae/falcon-180B"} == said


def test_a_nested_component_counts() -> None:
    document = theirs(
        {"type": "application", "name": "a", "components": [{"type": "data", "name": "n", "purl": MODEL["purl"]}]}
    )
    result = merged(document)
    assert len(result["components"]) == 1
    assert without_ours(result) == document


def test_bom_refs_stay_unique_and_edges_follow() -> None:
    other = {"type": "library", "name": "other", "bom-ref": MODEL["bom-ref"], "purl": "pkg:npm/other@1"}
    result = merged(theirs(other, dependencies=[{"ref": "openai:gpt-4o"}]))
    refs = list(dangling.refs(result))
    assert len(refs) == len(set(refs))
    assert part(result, "components", "falcon-180B")["bom-ref"] == f"{MODEL['bom-ref']}#2"
    assert part(result, "services", "gpt-4o")["bom-ref"] == "openai:gpt-4o#2"
    root = result["metadata"]["component"]["bom-ref"]
    assert {"ref": root, "dependsOn": [f"{MODEL['bom-ref']}#2", "openai:gpt-4o#2"]} in result["dependencies"]


def test_of_two_entries_for_one_reference_the_one_with_a_list_gets_the_edges() -> None:
    about = {"component": {"type": "application", "name": "app", "bom-ref": "app"}}
    document = theirs(metadata=about, dependencies=[{"ref": "app", "dependsOn": []}, {"ref": "app"}])
    result = merged(document)
    assert result["dependencies"][:2] == [
        {"ref": "app", "dependsOn": [MODEL["bom-ref"], "openai:gpt-4o"]},
        {"ref": "app"},
    ]
    assert without_ours(result) == document


# The document


@pytest.mark.parametrize(
    ("before", "after"), [("1.2", "1.6"), ("1.4", "1.6"), ("1.5", "1.6"), ("1.6", "1.6"), ("1.7", "1.7")]
)
def test_the_version_of_the_specification_is_raised_where_ours_need_it(
    before: str, after: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = "b" if before == "1.2" else ""  # there were corrections, 1.2b and 1.3a
    document = theirs() | {
        "specVersion": before,
        "$schema": f"http://cyclonedx.org/schema/bom-{before}{letter}.schema.json",
    }
    (tmp_path / "base.json").write_text(json.dumps(document))
    (tmp_path / "ours.json").write_text(json.dumps(OURS))
    assert main(["merge", str(tmp_path / "base.json"), str(tmp_path / "ours.json")]) == 0
    shown = capsys.readouterr()
    result = json.loads(shown.out)
    assert result["specVersion"] == after
    assert result["$schema"] == f"http://cyclonedx.org/schema/bom-{after}.schema.json"
    assert (f"specVersion raised from {before} to {after}" in shown.err) == (before != after)
    assert "2 added, 0 were there already" in shown.err
    assert without_ours(result) == document


def test_it_is_the_next_version_of_the_same_bom_each_time() -> None:
    document = theirs(serialNumber="urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79", version=7)
    once = merged(document)
    twice = merged(once)
    assert [once["serialNumber"], once["version"]] == [document["serialNumber"], 8]
    assert [twice["serialNumber"], twice["version"]] == [document["serialNumber"], 9]
    assert without_ours(twice) == document


def test_merging_again_renews_what_was_merged() -> None:
    once = merged(theirs({"type": "library", "name": "x"}))
    fewer = {**OURS, "components": [], "dependencies": [], "annotations": [], "compositions": []}
    again = merged(once, fewer)
    assert [each["name"] for each in again["components"]] == ["x"]
    assert merged(once) | {"version": 2} == once


def test_two_documents_of_ours_are_merged_at_once() -> None:
    other = copy.deepcopy(OURS)
    other["services"] = [{"bom-ref": "openai:o3", "name": "o3"}]
    other["dependencies"] = [{"ref": "project", "dependsOn": [MODEL["bom-ref"], "openai:o3"]}]
    document = theirs()
    result = merged(document, OURS, other)
    assert [each["name"] for each in result["components"]] == ["falcon-180B"]
    assert [each["name"] for each in result["services"]] == ["gpt-4o", "o3"]
    assert without_ours(result) == document


def test_the_order_of_keys_and_what_nobody_knows_stays() -> None:
    document = {
        "zebra": {"x": [1, 2.5, True]},
        **theirs({"name": "n", "x-own": "é", "type": "library"}),
        "aardvark": None,
    }
    document.pop("aardvark")
    result = merged(document)
    assert [key for key in result if key in document] == list(document)
    assert list(result["components"][0])[:3] == ["name", "x-own", "type"]
    assert result["zebra"] == document["zebra"]


@pytest.mark.parametrize(
    "layout", [{"indent": 2}, {"indent": "\t"}, {"separators": (",", ":")}, {}, {"ensure_ascii": False}]
)
def test_the_text_looks_as_it_did(layout: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = json.dumps(merged(theirs({"type": "library", "name": "é"})), **layout)
    (tmp_path / "base.json").write_text(text, encoding="utf-8")
    assert main(["merge", "--remove", str(tmp_path / "base.json")]) == 0
    assert capsys.readouterr().out == json.dumps(theirs({"type": "library", "name": "é"}), **layout) + "\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_what_a_terminal_cannot_show_is_escaped_and_not_lost(encoding: str, tmp_path: Path) -> None:
    document = theirs({"type": "library", "name": "é 가"})
    (tmp_path / "base.json").write_text(json.dumps(merged(document), ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, "-m", "weighstation", "merge", "--remove", "base.json"]
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert json.loads(done.stdout.decode(encoding)) == document


def test_a_lone_surrogate_stays_an_escape(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = json.dumps(merged(theirs({"type": "library", "name": "X"}))).replace('"X"', '"é\\ud800"')
    (tmp_path / "base.json").write_text(text, encoding="utf-8")
    assert main(["merge", "--remove", str(tmp_path / "base.json"), "-o", str(tmp_path / "out.json")]) == 0
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["components"][0]["name"] == "é\ud800"


def test_a_signature_no_longer_holds() -> None:
    assert "signature" in " ".join(merge.merge(theirs(signature={}), [copy.deepcopy(OURS)]).notes)


# Documents of real tools


@pytest.mark.parametrize(("path", "ours_made"), PAIRS, indirect=["ours_made"])
def test_removing_what_was_added_gives_back_the_document_byte_for_byte(
    path: Path, ours_made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "merged.json"
    assert main(["merge", str(path), str(ours_made), "-o", str(target)]) == 0
    assert canonical(json.loads(target.read_text())) != canonical(json.loads(path.read_text()))
    capsys.readouterr()
    assert main(["merge", "--remove", str(target)]) == 0
    assert canonical(json.loads(capsys.readouterr().out)) == canonical(json.loads(path.read_text()))


@pytest.mark.parametrize(("path", "ours_made"), PAIRS, indirect=["ours_made"])
def test_a_merged_document_of_a_real_tool_is_valid_and_holds_all_that_it_held(path: Path, ours_made: Path) -> None:
    before = json.loads(path.read_text())
    result = merged(before, json.loads(ours_made.read_text()))
    assert faults(before) == []
    assert faults(result) == []
    assert [loss for loss in lost(before, result) if loss not in {"/version", "/specVersion", "/$schema"}] == []
    parsed = source.parse("merged.json", json.dumps(result).encode())
    assert dangling.findings(parsed) == []
    assert repeated(result) == repeated(before)


def repeated(document: dict[str, Any]) -> dict[str, int]:
    """The bom-refs that stand in more than one place: cdxgen repeats its own in annotations."""
    return {ref: count for ref, count in Counter(dangling.refs(document)).items() if count > 1}


@pytest.mark.parametrize(("path", "ours_made"), PAIRS, indirect=["ours_made"])
def test_the_audit_of_a_merged_document_finds_what_both_hold(path: Path, ours_made: Path) -> None:
    documents = [path.read_bytes(), ours_made.read_bytes()]
    documents.append(json.dumps(merged(*map(json.loads, documents))).encode())
    base, ours, both = ({each.id for each in cyclonedx.references(source.parse("x.json", one))} for one in documents)
    assert both == base | ours


def faults(document: dict[str, Any]) -> list[str]:
    """What the strict schema of the document's version says."""
    return json_faults(document, document["specVersion"])


def lost(before: Any, after: Any, at: str = "") -> list[str]:
    """Pointers to all that is not there any more, or is another value."""
    if isinstance(before, dict) and isinstance(after, dict):
        return [each for key, value in before.items() for each in lost(value, after.get(key), f"{at}/{key}")]
    if isinstance(before, list) and isinstance(after, list):
        pairs = enumerate(before)
        return [each for n, value in pairs for each in lost(value, after[n] if n < len(after) else None, f"{at}/{n}")]
    return [] if before == after else [at]


def test_a_lost_value_is_noticed() -> None:
    assert lost({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}) == ["/a/1/b"]
    assert faults(theirs({"type": "nonsense", "name": "x"}))


# Whatever the other document holds

WORDS = st.sampled_from(["a", "b", "project", str(MODEL["bom-ref"]), "openai:gpt-4o", "weighstation:id"])
COMPONENT = st.fixed_dictionaries(
    {"type": st.just("library"), "name": WORDS},
    optional={
        "bom-ref": WORDS,
        "purl": st.sampled_from([str(MODEL["purl"]), "pkg:npm/a@1", "nonsense"]),
        "licenses": st.just([]),
        "evidence": st.just({"identity": []}),
        "properties": st.lists(st.fixed_dictionaries({"name": WORDS, "value": WORDS}), max_size=2),
        "components": st.just([{"type": "library", "name": "inner"}]),
    },
)
DOCUMENT = st.fixed_dictionaries(
    {"bomFormat": st.just("CycloneDX"), "specVersion": st.sampled_from(["1.4", "1.5", "1.6", "1.7"])},
    optional={
        "version": st.integers(0, 9),
        "components": st.lists(COMPONENT, max_size=3),
        "metadata": st.fixed_dictionaries(
            {},
            optional={
                "component": COMPONENT,
                "tools": st.sampled_from([[], [{"name": "t"}], {}, {"components": []}, {"services": []}]),
                "properties": st.lists(st.fixed_dictionaries({"name": WORDS, "value": WORDS}), max_size=2),
            },
        ),
        "dependencies": st.lists(
            st.fixed_dictionaries({"ref": WORDS}, optional={"dependsOn": st.lists(WORDS, max_size=2)}), max_size=3
        ),
        "annotations": st.just([]),
    },
)


@settings(max_examples=150, deadline=None)
@given(DOCUMENT)
def test_whatever_it_is_merged_into_it_can_be_taken_out_again(document: dict[str, Any]) -> None:
    result = merged(document)
    assert {change for change in lost(document, result) if change not in {"/version", "/specVersion"}} == set()
    assert canonical(without_ours(result)) == canonical(document)
    assert canonical(without_ours(merged(result))) == canonical(document)
    assert list(without_ours(result)) == list(document)


# Refusals


@pytest.mark.parametrize(
    ("base", "ours", "said"),
    [
        ('<bom xmlns="http://cyclonedx.org/schema/bom/1.6"/>', OURS, "only CycloneDX JSON can be merged into"),
        ({"spdxVersion": "SPDX-2.3", "packages": []}, OURS, "only CycloneDX JSON can be merged into"),
        (OURS, OURS, "is written by weighstation itself"),
        (theirs(), theirs(), "is not written by weighstation sbom"),
        (theirs({"name": "x", "licenses": None}), OURS, "must be left out where there is nothing"),
        (theirs(version="1"), OURS, "`version` must be a whole number"),
        (theirs(dependencies={}), OURS, "`dependencies` must be a list"),
    ],
)
def test_what_cannot_be_merged_is_an_error(
    base: Any, ours: Any, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, document in (("base.json", base), ("ours.json", ours)):
        (tmp_path / name).write_text(document if isinstance(document, str) else json.dumps(document))
    assert main(["merge", str(tmp_path / "base.json"), str(tmp_path / "ours.json")]) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert not shown.out


def test_remove_takes_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "base.json").write_text(json.dumps(theirs()))
    assert main(["merge", "--remove", str(tmp_path / "base.json"), "more"]) == 2
    assert "nothing but BASE" in capsys.readouterr().err


def test_the_documents_themselves_are_no_part_of_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    named = theirs({"type": "library", "name": "x", "model": "mistralai/Mistral-7B-v0.1", "model_id": "gpt2"})
    for name in ("base.json", "[old].json"):
        Path(name).write_text(json.dumps(named | {"base_model": "tiiuae/falcon-180B"}))
    assert main(["merge", "base.json", "-o", "[old].json"]) == 0
    assert "0 added, 0 were there already" in capsys.readouterr().err
    Path("other.json").write_text(json.dumps({"base_model": "tiiuae/falcon-180B"}))
    assert main(["merge", "base.json"]) == 0
    assert "1 added" in capsys.readouterr().err


def test_a_folder_is_read_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "repository").mkdir()
    (tmp_path / "repository" / "a.py").write_text('m = AutoModel.from_pretrained("tiiuae/falcon-180B")\n')
    (tmp_path / "base.json").write_text(json.dumps(theirs()))
    assert main(["merge", str(tmp_path / "base.json"), str(tmp_path / "repository")]) == 0
    assert part(json.loads(capsys.readouterr().out), "components", "falcon-180B")


LEAVES: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.text(max_size=3) | st.sampled_from([[], {}, [{}], [1], 1])
)


def containers(value: Any) -> list[Any]:
    found = [value] if value and isinstance(value, (dict, list)) else []
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return found + [each for one in inner for each in containers(one)]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_is_wrong_with_a_document_is_said_before_it_is_changed(data: st.DataObject) -> None:
    document = copy.deepcopy(data.draw(st.sampled_from([theirs(copy.deepcopy(MODEL)), merged(theirs()), OURS])))
    for _ in range(data.draw(st.integers(1, 3))):
        holders = list(containers(document))
        holder = data.draw(st.sampled_from(holders))
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        holder[data.draw(st.sampled_from(keys))] = copy.deepcopy(data.draw(LEAVES))
    base = source.Source("bom", "cyclonedx", "1.6", document, lambda at, _="": source.Place(at, 1))
    try:
        checked.check(base)
    except ReadError:
        return
    if document.get("specVersion") == "1.6":  # reading has seen to that
        merge.merge(document, [copy.deepcopy(OURS)])
        merge.merge(theirs(), [document | {"specVersion": "1.6"}])
