"""Go source: models in struct fields, constants, flags, and the calls of clients of Ollama, OpenAI and others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.readers._compiled import reference, string_at, telling, value
from weighstation.readers._text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Reference


def read(path: str, data: bytes) -> Iterator[Reference]:
    """References of a Go file; raises ``ReadError`` where the bytes are no text.

    Those of a test are mentions: Go's tests of services and controllers name models, and none of them loads one.
    """
    code = decode(path, data).encode()
    offsets = telling(code)
    if not offsets:
        return
    from weighstation.readers._go_places import spot
    from weighstation.readers._syntax import parse

    root = parse("go", code)
    for offset in offsets:
        node = string_at(root, offset)
        at = spot(node) if node is not None else None
        if node is not None and at is not None:
            at = at._replace(mention=at.mention or path.endswith("_test.go"))
            yield from reference(path, node, value(node), at, ollama=b"ollama" in code)
