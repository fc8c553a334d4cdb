"""A bill of materials as a file: its bytes within a limit, its format and version, and where in it things are."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, Protocol

from weighstation.errors import ReadError

Format = Literal["cyclonedx", "spdx2", "spdx3"]
Json = dict[str, Any]

LIMIT = 64 * 1024 * 1024
"""Bytes of the largest document that is read: some 30,000 components. In memory it takes up to ten times as much."""

MOST = 1_500_000
"""Objects and lists, or elements, of the largest document: many small ones take more memory than the limit suggests."""

CYCLONEDX = ("1.2", "1.3", "1.4", "1.5", "1.6", "1.7")
SPDX2 = ("SPDX-2.2", "SPDX-2.3")
_JSON_START = '{["'  # an empty text is in it, too: behind much white space there may be JSON
_READABLE = "CycloneDX 1.2 to 1.7 as JSON or XML, SPDX 2.2 and 2.3 as JSON, SPDX 3.0 as JSON-LD"


class Place(NamedTuple):
    """Where something is: its JSON pointer (RFC 6901) or, in XML, its XPath; line and column."""

    symbol: str
    line: int
    column: int = 1


class Where(Protocol):
    """The place of a JSON pointer: of the text ``word`` in what it leads to, where that is there."""

    def __call__(self, at: str, word: str = "", /) -> Place:
        """The place; of a pointer that leads to nothing, that of the nearest thing around it."""


class Source(NamedTuple):
    """A document as plain values. XML is translated into the keys of the JSON format, as far as they are looked at.

    ``where`` leads from a JSON pointer to a place in the file; ``text`` is that of JSON.
    """

    path: str
    format: Format
    version: str
    document: Json
    where: Where
    form: Literal["json", "xml"] = "json"
    text: str = ""

    def fault(self, pointer: str, message: str) -> ReadError:
        """The error for what is wrong at a pointer."""
        place = self.where(pointer)
        hint = "correct it, or write the document anew with the tool that made it"
        return ReadError(f"{message} (at {place.symbol or 'the top'})", path=self.path, line=place.line, hint=hint)


def read(path: str) -> Source:
    """The document in a file; ``-`` is standard input. Raises ``ReadError``, with path and line, where that fails."""
    return parse(path, _bytes(path))


def parse(path: str, data: bytes) -> Source:
    """The document in ``data``; ``path`` is for messages. Raises ``ReadError``."""
    if not data.strip(b" \t\r\n\0"):
        raise ReadError("is empty", path=path, hint="write the document anew with the tool that makes it")
    start = _text_start(data)[:1]
    if start == "<":
        from weighstation.boms import xml_text

        return _known(xml_text.parse(path, data))
    if start not in _JSON_START:  # SPDX as tag-value or YAML, say
        raise unknown(path)
    from weighstation.boms import json_text

    return _known(json_text.parse(path, data))


def _bytes(path: str) -> bytes:
    hint = f"split it, or leave parts out: documents of up to {LIMIT >> 20} MB are read"
    try:
        with open(0 if path == "-" else path, "rb", closefd=path != "-") as stream:
            data = stream.read(LIMIT + 1)
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", path=path, hint="name a file that is there") from None
    if len(data) > LIMIT:
        raise ReadError(f"is larger than {LIMIT >> 20} MB", path=path, hint=hint)
    return data


def _text_start(data: bytes) -> str:
    """The first characters, of UTF-16 too, without a byte order mark."""
    return data[:256].replace(b"\0", b"").decode("ascii", "ignore").strip()


def _known(source: Source) -> Source:
    """The source if its version is one that is read; else the error that says so."""
    if source.format == "cyclonedx" and source.version not in CYCLONEDX:
        raise _version(source, "/specVersion", "CycloneDX")
    if source.format == "spdx2" and source.version not in SPDX2:
        raise _version(source, "/spdxVersion", "SPDX")
    if source.format == "spdx3" and not source.version.startswith("3.0"):
        raise _version(source, "", "SPDX")
    return source


def _version(source: Source, pointer: str, name: str) -> ReadError:
    line = source.where(pointer).line
    message = f"is of {name} version {source.version[:20]!r}, which is not read"
    return ReadError(message, path=source.path, line=line, hint=f"readable are {_READABLE}")


def count_parts(path: str, parts: int) -> None:
    """Raises ``ReadError`` for a document of more parts than are read."""
    if parts > MOST:
        hint = "split it, or leave parts out"
        raise ReadError(f"has more than {MOST:,} objects, lists or elements", path=path, hint=hint)


def unknown(path: str) -> ReadError:
    """The error for a file that is no bill of materials."""
    return ReadError("is no bill of materials that is known here", path=path, hint=f"readable are {_READABLE}")
