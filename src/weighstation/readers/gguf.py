"""GGUF, the format of llama.cpp: what the header says of the model's license, bases and data sets.

The keys: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md#general-metadata.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.readers import _gguf, _weights
from weighstation.readers._weights import Header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Reference, Relation
    from weighstation.readers import Window
    from weighstation.readers._gguf import Value

    Pairs = dict[str, Value]

_FULL = frozenset({0, 1, 32})  # general.file_type of F32, F16 and BF16; all others are quantized
_BASE = re.compile(r"general\.base_model\.\d+\.(?:repo_url|url)")
_BASE_NAME = re.compile(r"general\.base_model\.\d+\.name")
_DATASET = re.compile(r"general\.dataset\.\d+\.(?:repo_url|url)")
_SOURCES = ("general.source.repo_url", "general.source.huggingface.repository", "general.source.url")


def read(path: str, data: Window) -> Iterator[Reference]:
    """The file as a model, made from what its header names; bases and data sets as mentions.

    Raises ``ReadError``, after the file itself was reported, where the header is cut off or broken.
    """
    return _weights.read(path, data, _header, "GGUF")


def _header(path: str, data: Window) -> Header:
    pairs = _gguf.metadata(path, data)
    return Header(_license(pairs), _bases(pairs) or _by_name(pairs), tuple(_datasets(pairs)))


def _text(pairs: Pairs, key: str) -> str:
    value = pairs.get(key, "")
    return value if isinstance(value, str) else ""


def _license(pairs: Pairs) -> str:
    """The license tag; the name that ``license.name`` gives where the tag is ``other`` or missing."""
    tag, name = _text(pairs, "general.license"), _text(pairs, "general.license.name")
    return name if name and tag.lower() in {"", "other", "unknown"} else tag


def _bases(pairs: Pairs) -> tuple[tuple[str, Reference, Relation], ...]:
    """What the header says it was made from: base models, the repository that was converted, its own repository."""
    bases = [key for key in pairs if _BASE.fullmatch(key)]
    owners = {key.rpartition(".")[0] for key in bases}
    relation: Relation = "adapter" if pairs.get("general.type") == "adapter" else "merge" if len(owners) > 1 else ""
    from_source: Relation = "conversion" if pairs.get("general.file_type", 0) in _FULL else "quantized"
    stated = [(key, _text(pairs, key), relation) for key in bases]
    stated += [(key, _text(pairs, key), from_source) for key in _SOURCES]
    return tuple(_weights.said(stated)) or tuple(
        _weights.said([("general.repo_url", _text(pairs, "general.repo_url"), from_source)])
    )


def _by_name(pairs: Pairs) -> tuple[tuple[str, Reference, Relation], ...]:
    """The one known model of each name that the header gives to a base, or to the model: ``Llama 3.2 1B Instruct``."""
    from weighstation.knowledge import models

    full = pairs.get("general.file_type", 0) in _FULL
    found: list[tuple[str, str, Relation]] = []
    for key in [key for key in pairs if _BASE_NAME.fullmatch(key)] or ["general.name"]:
        name = _text(pairs, key).strip().replace(" ", "-")
        relation: Relation = "" if key != "general.name" else "conversion" if full else "quantized"
        originals = models.original(f"hf:local/{name}-gguf") if name and "/" not in name else ()
        found += [(key, base.id.removeprefix("hf:"), relation) for base in originals]
    return tuple(_weights.said(found))


def _datasets(pairs: Pairs) -> Iterator[tuple[str, Reference]]:
    """``general.datasets``, a list of names or addresses, and the numbered ones that replaced it."""
    listed = pairs.get("general.datasets", ())
    values = [("general.datasets", value) for value in (listed if isinstance(listed, tuple) else ())]
    values += [(key, _text(pairs, key)) for key in pairs if _DATASET.fullmatch(key)]
    for key, value in values:
        reference = _weights.named(value, "dataset")
        if reference and reference.type == "dataset":
            yield key, reference
