"""Weights in formats that say nothing of their origin, or only to whoever runs them: PyTorch's pickles and others.

The file is listed so that nobody overlooks it. Its first kilobyte is compared, never loaded: unpickling runs code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.readers import _weights

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Reference
    from weighstation.readers import Window

# What a trainer keeps next to the weights, under the same endings.
_STATE = ("optim", "scheduler", "rng_state", "random_states", "training_args", "scaler", "training_state", "loss_")
# Beginnings of a `.bin` that holds weights: zip and pickle (PyTorch), ggml and its successors, HDF5. CTranslate2 begins
# with its version, a small number.
_BEGINNINGS = (b"PK\x03\x04", b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05", b"lmgg", b"fmgg", b"tjgg", b"GGUF",
               b"\x89HDF", *(bytes((version, 0, 0, 0)) for version in range(1, 10)))  # fmt: skip


def read(path: str, data: Window) -> Iterator[Reference]:
    """The file as a model of unknown license; nothing where it is text, empty, or a trainer's state."""
    start = data[: _weights.POINTER]
    name = path.rpartition("/")[2].lower()
    if not start or name.startswith(_STATE):
        return
    if found := _weights.pointer(path, start):
        yield found
    elif not _is_text(start) and (not name.endswith(".bin") or start.startswith(_BEGINNINGS)):
        yield _weights.of_file(path, name.rpartition(".")[2])


def _is_text(start: bytes) -> bool:
    """Whether the beginning is text, as of a ``.pth`` file of Python's or a page in Portuguese (``.pt``)."""
    try:
        start.decode()
    except UnicodeDecodeError as error:
        return error.start > _weights.POINTER - 4 and b"\0" not in start  # the last character may go on
    return b"\0" not in start
