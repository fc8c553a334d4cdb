"""Exact records: the Hub's in one table for each first character, all others in one table for each kind of id."""

from __future__ import annotations

from functools import lru_cache

from weighstation.knowledge import _files, _globs
from weighstation.knowledge._facts import COLUMNS, ModelFact, fact

_TABLES = {
    "ollama": "models/ollama.tsv",
    "docker-model": "models/docker-model.tsv",
    "spacy": "models/spacy.tsv",
    "hf-dataset": "models/hf-datasets.tsv",
}
# In these two the ids have their schemes: models that services run, and models that libraries fetch by a name.
_HOSTED, _LIBRARIES = "models/hosted.tsv", "models/libraries.tsv"
_FETCHED_BY_NAME = ("coqui", "gpt4all")
# Prefixes of Amazon Bedrock's cross-region inference profiles; the model behind them is the same.
_REGIONS = ("us.", "us-gov.", "eu.", "apac.", "au.", "ca.", "global.", "in.", "jp.", "sa.")


@lru_cache(maxsize=4096)
def exact(model_id: str) -> ModelFact | None:
    """The record of one id with scheme (``hf:org/name``, ``hf-dataset:org/name``, ``ollama:llama2:7b`` …) or None.

    Case does not matter. An Ollama or Docker name without a tag in the table stands for all its tags, and the most
    specific line wins. A Bedrock id is looked up without the prefix of an inference profile.
    """
    scheme, _, name = model_id.partition(":")
    if scheme == "hf":
        return hub(name)
    if scheme in ("ollama", "docker-model"):
        return _tagged(scheme, name)
    if scheme in _TABLES:
        row = _files.row(_TABLES[scheme], name, COLUMNS)
        return fact(row, scheme) if row else None
    table = _LIBRARIES if scheme in _FETCHED_BY_NAME else _HOSTED
    row = _files.row(table, without_region(model_id), COLUMNS)
    return fact(row, "") if row else None


def hub(name: str) -> ModelFact | None:
    """The record of a Hub id without scheme, ``org/name``."""
    if name.count("/") != 1 or name.partition("/")[0].lower() not in publishers():
        return None
    row = _files.row(f"models/hf/{name[0].lower()}.tsv", name, COLUMNS)
    return fact(row, "hf") if row else None


@lru_cache(maxsize=1)
def publishers() -> frozenset[str]:
    """Lower-case names of all Hub organisations and users that have at least one exact record."""
    return frozenset(_files.content("models/publishers.txt").decode().split())


def without_region(model_id: str) -> str:
    """A Bedrock id without the prefix of an inference profile; any other id as it is."""
    scheme, _, name = model_id.partition(":")
    prefix = next((prefix for prefix in _REGIONS if name.lower().startswith(prefix)), "")
    return f"{scheme}:{name[len(prefix) :]}" if scheme == "bedrock" else model_id


def _tagged(scheme: str, name: str) -> ModelFact | None:
    wanted = name.lower().removesuffix(":latest")
    plain, globs = _rows(scheme)
    own, untagged = plain.get(wanted), plain.get(wanted.partition(":")[0])
    fitting = [row for row in (own, untagged) if row] + [row for row in globs if _globs.matches(wanted, row[0].lower())]
    best = max(fitting, key=lambda row: _globs.weight(row[0]), default=None)
    return fact(best, scheme) if best else None


@lru_cache(maxsize=2)
def _rows(scheme: str) -> tuple[dict[str, list[str]], list[list[str]]]:
    """The plain names of a table, and its lines with a ``*``."""
    rows = _files.rows(_TABLES[scheme], COLUMNS)
    return {row[0].lower(): row for row in rows if "*" not in row[0]}, [row for row in rows if "*" in row[0]]
