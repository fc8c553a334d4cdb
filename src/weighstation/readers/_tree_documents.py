"""Documents inside the values of documents: JSON in a Helm value, YAML in a ConfigMap."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from weighstation.readers._tree_places import variable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Reference
    from weighstation.readers._leaves import Leaf, Near
    from weighstation.readers._text import Position

_NAME = re.compile(
    r"[._]?ya?ml$|config(?:uration)?(?:[_-]?v\d)?$|^(?:values|values_?content|settings|inline|overrides|data)$",
    re.IGNORECASE,
)
_FILES = frozenset({"shell", "python_source", "toml_file", "env_file", "ini_file", "modelfile", "dockerfile"})
_MAPPING = re.compile(r"(?:\A|\n)[ \t]*(?:- +)?[\w.\"'/-]+:(?:[ \t]|\n|\Z)")


def inside(leaf: Leaf, near: Near) -> Iterator[list[Leaf]]:
    """The leaves of the documents in a value, as offsets into the value, under the key (or variable) of the value."""
    if "\n" not in leaf.value and "{" not in leaf.value:
        return
    name = next((key for key in reversed(leaf.keys) if isinstance(key, str)), "")
    if name == "value":
        name = variable(leaf.keys, near) or name
    for leaves in _documents(leaf.value, name):
        yield [inner._replace(keys=(name, *inner.keys)) for inner in leaves]


def files(path: str, leaf: Leaf, position: Position) -> Iterator[Reference]:
    """What a value names that is a whole file by its key, as the data of a ConfigMap are: a script, code, settings."""
    name = leaf.keys[-1] if leaf.keys else 0
    if not isinstance(name, str) or "." not in name or "\n" not in leaf.value:
        return
    from weighstation.readers import row_for
    from weighstation.readers._script_documents import moved, reader_of
    from weighstation.readers._words import Word

    row = row_for(name)
    if row and row[0] in _FILES:
        yield from moved(path, Word(leaf.value, 0), leaf.within(position), reader_of(row[0], name))


def _documents(text: str, name: str) -> list[list[Leaf]]:
    if "{" in text and text.lstrip()[:1] in ("{", "["):
        return [_of_json(text)]
    is_yaml = "\n" in text and _NAME.search(name) and _MAPPING.search(text)
    return _of_yaml(text) if is_yaml else []


def _of_json(text: str) -> list[Leaf]:
    from weighstation.readers import _json

    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return []
    return _json.leaves(text)


def _of_yaml(text: str) -> list[list[Leaf]]:
    import yaml

    from weighstation.readers import _yaml

    try:
        return [_yaml.leaves(document, offset) for offset, document in _yaml.documents(text)]
    except (yaml.YAMLError, _yaml.TooDeepError):
        return []
