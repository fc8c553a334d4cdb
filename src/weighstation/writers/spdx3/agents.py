"""Agents: who made the document, who hands things out, who published them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers.cyclonedx import links
from weighstation.writers.cyclonedx.text import Json, clean, url
from weighstation.writers.spdx3.element import element, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.model import Publisher
    from weighstation.writers.cyclonedx.items import Item

_SELF = "SoftwareAgent/weighstation"


def supplier(item: Item) -> Json | None:
    """Who hands an item out: the hub, or the company that runs a hosted model, as CycloneDX writes it."""
    return links.provider(item) if item.component.type == "service" else links.supplier(item)


def agent_id(base: str, who: Json | None) -> str:
    """The ``spdxId`` of an organization as CycloneDX writes it; empty for None."""
    return named(base, f"Organization/{who['name']}") if who else ""


def organizations(base: str, items: Iterable[Item], publisher: Publisher) -> list[Json]:
    """One ``Organization`` for each supplier and each publisher of an item, and for the project's supplier, by name."""
    found = [_pair(who) for item in items for who in (supplier(item), links.manufacturer(item)) if who]
    if publisher.supplier:
        found.append((clean(publisher.supplier), url(publisher.supplier_url)))
    addresses: dict[str, str] = {}
    for name, address in found:
        addresses[name] = addresses.get(name) or address
    return [_organization(base, name, addresses[name]) for name in sorted(addresses)]


def _pair(who: Json) -> tuple[str, str]:
    addresses = who.get("url")
    return str(who["name"]), str(addresses[0]) if isinstance(addresses, list) and addresses else ""


def _organization(base: str, name: str, address: str) -> Json:
    identifiers = [_identifier("other", address)] if address else []  # the type that BSI TR-03183-2, table 9, names
    return element(
        "Organization", named(base, f"Organization/{name}"), {"externalIdentifier": identifiers, "name": name}
    )


def author_id(base: str, publisher: Publisher) -> str:
    """The ``spdxId`` of whoever made the document."""
    return named(base, "Agent/author" if publisher.author else _SELF)


def makers(base: str, publisher: Publisher, tool_version: str) -> Iterator[Json]:
    """The author as the policy states it, else weighstation as an agent; and weighstation as the tool.

    SPDX demands an agent. Whether the policy names a person or an organization is not known, hence ``Agent``.
    """
    if publisher.author:
        contact = clean(publisher.contact_email)
        identifiers = [_identifier("email", contact)] if contact else []
        fields: Json = {"externalIdentifier": identifiers, "name": clean(publisher.author)}
        yield element("Agent", author_id(base, publisher), fields)
    else:
        yield element("SoftwareAgent", author_id(base, publisher), {"name": "weighstation"})
    yield element("Tool", tool_id(base), {"name": f"weighstation-{clean(tool_version)}".rstrip("-")})


def tool_id(base: str) -> str:
    """The ``spdxId`` of weighstation as the tool."""
    return named(base, "Tool/weighstation")


def _identifier(kind: str, identifier: str) -> Json:
    return {"type": "ExternalIdentifier", "externalIdentifierType": kind, "identifier": identifier}
