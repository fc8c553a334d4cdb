"""Elements: their ids, and what every one of them has.

An id is the document's, ``#`` and a name: the reference of a component (``pkg:pypi/requests@2.32.3``), or a kind, a
slash and a name (``Organization/meta-llama``). References have a colon before any slash, so the two are never the same.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from weighstation.writers.cyclonedx.text import Json, present

CREATION = "_:creationinfo"
"""The one ``CreationInfo`` that all elements share; it has no id of its own in SPDX, so it is a blank node."""

_PLAIN = "/:@!$&'()*+,;=~"  # what the fragment of a URI may hold as it is (RFC 3986, section 3.5)


def named(base: str, name: str) -> str:
    """The ``spdxId`` of what is called ``name`` in the document of the id ``base``."""
    return f"{base}#{_quoted(name)}"


@lru_cache(maxsize=65536)
def _quoted(name: str) -> str:
    return quote(name, safe=_PLAIN)


def element(kind: str, spdx_id: str, fields: Json) -> Json:
    """An element of a class, with the fields that hold something."""
    return {"type": kind, "spdxId": spdx_id, "creationInfo": CREATION, **present(fields)}


def relationship(base: str, start: str, kind: str, ends: list[str], comment: str = "") -> Json:
    """A relationship from the element of a name to those of the given ids."""
    spdx_id = named(base, f"Relationship/{kind}/{start}")
    fields: Json = {"comment": comment, "from": named(base, start), "relationshipType": kind, "to": ends}
    return element("Relationship", spdx_id, fields)
