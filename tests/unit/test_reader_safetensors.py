"""safetensors: the metadata in the header, never the tensors."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit._weights import pointer, safetensors
from weighstation.errors import ReadError
from weighstation.readers import safetensors as reader

SDXL = "hf:stabilityai/stable-diffusion-xl-base-1.0"
LORA = {"modelspec.architecture": "stable-diffusion-xl-v1-base/lora"}


def test_says_license_and_base_of_an_adapter() -> None:
    metadata = {**LORA, "modelspec.license": "CreativeML Open RAIL++-M", "ss_sd_model_name": "acme-lab/one"}
    weights, base = reader.read("loras/a.safetensors", safetensors(metadata))
    assert (weights.id, weights.license) == ("file:loras/a.safetensors", "CreativeML Open RAIL++-M")
    assert weights.occurrence == ("loras/a.safetensors", 0, 1, "load", "safetensors")
    assert (base.id, base.occurrence.use, base.occurrence.symbol) == ("hf:acme-lab/one", "mention", "ss_sd_model_name")


MADE_FROM = {
    "an architecture": (LORA, [(SDXL, "adapter")]),
    "a version of the trainer": ({"ss_network_module": "networks.lora", "ss_base_model_version": "sdxl_base_v1-0"}, [(SDXL, "adapter")]),
    "a publisher's file": ({**LORA, "ss_sd_model_name": "D:\\models\\sd_xl_base_1.0.safetensors"}, [(SDXL, "adapter")]),
    "a file of one's own": ({"ss_network_module": "x", "ss_sd_model_name": "mine.safetensors"}, []),
    "a name on the Hub": ({"base_model": "acme-lab/one"}, [("hf:acme-lab/one", "")]),
    "a merge": ({"modelspec.merged_from": "acme-lab/one, sd_xl_base_1.0, mine"}, [("hf:acme-lab/one", "merge"), (SDXL, "merge")]),
    "a checkpoint, which may be the model of that architecture": ({"modelspec.architecture": "stable-diffusion-xl-v1-base"}, []),
    "what transformers writes": ({"format": "pt"}, []),
}  # fmt: skip


@pytest.mark.parametrize("case", MADE_FROM)
def test_says_what_it_was_made_from(case: str) -> None:
    metadata, expected = MADE_FROM[case]
    weights, *_ = reader.read("a.safetensors", safetensors(metadata))
    assert [tuple(base) for base in weights.bases] == expected


def test_an_address_behind_the_name_of_a_license_is_left_out() -> None:
    (weights,) = reader.read("a.safetensors", safetensors({"license": "AGPL-3.0 (https://example.org/license)"}))
    assert weights.license == "AGPL-3.0"


@pytest.mark.parametrize("data", [safetensors(None), safetensors({}), struct.pack("<Q", 2) + b"[]"])
def test_weights_that_say_nothing_are_reported_all_the_same(data: bytes) -> None:
    (weights,) = reader.read("a.safetensors", data)
    assert (weights.id, weights.license, weights.bases) == ("file:a.safetensors", "", ())


def test_a_pointer_of_git_lfs_stands_for_the_weights_and_an_empty_file_for_none() -> None:
    (weights,) = reader.read("a.safetensors", pointer())
    assert weights.version == "sha256:" + "ab" * 32
    assert list(reader.read("a.safetensors", b"")) == []


BROKEN = {
    "too short": (b"abc", "ends within"),
    "an end in the header": (safetensors({"a": "b"})[:30], "ends within"),
    "a header without end": (struct.pack("<Q", 1 << 62), "ends within"),
    "no JSON": (struct.pack("<Q", 4) + b"{{{{", "no JSON"),
    "no text": (struct.pack("<Q", 4) + b"\xff\xfe\xff\xff", "no JSON"),
    "deep JSON": (struct.pack("<Q", 200_000) + b"[" * 200_000, "no JSON"),
    "a header that is too large": (struct.pack("<Q", 25_000_001) + b" " * 25_000_001, "header of 25,000,001 bytes"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_weights_with_a_broken_header_are_reported_and_so_is_the_fault(case: str) -> None:
    data, message = BROKEN[case]
    found = reader.read("a.safetensors", data)
    assert next(found).id == "file:a.safetensors"
    with pytest.raises(ReadError, match=message) as error:
        list(found)
    assert (error.value.path, bool(error.value.hint)) == ("a.safetensors", True)


@settings(max_examples=100)
@given(st.binary(max_size=80), st.integers(0, 200))
def test_raises_nothing_but_read_errors(data: bytes, cut: int) -> None:
    whole = safetensors({**LORA, "license": "mit"})
    for sample in (data, struct.pack("<Q", len(data)) + data, whole[:cut], whole[:cut] + data + whole[cut:]):
        try:
            list(reader.read("a.safetensors", sample))
        except ReadError as error:
            assert error.path == "a.safetensors"
