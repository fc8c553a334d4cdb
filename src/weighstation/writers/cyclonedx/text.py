"""Text that every consumer can take: no control characters, no absolute paths, no broken URLs.

A BOM is read by JSON and XML tools, stored in databases and shown on web pages. What a repository wrote may hold
anything, so all of it passes through here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import quote

Json: TypeAlias = dict[str, object]

LIMIT = 8_192
"""Characters of a text; more is no name, message or path, and some databases refuse it."""

_BIDI = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))  # they make a text read otherwise than it is
_UNFIT = (*range(32), *range(127, 160), *_BIDI, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
_REPLACED = dict.fromkeys(_UNFIT, "\ufffd") | dict.fromkeys(map(ord, "\t\n\r"), " ")
_PATH = r"[\w./~+@!$&'()*,;=:-]*"  # RFC 3986, section 3.3; the rest is percent-encoded
_URL = re.compile(
    rf"https?://[\w.-]+(?::\d+)?(?:/{_PATH}(?:%[0-9A-Fa-f]{{2}}{_PATH})*)?(?:\?[\w=&.+-]*)?(?:#[\w./-]*)?", re.ASCII
)


def clean(text: str) -> str:
    """One line without control characters and lone surrogates (they become U+FFFD), cut to ``LIMIT`` characters.

    Only a table decides, not ``str.isprintable``: that one changes with the Unicode version of the Python at hand.
    """
    if len(text) > LIMIT:
        text = f"{text[: LIMIT - 1]}…"
    return text if text.isascii() and text.isprintable() else text.translate(_REPLACED)


@lru_cache(maxsize=1024)
def relative(path: str, root: str) -> str:
    """A path as seen from ``root``; an absolute path outside of it keeps its last part only (``…/config.json``).

    Paths of one machine, such as a home folder, say nothing elsewhere and would make each machine's BOM differ.
    """
    path = clean(path)
    if not path.startswith(("/", "~", "\\\\")) and path[1:3] not in {":/", ":\\"}:
        return path
    root = root.rstrip("/\\")
    if root and path.startswith((f"{root}/", f"{root}\\")):
        return path[len(root) + 1 :].replace("\\", "/")
    return f"…/{path.replace(chr(92), '/').rstrip('/').rpartition('/')[2]}"


def sentence(text: str, root: str) -> str:
    """A message with the paths of ``root`` in it made relative."""
    root = root.rstrip("/\\")
    if len(root) > 1 and root in text:
        text = re.sub(rf"(?<![^\s\"'`(]){re.escape(root)}[\\/]", "", text)
    return clean(text)


def url(address: str) -> str:
    """The address if it is a plain http URL, hence a valid ``iri-reference`` of the schema; else an empty text."""
    return address if _URL.fullmatch(address) else ""


@lru_cache(maxsize=4096)
def under(base: str, name: str) -> str:
    """The URL of ``name`` (such as ``org/model``) below a site's address, every unusual character escaped."""
    return f"{base}/{quote(clean(name), safe='/')}"


def present(fields: Json) -> Json:
    """The fields that hold something: absence, not emptiness, is how CycloneDX says that a thing is not known."""
    return {key: value for key, value in fields.items() if value}
