"""One license as CycloneDX writes it: by SPDX id, else by name, with its URL and what is known about it.

``license.id`` is an enumeration, and servers refuse a BOM with an id newer than their copy of it. ``spdx_ids.txt`` is
the list that CycloneDX 1.6 was released with (SPDX 3.23): every reader of 1.6 knows these; younger ids go out as names.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from weighstation.knowledge.licenses import license as known_license
from weighstation.licensing.expression import ExpressionError, leaves, parse
from weighstation.writers.cyclonedx.properties import flag, listed
from weighstation.writers.cyclonedx.text import Json, clean, present, url

if TYPE_CHECKING:
    from collections.abc import Mapping

    from weighstation.licensing.expression import Leaf, Node


@lru_cache(maxsize=1024)
def governing(license_id: str, *, described: bool) -> Json:
    """The concluded license as an entry of ``licenses``; a name has its URL and, if ``described``, its properties."""
    known = None if license_id.lower() in spdx_ids() else known_license(license_id)
    about = _properties(license_id) if described and known else []
    address = url(known.url) if known else ""
    ids = {"altIds": [known.key, *(tag for tag in known.hub_tags if tag != known.key)]} if about and known else {}
    fields: Json = {**named(license_id), "acknowledgement": "concluded", "url": address, "licensing": ids}
    return licensed(present({**fields, "properties": about}))


def licensed(fields: Json) -> Json:
    """An entry of ``licenses`` around the fields of a license."""
    return {"license": fields}


@lru_cache(maxsize=1024)
def named(license_id: str) -> Json:
    """``{"id": …}`` where the enumeration has the id, in its spelling; else ``{"name": …}``."""
    listed_id = spdx_ids().get(license_id.lower())
    if listed_id:
        return {"id": listed_id}
    known = known_license(license_id)
    return {"name": clean(known.id if known else license_id) or "unnamed"}


@lru_cache(maxsize=1)
def spdx_ids() -> Mapping[str, str]:
    """The ids that ``license.id`` may hold, by their lower-case spelling."""
    listed_ids = Path(__file__).with_name("spdx_ids.txt").read_text(encoding="ascii").split()
    return {license_id.lower(): license_id for license_id in listed_ids}


@lru_cache(maxsize=1024)
def tree_of(expression: str) -> Node | None:
    """The expression as a tree; None where the text is no expression and can only be a name."""
    try:
        return parse(expression)
    except ExpressionError:
        return None


def facts(expression: str) -> list[Json]:
    """The properties of every license in an expression that is not on the SPDX list, for want of a better place."""
    ids = dict.fromkeys(leaf.id for leaf in _leaves(expression) if leaf.id.lower() not in spdx_ids())
    return [fact for license_id in ids for fact in _properties(license_id)]


def texts(expression: str) -> list[str]:
    """The URLs of the texts of every license in an expression, in its order."""
    return list(dict.fromkeys(addresses(expression).values()))


@lru_cache(maxsize=1024)
def addresses(expression: str) -> Mapping[str, str]:
    """Each license id in an expression, in its order, with the URL of its text; those without one are left out."""
    found = {leaf.id: known_license(leaf.id) for leaf in _leaves(expression)}
    return {name: address for name, known in found.items() if known and (address := url(known.url))}


@lru_cache(maxsize=1024)
def use_policies(expression: str) -> Mapping[str, str]:
    """The licenses of an expression that are bound to a policy of use with an address: name and that address."""
    found = [known for leaf in _leaves(expression) if (known := known_license(leaf.id))]
    return {known.name: address for known in found if (address := url(str(known.terms.get("aup_url", ""))))}


def _leaves(expression: str) -> tuple[Leaf, ...]:
    tree = tree_of(expression)
    return leaves(tree) if tree else ()


def _properties(license_id: str) -> list[Json]:
    known = known_license(license_id)
    if not known:
        return []
    pairs = (
        ("license:key", known.key),
        ("license:name", known.name),
        ("license:osi-approved", flag(known.osi_approved)),
        ("license:category", known.category),
        ("license:commercial-use", known.commercial_use),
        ("license:steward", known.steward),
    )
    return listed(pairs)
