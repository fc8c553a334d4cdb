"""What a component of a foreign document is, and what its licenses say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from weighstation.boms import audit, names, purls, source
from weighstation.boms.licenses import statements, together
from weighstation.boms.names import Described
from weighstation.explain.refs import TYPES
from weighstation.licensing.understand import NOTHING, understand
from weighstation.model import Component
from weighstation.purl import purl

HUB = "https://huggingface.co"


# Package URLs


@pytest.mark.parametrize(
    ("text", "id_", "kind", "version"),
    [
        ("pkg:huggingface/tiiuae/falcon-180B", "hf:tiiuae/falcon-180B", "model", ""),
        ("pkg:huggingface/tiiuae/falcon-180B@ABCDEF", "hf:tiiuae/falcon-180B", "model", "abcdef"),
        ("pkg:huggingface/gpt2", "hf:gpt2", "model", ""),
        ("pkg:huggingface/datasets/openai/openai_humaneval", "hf-dataset:openai/openai_humaneval", "dataset", ""),
        ("pkg:pypi/Foo.Bar_baz@1", "pypi:foo-bar-baz", "package", "1"),
        ("pkg:npm/%40scope/name@2", "npm:@scope/name", "package", "2"),
        ("pkg:npm/@scope/name@2", "npm:@scope/name", "package", "2"),
        ("pkg:conda/absl-py@0.4.1?build=py36_0&channel=main", "conda:absl-py", "package", "0.4.1"),
        ("pkg:generic/ollama/llama3@8b", "ollama:llama3:8b", "model", "8b"),
        ("pkg:generic/ollama/codellama:13b", "ollama:codellama:13b", "model", ""),
        ("pkg:generic/docker-model/ai/qwen3@8B-Q4_0", "docker-model:ai/qwen3:8B-Q4_0", "model", "8B-Q4_0"),
        ("pkg:generic/spacy/en_core_web_sm", "spacy:en_core_web_sm", "model", ""),
        ("pkg:generic/openai/gpt-4o", "openai:gpt-4o", "service", ""),
        ("pkg:generic/something/else@1", "purl:generic/something/else", "package", "1"),
        ("pkg:ollama/llama3@latest", "ollama:llama3", "model", "latest"),
        ("pkg:oci/llama3@sha256:00?repository_url=registry.ollama.ai/library/llama3&tag=8b", "ollama:llama3:8b", "model", "8b"),
        ("pkg:oci/qwen3?repository_url=docker.io/ai/qwen3&tag=4B", "docker-model:ai/qwen3:4B", "model", "4B"),
        ("pkg:oci/debian@sha256:00?repository_url=docker.io/library/debian", "purl:oci/debian", "package", "sha256:00"),
        ("pkg:deb/debian/curl@7.50?arch=i386", "purl:deb/debian/curl", "package", "7.50"),
        ("pkg:golang/example.org/a/b@v1", "purl:golang/example.org/a/b", "package", "v1"),
    ],
)  # fmt: skip
def test_a_purl_names_a_component(text: str, id_: str, kind: str, version: str) -> None:
    assert purls.from_purl(text) == (id_, kind, version)


@pytest.mark.parametrize("text", ["", "pkg:", "pkg:pypi", "falcon", "https://example.org/x", "pkg:pypi/%", "pkg:///"])
def test_what_is_no_purl_names_none(text: str) -> None:
    found = purls.from_purl(text)
    assert found is None or found.id.startswith(("purl:", "pypi:"))


@pytest.mark.parametrize(
    "component",
    [
        Component("hf:tiiuae/falcon-180B", "model", "a" * 40, ()),
        Component("hf-dataset:openai/openai_humaneval", "dataset", "", ()),
        Component("ollama:llama3.1:8b", "model", "8b", ()),
        Component("ollama:user/model:tag", "model", "tag", ()),
        Component("docker-model:ai/qwen3:8B-Q4_0", "model", "8B-Q4_0", ()),
        Component("spacy:en_core_web_sm", "model", "", ()),
        Component("pypi:requests", "package", "2.1", ()),
        Component("npm:@scope/name", "package", "1", ()),
    ],
    ids=lambda component: component.id,
)
def test_the_purls_that_we_write_lead_back(component: Component) -> None:
    assert purls.from_purl(purl(component) or "", component.type) == component[:3]


def test_a_model_that_is_handed_out_as_a_package_is_weighed_as_a_model() -> None:
    assert names.named(Described("model", "x", purl="pkg:pypi/acme-ranker@1")) == ("pypi:acme-ranker", "model", "1")
    assert names.named(Described("model", "x", purl="pkg:pytorch/resnet@1")) == ("purl:pytorch/resnet", "model", "1")


def test_a_purl_of_the_hub_on_data_is_a_data_set() -> None:
    assert purls.from_purl("pkg:huggingface/openai/openai_humaneval", "dataset") == (
        "hf-dataset:openai/openai_humaneval", "dataset", "",
    )  # fmt: skip


# Names and links


@pytest.mark.parametrize(
    ("described", "id_"),
    [
        (Described("model", "Llama-2-7b-hf", "meta-llama"), "hf:meta-llama/Llama-2-7b-hf"),
        (Described("model", "meta-llama/Llama-2-7b-hf"), "hf:meta-llama/Llama-2-7b-hf"),
        (Described("model", "meta-llama/Llama-2-7b-hf", "meta-llama"), "hf:meta-llama/Llama-2-7b-hf"),
        (Described("model", "Llama-2-7b-hf"), "hf:meta-llama/Llama-2-7b-hf"),
        (Described("model", "hf:tiiuae/falcon-180B"), "hf:tiiuae/falcon-180B"),
        (Described("model", "llama3.1:8b"), "ollama:llama3.1:8b"),
        (Described("model", "gpt-4o"), "openai:gpt-4o"),
        (Described("model", "openai/gpt-4o"), "openai:gpt-4o"),
        (Described("model", "ours", "", "", "", (f"{HUB}/tiiuae/falcon-180B",)), "hf:tiiuae/falcon-180B"),
        (Described("model", "Beta", "", "", "", (f"{HUB}/acme/alpha", f"{HUB}/acme/beta")), "hf:acme/beta"),
        (Described("model", "x", "", "", "", (f"{HUB}/datasets/acme/alpha",)), "bom:x"),
        (Described("model", "Our great ranker"), "bom:Our great ranker"),
        (Described("dataset", "openai_humaneval", "openai"), "hf-dataset:openai/openai_humaneval"),
        (Described("dataset", "our clicks"), "bom:our clicks"),
        (Described("model", "ours", mentions=(f"{HUB}/tiiuae/falcon-180B",)), "bom:ours"),
        (Described("model", "falcon-180B", mentions=(f"{HUB}/tiiuae/falcon-180B",)), "hf:tiiuae/falcon-180B"),
        (Described("package", "meta-llama/Llama-2-7b-hf"), "hf:meta-llama/Llama-2-7b-hf"),
        (Described("package", "Llama-2-7b-hf", "meta-llama"), "hf:meta-llama/Llama-2-7b-hf"),
        (Described("package", "ranker", links=(f"git+{HUB}/acme/ranker@main",)), "hf:acme/ranker"),
        (Described("package", "shop", links=(f"{HUB}/tiiuae/falcon-180B",)), "bom:shop"),
        (Described("package", "org.example/shop"), "bom:org.example/shop"),
        (Described("model", "falcon-180B", "tiiuae", "", "pkg:generic/falcon-180B@1"), "hf:tiiuae/falcon-180B"),
        (Described("model", "x", "", "", "pkg:mlflow/churn@3"), "purl:mlflow/churn"),
        (Described("package", "anything", "", "", "pkg:huggingface/tiiuae/falcon-180B"), "hf:tiiuae/falcon-180B"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.slug,
)
def test_a_description_names_a_component(described: Described, id_: str) -> None:
    assert names.named(described).id == id_


@pytest.mark.parametrize(
    ("name", "provider", "model", "id_"),
    [
        ("gpt-4o", "OpenAI", "", "openai:gpt-4o"),
        ("chat", "OpenAI", "gpt-4o", "openai:gpt-4o"),
        ("Claude API", "Anthropic", "", "anthropic:claude-api"),
        ("claude-3-opus-20240229", "", "", "anthropic:claude-3-opus-20240229"),
        ("whatever", "Mistral AI", "", "mistral-api:whatever"),
        ("openai/gpt-4o", "", "", "openai:gpt-4o"),
        ("orders-api", "Acme", "", None),
        ("ollama-service", "ollama", "codellama:13b", None),
        ("ai-service", "ai", "str", None),
    ],
)
def test_a_service_is_a_hosted_model_where_something_says_so(
    name: str, provider: str, model: str, id_: str | None
) -> None:
    found = names.service(Described("service", name), provider, model)
    assert (found.id if found else None) == id_


# Licenses


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([], ""),
        (["NOASSERTION"], ""),
        (["", "MIT"], "MIT"),
        (["MIT", "MIT"], "MIT"),
        (["MIT License", "MIT"], "MIT License"),
        (["Apache-2.0", "License :: OSI Approved :: Apache Software License"], "Apache-2.0"),
        (["BSD-3-Clause", "License :: OSI Approved :: BSD License"], "BSD-3-Clause"),
        (["BSD"], "BSD"),
        (["MIT", "License :: OSI Approved"], "MIT"),
        (["MIT", "GPL-3.0-only"], "(MIT) AND (GPL-3.0-only)"),
        (["MIT OR Apache-2.0", "Zlib"], "(MIT OR Apache-2.0) AND (Zlib)"),
    ],
)
def test_licenses_of_a_list_hold_together(texts: list[str], said: str) -> None:
    assert together(texts) == said
    assert not said or understand(said).expression or understand(said).candidates


@pytest.mark.parametrize(
    "unknown", ["Acme Proprietary", "License :: Other/Proprietary License", "sha256:0011", "BSD License"]
)
def test_a_license_that_nobody_knows_beside_a_plain_one_leaves_the_whole_open(unknown: str) -> None:
    assert not understand(together(["MIT", unknown])).expression


@pytest.mark.parametrize(
    ("declared", "concluded", "said"),
    [
        (["MIT"], [], ["MIT"]),
        (["MIT"], ["MIT"], ["MIT"]),
        (["MIT"], ["GPL-3.0-only"], ["MIT", "GPL-3.0-only"]),
        (["Acme Proprietary"], ["MIT"], ["Acme Proprietary", "MIT"]),
        (["NOASSERTION"], ["NOASSERTION"], []),
    ],
)
def test_declared_and_concluded_licenses_are_statements_of_their_own(
    declared: list[str], concluded: list[str], said: list[str]
) -> None:
    assert statements([declared, concluded]) == said


def test_a_conclusion_that_nobody_understands_is_not_forgotten() -> None:
    found = statements([["MIT"], ["Acme Proprietary"]])
    assert [understand(each) for each in found] == [NOTHING]


# What weighstation wrote itself


def references(*components: dict[str, Any]) -> list[Any]:
    document = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": list(components)}
    return audit.of(source.parse("bom", json.dumps(document).encode()))


def ours(id_: str, **fields: Any) -> dict[str, Any]:
    return {
        "type": "machine-learning-model",
        "name": "x",
        "properties": [{"name": "weighstation:id", "value": id_}],
        **fields,
    }


@pytest.mark.parametrize(
    ("id_", "package_url", "found"),
    [
        ("file:adapters/chat", None, "file:adapters/chat"),
        ("hf:gpt2", "pkg:huggingface/openai-community/gpt2", "hf:gpt2"),
        ("hf:TIIUAE/falcon-180B", "pkg:huggingface/tiiuae/falcon-180B", "hf:TIIUAE/falcon-180B"),
        ("hf:google/flan-t5-base", "pkg:huggingface/tiiuae/falcon-180B", "hf:tiiuae/falcon-180B"),
        ("ollama:gpt2", "pkg:huggingface/tiiuae/falcon-180B", "hf:tiiuae/falcon-180B"),
        ("nonsense", "pkg:huggingface/tiiuae/falcon-180B", "hf:tiiuae/falcon-180B"),
    ],
)
def test_the_id_that_we_wrote_counts_unless_the_purl_is_of_something_else(
    id_: str, package_url: str | None, found: str
) -> None:
    assert references(ours(id_, purl=package_url))[0].id == found


def test_of_our_own_words_only_those_of_files_are_taken() -> None:
    def seen(name: str, where: str) -> dict[str, Any]:
        return {"license": {"name": name, "properties": [{"name": "weighstation:claim:source", "value": where}]}}

    said = [seen("a", "model-card"), seen("b", "knowledge:exact"), seen("c", "lineage"), seen("d", "lock-file")]
    concluded = [{"license": {"id": "MIT", "acknowledgement": "concluded"}}]
    found = references(ours("hf:acme/x", evidence={"licenses": said}, licenses=concluded))
    assert [each.license for each in found] == ["", "a", "d"]


def test_licenses_that_were_seen_in_a_component_count_where_it_has_none() -> None:
    seen = {"type": "library", "name": "x", "evidence": {"licenses": [{"license": {"id": "GPL-3.0-only"}}]}}
    assert [each.license for each in references(seen)] == ["", "GPL-3.0-only"]
    assert [each.license for each in references({**seen, "licenses": [{"license": {"id": "MIT"}}]})] == ["", "MIT"]


def test_every_scheme_that_can_come_out_is_known_or_says_that_nothing_is() -> None:
    components = [{"type": kind, "name": "x"} for kind in ("library", "data", "machine-learning-model", "framework")]
    assert {each.id.partition(":")[0] for each in references(*components)} <= {*TYPES, "purl", "bom"}


@pytest.mark.parametrize("kind", ["file", "operating-system", "platform", "device", "cryptographic-asset"])
def test_bystanders_count_with_a_license_only(kind: str) -> None:
    assert references({"type": kind, "name": "x"}) == []
    assert len(references({"type": kind, "name": "x", "licenses": [{"license": {"id": "MIT"}}]})) == 2
    assert [each.type for each in references({"type": "file", "name": "model.safetensors"})] == ["model"]


def test_the_document_of_a_model_is_about_a_model() -> None:
    about = {"type": "machine-learning-model", "name": "falcon-180B", "group": "tiiuae"}
    document = {"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": {"component": about}}
    found = audit.of(source.parse("bom", json.dumps(document).encode()))
    assert [(each.id, each.occurrence.symbol) for each in found] == [("hf:tiiuae/falcon-180B", "/metadata/component")]
