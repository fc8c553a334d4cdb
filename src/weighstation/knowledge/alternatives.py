"""Models of the same kind that are under OSI-approved licenses."""

import re
from functools import lru_cache
from typing import NamedTuple

from weighstation.knowledge import _files
from weighstation.model import Component


class Kind(NamedTuple):
    """A kind of model: the words that tell it in a name, and Hub names of open models of that kind."""

    name: str
    words: frozenset[str]
    models: tuple[str, ...]


def of(component: Component) -> Kind | None:
    """The kind of a model by its name; None where the name does not tell."""
    if component.type not in {"model", "service"}:
        return None
    name = component.name.rpartition("/")[2].lower()
    parts = set(re.split(r"[^a-z0-9]+|(?<=[a-z])(?=\d)", name)) | set(re.findall(r"[a-z]+\d*-[a-z]+\d*", name))
    return next((kind for kind in kinds() if parts & kind.words), None)


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    """Every kind, the most telling first."""
    rows = _files.rows("alternatives.tsv", 3)
    return tuple(Kind(name, frozenset(words.split()), tuple(models.split())) for name, words, models in rows)
