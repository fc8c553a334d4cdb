"""Duties: what a license asks of whoever passes a model on or shows what it makes, and what the repository lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.policy.duties.owed import of
from weighstation.policy.duties.report import checked, findings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weighstation.model import Component, Conclusion
    from weighstation.policy.entries import Policy

__all__ = ["checked", "findings", "looks_at", "of"]


def looks_at(pairs: Iterable[tuple[Component, Conclusion]], policy: Policy) -> tuple[str, ...]:
    """The folders whose files speak of models that leave, for ``outbound.read``; none where nothing leaves.

    The top of the repository where the facts say that anything leaves, and the folder of each model that lies in it.
    """
    from weighstation.policy.duties._spot import folder_of
    from weighstation.policy.duties.owed import is_owed_by

    stated = [each.distributes for each in (policy.facts, *(override.facts for override in policy.overrides))]
    owing = [component for component, _ in pairs if is_owed_by(component)]
    if not owing or not any(each is None or each for each in stated):
        return ()
    inside = [folder for folder in map(folder_of, owing) if folder is not None]
    return tuple(dict.fromkeys([*[""] * any(stated), *inside]))
