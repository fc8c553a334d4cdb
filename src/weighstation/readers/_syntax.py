"""Source code of other languages as syntax trees, by tree-sitter's grammars, imported for the first such file."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

Language = Literal["typescript", "tsx", "rust", "go"]
"""``tsx`` reads JavaScript too; only ``<Type>value`` casts need ``typescript``."""


def parse(language: Language, data: bytes) -> Node:
    """The root node of a file's tree; what is no valid syntax stands in it as ``ERROR`` nodes. Never raises."""
    return _parser(language).parse(data).root_node


@lru_cache
def _parser(language: Language) -> Parser:
    from tree_sitter import Language as Grammar
    from tree_sitter import Parser

    return Parser(Grammar(_grammar(language)))


def _grammar(language: Language) -> object:
    """The grammar as its package hands it out: a capsule that only tree-sitter can open."""
    if language == "rust":
        import tree_sitter_rust

        return tree_sitter_rust.language()
    if language == "go":
        import tree_sitter_go

        return tree_sitter_go.language()
    import tree_sitter_typescript as typescript

    return typescript.language_tsx() if language == "tsx" else typescript.language_typescript()
