"""The configuration that mergekit leaves beside a merged model: which models went into the one in this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.model import Base, Reference
from weighstation.readers import yaml_file

if TYPE_CHECKING:
    from collections.abc import Iterator


def read(path: str, data: bytes) -> Iterator[Reference]:
    """The models that were merged, then the merged one (``file:FOLDER``). Raises ``ReadError`` as YAML files do."""
    found = [reference for reference in yaml_file.read(path, data) if reference.type == "model"]
    yield from found
    merged = [reference for reference in found if reference.occurrence.use == "load"]
    if merged:
        bases = tuple(dict.fromkeys(Base(reference.id, "merge") for reference in merged))
        occurrence = merged[0].occurrence._replace(symbol="mergekit")
        yield Reference(f"file:{path.rpartition('/')[0] or '.'}", "model", occurrence, bases=bases)
