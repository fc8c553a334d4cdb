"""What the local store of Ollama holds: the license layers of a model's manifest.

A manifest, ``manifests/<host>/<namespace>/<name>/<tag>``, is an OCI image manifest in JSON; a layer of the license
media type is a text in ``blobs/sha256-<digest>``.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from weighstation.errors import ReadError
from weighstation.sources import license_text
from weighstation.sources.stores import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Claim, Component
    from weighstation.sources.stores import Stores

SOURCE = "ollama-store"
_LICENSE = "application/vnd.ollama.image.license"
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_HOST, _NAMESPACE, _TAG = "registry.ollama.ai", "library", "latest"  # what a name leaves out
_PART = re.compile(r"[\w.-]*[\w-][\w.-]*")


def claims(component: Component, stores: Stores) -> Iterator[Claim]:
    """One claim for each license that came with the model; one without license for each fault of the store."""
    parts = _manifest(component) if stores.ollama else ()
    if not parts or not os.path.isfile(os.path.join(stores.ollama, *parts)):
        return
    where = "/".join(parts)
    try:
        digests = _licenses(where, read(stores.ollama, *parts))
    except ReadError as error:
        yield license_text.fault(SOURCE, error)
        return
    for digest in digests:
        yield _claim(stores.ollama, where, digest)


def _claim(store: str, where: str, digest: str) -> Claim:
    try:
        data = read(store, "blobs", digest.replace(":", "-"))
        _verified(where, digest, data)
        return license_text.claim(SOURCE, f"{where} {digest[:19]}", data)
    except ReadError as error:
        return license_text.fault(SOURCE, error)


def _verified(where: str, digest: str, data: bytes) -> None:
    import hashlib

    if f"sha256:{hashlib.sha256(data).hexdigest()}" != digest:
        raise ReadError("its license layer is damaged: the hash differs", path=where)


def _manifest(component: Component) -> tuple[str, ...]:
    """``llama3.1:8b``, ``user/name`` or ``hf.co/org/name:Q4_K_M`` as the path of its manifest."""
    if component.scheme != "ollama":
        return ()
    name, _, tag = component.name.partition(":")
    parts = name.split("/")
    left_out = {1: (_HOST, _NAMESPACE), 2: (_HOST,), 3: ()}.get(len(parts))
    if left_out is None or not all(map(_PART.fullmatch, (*parts, tag or _TAG))):
        return ()
    return ("manifests", *left_out, *parts, tag or _TAG)


def _licenses(where: str, data: bytes) -> list[str]:
    """The digests of the license layers. Raises ``ReadError`` where this is no manifest."""
    import json

    try:
        layers = json.loads(data)["layers"]
        digests = [layer["digest"] for layer in layers if layer["mediaType"] == _LICENSE]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ReadError("is no manifest of a model", path=where) from None
    if not all(isinstance(digest, str) and _DIGEST.fullmatch(digest) for digest in digests):
        raise ReadError("names a license layer by something that is no hash", path=where)
    return list(dict.fromkeys(digests))
