"""What the local cache of the Hugging Face Hub holds: the card and the license text of a snapshot.

Layout: https://huggingface.co/docs/huggingface_hub/guides/manage-cache. ``models--org--name/refs/main`` has the commit
whose files are (links to blobs) in ``snapshots/<commit>/``.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from weighstation.errors import ReadError
from weighstation.licensing.understand import understand
from weighstation.model import Claim
from weighstation.sources import license_text
from weighstation.sources.stores import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Base, Component, Reference
    from weighstation.sources.stores import Stores

SOURCE = "hub-cache"
CONFIDENCE = 0.9  # the publisher's own words at one commit, which may not be the one that is used elsewhere
_CARD = "README.md"
_KINDS = {"hf": "models", "hf-dataset": "datasets"}


def claims(component: Component, stores: Stores) -> Iterator[Claim]:
    """What the cached card and license texts of this model or data set say; a claim without license for each fault."""
    folder = _snapshot(component, stores.hub)
    if not folder:
        return
    try:
        card = _card(stores.hub, folder)
        if card and card.license:
            yield _declared(card, folder)
    except ReadError as error:
        yield license_text.fault(SOURCE, error)
    yield from license_text.claims(SOURCE, stores.hub, folder)


def bases(component: Component, stores: Stores) -> tuple[Base, ...]:
    """The bases that the cached card names."""
    folder = _snapshot(component, stores.hub)
    try:
        card = _card(stores.hub, folder) if folder else None
    except ReadError:
        return ()  # a claim says so
    return card.bases if card else ()


def _declared(card: Reference, folder: str) -> Claim:
    found = understand(card.license)
    where = f"{folder}/{_CARD}:{card.occurrence.line}"
    note = f"written as {card.license.strip()[:80]!r}"
    return Claim(found.expression, SOURCE, where, CONFIDENCE, candidates=found.candidates, note=note)


def _card(hub: str, folder: str) -> Reference | None:
    if not os.path.lexists(os.path.join(hub, folder, _CARD)):
        return None
    from weighstation.readers import _card, markdown

    card = markdown.card_of(f"{folder}/{_CARD}", read(hub, folder, _CARD))
    return _card.described(card) if card else None


def _snapshot(component: Component, hub: str) -> str:
    """The folder of the snapshot, from the cache's own; empty where it is not there."""
    kind = _KINDS.get(component.scheme)
    if not hub or not kind:
        return ""
    from weighstation.knowledge import models

    for name in dict.fromkeys((component.name, models.canonical(component.id).partition(":")[2])):
        folder = f"{kind}--{name.replace('/', '--')}"
        if _is_plain(folder) and (commit := _commit(hub, folder, component.version)):
            return f"{folder}/snapshots/{commit}"
    return ""


def _commit(hub: str, folder: str, revision: str) -> str:
    """The commit of the revision that the code names, of ``main``, or the only one; empty where there is none."""
    if not os.path.isdir(os.path.join(hub, folder, "snapshots")):
        return ""
    for named in (revision, _ref(hub, folder, revision or "main")):
        if named and _is_plain(named) and os.path.isdir(os.path.join(hub, folder, "snapshots", named)):
            return named
    commits = os.listdir(os.path.join(hub, folder, "snapshots"))
    return commits[0] if len(commits) == 1 and not revision else ""


def _ref(hub: str, folder: str, name: str) -> str:
    if not all(map(_is_plain, name.split("/"))):
        return ""
    try:
        return read(hub, folder, "refs", *name.split("/")).decode(errors="replace").strip()
    except ReadError:
        return ""


def _is_plain(name: str) -> bool:
    """Whether a text is one name of a folder and leads nowhere else."""
    return name not in ("", ".", "..") and not any(character in name for character in "/\\\0")
