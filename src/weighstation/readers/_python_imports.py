"""Constants that one module gives a name and another one loads: ``DEFAULT = "org/name"`` here, its loader elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.model import Occurrence, Reference
from weighstation.readers._ids import identify
from weighstation.readers._python_flow import Flow

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Iterable, Iterator

    from weighstation.model import Offer
    from weighstation.readers._ids import Place

_FROM = re.compile(r"^[ \t]*from[ \t]+([.\w]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n#;]+)", re.MULTILINE)
_IMPORT = re.compile(r"^[ \t]*import[ \t]+([^\n#;]+)", re.MULTILINE)
_NAME = re.compile(r"([.\w]+)(?:\s+as\s+(\w+))?")


def taken(source: str, offers: Iterable[Offer], tree_of: Callable[[Iterable[int]], ast.Module]) -> Iterator[Reference]:
    """The offers that a file imports and loads, as references to where they are written."""
    imported = _imports(source)
    wanted = Flow(source, source.split("\n"), tree_of).wanted
    for offer in offers:
        local = {there for module, name, there in imported if name == offer.name and module in {offer.module, ""}}
        places = [place for (_, name), place in wanted.names.items() if name in local]
        if any(offer.module in (module, name) for module, name, _ in imported):
            places += [place for name, place in wanted.attributes.items() if name == offer.name]
        yield from _references(offer, places)


def _imports(source: str) -> list[tuple[str, str, str]]:
    """What is imported: the last part of the module, the name in it (empty for the module), the name it gets here."""
    found = [
        (module.rpartition(".")[2], name, local or name)
        for module, names in _FROM.findall(source)
        for name, local in _NAME.findall(names)
    ]
    modules = (module for names in _IMPORT.findall(source) for module in _NAME.findall(names))
    return found + [(module.rpartition(".")[2], "", local or module) for module, local in modules]


def _references(offer: Offer, places: list[Place]) -> Iterator[Reference]:
    named = next(filter(None, (identify(offer.text, place) for place in places)), None)
    if named is not None:
        occurrence = Occurrence(offer.path, offer.line, offer.column, named.use, offer.name)
        yield Reference(named.id, named.type, occurrence, version=named.revision)
