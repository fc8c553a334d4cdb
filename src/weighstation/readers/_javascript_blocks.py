"""The scripts of a page or component: HTML, Vue, Svelte, Astro."""

from __future__ import annotations

import re

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(
    r"type\s*=\s*(?![\"']?(?:module|text/(?:java|type|ecma)script|application/javascript))", re.IGNORECASE
)
_FRONT_MATTER = re.compile(r"\A---\r?\n(.*?)^---\s*$", re.DOTALL | re.MULTILINE)
_INK = re.compile(r"[^\r\n]")


def scripts(path: str, page: str) -> str:
    """The page with all but its scripts blank, so that lines and columns stay as they are."""
    spans = [found.span(2) for found in _SCRIPT.finditer(page) if not _DATA.search(found[1])]
    if path.endswith(".astro") and (found := _FRONT_MATTER.match(page)):
        spans.insert(0, found.span(1))
    pieces, last = [], 0
    for start, end in spans:
        if start >= last:
            pieces += [_INK.sub(" ", page[last:start]), page[start:end]]
            last = end
    return "".join(pieces)
