"""What a model without a license of its own takes over from its bases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.licensing.expression import combine_and
from weighstation.licensing.settle import Settled, is_custom, keys
from weighstation.licensing.strictness import NOT_KNOWN, RESTRICTED, of_expression

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weighstation.model import Ancestor

UNRECORDED = "unrecorded"  # scheme of an ancestor of which only a license is known
LESS_SURE = 0.8  # factor on the confidence of the bases: the maker of the derivative may have added terms
_REPACKED = frozenset({"quantized", "conversion"})


def own_or_inherited(said: Settled, direct: Sequence[Ancestor]) -> Settled:
    """What was said of a model itself or, where that names no license, the licenses of all its direct bases together.

    Nothing is inherited unless the license of every base is known. A family tag (``openrail``) is settled by bases
    whose licenses belong to that family; "custom" only by restricted bases of which the model is a mere repackaging.
    """
    if said.expression or not direct or any(is_open_question(base) for base in direct):
        return said
    if said.candidates and not _settled_by(said.candidates, direct):
        return said
    confidence = round(min(base.confidence for base in direct) * LESS_SURE, 2)
    return Settled(combine_and(base.expression for base in direct), confidence, (), said.conflicts)


def is_open_question(ancestor: Ancestor) -> bool:
    """Whether the license of an ancestor is not known, or only known to be custom."""
    return not ancestor.expression or of_expression(ancestor.expression) >= NOT_KNOWN


def _settled_by(candidates: tuple[str, ...], direct: Sequence[Ancestor]) -> bool:
    if not any(map(is_custom, candidates)):
        return all(set(keys(base.expression)) <= set(candidates) for base in direct)
    return all(base.relation in _REPACKED and of_expression(base.expression) >= RESTRICTED for base in direct)
