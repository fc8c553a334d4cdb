"""ONNX: the properties behind the graph, never the graph."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit._weights import field, onnx, pointer
from weighstation.errors import ReadError
from weighstation.model import Base
from weighstation.readers import onnx as reader

LICENSE = {"author": "Ultralytics", "license": "AGPL-3.0 License (https://example.org/license)"}


def test_says_license_and_base() -> None:
    weights, base = reader.read("m/a.onnx", onnx({**LICENSE, "base_model": "acme-lab/one"}))
    assert (weights.id, weights.license) == ("file:m/a.onnx", "AGPL-3.0 License")
    assert weights.bases == (Base("hf:acme-lab/one", "conversion"),)
    assert weights.occurrence == ("m/a.onnx", 0, 1, "load", "ONNX")
    assert (base.id, base.occurrence.use, base.occurrence.symbol) == ("hf:acme-lab/one", "mention", "base_model")


@pytest.mark.parametrize("properties", [{}, {"task": "detect", "stride": "32", "names": "{0: 'a/b'}"}])
def test_weights_that_say_nothing_are_reported_all_the_same(properties: dict[str, str]) -> None:
    (weights,) = reader.read("a.onnx", onnx(properties))
    assert (weights.id, weights.license, weights.bases) == ("file:a.onnx", "", ())


class Counting:
    """Bytes that count how many of them were fetched."""

    def __init__(self, data: bytes) -> None:
        self.data, self.fetched = data, 0

    def __len__(self) -> int:
        return len(self.data)

    def __getitem__(self, part: slice, /) -> bytes:
        self.fetched += len(self.data[part])
        return self.data[part]


def test_the_graph_is_stepped_over() -> None:
    data = Counting(onnx(LICENSE, graph=b"\x12" * 5_000_000))
    (weights,) = reader.read("a.onnx", data)
    assert weights.license == "AGPL-3.0 License"
    assert data.fetched < 2_000


def test_a_pointer_of_git_lfs_stands_for_the_weights_and_an_empty_file_for_none() -> None:
    (weights,) = reader.read("a.onnx", pointer())
    assert weights.version == "sha256:" + "ab" * 32
    assert list(reader.read("a.onnx", b"")) == []


BROKEN = {
    "another format": (b"<!doctype html><title>404</title>", "not a whole ONNX model"),
    "an end in the graph": (onnx(LICENSE)[:14], "ends within a field"),
    "an end in a number": (b"\x08\x80", "ends within a number"),
    "a number without end": (b"\x08" + b"\x80" * 20, "ends within a number"),
    "fields without end": (b"\x08\x01" * 100_001, "more than 100,000 fields"),
    "a number zero": (b"\x00\x01", "number 0"),
    "properties that are no messages": (b"\x08\x0a\x70\x01", "no messages"),
    "a message of another kind": (field(3, b"x"), "no graph"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_weights_with_a_broken_header_are_reported_and_so_is_the_fault(case: str) -> None:
    data, message = BROKEN[case]
    found = reader.read("a.onnx", data)
    assert next(found).id == "file:a.onnx"
    with pytest.raises(ReadError, match=message) as error:
        list(found)
    assert (error.value.path, bool(error.value.hint)) == ("a.onnx", True)


@settings(max_examples=100)
@given(st.binary(max_size=80), st.integers(0, 120))
def test_raises_nothing_but_read_errors(data: bytes, cut: int) -> None:
    whole = onnx(LICENSE)
    for sample in (data, b"\x08\x0a" + data, whole[:cut], whole[:cut] + data + whole[cut:], field(14, data)):
        try:
            list(reader.read("a.onnx", sample))
        except ReadError as error:
            assert error.path == "a.onnx"
