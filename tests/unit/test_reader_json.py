"""The JSON reader: configurations of models, adapters and applications, and data that only holds text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.model import Base
from weighstation.readers import json_file


def seen(text: str, path: str = "settings.json") -> list[tuple[int, str, str]]:
    """Line, id and use of everything the reader reports."""
    return sorted((r.occurrence.line, r.id, r.occurrence.use) for r in json_file.read(path, text.encode()))


FOUND = {
    "a key": ('{\n "base_model": "acme-lab/one"\n}', [(2, "hf:acme-lab/one", "load")]),
    "keys in camel case": ('{"modelId": "acme-lab/one"}', [(1, "hf:acme-lab/one", "load")]),
    "a list": ('{"fallback_models": [\n"acme-lab/one",\n"gpt-4o"]}', [(2, "hf:acme-lab/one", "load"), (3, "openai:gpt-4o", "hosted")]),
    "objects in a list": ('{"models": [{"id": "acme-lab/one"}, {"id": "acme-lab/two"}]}', [(1, "hf:acme-lab/one", "load"), (1, "hf:acme-lab/two", "load")]),
    "a legacy name": ('{"_name_or_path": "gpt2"}', [(1, "hf:gpt2", "load")]),
    "a provider": ('{"provider": "ollama", "model": "codellama"}', [(1, "ollama:codellama", "load")]),
    "a dataset": ('{"datasets": [{"path": "acme-lab/rows", "type": "alpaca"}]}', [(1, "hf-dataset:acme-lab/rows", "load")]),
    "a dataset's address in another program's words": ('{"x": {"hf_hub_url": "acme-lab/rows"}}', [(1, "hf-dataset:acme-lab/rows", "load")]),
    "a command": ('{"postCreateCommand": "ollama pull llama3:8b"}', [(1, "ollama:llama3:8b", "load")]),
    "a command as words": ('{"command": "docker", "args": ["run", "x", "--model", "acme-lab/one"]}', [(1, "hf:acme-lab/one", "load")]),
    "an escaped slash": (r'{"model": "acme-lab\/one"}', [(1, "hf:acme-lab/one", "load")]),
    "JSON in a text": (json.dumps({"MODELS": json.dumps([{"id": "acme-lab/one"}])}), [(1, "hf:acme-lab/one", "load")]),
    "comments and trailing commas": ('// about\n{\n "model": /* which */ "acme-lab/one", // x "\n}\n', [(3, "hf:acme-lab/one", "load")]),
    "comments and numbers": ('{"ports": [80, 443], "on": [1, true], // x\n "model": "acme-lab/one"}', [(2, "hf:acme-lab/one", "load")]),
    "a comment without end": ('{"model": "acme-lab/one"}\n/* ', [(1, "hf:acme-lab/one", "load")]),
    "an address with two slashes": ('{"model": "https://huggingface.co/acme-lab/one",}', [(1, "hf:acme-lab/one", "load")]),
}  # fmt: skip


@pytest.mark.parametrize("case", FOUND)
def test_finds(case: str) -> None:
    text, expected = FOUND[case]
    assert seen(text) == expected


NOTHING = {
    "a local path": '{"_name_or_path": "/root/models/a", "base_model_name_or_path": "./checkpoints/a"}',
    "an architecture": '{"model_type": "llama", "architectures": ["LlamaForCausalLM"], "tokenizer_class": "a/b"}',
    "conversations": '[{"id": "identity_0", "conversations": [{"value": "x"}], "model": "acme-lab/one"}]',
    "training rows": '[{"instruction": "x", "output": "y", "model_id": "gpt-4o"}]',
    "a push target": '{"hub_model_id": "acme-lab/one"}',
    "widget-like ids": '{"model_id": "0a1b2c3d4e5f60718293a4b5c6d7e8f9"}',
    "an extension": '{"recommendations": ["svelte/vscode"], "extensions": ["google/gemini-7b"]}',
    "a table of modules": '{"modules": [{"path": "0_Transformer", "type": "sentence_transformers.models.Transformer"}]}',
    "a trainer's own checkpoint": '{"best_model_checkpoint": "out/checkpoint-500"}',
}


@pytest.mark.parametrize("case", NOTHING)
def test_takes_nothing_for_a_model_in(case: str) -> None:
    assert seen(NOTHING[case]) == []


def test_says_line_column_and_symbol() -> None:
    (reference,) = json_file.read("a.json", '{"é": 1,\n  "model": {"name": "acme-lab/one@v2"}}'.encode())
    assert reference.occurrence == ("a.json", 2, 22, "load", "model.name")
    assert reference.version == "v2"


ADAPTER = '{\n  "base_model_name_or_path": "meta-llama/Llama-2-7b-hf",\n  "peft_type": "LORA"\n}'


@pytest.mark.parametrize(("folder", "name"), [("adapters/support/", "file:adapters/support"), ("", "file:.")])
def test_gives_the_adapter_with_its_base(folder: str, name: str) -> None:
    path = f"{folder}adapter_config.json"
    base, adapter = json_file.read(path, ADAPTER.encode())
    assert (base.id, base.occurrence.use) == ("hf:meta-llama/Llama-2-7b-hf", "load")
    assert adapter.id == name
    assert adapter.bases == (Base("hf:meta-llama/Llama-2-7b-hf", "adapter"),)
    assert adapter.occurrence == (path, 2, 31, "load", "adapter_config.json")


def test_gives_an_adapter_without_base_where_that_is_local() -> None:
    (adapter,) = json_file.read("a/adapter_config.json", b'{"base_model_name_or_path": "/data/base"}')
    assert (adapter.id, adapter.bases) == ("file:a", ())


def test_tables_of_results_name_each_model_once() -> None:
    rows = [{"base_model": f"acme-lab/m{number % 2}", "loss": number} for number in range(300)]
    assert seen(json.dumps(rows, indent=0)) == [(3, "hf:acme-lab/m0", "load"), (7, "hf:acme-lab/m1", "load")]


@pytest.mark.parametrize("path", ["rows.jsonl", "rows.ndjson"])
def test_rows_are_data(path: str) -> None:
    assert seen('{"model": "acme-lab/one"}\n{"model": "acme-lab/two"}\n', path) == []


def test_rows_are_data_under_any_name() -> None:
    assert seen('{"model": "acme-lab/one"}\n{"model": "acme-lab/two"}\n') == []


def test_very_large_files_are_data() -> None:
    assert seen('{"model": "acme-lab/one", "vocab": "' + "x" * 2_000_000 + '"}') == []


BROKEN = {
    "an end too early": ('{\n "model": "acme-lab/one",\n', 3),
    "a quote without end": ('{\n "model": "acme-lab/one\n}', 2),
    "too deep": ("[" * 200_000, 0),
    "a key without quotes": ("{\nmodel: 1}", 2),
    "nothing": ("", 1),
}


@pytest.mark.parametrize("case", BROKEN)
def test_says_where_a_file_is_no_json(case: str) -> None:
    text, line = BROKEN[case]
    with pytest.raises(ReadError) as error:
        seen(text)
    assert (error.value.path, error.value.line) == ("settings.json", line)
    assert error.value.hint


def test_comments_without_end_take_no_time() -> None:
    with pytest.raises(ReadError):
        seen("/*" * 300_000)


def test_ignores_what_is_nested_beyond_reason() -> None:
    assert seen('{"model": ' + "[" * 150 + '"acme-lab/one"' + "]" * 150 + "}") == []


@given(st.binary(max_size=200))
def test_raises_nothing_but_read_errors(data: bytes) -> None:
    try:
        list(json_file.read("a.json", data))
    except ReadError as error:
        assert error.path == "a.json"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("acme-lab/one"),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["model", "id", "run", "a", ""]), inner)
    ),
    max_leaves=8,
)


@given(VALUES, st.sampled_from([None, 2]))
def test_every_place_it_gives_holds_what_it_says(value: object, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    lines = text.split("\n")
    for reference in json_file.read("a.json", text.encode()):
        _, line, column, _, _ = reference.occurrence
        assert lines[line - 1][column - 1 :].startswith("acme-lab/one")


@pytest.mark.parametrize(
    "head",
    [
        '"bomFormat": "CycloneDX"',
        '"spdxVersion": "SPDX-2.3"',
        '"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"',
    ],
)
def test_a_bill_of_materials_loads_nothing(head: str) -> None:
    text = f'{{{head}, "model": "meta-llama/Llama-2-7b-hf"}}'
    assert list(json_file.read("sbom.json", text.encode())) == []
    assert list(json_file.read("sbom.json", text.replace(head, '"x": 1').encode()))
