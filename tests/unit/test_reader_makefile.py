"""Makefiles: variables by name, recipes as shell."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.readers import makefile


def sightings(text: str) -> list[tuple[str, int, str]]:
    found = makefile.read("Makefile", text.encode())
    return [
        (each.id, each.occurrence.line, each.occurrence.symbol) for each in found if each.occurrence.use != "mention"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MODEL = acme/x", ("hf:acme/x", 1, "MODEL=")),
        ("MODEL := acme/x # small", ("hf:acme/x", 1, "MODEL=")),
        ("MODEL ?= acme/x", ("hf:acme/x", 1, "MODEL=")),
        ("MODEL ::= acme/x", ("hf:acme/x", 1, "MODEL=")),
        ("MODELS += acme/x", ("hf:acme/x", 1, "MODELS=")),
        ('export MODEL="acme/x"', ("hf:acme/x", 1, "MODEL=")),
        ("  override MODEL = acme/x", ("hf:acme/x", 1, "MODEL=")),
        ("serve: MODEL = acme/x", ("hf:acme/x", 1, "MODEL=")),
        ("MODELS = \\\n  acme/x", ("hf:acme/x", 2, "MODELS=")),
        ("ORG = acme\nMODEL = $(ORG)/x", ("hf:acme/x", 2, "MODEL=")),
        ("ARGS = --base_model acme/x --fast", ("hf:acme/x", 1, "--base_model")),
        ("get:\n\thf download acme/x", ("hf:acme/x", 2, "hf download")),
        ("get:\n\t@-hf download acme/x", ("hf:acme/x", 2, "hf download")),
        ("get:\n\thf download \\\n\t  acme/x", ("hf:acme/x", 3, "hf download")),
        ("get:\n\tsleep 1; \\\n  hf download acme/x", ("hf:acme/x", 3, "hf download")),
        ("get:\n\tpython -m spacy download en_core_web_sm", ("spacy:en_core_web_sm", 2, "spacy download")),
        ("X = acme/x\nget:\n\tvllm serve $(X) --port $(PORT)", ("hf:acme/x", 1, "vllm serve")),
        ("X = acme/x\nget:\n\tvllm serve ${X}", ("hf:acme/x", 1, "vllm serve")),
        ("get:\n\tvllm serve $(X)\nX = acme/x", ("hf:acme/x", 3, "vllm serve")),
        ("MODEL = acme/x\nget:\n\tvllm serve $(MODEL)", ("hf:acme/x", 1, "MODEL=")),
        ("get:\n\tfor m in llama3; do ollama pull $$m; done", ("ollama:llama3", 2, "ollama pull")),
        ("get:\n\tx=$$(ollama show llama3)", ("ollama:llama3", 2, "ollama show")),
    ],
)
def test_variables_and_recipes_name_models(text: str, expected: tuple[str, int, str]) -> None:
    assert sightings(f"{text}\n") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "IMAGE = acme/model-server",
        "REPO = acme/x",
        "OUTPUT = acme/x",
        "all: build/x test/y",
        "push:\n\thf upload acme/x .",
        "push:\n\tdocker push acme/x; docker build -t acme/x .",
        "serve:\n\tvllm serve $(MODEL)",
        "say:\n\t@echo run ollama pull llama3",
        "lint:\n\truff check src/app tests/unit",
        "TAG = $(shell git rev-parse HEAD)",
        "ifeq ($(MODEL),acme/x)\nendif",
    ],
)
def test_images_targets_and_folders_are_no_models(text: str) -> None:
    assert sightings(f"{text}\n") == []


def test_comments_mention() -> None:
    text = b"# meta-llama/Llama-2-7b-hf\nall:\n\t# meta-llama/Llama-2-13b-hf\n"
    found = [(each.id, each.occurrence.use, each.occurrence.line) for each in makefile.read("Makefile", text)]
    assert sorted(found) == [
        ("hf:meta-llama/Llama-2-13b-hf", "mention", 3),
        ("hf:meta-llama/Llama-2-7b-hf", "mention", 1),
    ]


def test_the_place_is_that_of_the_name() -> None:
    (found,) = makefile.read("Makefile", b"MODEL ?= acme/x\n")
    assert (found.occurrence.line, found.occurrence.column) == (1, 10)


def test_bytes_that_are_no_text_are_an_error() -> None:
    with pytest.raises(ReadError):
        list(makefile.read("Makefile", b"A=\xff"))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        list(makefile.read("Makefile", data))
    except ReadError:
        return


@given(
    st.lists(
        st.sampled_from(["a:", "\n", "\t", "M=", "$(M)", "a/b", "\\\n", "#", " ", "$$", "'", "ollama pull "]),
        max_size=25,
    )
)
def test_every_place_is_in_the_file(pieces: list[str]) -> None:
    text = "".join(pieces)
    for _, line, _ in sightings(text):
        assert 1 <= line <= text.count("\n") + 1


@pytest.mark.parametrize("piece", ["\t@$(A)\n", "A = $(A)$(A)\n", "A=a\\\n", "\ta\\\n", "a:", "#", "A = $(B) "])
def test_garbage_takes_no_more_than_a_moment(piece: str) -> None:
    started = time.process_time()
    list(makefile.read("Makefile", (piece * (30_000 // len(piece))).encode()))
    assert time.process_time() - started < 1
