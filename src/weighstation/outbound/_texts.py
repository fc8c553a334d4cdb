"""Bytes to what is said: the words of a text, and which license a text is."""

from __future__ import annotations

from weighstation.errors import ReadError
from weighstation.outbound._files import MOST_BYTES
from weighstation.outbound_model import NOTICES_MARK, Excerpt, LicenseText

MOST = 64 * 1024
"""How many bytes of a readme are looked at."""

_HEAD = 2_000  # bytes in which a file says what made it
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def excerpt(path: str, data: bytes | ReadError, most: int = MOST_BYTES) -> Excerpt:
    """The beginning of a text; without words, and with the reason, where it is none."""
    if isinstance(data, ReadError):
        return Excerpt(path, "", data.message)
    if b"\0" in data[:most] and not data.startswith(_WIDE):
        return Excerpt(path, "", "is no text")
    return Excerpt(path, text(data[:most]))


def is_ours(data: bytes | ReadError) -> bool:
    """Whether a file is our own list of what is owed, which quotes the words that it asks for."""
    return isinstance(data, bytes) and NOTICES_MARK.encode() in data[:_HEAD]


def text(data: bytes) -> str:
    """The characters of bytes, whatever they are."""
    encoding = "utf-16" if data.startswith(_WIDE) else "utf-8"
    return data.decode(encoding, errors="replace").removeprefix("\ufeff")


def license_text(path: str, data: bytes | ReadError) -> LicenseText:
    """Which license a file holds the text of."""
    from weighstation import identify

    if isinstance(data, ReadError):
        return LicenseText(path, note=data.message)
    try:
        found = identify.text(data)
    except ReadError as error:
        return LicenseText(path, note=error.message)
    if found is None:
        return LicenseText(path, note="is not known")
    return LicenseText(path, found.keys, bool(found.key), found.note)
