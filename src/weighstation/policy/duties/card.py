"""The card of a derivative that the repository publishes: it states a license and the model it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.licensing.inherit import UNRECORDED
from weighstation.licensing.strictness import strictness
from weighstation.policy.duties._seen import said
from weighstation.policy.duties.drift import CARD, tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weighstation.knowledge.licenses import License
    from weighstation.model import Finding
    from weighstation.policy.duties._spot import Spot


def findings(spot: Spot, licenses: Sequence[License], hangs_on: str) -> Iterator[Finding]:
    """What is missing in the card of a model that was made from another one; a laxer license is ``drift``'s to tell."""
    card, bases = spot.card, [base for base in spot.bases if not base.id.startswith(f"{UNRECORDED}:")]
    if card is None or not bases:
        return
    if not card.license:
        stricter = max(licenses, key=strictness, default=None)
        message = f"its card states no license, and it was made from {bases[0].id}"
        message += f" under {stricter.name}" if stricter else ""
        hint = f"write `{tag(stricter)}` into the card" if stricter else "write `license:` into the card"
        yield said(CARD, message + hangs_on, (card.path, 1), hint, spot.component)
    if not card.bases:
        message = f"its card names no base_model, and it was made from {bases[0].id}"
        hint = f"write `base_model: {_bare(bases[0].id)}` into the card"
        yield said(CARD, message + hangs_on, (card.path, 1), hint, spot.component)


def _bare(name: str) -> str:
    return name.partition(":")[2]
