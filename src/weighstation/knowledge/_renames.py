"""Today's id for legacy, bare and renamed ones."""

from __future__ import annotations

from functools import lru_cache

from weighstation.knowledge import _files
from weighstation.knowledge._families import own_family
from weighstation.knowledge._records import hub

_TABLE = "models/renames.tsv"
_HUB_HOSTS = ("hf.co/", "huggingface.co/")
_LIBRARY = ("registry.ollama.ai/library/", "ollama.com/library/", "library/")  # written out, of Ollama's own models


@lru_cache(maxsize=4096)
def canonical(model_id: str) -> str:
    """Today's id for a legacy or renamed one (``hf:gpt2`` is ``hf:openai-community/gpt2``), else the id itself.

    A bare name that the sentence-transformers library would complete is completed where that id is known. A Hub
    repository that Ollama runs (``ollama:hf.co/org/name:Q4_K_M``) becomes the Hub's id, and Ollama's own models lose
    what their registry puts before the name. Data sets without a publisher (``hf-dataset:squad``) get theirs.
    """
    scheme, _, name = model_id.partition(":")
    if scheme == "ollama":
        return _from_hub_host(name) or f"ollama:{_without_registry(name)}"
    if scheme == "hf-dataset":
        return _renamed(model_id) or model_id
    if scheme != "hf":
        return model_id
    return f"hf:{_renamed(name) or _moved(name) or _completed(name) or name}"


def _renamed(name: str) -> str:
    row = _files.row(_TABLE, name, 5)
    return row[1] if row else ""


def _moved(name: str) -> str:
    """A whole publisher that was renamed; only where nothing is recorded under the old name."""
    owner, _, model = name.partition("/")
    row = _files.row(_TABLE, f"{owner}/*", 5) if model else None
    if row is None or hub(name) or own_family(f"hf:{name}"):
        return ""
    return f"{row[1].partition('/')[0]}/{model}"


def _completed(name: str) -> str:
    known = None if "/" in name else hub(f"sentence-transformers/{name}")
    return known.id.partition(":")[2] if known else ""


def _without_registry(name: str) -> str:
    before = next((before for before in _LIBRARY if name.lower().startswith(before)), "")
    return name[len(before) :]


def _from_hub_host(name: str) -> str:
    host = next((host for host in _HUB_HOSTS if name.lower().startswith(host)), "")
    repository = name[len(host) :].partition(":")[0]
    return f"hf:{repository}" if host and repository.count("/") == 1 else ""
