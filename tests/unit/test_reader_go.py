"""The Go reader: which strings are models, and which only look like it."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.readers import go


def seen(source: str) -> list[tuple[int, str, str]]:
    """Line, id and use of everything the reader reports, of a file of a package."""
    return [(r.occurrence.line - 1, r.id, r.occurrence.use) for r in go.read("a.go", f"package a\n{source}".encode())]


def inside(source: str) -> str:
    return f"func f() {{ {source} }}"


FOUND = {
    "a constant": ('const DefaultModel = "acme/one"', [(1, "hf:acme/one", "load")]),
    "a variable": (inside('modelID := "acme/one"'), [(1, "hf:acme/one", "load")]),
    "a field": (inside('c := Config{\nModelName: "acme/one",\n}'), [(2, "hf:acme/one", "load")]),
    "a flag": (inside('m := flag.String("model", "acme/one", "the model")'), [(1, "hf:acme/one", "load")]),
    "a flag into a variable": (inside('flag.StringVar(&m, "model-id", "acme/one", "x")'), [(1, "hf:acme/one", "load")]),
    "what a variable falls back to": (inside('m := getEnv("MODEL_ID", "acme/one")'), [(1, "hf:acme/one", "load")]),
    "a download": (inside('hugot.DownloadModel("acme/one", dir, opts)'), [(1, "hf:acme/one", "load")]),
    "an option of a hosted client": (inside('openai.WithModel("gpt-4o")'), [(1, "openai:gpt-4o", "hosted")]),
    "an option of Ollama": (inside('ollama.New(ollama.WithModel("llama3"))'), [(1, "ollama:llama3", "load")]),
    "a request to Ollama": (
        'import "github.com/ollama/ollama/api"\n' + inside('r := api.ChatRequest{Model: "llama3.2"}'),
        [(2, "ollama:llama3.2", "load")],
    ),
    "an address": ('const url = "hf://acme/one"', [(1, "hf:acme/one", "load")]),
    "an expectation mentions": (
        inside('assert.Equal(t, "Qwen/Qwen2.5-7B", m)'),
        [(1, "hf:Qwen/Qwen2.5-7B", "mention")],
    ),
}
NOTHING = {
    "an import": 'import (\n"github.com/acme/one"\n"encoding/json"\nmodel "acme/one"\n)',
    "a MIME type": inside('w.Header().Set("Content-Type", "text/event-stream")'),
    "an image": 'const modelImage = "vllm/vllm-openai:v0.8"',
    "a group of Kubernetes": inside('x := Object{APIVersion: "kubeai.org/v1", Kind: "Model"}'),
    "a comment": '// modelID := "acme/one"',
    "an unknown slug": inside('call("acme/one")'),
    "a tag": 'type T struct {\n Model string `json:"model" example:"acme/one"`\n}',
}


@pytest.mark.parametrize("case", FOUND)
def test_finds(case: str) -> None:
    source, expected = FOUND[case]
    assert seen(source) == expected


@pytest.mark.parametrize("case", NOTHING)
def test_does_not_invent(case: str) -> None:
    assert seen(NOTHING[case]) == []


def test_a_test_mentions() -> None:
    data = f"package a\n{FOUND['a constant'][0]}".encode()
    assert [reference.occurrence.use for reference in go.read("pkg/a_test.go", data)] == ["mention"]


@settings(max_examples=60)
@given(st.binary(max_size=80), st.integers(0, 80))
def test_random_and_truncated_bytes_raise_nothing_else(noise: bytes, cut: int) -> None:
    source = b"package a\n" + FOUND["a field"][0].encode()
    for data in (noise, source[:cut], source[:cut] + noise):
        with contextlib.suppress(ReadError):
            list(go.read("a.go", data))
