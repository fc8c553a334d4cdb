"""Names near one that nobody knows, and what is recorded of a model besides its weights."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.explain import explain
from weighstation.knowledge import _files
from weighstation.knowledge.licenses import license as known
from weighstation.knowledge.near import near
from weighstation.knowledge.openness import openness
from weighstation.licensing.strictness import RESTRICTED, of_expression


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("apach-2.0", "apache-2.0"),
        ("Apache-2.O", "apache-2.0"),
        ("openrai", "openrail"),
        ("meta-lama/Llama-2-7b", "meta-llama/Llama-2-7b"),
        ("hf:mistralai/Mistrl-7B-v0.1", "hf:mistralai/Mistral-7B-v0.1"),
        ("Mistral-7B-v0.11", "Mistral-7B-v0.1"),
        ("ollama:lama3.1", "ollama:llama3.1"),
        ("openai:gpt-4oo", "openai:gpt-4o"),
    ],
)
def test_a_misspelled_name_leads_to_the_right_one(word: str, first: str) -> None:
    assert near(word)[0].lower() == first.lower()


@pytest.mark.parametrize(
    "word",
    ["", "ab", "qwxzvkjq", "nobody/nothing", "x" * 5000, "/", "a/", "é/è", "pypi:torchh", "hf-dataset:openai/gpt2"],
)
def test_nothing_is_near_to_most_words(word: str) -> None:
    assert near(word) == ()


@given(st.text(max_size=200))
def test_any_word_has_at_most_three_neighbors(word: str) -> None:
    assert len(near(word)) <= 3


@pytest.mark.parametrize("ref", ["a" * 100, "MIT" + "".join(f" AND no-{number}" for number in range(300))])
def test_looking_for_neighbors_is_quick(ref: str) -> None:
    begun = time.perf_counter()
    explain(ref)
    assert time.perf_counter() - begun < 1


def test_only_what_nobody_knows_gets_suggestions() -> None:
    assert explain("apach-2.0").suggestions == ("apache-2.0",)
    assert explain("MIT AND apach-2.0").suggestions == ("apache-2.0",)
    assert explain("meta-lama/Llama-2-7b").suggestions
    for ref in ("apache-2.0", "openrail", "other", "tiiuae/falcon-180B", "MIT OR ISC", "gpt-4o", "LicenseRef-apache"):
        assert explain(ref).suggestions == (), ref


def test_a_name_of_a_license_that_models_have_too_says_so() -> None:
    assert explain("llama3.1").also == ("ollama:llama3.1",)
    assert explain("MIT").also == ()


def test_the_class_of_a_model_is_shown_where_it_is_recorded() -> None:
    found = openness("hf:EleutherAI/Pythia-12B")
    assert found is not None
    assert (found.mof_class, found.weights) == ("I", "Apache-2.0")
    assert found.source == "lfai/model_openness_tool: models/Pythia-12B.yml"
    assert found.date.startswith("202")


@pytest.mark.parametrize("model_id", ["hf:nobody/nothing", "ollama:llama3.1", "hf:", "hf:a\tb", "pypi:requests"])
def test_no_record_says_nothing(model_id: str) -> None:
    assert openness(model_id) is None


ROWS = _files.rows("models/openness.tsv", 6)


def test_the_table_is_sorted_and_whole() -> None:
    names = [row[0].lower() for row in ROWS]
    assert len(ROWS) >= 50
    assert names == sorted(set(names))
    assert {row[1] for row in ROWS} <= {"", "I", "II", "III"}
    assert all(len(row) == 6 and row[2] and row[5].endswith(".yml") for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[0]))
def test_no_record_has_open_weights_that_are_restricted_here(row: list[str]) -> None:
    claimed = known(row[2])
    if claimed and claimed.osi_approved:
        governs = explain(f"hf:{row[0]}").expression
        assert of_expression(governs) < RESTRICTED, "delete the line, as scripts/generate_openness.py would"


def test_a_class_needs_open_weights() -> None:
    for name, mof_class, weights, *_ in ROWS:
        found = known(weights)
        assert not mof_class or (found and found.osi_approved), name
