"""What the team says of itself and its product in ``[sbom]`` of the policy. Where it is silent nothing is guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.writers.cyclonedx.properties import listed
from weighstation.writers.cyclonedx.text import Json, clean, present, url

if TYPE_CHECKING:
    from weighstation.model import Publisher

_PROPERTIES = """application_area intended_use
    data_flow data_usage input_output hardware security_controls security_standards""".split()
# Stricter than RFC 6531, which the schema demands: an address of another form becomes a part of the name.
_EMAIL = re.compile(r"\w+(?:[.+-]\w+)*@\w+(?:-\w+)*(?:\.\w+(?:-\w+)*)+", re.ASCII)


def supplier(said: Publisher) -> Json:
    """The organization that hands the product out and publishes the document, with whom to ask; empty if not stated."""
    contact = present({"name": clean(_contact(said)), "email": said.contact_email if _is_email(said) else ""})
    address = url(said.supplier_url)
    fields: Json = {
        "name": clean(said.supplier),
        "url": [address] if address else [],
        "contact": [contact] if contact else [],
    }
    return present(fields)


def authors(said: Publisher) -> list[Json]:
    """Who made the document."""
    return [{"name": clean(said.author)}] if said.author else []


def about(said: Publisher) -> list[Json]:
    """Properties of the product, in the order of the policy's keys: what CycloneDX has no field for in a product."""
    return listed((name.replace("_", "-"), getattr(said, name)) for name in _PROPERTIES)


def references(said: Publisher) -> list[Json]:
    """Where the product's policy on vulnerabilities is: a ``security.txt`` (RFC 9116, 3) or another page."""
    address = url(said.security_policy_url)
    kind = "rfc-9116" if address.endswith("/security.txt") else "security-contact"
    return [{"type": kind, "url": address}] if address else []


def use_cases(said: Publisher) -> Json:
    """The part of a model's ``considerations`` that only the team knows."""
    return {"useCases": [clean(said.intended_use)]} if said.intended_use else {}


def _is_email(said: Publisher) -> bool:
    name, _, _ = said.contact_email.partition("@")
    return len(name) <= 64 and len(said.contact_email) <= 254 and bool(_EMAIL.fullmatch(said.contact_email))  # noqa: PLR2004 - RFC 5321, 4.5.3.1


def _contact(said: Publisher) -> str:
    if not said.contact_email or _is_email(said):
        return said.contact_name
    return f"{said.contact_name} <{said.contact_email}>".strip()
