"""From component to conclusion, over the real knowledge base."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation import knowledge
from weighstation.knowledge.licenses import license as known
from weighstation.licensing.expression import leaves, parse
from weighstation.licensing.resolve import resolve
from weighstation.licensing.settle import keys
from weighstation.licensing.strictness import NOT_KNOWN, RESTRICTED, strictness
from weighstation.model import Base, Component, Conclusion, Statement


def conclusion(component_id: str, *statements: Statement) -> Conclusion:
    kind = "service" if component_id.startswith(("openai:", "anthropic:", "groq:")) else "model"
    return resolve(Component(component_id, kind, "", (), statements))  # type: ignore[arg-type]  # one of two literals


@pytest.mark.parametrize(
    ("component_id", "license_keys"),
    [
        ("hf:meta-llama/Llama-2-7b-hf", ["llama2"]),
        ("hf:lmsys/vicuna-7b-v1.5", ["llama2"]),
        ("hf:TheBloke/Llama-2-7B-GGUF", ["llama2"]),
        ("hf:deepseek-ai/DeepSeek-R1-Distill-Llama-8B", ["mit", "llama3.1"]),
        ("hf:HuggingFaceH4/zephyr-7b-gemma-v0.1", ["apache-2.0", "gemma"]),
        ("hf:tiiuae/falcon-7b", ["apache-2.0"]),
        ("hf:tiiuae/falcon-180B", ["falcon-180b-tii"]),
        ("hf:gpt2", ["mit"]),
        ("hf:01-ai/Yi-34B", ["apache-2.0"]),
        ("hf:Qwen/Qwen2.5-3B", ["qwen-research"]),
        ("hf:Qwen/Qwen2.5-7B", ["apache-2.0"]),
        ("ollama:llama3.1:8b", ["llama3.1"]),
        ("ollama:deepseek-r1:70b", ["mit", "llama3.3"]),
        ("openai:gpt-4o", ["openai-tou"]),
        ("groq:openai/gpt-oss-120b", ["apache-2.0", "hosted-proprietary"]),
        ("groq:no-such-model", ["hosted-proprietary"]),
        ("hf:unknown/unknown", []),
    ],
)
def test_well_known_models_come_to_their_licenses(component_id: str, license_keys: list[str]) -> None:
    found = conclusion(component_id)
    assert list(keys(found.expression) if found.expression else ()) == license_keys


def test_a_family_tag_without_a_base_stays_ambiguous() -> None:
    found = conclusion("hf:lllyasviel/ControlNet")
    assert found.expression == ""
    assert {"creativeml-openrail-m", "bigcode-openrail-m"} <= set(found.candidates)


def test_a_card_in_the_repository_that_disagrees_with_the_records_does_not_open_the_model() -> None:
    found = conclusion("hf:meta-llama/Llama-2-7b-hf", Statement("mit", "models/llama/README.md", 3))
    assert keys(found.expression) == ("llama2",)
    assert found.conflicts[0].startswith("model-card (models/llama/README.md:3) says MIT, knowledge:exact")


def test_a_package_has_the_license_its_files_state_and_no_other() -> None:
    bare = Component("npm:gpt2", "package", "1.0", ())
    assert resolve(bare) == Conclusion("")
    stated = bare._replace(statements=(Statement("MIT OR Apache-2.0", "package-lock.json", 7),))
    assert resolve(stated).expression == "MIT OR Apache-2.0"


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=20)


@given(st.sampled_from(["hf:", "hf:a/", "ollama:", "openai:", "bedrock:", "spacy:", "file:", ""]), ANY_TEXT)
def test_ids_and_statements_of_any_letters_come_to_a_conclusion(scheme: str, text: str) -> None:
    statements = (Statement(text, "README.md", 1),)
    for kind in ("model", "service", "package"):
        component = Component(scheme + text, kind, "", (), statements, (Base(f"hf:{text}"),))
        assert isinstance(resolve(component), Conclusion)


def _restricted(license_key: str) -> bool:
    entry = known(license_key)
    return entry is not None and RESTRICTED <= strictness(entry) < NOT_KNOWN


def _rows() -> Iterator[tuple[str, list[str], str]]:
    """Id, all license keys and flags of each exact record, read from the tables themselves."""
    folder = Path(knowledge.__file__).parent / "models"
    tables = [("hf:", path) for path in sorted((folder / "hf").iterdir())]
    tables += [(f"{scheme}:", folder / f"{scheme}.tsv") for scheme in ("ollama", "docker-model")]
    for scheme, path in tables:
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = [*line.split("\t"), "", "", "", ""]
            if not line.startswith("#"):
                yield scheme + cells[0], [cells[1], *filter(None, cells[3].split("|"))], cells[4]


def _all_osi(expression: str) -> bool:
    entries = [known(leaf.id) for leaf in leaves(parse(expression))] if expression else []
    return bool(entries) and all(entry and entry.osi_approved for entry in entries)


def test_no_record_of_a_restricted_model_or_base_comes_to_an_open_license() -> None:
    suspects = [name for name, found, flags in _rows() if "l" in flags or any(map(_restricted, found))]
    assert len(suspects) > 2000
    assert [name for name in suspects if _all_osi(conclusion(name.replace("*", "")).expression)] == []
