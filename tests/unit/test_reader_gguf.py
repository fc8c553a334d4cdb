"""GGUF: the key-value pairs of the header, never the tensors."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit._weights import gguf, pointer
from weighstation.errors import ReadError
from weighstation.model import Base
from weighstation.readers import gguf as reader

LLAMA = "https://huggingface.co/meta-llama/Llama-3.2-1B-Instruct"
HEADER: dict[str, object] = {
    "general.architecture": "llama",
    "general.license": "llama3.2",
    "general.base_model.count": 1,
    "general.base_model.0.repo_url": LLAMA,
    "general.datasets": ["https://huggingface.co/datasets/acme-lab/rows"],
    "llama.block_count": 16,
    "tokenizer.ggml.tokens": ["a", "b", "c"],
    "tokenizer.ggml.token_type": [1, 1, 1],
    "general.file_type": 15,
}


@pytest.mark.parametrize(("version", "order"), [(1, "<"), (2, "<"), (3, "<"), (3, ">"), (2, ">")])
def test_reads_every_version_in_both_byte_orders(version: int, order: str) -> None:
    weights, base, dataset = reader.read("m/a.gguf", gguf(HEADER, version=version, order=order))
    assert (weights.id, weights.type, weights.license) == ("file:m/a.gguf", "model", "llama3.2")
    assert weights.bases == (Base("hf:meta-llama/Llama-3.2-1B-Instruct"),)
    assert weights.occurrence == ("m/a.gguf", 0, 1, "load", "GGUF")
    assert (base.id, base.occurrence.use) == ("hf:meta-llama/Llama-3.2-1B-Instruct", "mention")
    assert base.occurrence.symbol == "general.base_model.0.repo_url"
    assert (dataset.id, dataset.type, dataset.occurrence.use) == ("hf-dataset:acme-lab/rows", "dataset", "mention")


MADE_FROM: dict[str, tuple[dict[str, object], list[tuple[str, str]]]] = {
    "a source that was converted": ({"general.source.repo_url": LLAMA}, [("hf:meta-llama/Llama-3.2-1B-Instruct", "conversion")]),
    "a source that was quantized": ({"general.source.repo_url": LLAMA, "general.file_type": 15}, [("hf:meta-llama/Llama-3.2-1B-Instruct", "quantized")]),
    "the key of old converters": ({"general.source.huggingface.repository": "acme-lab/one"}, [("hf:acme-lab/one", "conversion")]),
    "its own repository": ({"general.repo_url": "https://huggingface.co/acme-lab/one"}, [("hf:acme-lab/one", "conversion")]),
    "an adapter": ({"general.type": "adapter", "general.base_model.0.repo_url": LLAMA}, [("hf:meta-llama/Llama-3.2-1B-Instruct", "adapter")]),
    "a merge": ({"general.base_model.0.repo_url": "https://hf.co/a-lab/x", "general.base_model.1.repo_url": "https://hf.co/b-lab/y"}, [("hf:a-lab/x", "merge"), ("hf:b-lab/y", "merge")]),
    "two addresses of one base": ({"general.base_model.0.repo_url": LLAMA, "general.base_model.0.url": LLAMA}, [("hf:meta-llama/Llama-3.2-1B-Instruct", "")]),
    "a well-known name": ({"general.name": "Llama 3.2 1B Instruct", "general.file_type": 15}, [("hf:meta-llama/Llama-3.2-1B-Instruct", "quantized")]),
    "a well-known name of a base": ({"general.name": "Support Bot", "general.base_model.0.name": "Llama 3.2 1B Instruct"}, [("hf:meta-llama/Llama-3.2-1B-Instruct", "")]),
    "a name nobody knows": ({"general.name": "Support Bot"}, []),
    "an organization's page": ({"general.repo_url": "https://huggingface.co/unsloth"}, []),
    "a repository elsewhere": ({"general.repo_url": "https://github.com/acme-lab/one"}, []),
    "numbers where texts belong": ({"general.base_model.0.repo_url": 7, "general.name": 1, "general.license": 2, "general.datasets": [3]}, []),
    "nothing": ({}, []),
}  # fmt: skip


@pytest.mark.parametrize("case", MADE_FROM)
def test_says_what_it_was_made_from(case: str) -> None:
    pairs, expected = MADE_FROM[case]
    weights, *_ = reader.read("a.gguf", gguf(pairs))
    assert [tuple(base) for base in weights.bases] == expected


@pytest.mark.parametrize(
    ("tag", "name", "expected"),
    [
        ("apache-2.0", "", "apache-2.0"),
        ("other", "llama3.2", "llama3.2"),
        ("", "llama3.2", "llama3.2"),
        ("mit", "my-own", "mit"),
        ("other", "", "other"),
    ],
)
def test_the_license_is_the_tag_or_the_name_behind_other(tag: str, name: str, expected: str) -> None:
    pairs = {"general.license": tag, "general.license.name": name}
    (weights,) = reader.read("a.gguf", gguf({key: value for key, value in pairs.items() if value}))
    assert weights.license == expected


def test_keys_behind_the_vocabulary_count() -> None:
    (weights,) = reader.read("a.gguf", gguf({"tokenizer.ggml.tokens": ["x"] * 1000, "general.license": "mit"}))
    assert weights.license == "mit"


def test_shards_are_one_model() -> None:
    ids = {next(reader.read(f"m/a-0000{n}-of-00003.gguf", gguf({}))).id for n in (1, 2, 3)}
    assert ids == {"file:m/a-00001-of-00003.gguf"}


def test_a_pointer_of_git_lfs_stands_for_the_weights() -> None:
    (weights,) = reader.read("a.gguf", pointer())
    assert (weights.id, weights.version) == ("file:a.gguf", "sha256:" + "ab" * 32)
    assert weights.occurrence.symbol == "git-lfs pointer to 4,000,000,000 bytes"


def _text(key: str, size: int) -> bytes:
    return struct.pack("<Q", len(key)) + key.encode() + struct.pack("<IQ", 8, size)


def _head(pairs: int, version: int = 3) -> bytes:
    return b"GGUF" + struct.pack("<IQQ", version, 0, pairs)


BROKEN = {
    "another format": (b"<!doctype html><title>404</title>", "not a GGUF file"),
    "a later version": (_head(0, 9), "unknown version"),
    "an end in the head": (b"GGUF\x03\0\0\0\0", "ends within"),
    "an end in a text": (gguf(HEADER)[:120], "ends within"),
    "a text without end": (_head(1) + _text("general.license", 1 << 60), "ends within"),
    "a key without end": (_head(1) + struct.pack("<Q", 1 << 60), "key of"),
    "pairs without end": (_head(1 << 60), "pairs of metadata"),
    "a list without end": (gguf({"general.datasets": struct.pack("<IIQ", 9, 8, 1 << 60)}), "lists of"),
    "a list of numbers without end": (gguf({"x.y": struct.pack("<IIQ", 9, 4, 1 << 60)}), "ends within"),
    "lists of lists": (gguf({"x.y": struct.pack("<I", 9) + struct.pack("<IQ", 9, 1) * 50}), "too deeply"),
    "an unknown type": (gguf({"x.y": struct.pack("<I", 99)}), "unknown type"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_weights_with_a_broken_header_are_reported_and_so_is_the_fault(case: str) -> None:
    data, message = BROKEN[case]
    found = reader.read("a.gguf", data)
    assert next(found).id == "file:a.gguf"
    with pytest.raises(ReadError, match=message) as error:
        list(found)
    assert (error.value.path, bool(error.value.hint)) == ("a.gguf", True)


def test_a_text_of_the_longest_size_is_kept_and_a_longer_one_stepped_over() -> None:
    (weights,) = reader.read("a.gguf", gguf({"general.description": "x" * 70_000, "general.license": "mit"}))
    assert weights.license == "mit"


@settings(max_examples=100)
@given(st.binary(max_size=80), st.integers(0, 400))
def test_raises_nothing_but_read_errors(data: bytes, cut: int) -> None:
    whole = gguf(HEADER)
    for sample in (data, b"GGUF" + data, _head(3) + data, whole[:cut], whole[:cut] + data + whole[cut + len(data) :]):
        try:
            list(reader.read("a.gguf", sample))
        except ReadError as error:
            assert error.path == "a.gguf"
