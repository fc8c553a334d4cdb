"""Licenses: every package has exactly one relationship to what is concluded, and one to what was declared.

That is what the AI and the Dataset profile ask for (SPDX 3.0.1, "Profile conformance" of both); what is not known is
``NoAssertionLicense``. Where several sources declare different licenses the best one is taken and the comment says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.knowledge.licenses import license as known_license
from weighstation.licensing.expression import leaves, render
from weighstation.writers.cyclonedx.license_entry import tree_of
from weighstation.writers.cyclonedx.text import Json, clean, sentence, url
from weighstation.writers.spdx3.element import element, named, relationship

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.model import Conclusion
    from weighstation.writers.cyclonedx.items import Item

UNKNOWN = "expandedlicensing_NoAssertionLicense"


def expressions(items: Iterable[Item], base: str) -> list[Json]:
    """A license element for each expression that a relationship leads to, by its text."""
    found = {text for item in items for text in (_concluded(item), _declared(item)) if text}
    return [_expression(text, base) for text in sorted(found)]


def relations(item: Item, base: str, root: str) -> Iterator[Json]:
    """What is concluded and what was declared of one item, with comments where there is something to say."""
    conclusion = item.weighed.conclusion
    concluded, declared = _concluded(item), _declared(item)
    why = "; ".join(sentence(one, root) for one in conclusion.conflicts)
    others = _others(conclusion, declared)
    yield relationship(base, item.ref, "hasConcludedLicense", [_target(concluded, base)], why or _unlike(item))
    yield relationship(base, item.ref, "hasDeclaredLicense", [_target(declared, base)], others)


def _concluded(item: Item) -> str:
    return _canonical(item.weighed.conclusion.expression)


def _declared(item: Item) -> str:
    """The first of the declared claims: sources come best first."""
    return next(iter(_claimed(item.weighed.conclusion)), "")


def _claimed(conclusion: Conclusion) -> dict[str, str]:
    """What sources declare, in canonical form, and the source of each."""
    found: dict[str, str] = {}
    for claim in conclusion.claims:
        text = _canonical(claim.expression) if claim.acknowledgement == "declared" else ""
        if text:
            found.setdefault(text, claim.source)
    return found


def _others(conclusion: Conclusion, declared: str) -> str:
    said = [f"{text} by {clean(source)}" for text, source in _claimed(conclusion).items() if text != declared]
    return f"Others declare: {', '.join(said)}" if said else ""


def _unlike(item: Item) -> str:
    """Why nothing, or something that nobody declared, is concluded."""
    conclusion = item.weighed.conclusion
    if _concluded(item) == _declared(item) != "":
        return ""
    if not conclusion.expression:
        keys = ", ".join(map(clean, conclusion.candidates))
        return f"One of: {keys}" if keys else ""
    lineage = ", ".join(clean(ancestor.id) for ancestor in conclusion.lineage)
    return f"It follows from the models it was made from: {lineage}" if lineage else ""


def _canonical(expression: str) -> str:
    """The expression as SPDX writes it; empty where the text is none."""
    tree = tree_of(expression)
    return render(tree) if tree else ""


def _target(expression: str, base: str) -> str:
    return named(base, f"LicenseExpression/{expression}") if expression else UNKNOWN


def _expression(text: str, base: str) -> Json:
    fields: Json = {"simplelicensing_customIdToUri": _addresses(text), "simplelicensing_licenseExpression": text}
    return element("simplelicensing_LicenseExpression", _target(text, base), fields)


def _addresses(text: str) -> list[Json]:
    """Where the text of each license that is not on the SPDX list can be read."""
    tree = tree_of(text)
    ids = dict.fromkeys(leaf.id for leaf in leaves(tree)) if tree else {}
    known = {one: known_license(one) for one in ids if one.startswith("LicenseRef-")}
    found = {one: url(license_.url) for one, license_ in known.items() if license_}
    return [{"type": "DictionaryEntry", "key": one, "value": address} for one, address in found.items() if address]
