"""What the license of a model bars or makes conditional: the uses, the fields, the territories."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from weighstation.licensing.strictness import governing
from weighstation.writers.cyclonedx.license_entry import tree_of
from weighstation.writers.cyclonedx.text import Json, clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.knowledge.licenses import License

_COMMERCIAL = {"no": "The license bars commercial use", "conditional": "The license puts conditions on commercial use"}


@lru_cache(maxsize=1024)
def considerations(expression: str) -> Json:
    """The ``considerations`` of a model card, by the license that governs an expression; empty where it bars nothing.

    All of it is in ``ethicalConsiderations``, which has no field for the law.
    """
    tree = tree_of(expression)
    license_ = governing(tree)[1] if tree else None
    barred = [{"name": clean(text)} for text in _barred(license_)] if license_ else []
    return {"ethicalConsiderations": barred} if barred else {}


def _barred(license_: License) -> Iterator[str]:
    if license_.commercial_use in _COMMERCIAL:
        yield _COMMERCIAL[license_.commercial_use]
    territories = license_.terms.get("territory_exclusion")
    if isinstance(territories, list):
        yield f"The license leaves out territories: {', '.join(map(str, territories))}"
    topics = license_.terms.get("restriction_topics")
    if isinstance(topics, list):
        yield from (f"The license bars use for: {topic}" for topic in topics)
