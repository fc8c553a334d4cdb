"""Every component and service of a CycloneDX document, however deep it is nested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.boms.shape import Node, top

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.boms.source import Source
    from weighstation.model import ComponentType

TYPES: dict[str, ComponentType] = {"machine-learning-model": "model", "data": "dataset"}
"""Types of components that are more than software."""
DEEPEST = 4000  # characters of a pointer: some 300 components within components


def components(source: Source) -> Iterator[Node]:
    """Every component, also nested ones and, if it is a model or data, the one that the document is about."""
    document = top(source)
    about = document.inner("metadata").inner("component")
    if about.text("type") in TYPES:
        yield about
    inside = [each for each in about.nodes("components") if each.text("type") in TYPES]  # others are the project itself
    pending = [*inside, *reversed([*document.nodes("components")])]
    while pending:  # no recursion: nesting is the document's choice
        node = pending.pop()
        if len(node.pointer) > DEEPEST:
            raise source.fault("/components", "is nested too deeply to be a bill of materials")
        yield node
        pending.extend(reversed([*node.nodes("components")]))


def services(source: Source) -> Iterator[Node]:
    """Every service, nested ones too."""
    pending = [*reversed([*top(source).nodes("services")])]
    while pending:
        node = pending.pop()
        yield node
        pending.extend(reversed([*node.nodes("services")]))
