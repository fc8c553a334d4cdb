"""From repackaged models to their originals, and the patterns behind the family rules."""

import pytest

from weighstation.knowledge import _files, models
from weighstation.knowledge._globs import matches
from weighstation.knowledge.repacks import stripped
from weighstation.model import Base


@pytest.mark.parametrize(
    ("repack", "original", "relation"),
    [
        ("hf:bartowski/Llama-3.2-3B-Instruct-GGUF", "hf:meta-llama/Llama-3.2-3B-Instruct", "quantized"),
        ("hf:bartowski/mistralai_Magistral-Small-2506-GGUF", "hf:mistralai/Magistral-Small-2506", "quantized"),
        ("hf:TheBloke/Mistral-7B-Instruct-v0.2-AWQ", "hf:mistralai/Mistral-7B-Instruct-v0.2", "quantized"),
        ("hf:unsloth/llama-3-8b-Instruct-bnb-4bit", "hf:meta-llama/Meta-Llama-3-8B-Instruct", "quantized"),
        ("hf:unsloth/Qwen2.5-7B-Instruct", "hf:Qwen/Qwen2.5-7B-Instruct", "conversion"),
        ("hf:Qwen/Qwen2.5-7B-Instruct-GPTQ-Int4", "hf:Qwen/Qwen2.5-7B-Instruct", "quantized"),
        ("hf:Xenova/all-MiniLM-L6-v2", "hf:sentence-transformers/all-MiniLM-L6-v2", "conversion"),
        ("hf:mlx-community/Llama-3.2-3B-Instruct-4bit", "hf:meta-llama/Llama-3.2-3B-Instruct", "quantized"),
        (
            "hf:axolotl-quants/Llama-4-Scout-17B-16E-Linearized-bnb-nf4-bf16",
            "hf:meta-llama/Llama-4-Scout-17B-16E",
            "quantized",
        ),
        ("hf:somebody/Kimi-K2-anything-NVFP4", "hf:moonshotai/Kimi-K2-anything", "quantized"),
        ("hf:bartowski/Qwen_Qwen3-9999B-GGUF", "hf:Qwen/Qwen3-9999B", "quantized"),
        ("modelscope:Qwen/Qwen2.5-7B-Instruct", "hf:Qwen/Qwen2.5-7B-Instruct", "conversion"),
        ("modelscope:qwen/Qwen2.5-3B-brand-new", "hf:qwen/Qwen2.5-3B-brand-new", "conversion"),
        ("modelscope:LLM-Research/Meta-Llama-3-8B-Instruct", "hf:meta-llama/Meta-Llama-3-8B-Instruct", "conversion"),
        ("hf:somebody/Codestral-22B-v0.1_GGUF", "hf:mistralai/Codestral-22B-v0.1", "quantized"),
    ],
)
def test_the_name_of_a_repack_leads_to_the_original(repack: str, original: str, relation: str) -> None:
    found = models.original(repack)

    assert [(base.id.lower(), base.relation) for base in found] == [(original.lower(), relation)]


@pytest.mark.parametrize(
    "model_id",
    [
        "hf:meta-llama/Llama-3.2-3B-Instruct",
        "hf:bartowski/No-Such-Model-At-All-GGUF",
        "hf:bartowski/Qwen3-9999B-abliterated-GGUF",
        "hf:somebody/Llama-3.2-3B-Instruct",
        "hf:bartowski/-GGUF",
        "hf:GGUF",
        "hf:TheBloke/",
        "ollama:llama3",
        "modelscope:nobody/No-Such-Model-At-All",
        "modelscope:",
        "",
    ],
)
def test_what_is_no_repack_or_fits_nothing_has_no_original(model_id: str) -> None:
    assert models.original(model_id) == ()


@pytest.mark.parametrize(
    ("name", "bare", "relation"),
    [
        ("Model-7B-i1-GGUF", "Model-7B", "quantized"),
        ("Model-7B-GPTQ-Int4", "Model-7B", "quantized"),
        ("model_awq", "model", "quantized"),
        ("Model-7B-Q5_K_M-GGUF", "Model-7B", "quantized"),
        ("Model-7B-q4f16_1-MLC", "Model-7B", "quantized"),
        ("Model-7B-GPTQ-4bit-128g", "Model-7B", "quantized"),
        ("Model-7B-ONNX", "Model-7B", "conversion"),
        ("Model-7B", "Model-7B", ""),
        ("-GGUF", "-GGUF", ""),
    ],
)
def test_suffixes_are_stripped(name: str, bare: str, relation: str) -> None:
    assert stripped(name) == (bare, relation)


def test_the_rules_are_right_for_nearly_all_repacks_whose_base_is_recorded() -> None:
    asked = found = right = 0
    for table in _files.names("models/hf"):
        for row in _files.rows(f"models/hf/{table}", 8):
            relation, _, base = row[2].partition(">")
            if relation == "quantized" and "|" not in base:
                guess = models.original(f"hf:{row[0]}")
                asked += 1
                found += bool(guess)
                right += bool(guess) and guess[0].id.lower() == models.canonical(f"hf:{base}").lower()

    assert asked > 1000
    assert found / asked > 0.95
    assert right / found > 0.97


@pytest.mark.parametrize(
    ("text", "pattern", "fits"),
    [
        ("abc", "abc", True),
        ("abc", "ab", False),
        ("abc", "ab*", True),
        ("ab", "ab*", True),
        ("abc", "*c", True),
        ("abcabc", "a*b*c", True),
        ("ac", "a*b*c", False),
        ("ab", "ab*b", False),
        ("abb", "ab*b", True),
        ("x", "*", True),
        ("", "*", True),
        ("a.c", "a?c", False),
    ],
)
def test_a_star_stands_for_any_characters(text: str, pattern: str, fits: bool) -> None:  # noqa: FBT001 - a table's column
    assert matches(text, pattern) is fits


def test_a_relation_is_one_of_the_vocabulary() -> None:
    assert models.original("hf:TheBloke/Mistral-7B-Instruct-v0.2-AWQ") == (
        Base("hf:mistralai/Mistral-7B-Instruct-v0.2", "quantized"),
    )
