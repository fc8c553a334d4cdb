"""DVC's pointers, ``*.dvc``: weights that are kept elsewhere, and where they were fetched from.

https://dvc.org/doc/user-guide/project-structure/dvc-files: ``outs`` are what the file stands for, ``deps`` its origin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation import readers
from weighstation.readers import _weights, _yaml, yaml_file
from weighstation.readers._text import decode, positions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Reference
    from weighstation.readers._leaves import Keys, Leaf


def read(path: str, data: bytes) -> Iterator[Reference]:
    """What the origin names, and the weights that the pointer stands for. Raises ``ReadError`` as YAML files do."""
    yield from yaml_file.read(path, data)
    text = decode(path, data)
    for offset, document in _yaml.documents(text):
        leaves = _yaml.leaves(document, offset)
        values = {leaf.keys: leaf.value for leaf in leaves}
        for leaf in leaves:
            if leaf.keys[:1] == ("outs",) and leaf.keys[2:] == ("path",) and readers.header(leaf.value):
                line, column = positions(text)(leaf.offset)
                yield _weights_of(path, leaf, values, line, column)


def _weights_of(path: str, leaf: Leaf, values: dict[Keys, str], line: int, column: int) -> Reference:
    """The weights that one of the outputs stands for: beside the pointer, under the hash that DVC keeps them by."""
    folder = path.rpartition("/")[0]
    md5 = values.get((*leaf.keys[:-1], "md5"), "")
    reference = _weights.of_file(f"{folder}/{leaf.value}".lstrip("/"), "outs.path", f"md5:{md5}" if md5 else "")
    return reference._replace(occurrence=reference.occurrence._replace(path=path, line=line, column=column))
