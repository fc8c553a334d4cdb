"""Documents inside the values of documents: JSON in a Helm value, YAML in a ConfigMap."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from weighstation.readers._tree_places import variable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.readers._leaves import Leaf, Near

_NAME = re.compile(r"\.ya?ml$|^(?:values|config|configuration|settings|inline|overrides|data)$", re.IGNORECASE)
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
