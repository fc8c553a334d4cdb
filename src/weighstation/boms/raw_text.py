"""A changed document as text again: indented and escaped as the file was."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from weighstation.errors import ReadError

if TYPE_CHECKING:
    from weighstation.boms.source import Source

_INDENT = re.compile(r"\s*\{\r?\n([ \t]+)\"")
_SPACED = re.compile(r'\s*\{\s*"[^"]*":[ \n]')


def written(source: Source, encoding: str = "utf-8") -> str:
    """The document as JSON text, with a newline at its end. Raises ``ReadError`` where it is nested too deeply.

    What ``encoding`` does not have is escaped, as is all that is not ASCII where the file had none.
    """
    for ascii_only in (source.text.isascii(), True):
        text = _dumped(source, ascii_only=ascii_only)
        try:
            text.encode(encoding)
        except UnicodeEncodeError:  # also a lone surrogate, which only an escape can hold
            continue
        break
    return f"{text}\n"


def _dumped(source: Source, *, ascii_only: bool) -> str:
    indent, separators = _layout(source.text[:1000])
    try:
        return json.dumps(source.document, ensure_ascii=ascii_only, indent=indent, separators=separators)
    except RecursionError:
        hint = "write it anew with the tool that makes it"
        raise ReadError("is nested too deeply to be a bill of materials", path=source.path, hint=hint) from None


def _layout(start: str) -> tuple[str | None, tuple[str, str]]:
    """The indentation, None for a document on one line; what stands between elements, and behind a key."""
    indent = _INDENT.match(start)
    if indent:
        return indent[1], (",", ": ")
    return None, (", ", ": ") if _SPACED.match(start) else (",", ":")
