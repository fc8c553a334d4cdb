"""Fields of components that carry facts only: hashes, evidence, tasks, considerations, references, details of 1.7."""

from typing import Any

import pytest

from weighstation.knowledge.licenses import keys
from weighstation.knowledge.licenses import license as known_license
from weighstation.model import Claim, Component, Conclusion, Inventory, Occurrence, Project, Run, Weighed
from weighstation.readers._hosted import _PROVIDERS
from weighstation.writers.cyclonedx import Options
from weighstation.writers.cyclonedx.citations import citations
from weighstation.writers.cyclonedx.components import component, service
from weighstation.writers.cyclonedx.considerations import considerations
from weighstation.writers.cyclonedx.expression_details import detailed
from weighstation.writers.cyclonedx.hashes import hashes
from weighstation.writers.cyclonedx.items import items
from weighstation.writers.cyclonedx.license_entry import use_policies
from weighstation.writers.cyclonedx.tasks import _FORMATS, _TASKS, formats, task

LLAMA2 = "LicenseRef-scancode-llama-2-license-2023"
SHA = "0a" * 32
MD5 = "0b" * 16
LFS = "git-lfs pointer to 12 bytes"
NEW = Options(spec_version="1.7")


def _model(name: str, *places: Occurrence, version: str = "") -> Component:
    return Component(name, "model", version, places)


def _written(found: Component, conclusion: Conclusion = Conclusion(""), options: Options = Options()) -> dict[str, Any]:  # noqa: B008 - frozen values
    run = Run(Inventory(".", Project("shop"), (), (), 0), (Weighed(found, conclusion),), (), "allow", "")
    (item,) = items(run)
    return service(item, ".") if found.type == "service" else component(item, run, options)


# Hashes


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (_model("file:m.gguf", Occurrence("m.gguf", 1, symbol=LFS), version=f"sha256:{SHA}"), [("SHA-256", SHA)]),
        (_model("file:d/m.pt", Occurrence("d/m.pt.dvc", 2, symbol="outs.path"), version=f"md5:{MD5}"), [("MD5", MD5)]),
        # A mention elsewhere does not change what the file is.
        (
            _model(
                "file:m.pt", Occurrence("README.md", 1, use="mention"), Occurrence("m.pt", 1), version=f"sha256:{SHA}"
            ),
            [("SHA-256", SHA)],
        ),
        # Of a folder, of several files, of a folder that DVC keeps: no hash of the whole.
        (_model("file:d", Occurrence("d/model.safetensors", 1, symbol=LFS), version=f"sha256:{SHA}"), []),
        (_model("file:m-1.bin", Occurrence("m-1.bin", 1), Occurrence("m-2.bin", 1), version=f"sha256:{SHA}"), []),
        (_model("file:d/x", Occurrence("d/x.dvc", 2), version=f"md5:{MD5}.dir"), []),
        # What only looks like one.
        (_model("file:m.gguf", Occurrence("m.gguf", 1), version="sha256:12"), []),
        (_model("file:m.gguf", Occurrence("m.gguf", 1), version=f"sha256:{'xy' * 32}"), []),
        (_model("hf:o/m", Occurrence("o/m", 1), version=f"sha256:{SHA}"), []),
        (_model("file:m.gguf", Occurrence("m.gguf", 0)), []),
    ],
)
def test_a_hash_is_given_of_one_file_that_a_pointer_names(found: Component, expected: list[tuple[str, str]]) -> None:
    assert hashes(found) == [{"alg": name, "content": content} for name, content in expected]


# Evidence


@pytest.mark.parametrize(
    ("path", "symbol", "technique", "confidence"),
    [
        ("a.py", "x", "source-code-analysis", 0.9),
        ("a.rs", "x", "source-code-analysis", 0.9),
        ("web/a.tsx", "x", "source-code-analysis", 0.9),
        ("m.gguf", "GGUF", "binary-analysis", 0.9),
        ("m.onnx", "ONNX", "binary-analysis", 0.9),
        ("m.pt", "pt", "filename", 0.5),
        ("m.gguf", LFS, "manifest-analysis", 1.0),
        ("m.pt", LFS, "manifest-analysis", 1.0),
        ("m.pt.dvc", "outs.path", "manifest-analysis", 1.0),
        ("compose.yaml", "image", "manifest-analysis", 1.0),
        ("Dockerfile", "RUN", "manifest-analysis", 1.0),
    ],
)
def test_how_a_component_was_recognized(path: str, symbol: str, technique: str, confidence: float) -> None:
    (identity,) = _written(_model("hf:o/m", Occurrence(path, 1, symbol=symbol)))["evidence"]["identity"]
    assert identity["methods"] == [{"technique": technique, "confidence": confidence, "value": symbol}]
    assert identity["confidence"] == confidence


@pytest.mark.parametrize("source", ["hub-cache", "ollama-store", "license-text", "clarification", "knowledge:exact"])
def test_every_source_of_a_license_is_in_the_evidence(source: str) -> None:
    claim = Claim("MIT", source, "/home/me/.cache/hub/README.md", 0.8, note="of the snapshot")
    written = _written(_model("hf:o/m", Occurrence("a.py", 1)), Conclusion("MIT", 0.8, (claim,)))
    (seen,) = written["evidence"]["licenses"]
    about = {one["name"].removeprefix("weighstation:claim:"): one["value"] for one in seen["license"]["properties"]}
    assert about == {"source": source, "where": "…/README.md", "confidence": "0.8", "note": "of the snapshot"}


def test_that_a_license_is_written_as_it_is_needs_no_note() -> None:
    claim = Claim("MIT", "statement", "package-lock.json:3", 0.8, note="written as 'MIT'")
    assert "written as" not in str(_seen(claim))
    assert "written as 'X11'" in str(_seen(claim._replace(note="written as 'X11'")))


# Model cards


def test_every_loader_has_a_task_with_inputs_and_outputs() -> None:
    assert set(_TASKS.values()) == set(_FORMATS)
    assert all(formats(name)[0] and formats(name)[1] for name in _FORMATS)


@pytest.mark.parametrize(
    ("symbols", "expected"),
    [
        (("AutoModelForCausalLM.from_pretrained",), "text-generation"),
        (("transformers.AutoModelForCTC.from_pretrained", "vllm"), "automatic-speech-recognition"),
        (("AutoModel.from_pretrained",), ""),
        (("SentenceTransformer", "CrossEncoder"), ""),
        ((), ""),
    ],
)
def test_the_loader_says_the_task_where_it_fits_one_only(symbols: tuple[str, ...], expected: str) -> None:
    assert task(_model("hf:o/m", *(Occurrence("a.py", 1, symbol=one) for one in symbols))) == expected


def test_inputs_and_outputs_follow_from_the_task() -> None:
    card = _written(_model("hf:o/m", Occurrence("a.py", 1, symbol="WhisperModel")))["modelCard"]["modelParameters"]
    assert card == {
        "task": "automatic-speech-recognition",
        "inputs": [{"format": "audio"}],
        "outputs": [{"format": "text"}],
    }


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("MIT", None),
        ("", None),
        ("no expression", None),
        ("CC-BY-NC-4.0", "The license bars commercial use"),
        (f"MIT AND {LLAMA2}", "The license puts conditions on commercial use"),
        ("LicenseRef-scancode-tencent-hunyuan-3d-2.0-cla", "The license leaves out territories: EU, UK, KR"),
    ],
)
def test_what_the_license_bars_is_considered(expression: str, expected: str | None) -> None:
    names = [one["name"] for one in considerations(expression).get("ethicalConsiderations", [])]  # type: ignore[attr-defined]
    assert (expected in names) if expected else not names


# References


def test_only_addresses_are_references_to_policies_of_use() -> None:
    licenses = [known for key in keys() if (known := known_license(key))]
    found = {address for known in licenses for address in use_policies(known.id).values()}
    assert len(found) > 15
    assert all(address.startswith("https://") and " " not in address for address in found)


def test_a_policy_of_use_is_named_with_its_license() -> None:
    written = _written(_model("hf:o/m", Occurrence("a.py", 1)), Conclusion(f"MIT AND {LLAMA2}"))
    (policy,) = [one for one in written["externalReferences"] if one["type"] == "other"]
    assert policy["url"] == "https://ai.meta.com/llama/use-policy"
    assert policy["comment"] == "acceptable use policy of Llama 2 Community License Agreement"


def test_an_account_of_ollama_is_the_manufacturer() -> None:
    written = _written(_model("ollama:somebody/model:8b", Occurrence("a.sh", 1)))
    assert written["manufacturer"] == {"name": "somebody", "url": ["https://ollama.com/somebody"]}
    assert "manufacturer" not in _written(_model("ollama:llama3.1", Occurrence("a.sh", 1)))


def test_known_providers_have_name_and_address() -> None:
    for scheme in ("openai", "bedrock", "deepseek"):
        assert scheme in set(_PROVIDERS.values())
        provider = _written(Component(f"{scheme}:m", "service", "", (Occurrence("a.py", 1, use="hosted"),)))["provider"]
        assert provider["name"]
        assert provider["url"][0].startswith("https://")


# CycloneDX 1.7


def test_an_expression_has_details_from_1_7_on() -> None:
    entry: dict[str, object] = {"expression": f"MIT AND {LLAMA2}", "acknowledgement": "concluded"}
    assert detailed([entry], Options()) == [entry]
    (found,) = detailed([entry], NEW)
    listed: Any = found["expressionDetails"]
    assert [one["licenseIdentifier"] for one in listed] == ["MIT", LLAMA2]
    assert all(one["url"].startswith("https://") for one in listed)
    assert "weighstation:license:key" in {one["name"] for one in found["properties"]}  # type: ignore[attr-defined]


def test_facts_of_a_license_stand_once() -> None:
    model, conclusion = _model("hf:o/m", Occurrence("a.py", 1)), Conclusion(f"MIT AND {LLAMA2}")
    for options in (Options(), NEW):
        assert str(_written(model, conclusion, options)).count("weighstation:license:key") == 1


def test_a_single_license_is_the_same_in_both_versions() -> None:
    model, conclusion = _model("hf:o/m", Occurrence("a.py", 1)), Conclusion(LLAMA2)
    assert _written(model, conclusion, NEW) == _written(model, conclusion)


def _seen(*claims: Claim) -> dict[str, Any]:
    return _written(_model("hf:o/m", Occurrence("a.py", 1)), Conclusion("MIT", 0.9, claims))


def test_what_the_knowledge_base_said_is_cited_with_its_day() -> None:
    exact = Claim("MIT", "knowledge:exact", "x", 0.9, as_of="2026-11-20")
    components = [_seen(Claim("MIT", "model-card", "x", 0.9), exact), _seen(), _seen(exact._replace(as_of=""))]
    assert citations([*components, _seen(exact)]) == [
        {
            "pointers": ["/components/0/evidence/licenses/1", "/components/3/evidence/licenses/0"],
            "timestamp": "2026-11-20T00:00:00Z",
            "attributedTo": "tool:weighstation",
            "note": "knowledge:exact of weighstation",
        }
    ]


@pytest.mark.parametrize("day", ["yesterday", "20261120", "2026-13-01", "2026-11-20T00:00:00"])
def test_what_is_no_day_is_not_cited(day: str) -> None:
    assert not citations([_seen(Claim("MIT", "knowledge:exact", "x", 0.9, as_of=day))])
