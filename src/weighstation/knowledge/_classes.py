"""The classes of licenses that a policy can name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CLASSES: Mapping[str, str] = {
    "osi": "approved by the Open Source Initiative (the flag of the SPDX license list)",
    "spdx": "on the SPDX license list",
    "permissive": "few duties beyond keeping notices",
    "public-domain": "dedicated to the public domain, or as close as the law allows",
    "copyleft": "weak, strong or network copyleft",
    "weak-copyleft": "copyleft that ends at the file or library",
    "strong-copyleft": "copyleft that covers the whole work that is distributed",
    "network-copyleft": "strong copyleft that also reaches users over a network",
    "creative-commons": "Creative Commons BY, BY-SA and BY-ND; the NC variants are noncommercial",
    "data": "written for data sets",
    "source-available": "readable, with limits that no open-source license has",
    "responsible-ai": "RAIL and alike: free but for a list of forbidden uses",
    "community": "a vendor's own model terms: thresholds, use policies, name duties",
    "noncommercial": "commercial use is not granted; includes research-only",
    "research-only": "research use only",
    "hosted": "terms of a hosted service; the weights are not published",
    "unclassified": "on the SPDX license list, and nobody classified it here",
    "undeclared": "no license: nothing was declared",
    "custom-unnamed": "declared as custom, without a name or text",
}
"""The classes a policy can name, and what each means."""

PSEUDO_CLASSES = ("undeclared", "custom-unnamed")
"""Classes of entries that are no licenses but ways to say that none is known."""

_OF_CATEGORY = {
    "weak-copyleft": ("copyleft", "weak-copyleft"),
    "strong-copyleft": ("copyleft", "strong-copyleft"),
    "network-copyleft": ("copyleft", "network-copyleft"),
    "community-restricted": ("community",),
    "research-only": ("noncommercial", "research-only"),
    "proprietary/hosted": ("hosted",),
}


def of(category: str, commercial: str, *, osi: bool, listed: bool) -> tuple[str, ...]:
    """The classes of a license: what it is listed as, its category, and noncommercial where it grants no other use."""
    own = [name for name, applies in (("osi", osi), ("spdx", listed)) if applies]
    own += _OF_CATEGORY.get(category, (category,))
    if commercial == "no" and "noncommercial" not in own:
        own.append("noncommercial")
    return tuple(own)
