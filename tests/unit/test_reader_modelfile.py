"""Ollama's Modelfiles: what FROM names, and what only looks like it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.readers import modelfile


def loads(text: str) -> list[str]:
    return [each.id for each in modelfile.read("Modelfile", text.encode()) if each.occurrence.use == "load"]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("llama3.2", "ollama:llama3.2"),
        ("llama3.2:latest", "ollama:llama3.2"),
        ("codellama:13b", "ollama:codellama:13b"),
        ('"mistral"', "ollama:mistral"),
        ("acme/support:7b", "ollama:acme/support:7b"),
        ("hf.co/acme/x-GGUF:Q4_K_M", "hf:acme/x-GGUF"),
        ("huggingface.co/acme/x-GGUF", "hf:acme/x-GGUF"),
        ("registry.ollama.ai/library/llama3:8b", "ollama:llama3:8b"),
    ],
)
@pytest.mark.parametrize("keyword", ["FROM", "from", "  From"])
def test_from_names_the_model_it_builds_on(keyword: str, value: str, name: str) -> None:
    assert loads(f"# mine\n{keyword} {value}\nPARAMETER temperature 1\n") == [name]


@pytest.mark.parametrize(
    "value",
    [
        "./x.gguf",
        "x.Q4_K_M.gguf",
        "/models/x",
        "~/models/x",
        "../acme/x",
        "models/x",
        ".",
        "$BASE",
        "{{ .Model }}",
        "x.safetensors",
    ],
)
def test_files_folders_and_templates_are_no_models(value: str) -> None:
    assert loads(f"FROM {value}\n") == []


def test_the_place_is_that_of_the_name() -> None:
    (found,) = modelfile.read("Modelfile", b"# a\n\nFROM  llama3:8b\n")
    where = found.occurrence
    assert (where.line, where.column, where.symbol, found.version) == (3, 7, "FROM", "8b")


def test_texts_in_triple_quotes_name_nothing() -> None:
    text = 'FROM llama3\nSYSTEM """\nFROM mistral\n"""\nLICENSE """\nFROM phi3 https://huggingface.co/acme/x\n"""\n'
    assert loads(text) == ["ollama:llama3"]


def test_an_adapter_is_a_file_unless_it_is_an_address() -> None:
    assert loads("FROM llama3\nADAPTER ./lora\nADAPTER acme/lora\n") == ["ollama:llama3"]
    assert loads("ADAPTER https://huggingface.co/acme/lora/resolve/main/a.gguf\n") == ["hf:acme/lora"]


@pytest.mark.parametrize("instruction", ["RUN make", "COPY a b", 'CMD ["a"]', "workdir /app", "ENV A=b"])
def test_a_dockerfile_by_another_name_is_no_modelfile(instruction: str) -> None:
    assert loads(f"FROM python\n{instruction}\n") == []


def test_comments_mention() -> None:
    (found,) = modelfile.read("Modelfile", b"# from meta-llama/Llama-2-7b-hf\nFROM ./x.gguf\n")
    assert (found.id, found.occurrence.use) == ("hf:meta-llama/Llama-2-7b-hf", "mention")


def test_bytes_that_are_no_text_are_an_error() -> None:
    with pytest.raises(ReadError):
        list(modelfile.read("Modelfile", b"FROM \xff"))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        list(modelfile.read("Modelfile", b"FROM a\n" + data))
    except ReadError:
        return


@pytest.mark.parametrize("piece", ['"""', "FROM a\n", 'FROM "', "\n ", "FROM ", "#"])
def test_garbage_takes_no_more_than_a_moment(piece: str) -> None:
    started = time.process_time()
    list(modelfile.read("Modelfile", (piece * (30_000 // len(piece))).encode()))
    assert time.process_time() - started < 1
