"""The Rust reader: which strings are models, and which only look like it."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.readers import rust


def seen(source: str) -> list[tuple[int, str, str]]:
    """Line, id and use of everything the reader reports."""
    return [(r.occurrence.line, r.id, r.occurrence.use) for r in rust.read("a.rs", source.encode())]


HUB = "use hf_hub::api::sync::Api;\n"
FOUND = {
    "a match arm": (
        HUB + 'let id = match w {\n W::A => "acme/one",\n W::B => "acme/two",\n};',
        [(3, "hf:acme/one", "load"), (4, "hf:acme/two", "load")],
    ),
    "a tuple on the lines after the arrow": (
        HUB + 'let (repo, file) = match w {\n W::A => (\n "acme/one",\n "one.gguf",\n ),\n};',
        [(4, "hf:acme/one", "load")],
    ),
    "an arm of a function that tells the model": (
        'fn model_id(&self) -> &str {\n match self { Self::A => "acme/one" }\n}',
        [(2, "hf:acme/one", "load")],
    ),
    "a call of the client": ('let r = api.model("acme/one".to_string());', [(1, "hf:acme/one", "load")]),
    "a repository with a revision": (
        'let r = Repo::with_revision("acme/one".into(), RepoType::Model, "refs/pr/1".into());',
        [(1, "hf:acme/one", "load")],
    ),
    "a dataset": (
        'let r = Repo::with_revision("acme/rows".into(), RepoType::Dataset, "main".into());',
        [(1, "hf-dataset:acme/rows", "load")],
    ),
    "a dataset by its call": ('api.dataset("acme/rows".to_string())', [(1, "hf-dataset:acme/rows", "load")]),
    "the default of an option": (
        'struct Args {\n  /// The model.\n  #[arg(long, default_value = "acme/one")]\n  model_id: String,\n}',
        [(3, "hf:acme/one", "load")],
    ),
    "a constant": ('const DEFAULT_MODEL: &str = "acme/one";', [(1, "hf:acme/one", "load")]),
    "a field": ('let c = Config { model_id: Some("acme/one".to_string()) };', [(1, "hf:acme/one", "load")]),
    "what a variable falls back to": (
        'let model = env::var("MODEL").unwrap_or_else(|_| "acme/one".to_string());',
        [(1, "hf:acme/one", "load")],
    ),
    "a name with unknown parts": (
        'let model_id = format!("acme/chat-{size:?}-{}", v);',
        [(1, "hf:acme/chat-{size}-{}", "load")],
    ),
    "a tokenizer of old": ('Tokenizer::from_pretrained("bert-base-cased", None)', [(1, "hf:bert-base-cased", "load")]),
    "a builder": ('TextModelBuilder::new("acme/one").build()', [(1, "hf:acme/one", "load")]),
    "a hosted model": ('request.model("gpt-4o")', [(1, "openai:gpt-4o", "hosted")]),
    "a model of Ollama": (
        'use ollama_rs::Ollama;\nGenerationRequest::new("llama3.2:1b".to_string(), prompt)',
        [(2, "ollama:llama3.2:1b", "load")],
    ),
    "an entry of JSON": ('json!({"model": "acme/one", "type": "text/plain"})', [(1, "hf:acme/one", "load")]),
    "a comparison mentions": (HUB + 'if id == "acme/one" {}', [(2, "hf:acme/one", "mention")]),
    "an expectation mentions": (HUB + 'assert_eq!(id, "acme/one");', [(2, "hf:acme/one", "mention")]),
}
NOTHING = {
    "the parts of a model in a cache": 'const MODEL: (&str, &str) = ("gpt-neo-125M/config", "gpt-neo-125M/vocab");',
    "weights outside their file": 'fn models_list() { let f = "onnx/model.onnx_data"; let g = "onnx/Constant_7_attr__value"; }',
    "a MIME type": HUB + 'let t = match e { E::A => "text/plain", E::B => "application/json" };',
    "a file": HUB + 'let f = repo.get("onnx/model.onnx")?; let g = repo.get("unet/weights.v2")?;',
    "a path": HUB + 'let p = Path::new("examples/data");',
    "a comment": '// api.model("acme/one")\n/// "acme/two"',
    "an unknown slug without a client": 'let x = route("acme/one");',
    "what a match compares with": HUB + 'match id { "acme/one" => 1, _ => 2 };',
    "a name that is wholly unknown": 'let model_id = format!("{}/{}", owner, name);',
    "a place to push to": 'let hub_model_id = "acme/one";',
}


@pytest.mark.parametrize("case", FOUND)
def test_finds(case: str) -> None:
    source, expected = FOUND[case]
    assert seen(source) == expected


@pytest.mark.parametrize("case", NOTHING)
def test_does_not_invent(case: str) -> None:
    assert seen(NOTHING[case]) == []


def test_the_column_is_that_of_the_name() -> None:
    reference = next(rust.read("a.rs", b'let r = api.model("acme/one");'))
    assert (reference.occurrence.column, reference.occurrence.symbol) == (20, "api.model")


@settings(max_examples=60)
@given(st.binary(max_size=80), st.integers(0, 80))
def test_random_and_truncated_bytes_raise_nothing_else(noise: bytes, cut: int) -> None:
    source = FOUND["a tuple on the lines after the arrow"][0].encode()
    for data in (noise, source[:cut], source[:cut] + noise):
        with contextlib.suppress(ReadError):
            list(rust.read("a.rs", data))
