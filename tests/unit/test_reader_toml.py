"""The TOML reader: settings of applications."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.readers import toml_file

TEXT = """\
title = "acme-lab/title"

[llm]
provider = "ollama"
model = "codellama"

[models]
chat = { name = "acme-lab/one", revision = "main" }
fallback_models = [
  "acme-lab/two",  # comment
  'gpt-4o',
]

[[endpoints]]
model_id = \"\"\"acme-lab/three\"\"\"

[training.model]
path = "outputs/run-1"
base_model = "meta-llama/Llama-3.2-1B"
hub_model_id = "acme-lab/mine"

[tasks]
fetch = { cmd = "hf download acme-lab/four" }
script = '''
set -e
ollama pull llama3:8b
'''
"""

EXPECTED = [
    (5, 10, "ollama:codellama", "load", "model"),
    (8, 18, "hf:acme-lab/one", "load", "chat.name"),
    (10, 4, "hf:acme-lab/two", "load", "fallback_models"),
    (11, 4, "openai:gpt-4o", "hosted", "fallback_models"),
    (15, 15, "hf:acme-lab/three", "load", "model_id"),
    (19, 15, "hf:meta-llama/Llama-3.2-1B", "load", "base_model"),
    (23, 30, "hf:acme-lab/four", "load", "hf download"),
    (26, 13, "ollama:llama3:8b", "load", "ollama pull"),
]


def seen(text: str) -> list[tuple[int, int, str, str, str]]:
    """Line, column, id, use and symbol of everything the reader reports."""
    found = [(r.id, r.occurrence) for r in toml_file.read("config.toml", text.encode())]
    return sorted((place.line, place.column, name, place.use, place.symbol) for name, place in found)


def test_finds_what_a_tree_names_with_its_place() -> None:
    assert seen(TEXT) == EXPECTED


def test_finds_a_name_below_a_table_of_models() -> None:
    assert seen('[model]\nname = "acme-lab/one"\n') == [(2, 9, "hf:acme-lab/one", "load", "model.name")]


@pytest.mark.parametrize("text", ["", "a = 1\n", 'model = "production"\n', '[image]\nname = "vllm/vllm-openai"\n'])
def test_takes_nothing_for_a_model_in(text: str) -> None:
    assert seen(text) == []


@pytest.mark.parametrize(
    ("text", "line"), [("a = 1\nmodel = ", 2), ('model = "acme-lab/one"\n[', 2), ("a = 1\na = 2", 2)]
)
def test_says_where_a_file_is_no_toml(text: str, line: int) -> None:
    with pytest.raises(ReadError) as error:
        seen(text)
    assert (error.value.path, error.value.line) == ("config.toml", line)


@given(st.data())
def test_raises_nothing_but_read_errors(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT)))
    end = data.draw(st.integers(start, min(start + 20, len(TEXT))))
    changed = (TEXT[:start] + data.draw(st.text(max_size=4)) + TEXT[end:]).encode("utf-8", "surrogatepass")
    try:
        list(toml_file.read("a.toml", changed))
    except ReadError as error:
        assert error.path == "a.toml"


@given(st.binary(max_size=200))
def test_survives_any_bytes(data: bytes) -> None:
    try:
        list(toml_file.read("a.toml", data))
    except ReadError as error:
        assert error.path == "a.toml"
