"""What flows into the loaders of a Python file, asked one name at a time.

``MODEL = "gpt2"`` says little until ``from_pretrained(MODEL)`` is seen. Most literals say enough by themselves, so the
search is made when the first one does not.
"""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from weighstation.readers import _keys
from weighstation.readers._python_lines import plain_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from weighstation.readers._ids import Place
    from weighstation.readers._loaders import Loader


_TEXT = re.compile(r"([\"'])([\w./:-]*)\1[ \t]*(?:#.*)?")


class Wanted(NamedTuple):
    """What loaders consume: places of names by ``(scope, name)``, of attributes by name, and local loaders by name."""

    names: dict[tuple[str, str], Place]
    attributes: dict[str, Place]
    loaders: dict[str, Loader]


class Flow:
    """What flows into the loaders of one file, found out when it is first asked for."""

    def __init__(self, source: str, rows: list[str], tree_of: Callable[[Iterable[int]], ast.Module]) -> None:
        self._source, self._rows, self._tree_of = source, rows, tree_of
        self.plain = plain_names(source)
        self.ollama = self.plain and "ollama" in source.lower()

    @cached_property
    def wanted(self) -> Wanted:
        """Everything in the file that flows into a loader."""
        from weighstation.readers._python_search import follow

        return follow(self._source, self._rows, self._tree_of, self.meaning)

    @cached_property
    def _meanings(self) -> dict[str, str]:
        from weighstation.readers._python_modules import meanings

        return meanings(self._source)

    def meaning(self, dotted: str) -> str:
        """A dotted name with its module, as far as imports and assignments say where it is from."""
        from weighstation.readers._python_modules import with_origin

        return with_origin(dotted, self._meanings)

    def constant(self, name: str) -> str | None:
        """The text that the module gives a name, once and for all; None where it does not."""
        if not name.isupper():
            return None
        given = re.findall(rf"^{name}(?:[ \t]*:[^=\n]+)?[ \t]*=(?!=)[ \t]*(.*)", self._source, re.MULTILINE)
        text = _TEXT.fullmatch(given[0]) if len(given) == 1 else None
        return text[2] if text else None

    def variable(self, target: ast.expr, scope: str) -> Place | None:
        """The place of what is assigned to a name, to an attribute, or to a name that an option's value gets."""
        if isinstance(target, ast.Name):
            return self.wanted.names.get((scope, target.id)) or self.wanted.attributes.get(target.id)
        return self.wanted.attributes.get(target.attr) if isinstance(target, ast.Attribute) else None

    def option(self, flag: str) -> Place | None:
        """The place of a command-line option's value: that of ``args.option`` or of a parameter of that name."""
        word = _keys.fold(flag)
        found = self.wanted.attributes.get(word) or self.wanted.names.get(("", word))
        return found or next((place for (_, name), place in self.wanted.names.items() if name == word), None)

    def positional(self, function: str, index: int) -> Place | None:
        """The place of an argument of a function of this file."""
        row = self.wanted.loaders.get(function)
        return row.positional.get(index) if row else None

    def keyword(self, function: str, name: str) -> Place | None:
        """The place of a keyword argument of a function of this file."""
        row = self.wanted.loaders.get(function)
        return row.keywords.get(name) if row else None
