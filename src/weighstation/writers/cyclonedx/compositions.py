"""Compositions: how complete the parts and dependencies of each thing are, as far as a scan of source code can say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers.cyclonedx.projects import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weighstation.model import Run
    from weighstation.writers.cyclonedx.items import Item
    from weighstation.writers.cyclonedx.projects import Part
    from weighstation.writers.cyclonedx.text import Json


def compositions(run: Run, items: Sequence[Item], parts: Sequence[Part] = ()) -> list[Json]:
    """One entry for what is surely ``incomplete``, one for what is ``unknown``. Nothing is claimed to be complete.

    A model has files and training data that no repository lists, a data set likewise: incomplete. A file that could
    not be read may hold anything: so is the project then. Code may load what no reader sees: otherwise unknown.
    """
    incomplete = [item.ref for item in items if item.component.type in {"model", "dataset"}]
    unknown = [item.ref for item in items if item.component.type not in {"model", "dataset"}]
    own = incomplete if run.inventory.unread else unknown
    own[:0] = [ROOT, *(part.ref for part in parts)]
    grouped = (("incomplete", incomplete), ("unknown", unknown))
    return [{"aggregate": word, "assemblies": refs, "dependencies": refs} for word, refs in grouped if refs]
