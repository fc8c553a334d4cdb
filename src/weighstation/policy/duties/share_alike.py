"""What is passed on stays under the same license."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.policy.duties._case import duty, leaves, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.knowledge.licenses import License
    from weighstation.outbound_model import Duty
    from weighstation.policy.duties._case import Case

_TERM, _NETWORK = "share_alike", "network_clause"


def asked(license: License) -> bool:  # noqa: A002 - the field's own word
    """Whether the license wants that: by its terms, by its name (Creative Commons), or as copyleft."""
    return bool(license.terms.get(_TERM)) or "-sa-" in license.key or "copyleft" in license.classes


def of(license: License, case: Case) -> Iterator[Duty]:  # noqa: A002 - the field's own word
    """The duty where it leaves, under network copyleft also as a service."""
    if not asked(license):
        return
    service = "network-copyleft" in license.classes or bool(license.terms.get(_NETWORK))
    source = ", with its source" if "copyleft" in license.classes else ""
    how = f": {text(license, _TERM)}" if text(license, _TERM) else ""
    what = f"keep what is passed on under {license.id}{source}{how}"
    yield from duty("share-alike", license, leaves(case.facts, service=service), what, _TERM, license.id)
