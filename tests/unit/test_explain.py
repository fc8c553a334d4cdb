"""Every input gets an answer: what it is, which license governs, and how that is known."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.explain import explain, to_json
from weighstation.writers.explain_text import to_text

KEYS = ["input", "kind", "expression", "license", "candidates", "lineage", "evidence", "conflicts"]


@pytest.mark.parametrize(
    ("text", "kind", "component_id", "key"),
    [
        ("meta-llama/Llama-2-7b", "model", "hf:meta-llama/Llama-2-7b", "llama2"),
        ("hf:meta-llama/Llama-2-7b@main", "model", "hf:meta-llama/Llama-2-7b", "llama2"),
        ("https://huggingface.co/tiiuae/falcon-180B", "model", "hf:tiiuae/falcon-180B", "falcon-180b-tii"),
        ("pkg:huggingface/tiiuae/falcon-7b@main", "model", "hf:tiiuae/falcon-7b", "apache-2.0"),
        ("gpt2", "model", "hf:gpt2", "mit"),
        ("Mistral-7B-v0.1", "model", "hf:mistralai/Mistral-7B-v0.1", "apache-2.0"),
        ("llama3.1:8b", "model", "ollama:llama3.1:8b", "llama3.1"),
        ("ollama:llama3.1", "model", "ollama:llama3.1", "llama3.1"),
        ("llama3.1", "license", "", "llama3.1"),
        ("unknown/unknown", "model", "hf:unknown/unknown", None),
        ("acme/mit", "model", "hf:acme/mit", None),
        ("gpt-4o", "service", "openai:gpt-4o", "openai-tou"),
        ("openai/gpt-4o", "service", "openai:gpt-4o", "openai-tou"),
        ("pypi:requests", "package", "pypi:requests", None),
        ("pkg:npm/%40scope/name@1.0", "package", "npm:@scope/name", None),
        ("hf-dataset:acme/data", "dataset", "hf-dataset:acme/data", None),
        ("MIT", "license", "", "mit"),
        ("license:apache-2.0", "license", "", "apache-2.0"),
        ("Apache License, Version 2.0", "license", "", "apache-2.0"),
        ("LicenseRef-scancode-llama-2-license-2023", "license", "", "llama2"),
        ("LicenseRef-nobody-knows", "license", "", None),
        ("openrail", "license", "", None),
        ("other", "license", "", None),
        ("none", "license", "", None),
        ("MIT AND GPL-3.0-only", "expression", "", "gpl-3.0"),
        ("mit or gpl-3.0", "expression", "", "mit"),
        ("MIT/X11", "expression", "", "mit"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "expression", "", "gpl-2.0"),
        ("MIT AND no-such-license", "expression", "", None),
        ("cats and dogs", "unknown", "", None),
        ("", "unknown", "", None),
        ("\0\x01", "unknown", "", None),
        ("\ud800", "unknown", "", None),
        ("x" * 1_000_000, "unknown", "", None),
        ("(" * 4000, "unknown", "", None),
        ("pkg:", "unknown", "", None),
        ("pkg:cargo/serde@1", "unknown", "", None),
    ],
)
def test_each_kind_of_input_is_recognized(text: str, kind: str, component_id: str, key: str | None) -> None:
    found = explain(text)
    assert (found.kind, found.id, found.license and found.license.key) == (kind, component_id, key)


def test_a_family_name_lists_what_it_can_stand_for() -> None:
    found = to_json(explain("openrail"))
    assert found["license"] is None
    assert "bigcode-openrail-m" in found["candidates"]


def test_of_several_licenses_that_bind_the_strictest_is_shown() -> None:
    found = explain("deepseek-ai/DeepSeek-R1-Distill-Llama-8B")
    assert found.expression.startswith("MIT AND LicenseRef-")
    assert found.license is not None
    assert found.license.key == "llama3.1"


def test_a_part_nobody_knows_is_named() -> None:
    assert explain("MIT AND no-such-license").conflicts == ("no-such-license is no license known here",)


def test_the_json_has_the_documented_keys_in_order() -> None:
    found = to_json(explain("lmsys/vicuna-7b-v1.5"))
    assert list(found) == KEYS
    assert list(found["license"]) == ["key", "spdx", "osi_approved", "category", "commercial_use", "terms"]
    assert found["license"]["terms"]["user_threshold"]["number"] == 700_000_000
    assert found["lineage"][0]["id"] == "hf:meta-llama/Llama-2-7b-hf"
    assert found["evidence"][0]["source"] == "knowledge:exact"


def test_the_input_comes_back_as_it_was_given() -> None:
    assert to_json(explain("  gpt2 "))["input"] == "  gpt2 "


def test_the_text_says_what_the_license_means_and_where_it_says_so() -> None:
    text = to_text(explain("deepseek-ai/DeepSeek-R1-Distill-Llama-8B"))
    for words in (
        "is a model: hf:deepseek-ai/DeepSeek-R1-Distill-Llama-8B",
        "Llama 3.1 Community License Agreement (llama3.1): community-restricted, not OSI-approved",
        "more than 700,000,000",
        "display: Built with Llama [section 1(b)(i)(B)]",
        "└─ hf:meta-llama/Llama-3.1-8B (finetune)",
        "laxer-than-base",
        "Facts as of",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ollama:llama3.1:8b", "Not verified   knowledge:exact"),
        ("tiiuae/falcon-180B", "Not verified   the terms of Falcon 180B"),
        ("openrail", "Could be     ai-pubs-openrail-m-modified, bigcode-openrail-m"),
        ("mit or zlib", "Choice of    mit, zlib"),
        ("unknown/unknown", "License      not known"),
        ("", "(nothing): no component, license or license expression"),
        ("\x1b[31m", "?[31m: no component"),
    ],
)
def test_the_text_says_what_is_not_known(text: str, words: str) -> None:
    assert words in to_text(explain(text))


WORDS = st.sampled_from(
    ["hf:", "pkg:", "MIT", "gpt2", "/", ":", "@", " or ", "llama3", "(", "https://", "ollama:", "%", "#"]
)


@given(st.text() | st.lists(WORDS, max_size=6).map("".join) | st.binary().map(lambda data: data.decode("latin-1")))
def test_any_input_gets_an_answer_in_both_formats(text: str) -> None:
    found = explain(text)
    json.dumps(to_json(found))
    assert to_text(found).endswith("\n")
    assert "\x1b" not in to_text(found)
