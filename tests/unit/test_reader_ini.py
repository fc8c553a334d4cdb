"""The INI reader: spaCy's configurations, and sections of keys in general."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.readers import ini_file

SPACY = """\
[paths]
train = "corpus/train.spacy"
vectors = "en_core_web_lg"
init_tok2vec = null

[components.ner]
source = "en_core_web_md"
replace_listeners = ["model.tok2vec"]

[components.other]
source = "en_ner_drugs"

[components.transformer.model]
@architectures = "spacy-transformers.TransformerModel.v3"
name = "roberta-base"
tokenizer_config = {"use_fast": true}

[components.morphologizer.model.tok2vec]
@architectures = "spacy-transformers.Tok2VecTransformer.v3"
name = "acme-lab/encoder"

[corpora.dev]
path = ${paths.dev}
"""


def seen(text: str) -> list[tuple[int, int, str, str, str]]:
    """Line, column, id, use and symbol of everything the reader reports."""
    found = [(r.id, r.occurrence) for r in ini_file.read("config.cfg", text.encode())]
    return sorted((place.line, place.column, name, place.use, place.symbol) for name, place in found)


def test_reads_a_configuration_of_spacy() -> None:
    assert seen(SPACY) == [
        (3, 12, "spacy:en_core_web_lg", "load", "vectors"),
        (7, 11, "spacy:en_core_web_md", "load", "source"),
        (15, 9, "hf:roberta-base", "load", "model.name"),
        (20, 9, "hf:acme-lab/encoder", "load", "tok2vec.name"),
    ]


FOUND = {
    "no section": ("model = acme-lab/one\n", [(1, 9, "hf:acme-lab/one", "load", "model")]),
    "a colon": ("[x]\nmodel_id: acme-lab/one\n", [(2, 11, "hf:acme-lab/one", "load", "model_id")]),
    "a section that names the model": ("[model]\nname=acme-lab/one", [(2, 6, "hf:acme-lab/one", "load", "model.name")]),
    "commands over several lines": (
        "[testenv]\ncommands =\n    pip install x\n    # no\n    python -m spacy download en_core_web_sm\n",
        [],
    ),
    "commands": (
        "[testenv]\ncommands =\n    pip install x\n    python -m spacy download en_core_web_sm\n",
        [(4, 30, "spacy:en_core_web_sm", "load", "python -m spacy download")],
    ),
    "Windows line ends": ("[a]\r\nmodel = acme-lab/one\r\n", [(2, 9, "hf:acme-lab/one", "load", "model")]),
    "a comment": ("; base_model = meta-llama/Llama-2-7b\n", [(1, 16, "hf:meta-llama/Llama-2-7b", "mention", "")]),
}


@pytest.mark.parametrize("case", FOUND)
def test_finds(case: str) -> None:
    text, expected = FOUND[case]
    assert [place[:4] for place in seen(text)] == [place[:4] for place in expected]


@pytest.mark.parametrize(
    "text",
    ["", "[a]\n", "[metadata]\nname = acme/one\n", "model = production\n", "[x]\nmodel\n", "model = outputs/best\n"],
)
def test_takes_nothing_for_a_model_in(text: str) -> None:
    assert seen(text) == []


def test_long_values_take_no_time() -> None:
    start = time.perf_counter()
    assert seen("commands =\n" + "    true\n" * 20_000) == []
    assert time.perf_counter() - start < 5


@given(st.text(alphabet="a[]=:#;\n \t\"'m/{", max_size=80))
def test_reads_any_text(text: str) -> None:
    seen(text)


@given(st.binary(max_size=100))
def test_raises_nothing_but_read_errors(data: bytes) -> None:
    try:
        list(ini_file.read("a.ini", data))
    except ReadError as error:
        assert error.path == "a.ini"
