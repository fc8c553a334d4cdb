"""Dockerfiles: arguments, environment, commands in both forms, here-documents; images are never models."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.readers import dockerfile


def sightings(text: str) -> list[tuple[str, int, str]]:
    found = dockerfile.read("Dockerfile", text.encode())
    return [
        (each.id, each.occurrence.line, each.occurrence.symbol) for each in found if each.occurrence.use != "mention"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ARG MODEL_ID=acme/x", ("hf:acme/x", 1, "MODEL_ID=")),
        ("ARG A=1 MODEL_ID='acme/x'", ("hf:acme/x", 1, "MODEL_ID=")),
        ('ENV A=1 \\\n    MODEL_ID="acme/x"', ("hf:acme/x", 2, "MODEL_ID=")),
        ("ENV MODEL_ID acme/x", ("hf:acme/x", 1, "MODEL_ID=")),
        ("env model_id=acme/x", ("hf:acme/x", 1, "model_id=")),
        ("RUN hf download acme/x", ("hf:acme/x", 1, "hf download")),
        ("RUN --mount=type=cache,target=/root/.cache \\\n  hf download acme/x", ("hf:acme/x", 2, "hf download")),
        ("RUN apt-get update && \\\n# a comment\n\n  ollama pull llama3", ("ollama:llama3", 4, "ollama pull")),
        ("# escape=`\nRUN echo `\n  & ollama pull llama3", ("ollama:llama3", 3, "ollama pull")),
        ("RUN echo \\  \n  ; ollama pull llama3", ("ollama:llama3", 2, "ollama pull")),
        ("RUN echo a\r\nRUN echo \\\r\n  ; ollama pull llama3\r\n", ("ollama:llama3", 3, "ollama pull")),
        ('RUN ["hf", "download", "acme/x"]', ("hf:acme/x", 1, "hf download")),
        ("RUN <<EOF\napt-get update\nollama pull llama3\nEOF", ("ollama:llama3", 3, "ollama pull")),
        ("RUN bash <<'EOF'\nollama pull llama3\nEOF\nRUN true", ("ollama:llama3", 2, "ollama pull")),
        ("COPY <<EOF /app/Modelfile\nFROM llama3\nEOF", ("ollama:llama3", 2, "FROM")),
        ("COPY --chmod=644 <<EOF /app/.env\nMODEL_ID=acme/x\nEOF", ("hf:acme/x", 2, "MODEL_ID=")),
        ("RUN python -m spacy download en_core_web_sm", ("spacy:en_core_web_sm", 1, "spacy download")),
        ("ADD https://huggingface.co/acme/x/resolve/main/m.bin /m", ("hf:acme/x", 1, "ADD")),
        ("RUN git clone https://huggingface.co/acme/x", ("hf:acme/x", 1, "git clone")),
        ('CMD ["--model-id", "acme/x"]', ("hf:acme/x", 1, "--model-id")),
        ("CMD vllm serve acme/x", ("hf:acme/x", 1, "vllm serve")),
        ('ENTRYPOINT ["vllm", "serve"]\nCMD ["acme/x", "--port", "80"]', ("hf:acme/x", 2, "vllm serve")),
        ('CMD ["acme/x"]\nENTRYPOINT ["vllm", "serve"]', ("hf:acme/x", 1, "vllm serve")),
        ('CMD ["sh", "-c", "vllm serve acme/x --port $PORT"]', ("hf:acme/x", 1, "vllm serve")),
        ("HEALTHCHECK --interval=5s CMD ollama show llama3", ("ollama:llama3", 1, "ollama show")),
        ("ONBUILD RUN ollama pull llama3", ("ollama:llama3", 1, "ollama pull")),
        ("ARG BASE_MODEL=acme/x\nRUN hf download $BASE_MODEL", ("hf:acme/x", 1, "BASE_MODEL=")),
        ("ARG X=acme/x\nENV Y=$X\nRUN vllm serve ${Y}", ("hf:acme/x", 1, "vllm serve")),
        ("RUN python -c \"M.from_pretrained('acme/x')\"", ("hf:acme/x", 1, "M.from_pretrained")),
        ("RUN python -c \"import m; \\\n  m.from_pretrained('acme/x')\"", ("hf:acme/x", 2, "m.from_pretrained")),
    ],
)
def test_an_instruction_names_the_model_it_loads(text: str, expected: tuple[str, int, str]) -> None:
    assert sightings(f"{text}\n") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "FROM ollama/ollama:latest",
        "FROM nvidia/cuda:12.1.1-devel AS build",
        "FROM meta-llama/Llama-2-7b-hf",
        "# syntax=docker/dockerfile:1",
        "COPY --from=nvidia/cuda:12 /usr/lib/x /usr/lib/y",
        "COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/",
        "COPY scripts/get.py models/x /app/",
        "LABEL model=acme/x org.opencontainers.image.source=https://github.com/acme/x",
        "ENV HF_HOME=/cache PATH=/a/b:$PATH",
        "ARG IMAGE=acme/server",
        "ARG MODEL_ID\nRUN hf download $MODEL_ID",
        "WORKDIR /models/acme",
        'EXPOSE 8000\nUSER app\nVOLUME ["/models"]',
        "RUN pip install git+https://github.com/huggingface/peft.git@main",
        "ONBUILD ONBUILD RUN ollama pull llama3",
        "RUN curl -fsSL https://ollama.com/install.sh | sh",
    ],
)
def test_images_paths_and_labels_are_no_models(text: str) -> None:
    assert sightings(f"{text}\n") == []


def test_an_argument_in_one_stage_is_known_in_the_next() -> None:
    text = 'ARG X=acme/x\nFROM a AS one\nRUN hf download $X\nFROM b\nCMD ["vllm", "serve", "acme/y"]\n'
    assert [name for name, _, _ in sightings(text)] == ["hf:acme/x", "hf:acme/y"]


def test_comments_mention() -> None:
    text = b"FROM a\n# or intfloat/multilingual-e5-large, docker/dockerfile:1\n"
    (found,) = dockerfile.read("Dockerfile", text)
    assert (found.id, found.occurrence.use, found.occurrence.line) == (
        "hf:intfloat/multilingual-e5-large",
        "mention",
        2,
    )


def test_bytes_that_are_no_text_are_an_error() -> None:
    with pytest.raises(ReadError):
        list(dockerfile.read("Dockerfile", b"\xff\xfe\xff"))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        list(dockerfile.read("Dockerfile", data))
    except ReadError:
        return


WORDS = st.sampled_from(
    ["RUN", "ENV", "ARG", "CMD", "ONBUILD", "COPY", "HEALTHCHECK", "FROM", " ", "\n", "\\\n", "#", "<<EOF", "EOF", "[", '"',
     "]", "M=a/b", "$M", "ollama pull x", "\t", "`", "\r\n"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=25).map("".join))
def test_any_text_of_instructions_is_read(text: str) -> None:
    for found in dockerfile.read("Dockerfile", text.encode()):
        assert 1 <= found.occurrence.line <= text.count("\n") + 1


@pytest.mark.parametrize(
    "piece", ["RUN <<E\n", "RUN a \\\n", "ONBUILD ", 'CMD ["', "ENV A=$A\n", "\\\n", "ENV A a/b\n"]
)
def test_garbage_takes_no_more_than_a_moment(piece: str) -> None:
    started = time.process_time()
    list(dockerfile.read("Dockerfile", (piece * (30_000 // len(piece))).encode()))
    assert time.process_time() - started < 1
