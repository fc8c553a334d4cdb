"""Weights that say nothing: listed by their name, looked at for a kilobyte, never loaded."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit._weights import pointer
from weighstation import readers
from weighstation.readers import weights as reader

ZIP, PICKLE, BINARY = b"PK\x03\x04\0\0", b"\x80\x02}q\0", b"\0\1\2\xff" * 9
LISTED = {
    "a/best.pt": ZIP, "yolo.pth": PICKLE, "v1.ckpt": ZIP, "pytorch_model.bin": PICKLE, "model.bin": b"\6\0\0\0\x12",
    "adapter_model.bin": ZIP, "ggml-base.en.bin": b"lmgg\0", "detect.tflite": b"\x1c\0\0\0TFL3", "tf_model.h5": b"\x89HDF\r",
    "sentiment_model.pkl": PICKLE, "det.pdparams": BINARY, "a.llamafile": b"MZqFpD='\n\0",
}  # fmt: skip
NOT_LISTED = {
    "a path file of Python": ("site.pth", b"import os; os.environ\n./src\n"),
    "a page in Portuguese": ("guia.pt", "Olá, você".encode() * 200),
    "an empty file": ("empty.pt", b""),
    "an optimizer's state": ("out/optimizer.pt", ZIP),
    "a trainer's arguments": ("out/rng_state_0.pth", ZIP),
    "vertices of a drawing": ("model.bin", b"\0\0\x80\x3f\0\0\0\xbf"),
}


@pytest.mark.parametrize("path", LISTED)
def test_weights_are_listed(path: str) -> None:
    row = readers.row_for(path)
    assert row is not None
    assert row[0] == "weights"
    (weights,) = reader.read(path, LISTED[path])
    assert (weights.id, weights.type, weights.license, weights.bases) == (f"file:{path}", "model", "", ())
    assert weights.occurrence == (path, 0, 1, "load", path.rpartition(".")[2])


@pytest.mark.parametrize("case", NOT_LISTED)
def test_what_only_has_the_name_is_not_listed(case: str) -> None:
    assert list(reader.read(*NOT_LISTED[case])) == []


@pytest.mark.parametrize("path", ["data.bin", "rows.pkl", "vectors.h5", "a.txt", "training_args.bin", "a.npz"])
def test_other_files_are_not_looked_at(path: str) -> None:
    assert readers.row_for(path) is None


@pytest.mark.parametrize("path", ["best.pt", "model.bin"])
def test_a_pointer_of_git_lfs_stands_for_the_weights(path: str) -> None:
    (weights,) = reader.read(path, pointer(123))
    assert (weights.id, weights.version) == (f"file:{path}", "sha256:" + "ab" * 32)
    assert weights.occurrence == (path, 1, 1, "load", "git-lfs pointer to 123 bytes")


def test_a_pointer_may_name_extensions() -> None:
    (weights,) = reader.read("a.pt", pointer().replace(b"oid", b"ext-0-foo sha256:00\noid", 1))
    assert weights.version == "sha256:" + "ab" * 32


def test_only_the_beginning_of_weights_is_looked_at() -> None:
    assert readers.header("a.pt") == 1024
    assert readers.header("a.gguf") > 1 << 20
    assert readers.header("a.py") == readers.header("a.txt") == 0


@settings(max_examples=100)
@given(st.binary(max_size=100))
def test_never_raises(data: bytes) -> None:
    for path in ("a.pt", "model.bin"):
        assert len(list(reader.read(path, data))) <= 1
