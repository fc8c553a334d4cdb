"""YAML: training configurations, Compose files, Kubernetes manifests, workflows, and whatever else is written in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from weighstation.errors import ReadError
from weighstation.readers import _tree, _yaml, _yaml_lines
from weighstation.readers._mentions import in_prose
from weighstation.readers._text import decode, positions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Reference
    from weighstation.readers._leaves import Leaf
    from weighstation.readers._text import Position

_COMMENT = re.compile(r"(?<![^\s])#([^\n]*)")
# Descriptions of interfaces name models as examples at most, and run to megabytes; they say so at their beginning.
_SCHEMA = re.compile(r"^(?:kind:[ \t]*[\"']?CustomResourceDefinition|[\"']?(?:openapi|swagger)[\"']?:)", re.MULTILINE)
_BEGINNING = 4000  # characters
_TEMPLATES = (".tpl", ".j2", ".tmpl")
_TEMPLATE = re.compile(r"\{\{|\{%|<%")


def read(path: str, data: bytes) -> Iterator[Reference]:
    """References of a YAML file, those in its comments as mentions.

    A template of Helm or Jinja, which is no YAML before it is rendered, is read line by line. Raises ``ReadError``
    with the line where a document is neither, after the other documents of the file were read.
    """
    text = decode(path, data)
    position = positions(text)
    faults: list[ReadError] = []
    for offset, document in _yaml.documents(text):
        if not _SCHEMA.search(document, 0, _BEGINNING):
            yield from _once(_document(path, document, offset, position, faults))
    if faults:
        raise faults[0]


def _document(path: str, text: str, offset: int, position: Position, faults: list[ReadError]) -> Iterator[Reference]:
    yield from _tree.sight(path, leaves(path, text, offset, position, faults), position)
    for comment in _COMMENT.finditer(text) if "#" in text else ():
        yield from in_prose(path, comment[1], position, offset + comment.start(1))


def _once(references: Iterator[Reference]) -> Iterator[Reference]:
    """The references without those comments that only seem to be: a ``#`` inside a value that was read."""
    seen: set[tuple[str, int]] = set()
    for reference in references:
        key = (reference.id, reference.occurrence.line)
        if reference.occurrence.use != "mention" or key not in seen:
            yield reference
        seen.add(key)


def leaves(path: str, text: str, offset: int, position: Position, faults: list[ReadError]) -> list[Leaf]:
    """The leaves of a document that stands at ``offset`` of its file; a fault is put into ``faults``."""
    try:
        return _yaml.leaves(text, offset)
    except _yaml.TooDeepError as error:
        line = position(offset)[0] + error.line - 1
        faults.append(ReadError(str(error), path=path, line=line, hint="exclude the file if it is generated"))
    except yaml.YAMLError as error:
        if _TEMPLATE.search(text) or path.endswith(_TEMPLATES):
            return _yaml_lines.leaves(text, offset)
        reason, below = _yaml.reason(text, error)
        line = position(offset)[0] + below
        faults.append(ReadError(f"is not valid YAML: {reason}", path=path, line=line, hint="correct the syntax there"))
    return []
