"""safetensors: what the metadata in the header says of the model's license and bases.

The format: eight bytes with the length of the header, then the header as JSON, in which ``__metadata__`` maps texts to
texts (https://github.com/huggingface/safetensors#format). Its keys: ``modelspec.*`` by
https://github.com/Stability-AI/ModelSpec, ``ss_*`` by the trainers of LoRA adapters that follow sd-scripts.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from weighstation.errors import ReadError
from weighstation.readers import _weights
from weighstation.readers._weights import Header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Reference, Relation
    from weighstation.readers import Window

_LARGEST = 25_000_000  # bytes of a header; the format allows four times that, files of real models need a tenth
_HINT = "get the file again, or remove it"
_LICENSES = ("modelspec.license", "license")
_ADAPTERS = ("lora", "textual-inversion", "controlnet", "dora", "lycoris", "hypernetwork", "ip-adapter")
_BASES = ("ss_sd_model_name", "base_model", "base_model_name_or_path", "ss_base_model")
# Names that trainers write for a model that has one on the Hub: architectures of the ModelSpec, versions of sd-scripts,
# and the files in which the publishers give their models out.
_KNOWN = {
    "stable-diffusion-v1": "stable-diffusion-v1-5/stable-diffusion-v1-5",
    "stable-diffusion-v2-512": "stabilityai/stable-diffusion-2-base",
    "stable-diffusion-v2-768-v": "stabilityai/stable-diffusion-2",
    "stable-diffusion-xl-v1-base": "stabilityai/stable-diffusion-xl-base-1.0",
    "stable-diffusion-xl-v1-refiner": "stabilityai/stable-diffusion-xl-refiner-1.0",
    "stable-diffusion-3-medium": "stabilityai/stable-diffusion-3-medium",
    "stable-diffusion-3.5-medium": "stabilityai/stable-diffusion-3.5-medium",
    "stable-diffusion-3.5-large": "stabilityai/stable-diffusion-3.5-large",
    "flux-1-dev": "black-forest-labs/FLUX.1-dev",
    "flux.1-dev": "black-forest-labs/FLUX.1-dev",
    "flux-1-schnell": "black-forest-labs/FLUX.1-schnell",
    "sdxl_base_v1-0": "stabilityai/stable-diffusion-xl-base-1.0",
    "sd_xl_base_1.0": "stabilityai/stable-diffusion-xl-base-1.0",
    "sd_v1": "stable-diffusion-v1-5/stable-diffusion-v1-5",
    "v1-5-pruned": "stable-diffusion-v1-5/stable-diffusion-v1-5",
    "v1-5-pruned-emaonly": "stable-diffusion-v1-5/stable-diffusion-v1-5",
    "sd3_medium": "stabilityai/stable-diffusion-3-medium",
    "sd3.5_medium": "stabilityai/stable-diffusion-3.5-medium",
    "sd3.5_large": "stabilityai/stable-diffusion-3.5-large",
    "flux1-dev": "black-forest-labs/FLUX.1-dev",
    "flux1-schnell": "black-forest-labs/FLUX.1-schnell",
}


def read(path: str, data: Window) -> Iterator[Reference]:
    """The file as a model, made from what its metadata names; bases as mentions.

    Raises ``ReadError``, after the file itself was reported, where the header is cut off or no JSON.
    """
    return _weights.read(path, data, _header, "safetensors")


def _header(path: str, data: Window) -> Header:
    pairs = _metadata(path, data)
    stated = next((pairs[key] for key in _LICENSES if pairs.get(key)), "")
    merged = pairs.get("modelspec.merged_from", "").split(",")
    values: list[tuple[str, str, Relation]] = [("modelspec.merged_from", _hub_name(part), "merge") for part in merged]
    return Header(stated, tuple(_weights.said(values)) + _base(pairs))


def _metadata(path: str, data: Window) -> dict[str, str]:
    """The texts of ``__metadata__``, none where the file has none."""
    size = int.from_bytes(data[:8], "little")
    if len(data) < 8 or size > len(data) - 8:  # noqa: PLR2004 - the eight bytes of the length
        raise ReadError("ends within its safetensors header", path=path, hint=_HINT)
    if size > _LARGEST:
        raise ReadError(f"has a safetensors header of {size:,} bytes", path=path, hint=_HINT)
    try:
        header = json.loads(data[8 : 8 + size])
    except (ValueError, RecursionError):
        raise ReadError("has a safetensors header that is no JSON", path=path, hint=_HINT) from None
    pairs = header.get("__metadata__") if isinstance(header, dict) else None
    return {key: value for key, value in pairs.items() if isinstance(value, str)} if isinstance(pairs, dict) else {}


def _base(pairs: dict[str, str]) -> tuple[tuple[str, Reference, Relation], ...]:
    """What the model was trained on: by name where that is stated, else what its architecture is called after.

    An architecture alone says so only of adapters, which are made for one model: a checkpoint may be that very model.
    """
    architecture, _, kind = pairs.get("modelspec.architecture", "").lower().partition("/")
    adapter = kind.startswith(_ADAPTERS) or "ss_network_module" in pairs
    relation: Relation = "adapter" if adapter else ""
    found = tuple(_weights.said((key, _hub_name(pairs.get(key, "")), relation) for key in _BASES))
    if found or not adapter:
        return found[:1]
    values = {"modelspec.architecture": architecture, "ss_base_model_version": pairs.get("ss_base_model_version", "")}
    return tuple(_weights.said((key, _KNOWN.get(value.lower(), ""), relation) for key, value in values.items()))[:1]


def _hub_name(value: str) -> str:
    """The name on the Hub of what may be the name of a well-known file, else the value itself."""
    value = value.strip()
    stem = value.lower().replace("\\", "/").rpartition("/")[2].removesuffix(".safetensors").removesuffix(".ckpt")
    return _KNOWN.get(stem, value)
