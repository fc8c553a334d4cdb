"""Looking into a raw document: what should be an object, a list or a text is one, or the error says where it is not.

``null`` counts as missing: several tools write it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from weighstation.model import Occurrence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.boms.source import Json, Source
    from weighstation.errors import ReadError
    from weighstation.model import Use


class Node(NamedTuple):
    """An object of a document, and the JSON pointer that leads to it."""

    source: Source
    pointer: str
    fields: Json

    def text(self, key: str) -> str:
        """The text of a field, empty where it is missing. Raises ``ReadError`` for anything else."""
        found = self.fields.get(key)
        if found is None:
            return ""
        if not isinstance(found, str):
            raise self.fault(key, "a text")
        return found.strip()

    def inner(self, key: str) -> Node:
        """The object in a field, an empty one where it is missing. Raises ``ReadError`` for anything else."""
        found = self.fields.get(key)
        if found is not None and not isinstance(found, dict):
            raise self.fault(key, "an object")
        return Node(self.source, f"{self.pointer}/{key}", found or {})

    def items(self, key: str) -> Iterator[tuple[str, Any]]:
        """Pointer and value of each element of a list; none where it is missing. Raises ``ReadError``."""
        found = self.fields.get(key)
        if found is not None and not isinstance(found, list):
            raise self.fault(key, "a list")
        for number, value in enumerate(found or ()):
            yield f"{self.pointer}/{key}/{number}", value

    def nodes(self, key: str) -> Iterator[Node]:
        """The objects of a list. Raises ``ReadError`` where an element is none."""
        for pointer, value in self.items(key):
            if not isinstance(value, dict):
                raise self.source.fault(pointer, "must be an object")
            yield Node(self.source, pointer, value)

    def texts(self, key: str) -> list[str]:
        """The texts of a list, or the one text that stands in its place."""
        if isinstance(self.fields.get(key), str):
            return [self.text(key)]
        return [value for _, value in self.items(key) if isinstance(value, str)]

    def place(self, use: Use = "load") -> Occurrence:
        """Where it is: at its purl or name, as near as the format tells."""
        word = self.text("purl") or self.text("software_packageUrl") or self.text("name")
        symbol, line, column = self.source.where(self.pointer, word)
        return Occurrence(self.source.path, line, column, use, symbol)

    def fault(self, key: str, wanted: str) -> ReadError:
        """The error for a field of another kind."""
        return self.source.fault(f"{self.pointer}/{key}", f"`{key}` must be {wanted}")


def top(source: Source) -> Node:
    """The document itself."""
    return Node(source, "", source.document)
