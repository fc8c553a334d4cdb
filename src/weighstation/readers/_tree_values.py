"""From the value of a leaf to the components it names, once it is known in what place it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.readers._fallback import dynamic, written
from weighstation.readers._hosted import bare, prefixed
from weighstation.readers._ids import Named, identify
from weighstation.readers._tree_places import Spot, fold, spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.readers._ids import Place
    from weighstation.readers._leaves import Leaf, Near

# ``provider:kind:model`` as promptfoo writes it; the kind is left out where there is only one.
_ROUTE = re.compile(
    r"([\w-]+):(?:(?:chat|completion|embedding|embeddings|responses|messages|[a-z]+-[a-z]+):)?([\w.-]+[/:\w.-]*)"
)
_LOCAL = re.compile(r"(?:local|hub|transformers|sentence-transformers|st):(?=[\w.-]+/)")
_STORE = re.compile(r"(?:gs|s3|abfss?|oci|oss|cos|gcs|swift)://(?!my|your|example-bucket|<)\S+")
_WEIGHTS = re.compile(
    r"https?://\S+\.(?:gguf|ggml|safetensors|ckpt|pth?|onnx|tflite|h5|keras|caffemodel|mlmodel|vec(?:\.gz|\.zip)?)"
    r"(?:\?\S*)?"
)
_ITEM = re.compile(r"[^\s,;]+")
_QUOTED = re.compile(r"(['\"])([^'\"]+)\1")


def named(leaf: Leaf, near: Near) -> Iterator[tuple[int, Named, Spot]]:
    """The components that a leaf names: offset in its value, component, spot. Usually none or one."""
    stands, start = spot(leaf, near)
    value = written(leaf.value[start:])
    if stands is None or dynamic(value):
        return
    for at, found in _read(value, stands, near):
        yield min(start + at, len(leaf.value)), found, stands


def _read(value: str, stands: Spot, near: Near) -> Iterator[tuple[int, Named]]:
    """The components in a value: the whole of it, or every item of a list written as one text."""
    stripped = value.strip()
    if found := _one(stripped, stands, near):
        yield value.index(stripped), found
    elif stands.place != "weak" and stripped.startswith("[") and "{" not in stripped:
        items = ((item.start(2), _one(item[2], stands, near)) for item in _QUOTED.finditer(value))
        yield from ((at, found) for at, found in items if found)
    elif stands.place != "weak":
        yield from _all(value, stands, near)


def _all(value: str, stands: Spot, near: Near) -> list[tuple[int, Named]]:
    """The components of a value that is nothing but several names, with commas or blanks between them."""
    several: list[tuple[int, Named]] = []
    for item in _ITEM.finditer(value):
        found = None if item[0] == value else _one(item[0], stands, near)
        if found is None:
            return []
        several.append((item.start(), found))
    return several


def _one(value: str, stands: Spot, near: Near) -> Named | None:
    """The component that one word names in its spot."""
    if len(value.split()) != 1:
        return None
    if stands.provider and (hosted := prefixed(f"{stands.provider}/{value}") or bare(value)):
        return Named(*hosted)
    if stands.place == "hosted":
        route = _ROUTE.fullmatch(value)
        hosted = prefixed(f"{route[1]}/{route[2]}") or bare(route[2]) if route else None
        return Named(*hosted) if hosted else None
    found = None if stands.place == "weak" else _in_place(value, stands.place)
    return found or _anywhere(value, stands) or (_of_ollama(value) if near.ollama and stands.place == "model" else None)


def _in_place(value: str, place: Place) -> Named | None:
    if place == "dataset" and "/" not in value:
        return None  # `dataset: train` is far more often a name of one's own than a legacy id such as `squad`
    if place == "hub" and "/" not in value:
        place = "model"  # only ids from before the Hub had owners are bare; these are on record, others are local
    if place == "model" and value.startswith("ai/"):
        place = "docker-model"  # the namespace of Docker's own models
    return identify(_LOCAL.sub("", value), place)


def _anywhere(value: str, stands: Spot) -> Named | None:
    """What a value names by itself: a known model, an address of one, weights in a bucket."""
    if found := identify(value, "weak"):
        return found
    if fold(stands.symbol) == "storage_uri" and _STORE.fullmatch(value):
        return Named(f"uri:{value}", "model", "load")
    return Named(f"url:{value}", "model", "load") if _WEIGHTS.fullmatch(value) else None


def _of_ollama(value: str) -> Named | None:
    """A bare name that Ollama's library has; to be asked only in a document that speaks of Ollama."""
    from weighstation.knowledge import models

    found = identify(value, "ollama")
    return found if found and models.exact(found.id) else None
