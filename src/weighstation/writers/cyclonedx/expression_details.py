"""What CycloneDX 1.7 adds to an expression: where each of its licenses is to be read, and what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers.cyclonedx.license_entry import addresses, facts
from weighstation.writers.cyclonedx.text import Json, present

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weighstation.writers.cyclonedx import Options


def detailed(entries: Iterable[Json], options: Options) -> list[Json]:
    """Entries of ``licenses`` with the ``expressionDetails`` of expressions, from version 1.7 on."""
    return [_detailed(one) if "expression" in one and options.spec_version != "1.6" else one for one in entries]


def _detailed(entry: Json) -> Json:
    expression = str(entry["expression"])
    known = [{"licenseIdentifier": name, "url": address} for name, address in addresses(expression).items()]
    fields = {"expression": expression, "expressionDetails": known, "acknowledgement": entry["acknowledgement"]}
    return present({**fields, "properties": facts(expression)})
