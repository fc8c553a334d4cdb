"""Writes small files of weights, as the formats' specifications have them, so that the tests need no library."""

from __future__ import annotations

import json
import struct


def gguf(pairs: dict[str, object], *, version: int = 3, order: str = "<") -> bytes:
    """A GGUF file without tensors. Values: texts, whole numbers (32 bits), lists of either; bytes go in as they are."""
    length = order + ("I" if version == 1 else "Q")

    def text(value: str) -> bytes:
        return struct.pack(length, len(value.encode())) + value.encode()

    def value(of: object) -> bytes:
        if isinstance(of, bytes):
            return of
        if isinstance(of, str):
            return struct.pack(order + "I", 8) + text(of)
        if isinstance(of, int):
            return struct.pack(order + "II", 4, of)
        items = list(of) if isinstance(of, (list, tuple)) else []
        kind = 8 if items and isinstance(items[0], str) else 4
        body = b"".join(text(item) if isinstance(item, str) else struct.pack(order + "I", item) for item in items)
        return struct.pack(order + "II", 9, kind) + struct.pack(length, len(items)) + body

    head = b"GGUF" + struct.pack(order + "I", version) + struct.pack(length, 0) + struct.pack(length, len(pairs))
    return head + b"".join(text(key) + value(of) for key, of in pairs.items())


def safetensors(metadata: dict[str, str] | None, tensors: bytes = b"\0" * 8) -> bytes:
    """A safetensors file with one tensor."""
    header: dict[str, object] = {"w": {"dtype": "F32", "shape": [2], "data_offsets": [0, len(tensors)]}}
    body = json.dumps(({"__metadata__": metadata} if metadata is not None else {}) | header).encode()
    return struct.pack("<Q", len(body)) + body + tensors


def onnx(properties: dict[str, str], graph: bytes = b"\x12\x01g") -> bytes:
    """An ONNX model: version, producer, a graph, then the properties, in the order in which libraries write them."""
    pairs = (field(1, key.encode()) + field(2, value.encode()) for key, value in properties.items())
    return b"\x08\x0a" + field(2, b"pytorch") + field(7, graph) + b"".join(field(14, pair) for pair in pairs)


def field(number: int, value: bytes) -> bytes:
    """One length-delimited field of a protocol buffer."""
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _varint(number: int) -> bytes:
    low, high = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + _varint(high) if high else bytes([low])


def pointer(size: int = 4_000_000_000, oid: str = "ab" * 32) -> bytes:
    """A pointer of Git LFS."""
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {size}\n".encode()
