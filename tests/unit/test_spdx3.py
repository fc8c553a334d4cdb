"""The SPDX 3.0.1 document: what is in it, that SPDX's own model takes it, and that it is the same everywhere."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spdx_python_model import v3_0_1 as spdx

from weighstation.cli import main
from weighstation.errors import UsageError
from weighstation.model import (
    Ancestor,
    Base,
    Claim,
    Component,
    ComponentType,
    Conclusion,
    Distribution,
    Finding,
    Inventory,
    Occurrence,
    Project,
    Publisher,
    Reason,
    Run,
    Unread,
    Verdict,
    Weighed,
)
from weighstation.writers.spdx3 import Options, write

SAMPLES = sorted(path.parent for path in (Path(__file__).resolve().parents[2] / "sample_repos").glob("*/README.md"))
COMMIT = "0123456789abcdef0123456789abcdef01234567"
LLAMA2 = "LicenseRef-scancode-llama-2-license-2023"
NOBODY_SAYS = "expandedlicensing_NoAssertionLicense"
PLAIN = Options("2026-11-20T08:30:00Z", "0.1.0")
SILENT = Publisher()
DISTRIBUTED = "https://example.org/requests"
Json = dict[str, Any]


def weighed(id_: str, type_: ComponentType = "model", conclusion: Conclusion | None = None, **fields: Any) -> Weighed:
    places = fields.pop("places", (Occurrence("app.py", 3, symbol="load"),))
    verdict = fields.pop("verdict", Verdict("allow"))
    component = Component(id_, type_, fields.pop("version", ""), places, **fields)
    return Weighed(component, conclusion or Conclusion(""), verdict)


def run_of(*parts: Weighed, publisher: Publisher = SILENT, unread: tuple[Unread, ...] = ()) -> Run:
    inventory = Inventory("/home/me/shop", Project("shop", "1.2.0"), tuple(one.component for one in parts), unread, 7)
    return Run(inventory, parts, (), "allow", "weighstation.toml", publisher)


def graph(run: Run, options: Options = PLAIN) -> list[Json]:
    found: list[Json] = json.loads(write(run, options))["@graph"]
    return found


def of_type(kind: str, run: Run) -> list[Json]:
    return [one for one in graph(run) if one["type"] == kind]


def name(spdx_id: str) -> str:
    return spdx_id.partition("#")[2]


def related(run: Run, kind: str) -> list[tuple[str, list[str], str]]:
    """From, to and comment of every relationship of a kind."""
    edges = [one for one in graph(run) if one.get("relationshipType") == kind]
    return [(name(one["from"]), [name(to) or to for to in one["to"]], one.get("comment", "")) for one in edges]


def checked(text: str) -> list[Any]:
    """The elements as SPDX's own model reads them: known classes and properties, nothing missing, no link to nowhere."""
    objects = spdx.SHACLObjectSet()
    spdx.JSONLDDeserializer().read(io.BytesIO(text.encode()), objects)
    assert objects.link() == set()
    spdx.JSONLDSerializer().write(objects, io.BytesIO())  # it refuses an element without what its class demands
    return list(objects.objects)


CHAT = weighed(
    "hf:acme/chat",
    version=COMMIT,
    conclusion=Conclusion(
        LLAMA2,
        0.9,
        (Claim("MIT", "model-card", "README.md:2", 0.8), Claim(LLAMA2, "knowledge:exact", "a record", 0.95)),
        (Ancestor("hf:meta-llama/Llama-2-7b", "finetune", LLAMA2, "knowledge:exact", 0.9),),
        ("model-card says MIT, its base is under Llama 2",),
    ),
    bases=(Base("hf:meta-llama/Llama-2-7b", "finetune"), Base("hf:acme/other", "merge")),
    depends_on=("hf-dataset:acme/talk",),
    verdict=Verdict("deny", (Reason("license-denied", "deny", "Llama 2 is denied", policy="weighstation.toml:4"),)),
)
TALK = weighed("hf-dataset:acme/talk", "dataset", Conclusion("CC-BY-4.0", 1.0))
GPT = weighed("openai:gpt-4o", "service")
REQUESTS = weighed("pypi:requests", "package", version="2.32.3", depends_on=("pypi:idna",))
IDNA = weighed("pypi:idna", "package", version="3.20", places=(Occurrence("uv.lock", 9, symbol="lock"),))
ALL = run_of(CHAT, TALK, GPT, REQUESTS, IDNA)


def test_each_type_of_component_has_its_class_and_purpose() -> None:
    found = {
        name(one["spdxId"]): (one["type"], one["software_primaryPurpose"])
        for one in graph(ALL)
        if "software_primaryPurpose" in one
    }
    assert found == {
        "project": ("software_Package", "application"),
        f"pkg:huggingface/acme/chat@{COMMIT}": ("ai_AIPackage", "model"),
        "openai:gpt-4o": ("ai_AIPackage", "model"),
        "pkg:huggingface/datasets/acme/talk": ("dataset_DatasetPackage", "data"),
        "pkg:pypi/requests@2.32.3": ("software_Package", "library"),
        "pkg:pypi/idna@3.20": ("software_Package", "library"),
        "Ancestor/hf:meta-llama/Llama-2-7b": ("ai_AIPackage", "model"),
        "Ancestor/hf:acme/other": ("ai_AIPackage", "model"),
    }


def test_a_model_has_its_name_version_purl_page_and_who_published_it() -> None:
    model = of_type("ai_AIPackage", run_of(CHAT))[0]
    assert (model["name"], model["software_packageVersion"]) == ("acme/chat", COMMIT)
    assert model["software_packageUrl"] == f"pkg:huggingface/acme/chat@{COMMIT}"
    assert model["software_downloadLocation"] == f"https://huggingface.co/acme/chat/tree/{COMMIT}"
    assert model["software_homePage"] == "https://huggingface.co/acme/chat"
    assert [name(one) for one in model["originatedBy"]] == ["Organization/acme"]
    assert name(model["suppliedBy"]) == "Organization/Hugging%20Face%20Hub"
    assert [one["identifier"] for one in model["externalIdentifier"]] == [model["software_packageUrl"], "hf:acme/chat"]


def _package_of(*files: Distribution) -> Json:
    found = [one for one in of_type("software_Package", _distributed(*files)) if one["name"] == "requests"]
    return found[0]


def _distributed(*files: Distribution) -> Run:
    return run_of(weighed("pypi:requests", "package", version="2.32.3", distributions=files))


def _sha256(content: str) -> list[Json]:
    return [{"type": "Hash", "algorithm": "sha256", "hashValue": content}]


def test_one_file_that_a_lock_file_names_is_the_download_location_with_its_hash() -> None:
    package = _package_of(Distribution(f"{DISTRIBUTED}.whl", "", "sha256", "0a" * 32))
    assert package["software_downloadLocation"] == f"{DISTRIBUTED}.whl"
    assert package["verifiedUsing"] == _sha256("0a" * 32)
    package = _package_of(Distribution("", "", "sha256", "0a" * 32))
    assert "software_downloadLocation" not in package
    assert package["verifiedUsing"] == _sha256("0a" * 32)


def test_several_files_of_a_package_are_elements_with_a_hash_each() -> None:
    run = _distributed(
        Distribution("", "requests.zip", "sha256", "0b" * 32),
        Distribution(f"{DISTRIBUTED}.whl", "", "sha256", "0a" * 32),
    )
    files = [one for one in of_type("software_File", run) if name(one["spdxId"]).startswith("Distribution/")]
    assert [(one["name"], one["verifiedUsing"]) for one in files] == [
        ("requests.zip", _sha256("0b" * 32)),
        ("requests.whl", _sha256("0a" * 32)),
    ]
    assert [one["locator"] for one in files[1]["externalRef"]] == [[f"{DISTRIBUTED}.whl"]]
    ends = [name(one["spdxId"]) for one in files]
    assert related(run, "hasDistributionArtifact") == [("pkg:pypi/requests@2.32.3", ends, "")]
    package = next(one for one in of_type("software_Package", run) if one["name"] == "requests")
    assert not package.keys() & {"verifiedUsing", "software_downloadLocation"}
    assert len(checked(write(run, PLAIN))) == len(graph(run))


def test_a_hosted_model_is_said_to_be_none_of_the_project() -> None:
    (model,) = of_type("ai_AIPackage", run_of(GPT))
    assert "over its provider's API" in model["comment"]
    assert "software_downloadLocation" not in model


def test_what_is_known_of_no_data_set_is_not_asserted() -> None:
    (dataset,) = of_type("dataset_DatasetPackage", run_of(TALK))
    assert dataset["dataset_datasetType"] == ["noAssertion"]


def test_every_package_has_exactly_one_concluded_and_one_declared_license() -> None:
    packages = [name(one["spdxId"]) for one in graph(ALL) if "software_primaryPurpose" in one][1:]
    for kind in ("hasConcludedLicense", "hasDeclaredLicense"):
        edges = related(ALL, kind)
        assert sorted(start for start, _, _ in edges) == sorted(packages)
        assert all(len(ends) == 1 for _, ends, _ in edges)


def test_a_license_is_an_expression_and_an_unknown_one_is_not_asserted() -> None:
    concluded = {start: (ends, comment) for start, ends, comment in related(ALL, "hasConcludedLicense")}
    chat = f"pkg:huggingface/acme/chat@{COMMIT}"
    assert concluded[chat] == ([f"LicenseExpression/{LLAMA2}"], "model-card says MIT, its base is under Llama 2")
    assert concluded["pkg:pypi/requests@2.32.3"] == ([NOBODY_SAYS], "")
    declared = {start: (ends, comment) for start, ends, comment in related(ALL, "hasDeclaredLicense")}
    assert declared[chat] == (["LicenseExpression/MIT"], f"Others declare: {LLAMA2} by knowledge:exact")


def test_where_several_licenses_are_possible_they_are_named() -> None:
    one = weighed("hf:acme/rail", conclusion=Conclusion("", candidates=("openrail", "bigscience-openrail-m")))
    assert related(run_of(one), "hasConcludedLicense") == [
        ("pkg:huggingface/acme/rail", [NOBODY_SAYS], "One of: openrail, bigscience-openrail-m")
    ]


def test_a_license_off_the_spdx_list_has_the_address_of_its_text() -> None:
    expressions = {
        one["simplelicensing_licenseExpression"]: one for one in of_type("simplelicensing_LicenseExpression", ALL)
    }
    assert set(expressions) == {LLAMA2, "MIT", "CC-BY-4.0"}
    (entry,) = expressions[LLAMA2]["simplelicensing_customIdToUri"]
    assert entry["key"] == LLAMA2
    assert entry["value"].startswith("https://")
    assert "simplelicensing_customIdToUri" not in expressions["MIT"]


def test_the_project_uses_everything_that_nothing_else_brings_in() -> None:
    edges = {start: ends for start, ends, _ in related(ALL, "dependsOn")}
    assert "pkg:pypi/idna@3.20" not in edges["project"]
    assert {"openai:gpt-4o", "pkg:pypi/requests@2.32.3", f"pkg:huggingface/acme/chat@{COMMIT}"} <= {*edges["project"]}
    assert edges["pkg:pypi/requests@2.32.3"] == ["pkg:pypi/idna@3.20"]


def test_a_model_was_trained_on_the_data_sets_of_its_card() -> None:
    assert related(ALL, "trainedOn") == [
        (f"pkg:huggingface/acme/chat@{COMMIT}", ["pkg:huggingface/datasets/acme/talk"], "")
    ]


def test_a_model_descends_from_its_ancestors() -> None:
    chat = f"pkg:huggingface/acme/chat@{COMMIT}"
    assert related(ALL, "descendantOf") == [
        (chat, ["Ancestor/hf:meta-llama/Llama-2-7b"], "finetune, by knowledge:exact"),
        (chat, ["Ancestor/hf:acme/other"], "merge, by repository"),
    ]


def test_an_ancestor_that_is_used_itself_is_the_one_that_is_used() -> None:
    base = weighed("hf:meta-llama/Llama-2-7b", conclusion=Conclusion(LLAMA2, 0.9))
    ends = [ends for _, ends, _ in related(run_of(CHAT, base), "descendantOf")]
    assert ends[0] == ["pkg:huggingface/meta-llama/Llama-2-7b"]


def test_the_files_that_name_a_thing_are_its_evidence() -> None:
    places = (
        Occurrence("a.py", 3, symbol="load"),
        Occurrence("/home/me/shop/b.py", 0),
        Occurrence("c.md", 1, use="mention"),
    )
    run = run_of(weighed("hf:acme/chat", places=places))
    assert [one["name"] for one in of_type("software_File", run)] == ["a.py", "b.py"]
    assert related(run, "hasEvidence") == [
        ("pkg:huggingface/acme/chat", ["File/a.py", "File/b.py"], "a.py:3 load; b.py")
    ]


def test_a_verdict_that_is_no_plain_allow_is_an_annotation() -> None:
    (note,) = of_type("Annotation", ALL)
    assert name(note["subject"]) == f"pkg:huggingface/acme/chat@{COMMIT}"
    assert note["statement"].startswith("verdict: deny\nlicense-denied (deny): Llama 2 is denied")


def test_the_document_says_the_verdict_on_the_whole_and_what_was_not_read() -> None:
    run = run_of(CHAT, unread=(Unread("/home/me/shop/x.json", "is not JSON"),))
    (document,) = of_type("SpdxDocument", run)
    (sbom,) = of_type("software_Sbom", run)
    assert document["comment"].startswith("Verdict: allow. Policy: weighstation.toml. Knowledge as of 20")
    assert sbom["comment"] == "Not read: x.json: is not JSON"
    assert document["rootElement"] == [sbom["spdxId"]]
    assert [name(one) for one in sbom["rootElement"]] == ["project"]
    assert set(sbom["element"]) == {one["spdxId"] for one in graph(run)[3:]}


def test_the_profiles_that_ask_for_a_release_time_are_not_claimed() -> None:
    for kind in ("SpdxDocument", "software_Sbom"):
        assert of_type(kind, ALL)[0]["profileConformance"] == ["core", "software", "simpleLicensing"]


def test_without_an_author_weighstation_itself_is_the_agent() -> None:
    (creation,) = of_type("CreationInfo", ALL)
    assert [name(one) for one in creation["createdBy"]] == ["SoftwareAgent/weighstation"]
    assert [name(one) for one in creation["createdUsing"]] == ["Tool/weighstation"]
    assert of_type("Tool", ALL)[0]["name"] == "weighstation-0.1.0"


def test_what_the_policy_says_of_the_team_is_in_it() -> None:
    said = Publisher("Acme", "https://acme.example", "Kim", "sbom@acme.example", "Releases", "support", "answers mails")
    run = run_of(CHAT, publisher=said)
    (author,) = of_type("Agent", run)
    assert (author["name"], author["externalIdentifier"][0]["identifier"]) == ("Releases", "sbom@acme.example")
    assert of_type("SoftwareAgent", run) == []
    assert name(of_type("software_Package", run)[0]["suppliedBy"]) == "Organization/Acme"
    model, *ancestors = of_type("ai_AIPackage", run)
    assert (model["ai_domain"], model["ai_informationAboutApplication"]) == (["support"], "answers mails")
    assert not any("ai_domain" in one for one in ancestors)
    assert checked(write(run, PLAIN))


def test_a_security_policy_is_a_reference_of_the_project() -> None:
    run = run_of(CHAT, publisher=Publisher(security_policy_url="https://acme.example/security"))
    reference = {
        "type": "ExternalRef",
        "externalRefType": "securityPolicy",
        "locator": ["https://acme.example/security"],
    }
    assert of_type("software_Package", run)[0]["externalRef"] == [reference]
    assert checked(write(run, PLAIN))
    silent = run_of(CHAT, publisher=Publisher(security_policy_url="no address"))
    assert "externalRef" not in of_type("software_Package", silent)[0]


def test_without_a_time_none_is_recorded_and_a_bad_one_is_refused() -> None:
    (creation,) = [one for one in graph(ALL, Options()) if one["type"] == "CreationInfo"]
    assert (creation["created"], creation["comment"]) == (
        "1970-01-01T00:00:00Z",
        "The time was not recorded: 1970 stands for that.",
    )
    assert "comment" not in of_type("CreationInfo", ALL)[0]
    with pytest.raises(UsageError):
        write(ALL, Options("yesterday"))


def test_spdx_s_own_model_takes_the_document() -> None:
    assert len(checked(write(ALL, PLAIN))) == len(graph(ALL))


def test_spdx_s_own_model_would_refuse_a_broken_one() -> None:
    for old, new in (('"created": "2026-11-20T08:30:00Z",', ""), ('"dependsOn"', '"leansOn"'), ("#Sbom", "#Nothing")):
        with pytest.raises((AssertionError, ValueError, TypeError, KeyError)):
            checked(write(ALL, PLAIN).replace(old, new, 1))


def test_foreign_text_cannot_pass_for_the_id_of_the_document() -> None:
    words = f"\\u0001{39 * '0'}"
    run = run_of(weighed("hf:acme/chat", places=(Occurrence(words, 1), Occurrence(words[1:], 1))))
    assert [one["name"] for one in of_type("software_File", run)] == [words, words[1:]]
    assert "\\u0001" not in write(run_of(CHAT), PLAIN)


def test_the_id_is_made_from_the_content() -> None:
    first, same = (graph(ALL)[1]["spdxId"] for _ in range(2))
    other = graph(run_of(CHAT))[1]["spdxId"]
    assert first == same != other
    assert first.startswith("urn:uuid:")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_command_writes_a_valid_document_of_every_sample(sample: Path, tmp_path: Path) -> None:
    assert main(["spdx", str(sample), "-o", str(tmp_path / "spdx.json")]) == 0
    text = (tmp_path / "spdx.json").read_text(encoding="ascii")
    assert checked(text)
    ids = [one.get("spdxId", one.get("@id")) for one in json.loads(text)["@graph"]]
    assert len(ids) == len(set(ids))


def test_a_document_in_the_tree_does_not_change_the_next_one(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text('m = AutoModel.from_pretrained("tiiuae/falcon-180B")\n')
    document = tmp_path / "spdx.json"
    texts = []
    for _ in range(2):
        assert main(["spdx", str(tmp_path), "-o", str(document)]) == 0
        texts.append(document.read_text())
    assert texts[0] == texts[1]


@pytest.mark.parametrize("sample", SAMPLES[:3], ids=lambda sample: sample.name)
def test_a_document_judged_as_a_foreign_one_gets_the_verdict_of_check(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample)
    document = str(tmp_path / "spdx.json")
    assert main(["spdx", "-o", document]) == 0
    assert main(["audit", document]) == main(["check"])


def test_the_bytes_are_the_same_with_every_hash_seed_and_locale(tmp_path: Path) -> None:
    source = str(Path(__file__).resolve().parents[2] / "src")
    written = set()
    for seed, zone, locale in (("0", "UTC", "C"), ("1", "Asia/Seoul", "C.UTF-8")):
        more = {"PYTHONPATH": source, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "SOURCE_DATE_EPOCH": "1"}
        command = [sys.executable, "-m", "weighstation", "spdx", str(SAMPLES[0])]
        done = subprocess.run(command, env=os.environ | more, cwd=tmp_path, capture_output=True, check=True)
        written.add(done.stdout)
    assert len(written) == 1
    assert b'"created": "1970-01-01T00:00:01Z"' in written.pop()


@pytest.mark.parametrize("epoch", ["soon", "1e9", "9" * 40])
def test_a_bad_epoch_is_refused(
    epoch: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert main(["spdx", str(tmp_path)]) == 2
    assert "SOURCE_DATE_EPOCH is not a time" in capsys.readouterr().err


WORDS = st.text(st.characters(codec=None), max_size=8) | st.sampled_from(
    ["a/b", "x#1", "é", "\ud800", "\x00", "a%b", " "]
)
IDS = st.builds(
    lambda scheme, words: f"{scheme}:{words}", st.sampled_from("hf ollama file url pypi openai".split()), WORDS
)
LICENSES = WORDS | st.sampled_from(
    ["MIT", "MIT OR Apache-2.0", LLAMA2, "GPL-2.0-only WITH Classpath-exception-2.0", ""]
)
CONCLUSIONS = st.builds(
    lambda text, claims, ancestors, words: Conclusion(
        text,
        0.5,
        tuple(Claim(claim, words, words, 0.5) for claim in claims),
        tuple(Ancestor(id_, "finetune", text, words, 0.5) for id_ in ancestors),
        (words,),
    ),
    LICENSES,
    st.lists(LICENSES, max_size=2),
    st.lists(IDS, max_size=2),
    WORDS,
)
PARTS = st.builds(
    lambda id_, type_, conclusion, version, words, depends: weighed(
        id_,
        type_,
        conclusion,
        version=version,
        places=(Occurrence(words, 1, symbol=words),),
        depends_on=tuple(depends),
        verdict=Verdict("review", (Reason("code", "review", words),)),
    ),
    IDS,
    st.sampled_from(["model", "dataset", "package", "service"]),
    CONCLUSIONS,
    WORDS,
    WORDS,
    st.lists(IDS, max_size=2),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(PARTS, max_size=4), WORDS)
def test_no_run_makes_a_document_that_the_model_refuses(parts: list[Weighed], words: str) -> None:
    finding = Finding("code", "warning", words, component=parts[0].component.id if parts else "")
    run = run_of(*parts, publisher=Publisher(words, words, words, words, words, words, words))
    text = write(run._replace(findings=(finding,)), PLAIN)
    assert text.isascii()
    checked(text)
    ids = [one.get("spdxId", one.get("@id")) for one in json.loads(text)["@graph"]]
    assert len(ids) == len(set(ids))
