"""MLflow's ``MLmodel``: the model of the Hub that a saved model was, or is still to be, loaded from.

The keys are those of mlflow/transformers/flavor_config.py: ``source_model_name``, its ``…_revision`` where the weights
stay on the Hub, ``model_binary`` where they were saved beside the file, ``peft_adaptor`` where an adapter was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.model import Base, Occurrence, Reference
from weighstation.readers import _yaml, yaml_file
from weighstation.readers._text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAVED = frozenset({"model_binary", "peft_adaptor"})


def read(path: str, data: bytes) -> Iterator[Reference]:
    """What the flavors name, with its revision, and the saved model itself. Raises ``ReadError`` as YAML files do."""
    found = list(yaml_file.read(path, data))
    text = decode(path, data)
    leaves = [leaf for offset, document in _yaml.documents(text) for leaf in _yaml.leaves(document, offset)]
    values = {str(leaf.keys[-1]): leaf.value for leaf in leaves if leaf.keys[:1] == ("flavors",)}
    for reference in found:
        key = reference.occurrence.symbol.replace("_name", "_revision")
        yield reference._replace(version=reference.version or values.get(key, ""))
    if not _SAVED.isdisjoint(values):
        yield _saved(path, found, adapter="peft_adaptor" in values)


def _saved(path: str, found: list[Reference], *, adapter: bool) -> Reference:
    """The model that was saved in the folder of the file, with the one it was made from."""
    sources = [reference for reference in found if reference.occurrence.symbol == "source_model_name"]
    line, column = sources[0].occurrence[1:3] if sources else (1, 1)
    bases = tuple(dict.fromkeys(Base(source.id, "adapter" if adapter else "") for source in sources))
    occurrence = Occurrence(path, line, column, "load", "MLmodel")
    return Reference(f"file:{path.rpartition('/')[0] or '.'}", "model", occurrence, bases=bases)
