"""A model that is used as a service: prompts leave the house, and the terms are a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.policy.rules._step import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Component, Conclusion, Finding

CODE = "hosted-model"


def findings(component: Component, _: Conclusion) -> Iterator[Finding]:
    """One finding for each hosted model."""
    if component.type == "service":
        yield finding(CODE, f"it is a service of {component.scheme}: what is sent to it leaves the house", component)
