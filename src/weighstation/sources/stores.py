"""Where this machine keeps models that somebody fetched: the Hub's cache and Ollama's store.

They are asked by whoever wants to know, never for a document that has to come out alike on every machine.
"""

import os
from collections.abc import Mapping
from typing import NamedTuple

from weighstation.errors import ReadError

LARGEST = 1 << 20  # bytes; no card or license is larger


class Stores(NamedTuple):
    """The folders; an empty one is not asked."""

    hub: str = ""
    ollama: str = ""


NOWHERE = Stores()


def here(environment: Mapping[str, str]) -> Stores:
    """The stores of this machine, where the variables of huggingface_hub and Ollama, or their defaults, say.

    https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables and Ollama's FAQ. Folders that
    do not exist are left out.
    """
    home = environment.get("HOME") or environment.get("USERPROFILE") or ""
    caches = environment.get("XDG_CACHE_HOME") or _below(home, ".cache")
    hub_home = environment.get("HF_HOME") or _below(caches, "huggingface")
    hub = environment.get("HF_HUB_CACHE") or environment.get("HUGGINGFACE_HUB_CACHE") or _below(hub_home, "hub")
    ollama = environment.get("OLLAMA_MODELS") or _below(home, ".ollama", "models")
    return Stores(*(folder if folder and os.path.isdir(folder) else "" for folder in map(_expanded, (hub, ollama))))


def read(store: str, *parts: str) -> bytes:
    """A small file of a store. Raises ``ReadError`` for one that is missing, too large, or leads out of the store."""
    path = os.path.join(store, *parts)
    shown = "/".join(parts)
    if not os.path.realpath(path).startswith(os.path.join(os.path.realpath(store), "")):
        raise ReadError("leads out of the store", path=shown)
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", path=shown) from None
    if len(data) > LARGEST:
        raise ReadError("is too large for a license", path=shown)
    return data


def _below(folder: str, *parts: str) -> str:
    return os.path.join(folder, *parts) if folder else ""


def _expanded(folder: str) -> str:
    return os.path.expanduser(folder) if folder else ""
