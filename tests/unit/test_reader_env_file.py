"""Environment files: values by the names of their keys."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.readers import env_file


def sightings(text: str) -> list[tuple[str, str, int, int]]:
    return [
        (each.id, each.occurrence.use, each.occurrence.line, each.occurrence.column)
        for each in env_file.read(".env", text.encode())
    ]


def loads(text: str) -> list[str]:
    return [name for name, use, _, _ in sightings(text) if use != "mention"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("MODEL_ID=acme/x", "hf:acme/x"),
        ("export MODEL_ID=acme/x", "hf:acme/x"),
        ("EMBEDDING_MODEL=all-MiniLM-L6-v2", "hf:sentence-transformers/all-MiniLM-L6-v2"),
        ("OPENROUTER_MODEL=acme/chat", "openrouter:acme/chat"),
        ("OLLAMA_EMBEDDING_MODEL=nomic-embed-text", "ollama:nomic-embed-text"),
        ("MODEL=acme-chat:4b", "ollama:acme-chat:4b"),
        ("WHISPER_MODEL=base", "whisper:base"),
        ("WHISPER_MODEL_SIZE=large-v3", "whisper:large-v3"),
        ("MODEL_URL=oci://registry.ollama.ai/library/llama3.2:1b", "ollama:llama3.2:1b"),
        ("MODEL=deepseek/deepseek-coder", "deepseek:deepseek-coder"),
        ("  MODEL_ID = acme/x  ", "hf:acme/x"),
        ('MODEL_ID="acme/x"', "hf:acme/x"),
        ("MODEL_ID='acme/x' # the small one", "hf:acme/x"),
        ("MODEL_ID=`acme/x`", "hf:acme/x"),
        ("MODEL_ID=acme/x # the small one", "hf:acme/x"),
        ("MODEL_ID=acme/x\r", "hf:acme/x"),
        ("MODEL_ID=${BASE:-acme/x}", "hf:acme/x"),
        ('MODEL_ID="${BASE-acme/x}"', "hf:acme/x"),
        ("embedding.model.name=acme/x", "hf:acme/x"),
        ("LLM=llama2 #or any other, gpt-4", "ollama:llama2"),
        ("OLLAMA_MODEL=mistral", "ollama:mistral"),
        ("CHAT_MODEL=ollama/llama3", "ollama:llama3"),
        ("OPENAI_MODEL=gpt-4o", "openai:gpt-4o"),
        ("MODEL_NAME=claude-3-opus-20240229", "anthropic:claude-3-opus-20240229"),
        ("PIPELINE_MODEL=en_core_web_sm", "spacy:en_core_web_sm"),
        ("GGUF_URL=https://huggingface.co/acme/x/resolve/main/x.Q4_K_M.gguf", "hf:acme/x"),
        ("DATASET_NAME=acme/data", "hf-dataset:acme/data"),
    ],
)
def test_a_key_that_promises_a_model_names_one(line: str, name: str) -> None:
    assert loads(f"A=1\n{line}\nB=2\n") == [name]


@pytest.mark.parametrize(
    "line",
    [
        "HUB_MODEL_ID=acme/x",
        "OUTPUT_DIR=acme/x",
        "MODEL_DIR=acme/x",
        "MODEL_ID=your_name/your_model",
        "MODEL_ID=./models/x",
        "MODEL_ID=",
        "MODEL_ID=$OTHER",
        "MODEL_TYPE=llama",
        "PROMPT_TYPE=llama2",
        "CHAT_TEMPLATE=gemma3",
        "EMBEDDING_MODEL=sentence_transformer",
        "IMAGE=ghcr.io/acme/model-server:1",
        "REPOSITORY=acme/x",
        "DATABASE_URL=postgresql://a:b@c/d",
        "CONTENT_TYPE=text/plain",
        "HF_TOKEN=hf_abcdefghijklmnop",
        "TZ=Europe/Berlin",
        "MODEL_HINT=any of acme/x or acme/y",
        "DOCS=https://huggingface.co/docs/hub",
    ],
)
def test_other_keys_and_values_name_none(line: str) -> None:
    assert loads(f"{line}\n") == []


def test_the_place_is_that_of_the_name() -> None:
    assert sightings('A=1\nexport MODEL_ID="acme/x"\n') == [("hf:acme/x", "load", 2, 18)]
    assert sightings("MODEL_ID=${BASE:-acme/x}\n") == [("hf:acme/x", "load", 1, 18)]


@pytest.mark.parametrize("mark", ["#", "# ", "## ", "#export "])
def test_a_line_commented_out_is_a_mention(mark: str) -> None:
    assert [(name, use) for name, use, _, _ in sightings(f"{mark}MODEL_ID=meta-llama/Llama-2-7b\n")] == [
        ("hf:meta-llama/Llama-2-7b", "mention")
    ]


def test_ids_in_comments_are_mentions() -> None:
    text = "A=1 # or meta-llama/Llama-2-7b\n# see https://huggingface.co/acme/x\n"
    assert [(name, use) for name, use, _, _ in sightings(text)] == [
        ("hf:meta-llama/Llama-2-7b", "mention"),
        ("hf:acme/x", "mention"),
    ]


@pytest.mark.parametrize("quote", ["'", "`"])
def test_a_quoted_value_may_hold_lines_of_json(quote: str) -> None:
    text = f'MODELS={quote}[\n  {{"name": "acme/x", "note": "text/plain"}},\n  {{"id": "acme/y"}}\n]{quote}\nB=1\n'
    assert sightings(text) == [("hf:acme/x", "load", 2, 13), ("hf:acme/y", "load", 3, 11)]


def test_a_list_names_each_of_its_models() -> None:
    assert loads("MODELS=acme/x,acme/y\n") == ["hf:acme/x", "hf:acme/y"]
    assert loads('MODELS=["acme/x", "acme/y"]\n') == ["hf:acme/x", "hf:acme/y"]


def test_a_quote_left_open_hides_no_other_key() -> None:
    assert loads('NOTE="left open\nMODEL_ID="acme/x"\n# it\'s a comment\nBASE_MODEL=acme/y\n') == [
        "hf:acme/x",
        "hf:acme/y",
    ]


def test_bytes_that_are_no_text_are_an_error() -> None:
    with pytest.raises(ReadError):
        list(env_file.read(".env", b"A=\xff"))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        list(env_file.read(".env", b"MODEL=" + data))
    except ReadError:
        return


@given(st.text(alphabet="ML=ab/-\"'`#$ {}:\n\r", max_size=80))
def test_every_place_is_in_the_file(text: str) -> None:
    for _, _, line, column in sightings(f"MODEL={text}"):
        assert 1 <= line <= text.count("\n") + 1
        assert column >= 1


@pytest.mark.parametrize("piece", ['A="\n', "A='\n", "A=`\n", "#a=b\n", "A=${B:-", 'MODEL=["', "A= #", "MODEL=a,"])
def test_garbage_takes_no_more_than_a_moment(piece: str) -> None:
    started = time.process_time()
    list(env_file.read(".env", (piece * (30_000 // len(piece))).encode()))
    assert time.process_time() - started < 1
