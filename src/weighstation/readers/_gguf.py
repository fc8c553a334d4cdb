"""The key-value pairs of a GGUF file: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md.

Versions 1 (lengths of 32 bits), 2 and 3 in either byte order. Only pairs that speak of the model as a whole are kept;
vocabularies are stepped over, tensors never reached.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from weighstation.errors import ReadError

if TYPE_CHECKING:
    from weighstation.readers import Window

    Value = str | int | tuple[str, ...]

_VERSIONS = (1, 2, 3)
_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}  # bytes of each plain type of value
_WHOLE = frozenset({0, 2, 4, 10})  # unsigned whole numbers
_STRING, _ARRAY = 8, 9
_KEPT = "general."
_LONGEST = 65_535  # bytes of a key, by the specification; of a text that is kept, by us
_MOST_PAIRS = 100_000  # real files have about fifty
_MOST_TEXTS = 4_000_000  # of all arrays together; the largest vocabularies have a few hundred thousand
_DEEPEST = 4  # arrays in arrays
_CHUNK = 1 << 20
_HINT = "get the file again, or remove it"


def metadata(path: str, data: Window) -> dict[str, Value]:
    """The pairs whose key starts with ``general.``: texts, whole numbers, lists of texts.

    Raises ``ReadError`` where the file is cut off, is no GGUF or claims sizes that no model has.
    """
    cursor = _Cursor(path, data)
    if cursor.take(4) != b"GGUF":
        raise ReadError("is not a GGUF file", path=path, hint=_HINT)
    cursor.version()
    cursor.length()  # how many tensors
    pairs = cursor.length()
    if pairs > _MOST_PAIRS:
        raise cursor.fault(f"claims {pairs:,} pairs of metadata")
    found: dict[str, Value] = {}
    for _ in range(pairs):
        key = cursor.text()
        value = cursor.value(cursor.number(4), keep=key.startswith(_KEPT))
        if value is not None:
            found[key] = value
    return found


class _Cursor:
    """A place in the file that moves forward; bytes are fetched a chunk at a time, and not at all to be skipped."""

    def __init__(self, path: str, data: Window) -> None:
        self.path, self.data, self.end = path, data, len(data)
        self.at = self.first = 0
        self.chunk = b""
        self.order: Literal["little", "big"] = "little"
        self.wide, self.texts = 8, 0

    def fault(self, message: str) -> ReadError:
        return ReadError(f"has a broken GGUF header: it {message}", path=self.path, hint=_HINT)

    def skip(self, count: int) -> None:
        if count > self.end - self.at:
            raise ReadError("ends within its GGUF header", path=self.path, hint=_HINT)
        self.at += count

    def take(self, count: int) -> bytes:
        start = self.at - self.first
        self.skip(count)
        if start + count > len(self.chunk):
            self.first, start = self.at - count, 0
            self.chunk = self.data[self.first : self.first + max(count, _CHUNK)]
        return self.chunk[start : start + count]

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), self.order)

    def length(self) -> int:
        return self.number(self.wide)

    def version(self) -> None:
        """Takes the version, which also shows the byte order: no version is as large as a small one turned around."""
        raw = self.take(4)
        self.order = "little" if int.from_bytes(raw, "little") in _VERSIONS else "big"
        found = int.from_bytes(raw, self.order)
        if found not in _VERSIONS:
            hint = "update weighstation, or report this version"
            raise ReadError(f"is GGUF of an unknown version ({raw.hex()})", path=self.path, hint=hint)
        self.wide = 4 if found == 1 else 8

    def text(self) -> str:
        size = self.length()
        if size > _LONGEST:
            raise self.fault(f"has a key of {size:,} bytes")
        return self.take(size).decode(errors="replace")

    def value(self, kind: int, *, keep: bool, depth: int = 0) -> Value | None:
        """The value of a type at this place if it is to be kept and can be; steps over all others."""
        if kind == _STRING:
            return self.string(keep=keep)
        if kind == _ARRAY:
            return self.array(keep=keep, depth=depth)
        if kind not in _SIZES:
            raise self.fault(f"has a value of an unknown type ({kind})")
        number = self.number(_SIZES[kind])
        return number if keep and kind in _WHOLE else None

    def string(self, *, keep: bool) -> str | None:
        size = self.length()
        if keep and size <= _LONGEST:
            return self.take(size).decode(errors="replace")
        self.skip(size)
        return None

    def array(self, *, keep: bool, depth: int) -> tuple[str, ...] | None:
        kind, count = self.number(4), self.length()
        if kind in _SIZES:
            self.skip(count * _SIZES[kind])
            return None
        self.texts += count
        if depth >= _DEEPEST or self.texts > _MOST_TEXTS:
            raise self.fault(f"has lists of {self.texts:,} texts" if depth < _DEEPEST else "nests lists too deeply")
        if not keep and kind == _STRING:
            for _ in range(count):  # a vocabulary: hundreds of thousands of texts
                self.skip(self.length())
            return None
        values = [self.value(kind, keep=keep, depth=depth + 1) for _ in range(count)]
        return tuple(value for value in values if isinstance(value, str))
