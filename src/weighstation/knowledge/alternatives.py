"""Models of the same kind that are under OSI-approved licenses."""

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
    name = component.name.rpartition("/")[2].lower().replace("_", "-").replace(".", "-").replace(":", "-")
    parts = {part.rstrip("0123456789") for part in name.split("-")} | set(name.split("-"))
    return next((kind for kind in kinds() if any(_tells(word, name, parts) for word in kind.words)), None)


def _tells(word: str, name: str, parts: set[str]) -> bool:
    return word in parts or ("-" in word and word in name)


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    """Every kind, the most telling first."""
    rows = _files.rows("alternatives.tsv", 3)
    return tuple(Kind(name, frozenset(words.split()), tuple(models.split())) for name, words, models in rows)
