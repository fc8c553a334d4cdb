"""JavaScript and TypeScript source: every string that names a model, data set or hosted model, in its place.

The file is parsed (by tree-sitter), never run. A string counts by what consumes it, else by the name it is given to,
else only if it says itself what it is, as in Python. What is no valid syntax is passed over; the rest is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.readers._javascript_lines import telling
from weighstation.readers._text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Reference
    from weighstation.readers._syntax import Language

_MARKUP = (".html", ".htm", ".vue", ".svelte", ".astro")
_TSX = (".js", ".mjs", ".cjs", ".jsx", ".tsx", ".html", ".htm")


def read(path: str, data: bytes) -> Iterator[Reference]:
    """References of a script or of the scripts in a page; raises ``ReadError`` where the bytes are no text."""
    text = decode(path, data)
    if path.endswith(_MARKUP):
        from weighstation.readers._javascript_blocks import scripts

        text = scripts(path, text)
    language: Language = "tsx" if path.endswith(_TSX) else "typescript"
    return _read(path, text.encode(), language)


def _read(path: str, code: bytes, language: Language) -> Iterator[Reference]:
    offsets = telling(code)
    if not offsets:
        return
    from weighstation.readers import _javascript_walk
    from weighstation.readers._syntax import parse

    root = parse(language, code)
    seen: set[tuple[str, int, int]] = set()
    for reference in _javascript_walk.walk(path, code, root, offsets):
        key = (reference.id, reference.occurrence.line, reference.occurrence.column)
        if key not in seen:
            seen.add(key)
            yield reference
