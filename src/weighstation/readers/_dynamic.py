"""Names that are put together at run time: the part that is written, with ``{name}`` for each part that is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.readers._ids import identify

if TYPE_CHECKING:
    from weighstation.readers._hosted import Named
    from weighstation.readers._ids import Place

HOLE = re.compile(r"\{[\w$]*\}")
STAND_IN = "x0"  # what every name may have in every place
_KNOWN = re.compile(r"[A-Za-z][\w.-]{2,}")  # what must be written before the first unknown part


def dynamic(value: str, place: Place) -> Named | None:
    """What a text with unknown parts names: nothing unless its owner, or how its name begins, is written.

    ``acme/chat-{size}`` is ``hf:acme/chat-{size}``; no id of any registry holds braces, so such an id means "dynamic".
    """
    if place == "weak" or "://" in value or value.endswith("/{}") or not _KNOWN.match(HOLE.split(value)[0]):
        return None
    plain = HOLE.sub(STAND_IN, value)
    found = identify(plain, place)
    if found is None or not found.id.endswith(f":{plain}"):
        return None
    return found._replace(id=found.id.removesuffix(plain) + value)
