"""Rust source: the ids that candle, hf-hub and their kin load, in match arms, calls, constants and options."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.readers._compiled import Spot, reference, string_at, telling, value
from weighstation.readers._text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Reference

_HUB_CLIENTS = (b"hf_hub", b"hf-hub", b"from_pretrained")
_ARGUMENT = re.compile(r"\{(\w*)(?::[^{}]*)?\}")


def read(path: str, data: bytes) -> Iterator[Reference]:
    """References of a Rust file; raises ``ReadError`` where the bytes are no text.

    In a file that uses a client of the Hub any ``org/name`` may be loaded, whatever it is called; elsewhere the name
    it is given to, or the call it is handed to, has to speak of a model.
    """
    code = decode(path, data).encode()
    offsets = telling(code)
    if not offsets:
        return
    from weighstation.readers._rust_places import spot
    from weighstation.readers._syntax import parse

    root = parse("rust", code)
    any_slug = any(client in code for client in _HUB_CLIENTS)
    for offset in offsets:
        node = string_at(root, offset)
        at = spot(node) if node is not None else None
        if node is None or at is None:
            continue
        written = _ARGUMENT.sub(r"{\1}", value(node))
        if at.place is None and any_slug and "/" in written:
            at = Spot("hub", at.symbol, at.mention)
        yield from reference(path, node, written, at, ollama=b"llama" in code)
