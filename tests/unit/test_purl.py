"""Package URLs follow the purl specification, and are left out where it has no rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packageurl import PackageURL

from weighstation.model import Component, ComponentType
from weighstation.purl import exact_version, purl, tagged

COMMIT = "0123456789ABCDEFabcdef0123456789abcdef01"

CASES: list[tuple[str, ComponentType, str, str | None]] = [
    ("pypi:typing_extensions", "package", "4.12.2", "pkg:pypi/typing-extensions@4.12.2"),
    ("pypi:requests", "package", "", "pkg:pypi/requests"),
    ("pypi:torch", "package", "2.3.0+cu121", "pkg:pypi/torch@2.3.0%2Bcu121"),
    ("pypi:a/b", "package", "1", None),
    ("npm:left-pad", "package", "1.3.0", "pkg:npm/left-pad@1.3.0"),
    ("npm:@huggingface/transformers", "package", "3.0.0", "pkg:npm/%40huggingface/transformers@3.0.0"),
    ("npm:scope/name", "package", "1.0.0", None),
    ("conda:_libgcc_mutex", "package", "0.1", "pkg:conda/_libgcc_mutex@0.1"),
    ("conda:numpy", "package", "", None),
    ("conda:a/b", "package", "1.0", None),
    ("hf:meta-llama/Llama-2-7b-hf", "model", "", "pkg:huggingface/meta-llama/Llama-2-7b-hf"),
    ("hf:meta-llama/Llama-2-7b-hf", "model", "main", "pkg:huggingface/meta-llama/Llama-2-7b-hf"),
    ("hf:org/Name", "model", COMMIT, f"pkg:huggingface/org/Name@{COMMIT.lower()}"),
    ("hf:org/Name", "model", COMMIT[:12], "pkg:huggingface/org/Name"),
    ("hf:gpt2", "model", "", "pkg:huggingface/openai-community/gpt2"),
    ("hf:nobody-knows-this-bare-name", "model", "", None),
    ("hf:org/name/file.gguf", "model", "", None),
    ("hf:/name", "model", "", None),
    ("hf:org/", "model", "", None),
    ("hf-dataset:org/Data", "dataset", COMMIT, f"pkg:huggingface/datasets/org/Data@{COMMIT.lower()}"),
    ("hf-dataset:squad", "dataset", "", None),
    ("ollama:llama3.1:8b", "model", "", "pkg:generic/ollama/llama3.1@8b"),
    ("ollama:llama3.1", "model", "", "pkg:generic/ollama/llama3.1"),
    ("ollama:user/model:latest", "model", "", "pkg:generic/ollama/user/model@latest"),
    ("docker-model:ai/smollm2:360M", "model", "", "pkg:generic/docker-model/ai/smollm2@360M"),
    ("spacy:en_core_web_lg", "model", "3.8.0", "pkg:generic/spacy/en_core_web_lg@3.8.0"),
    ("openai:gpt-4o", "service", "", None),
    ("hf:org/hosted-there", "service", "", None),
    ("file:adapters/support", "model", "", None),
    ("whisper:large-v3", "model", "", None),
    ("pypi:\ud800", "package", "", None),
    ("hf:\ud800", "model", "", None),
    ("nothing", "model", "", None),
]


@pytest.mark.parametrize(("component_id", "kind", "version", "expected"), CASES)
def test_purl_of(component_id: str, kind: ComponentType, version: str, expected: str | None) -> None:
    assert purl(Component(component_id, kind, version, ())) == expected


@pytest.mark.parametrize(
    ("component_id", "version", "expected"),
    [
        ("hf:org/name", COMMIT, COMMIT.lower()),
        ("hf:org/name", "v1.0", ""),
        ("hf:org/name", "g" * 40, ""),
        ("hf-dataset:org/name", "main", ""),
        ("pypi:requests", "2.32.0", "2.32.0"),
        ("ollama:llama3.1:8b", "", "8b"),
        ("ollama:llama3.1:8b", "sha256:1", "sha256:1"),
        ("bedrock:anthropic.claude-v2:0", "", ""),
    ],
)
def test_only_a_commit_is_the_version_of_a_hub_repository(component_id: str, version: str, expected: str) -> None:
    assert exact_version(Component(component_id, "model", version, ())) == expected


@pytest.mark.parametrize(
    ("component_id", "expected"),
    [
        ("ollama:hf.co/org/name:Q4_K_M", ("hf.co/org", "name", "Q4_K_M")),
        ("npm:@scope/name", ("@scope", "name", "")),
        ("bedrock:anthropic.claude-v2:0", ("", "anthropic.claude-v2:0", "")),
    ],
)
def test_ids_are_split_into_group_name_and_tag(component_id: str, expected: tuple[str, str, str]) -> None:
    assert tagged(Component(component_id, "model", "", ())) == expected


@given(
    st.sampled_from(["pypi:", "npm:", "npm:@s/", "hf:", "hf:o/", "hf-dataset:o/", "ollama:", "spacy:", ""]),
    st.text(st.characters(exclude_categories=())),
    st.text(st.characters(exclude_categories=())),
)
def test_any_id_gives_none_or_a_purl_that_reads_back(scheme: str, name: str, version: str) -> None:
    packed = purl(Component(f"{scheme}{name}", "model", version, ()))
    assert packed is None or PackageURL.from_string(packed).to_string() == packed


@given(
    st.sampled_from(
        ["pypi:", "npm:", "npm:@s/", "hf:o/", "hf:O.o/", "hf-dataset:o/", "ollama:", "ollama:u/", "spacy:"]
    ),
    st.text("abzABZ09-._~+%@:/ ", min_size=1),
    st.text("ab09.-+: ") | st.just(COMMIT),
)
def test_plain_names_are_written_as_the_library_writes_them(scheme: str, name: str, version: str) -> None:
    component = Component(f"{scheme}{name}", "model", version, ())
    packed = purl(component)
    if packed:
        read = PackageURL.from_string(packed)
        assert PackageURL(*read[:4]).to_string() == packed
        assert packed.isascii()
        assert read.version == (exact_version(component).strip() or None)
