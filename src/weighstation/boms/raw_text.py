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


def written(source: Source) -> str:
    """The document as JSON text, with a newline at its end. Raises ``ReadError`` where it is nested too deeply."""
    start = source.text[:1000]
    indent = _INDENT.match(start)
    colon = ": " if indent or _SPACED.match(start) else ":"
    comma = "," if indent or colon == ":" else ", "

    def dumped(*, ascii_only: bool) -> str:
        """The text; encoding it fails for a lone surrogate, which only an escape can hold."""
        pair = (comma, colon)
        found = json.dumps(source.document, ensure_ascii=ascii_only, indent=indent and indent[1], separators=pair)
        return found if ascii_only else found.encode().decode()

    try:
        return dumped(ascii_only=source.text.isascii()) + "\n"
    except UnicodeEncodeError:
        return dumped(ascii_only=True) + "\n"
    except RecursionError:
        hint = "write it anew with the tool that makes it"
        raise ReadError("is nested too deeply to be a bill of materials", path=source.path, hint=hint) from None
