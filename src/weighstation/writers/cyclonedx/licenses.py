"""The licenses of a component, in the form from which every consumer reads the same thing.

What consumers do with ``licenses`` (read in their sources, 2026-11) decides:

* Dependency-Track keeps one license: the first of the list that it can resolve, by id before name. Trivy and GitLab
  take ids and names as they are; GitLab reads expressions only behind a flag, and says "unknown" otherwise.
* So one license goes out as ``id`` (SPDX) or ``name`` (anything else), the concluded one first. A declared one stands
  beside it only where nobody can take it in its place: never an ``MIT`` next to a restricted ``name``.
* Several licenses go out as one SPDX expression. A list has no AND and no OR: of a ``LicenseRef-`` and ``MIT`` it would
  keep MIT. That GitLab then says "unknown" is the lesser evil.
* CycloneDX 1.6 allows one expression or licenses, not both (``licenseChoice``). What was seen is in
  ``evidence.licenses``, whatever was concluded.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from weighstation.knowledge.licenses import license as known_license
from weighstation.licensing.expression import Leaf, leaves, render
from weighstation.writers.cyclonedx.license_entry import governing, licensed, named, spdx_ids, tree_of

if TYPE_CHECKING:
    from weighstation.model import Conclusion
    from weighstation.writers.cyclonedx.text import Json

Form = Literal["name", "expression"]
"""How one license that is not on the SPDX list is written: as ``license.name``, or as an expression."""


def licenses(conclusion: Conclusion, form: Form) -> list[Json]:
    """The ``licenses`` of a component, the governing one first; empty where the license is not known."""
    claims = tuple(claim.expression for claim in conclusion.claims if claim.acknowledgement == "declared")
    return _licenses(conclusion.expression, claims, form) if conclusion.expression else []


@lru_cache(maxsize=1024)
def _licenses(expression: str, claims: tuple[str, ...], form: Form) -> list[Json]:
    ruling = concluded(expression, form)
    if "license" not in ruling:
        return [ruling]
    declared = dict.fromkeys(map(_single, claims))
    beside = [claim for claim in declared if claim and _harmless(claim, _single(expression))]
    return [ruling, *(licensed({**named(claim), "acknowledgement": "declared"}) for claim in beside)]


def concluded(expression: str, form: Form = "name", *, described: bool = True) -> Json:
    """One entry for what governs: an id, a name (``described`` by what is known about it), or an expression."""
    tree = tree_of(expression)
    if not tree or not all(_valid(leaf) for leaf in leaves(tree)):
        return governing(expression, described=described)
    if isinstance(tree, Leaf) and _plain(tree) and (form == "name" or tree.id.lower() in spdx_ids()):
        return governing(tree.id, described=described)
    return {"expression": render(tree), "acknowledgement": "concluded"}


def _single(expression: str) -> str:
    """The id in an expression of one plain license, else an empty text."""
    tree = tree_of(expression)
    return tree.id if isinstance(tree, Leaf) and _plain(tree) else ""


def _plain(leaf: Leaf) -> bool:
    return not leaf.exception and not leaf.id.endswith("+")


def _valid(leaf: Leaf) -> bool:
    """Whether an SPDX parser takes the id: it is on the list, old or new, or a ``LicenseRef-``."""
    stem = leaf.id.removesuffix("+")
    if stem.startswith(("LicenseRef-", "DocumentRef-")) or stem.lower() in spdx_ids():
        return True
    known = known_license(stem)
    return known is not None and "spdx" in known.classes


def _harmless(declared: str, ruling: str) -> bool:
    """Whether no consumer can take the declared license for the ruling one: see the text of this module."""
    return ruling.lower() in spdx_ids() or named(declared) == named(ruling)
