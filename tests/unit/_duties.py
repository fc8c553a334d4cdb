"""A small repository in, findings about duties out: what the tests of duties have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weighstation import outbound, pipeline
from weighstation.policy import duties
from weighstation.policy.entries import Policy
from weighstation.policy.facts import Facts

if TYPE_CHECKING:
    from pathlib import Path

    from weighstation.model import Component, Conclusion, Finding
    from weighstation.outbound_model import LicenseText, Outbound

Pairs = tuple[tuple["Component", "Conclusion"], ...]


def pairs(root: Path) -> Pairs:
    """The components of a repository with the conclusions about them."""
    scanned = pipeline.scan(str(root))
    return tuple(zip(scanned.components, pipeline.resolve(scanned), strict=True))


def findings(root: Path, *texts: LicenseText, **facts: Any) -> tuple[Finding, ...]:
    """What is to be said about a repository under some facts. ``texts`` stand for license texts in it."""
    policy = Policy("weighstation.toml", facts=Facts(**facts))
    found = pairs(root)
    return duties.findings(found, policy, said(root, found, policy, *texts))


def said(root: Path, found: Pairs, policy: Policy, *texts: LicenseText) -> Outbound:
    """What the repository says, with ``texts`` added to it."""
    read = outbound.read(str(root), duties.looks_at(found, policy))
    kept = [each for each in read.licenses if each.path not in {text.path for text in texts}]
    return read._replace(licenses=(*kept, *texts))


def codes(found: tuple[Finding, ...], component: str = "") -> list[str]:
    """The codes of the findings about a component, or about all; those without one are left out."""
    return [each.code for each in found if each.component and component in {"", each.component}]


def only(found: tuple[Finding, ...], code: str) -> Finding:
    """The one finding with a code."""
    (finding,) = (each for each in found if each.code == code)
    return finding
