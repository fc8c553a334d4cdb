"""A model of the Hub that is loaded without a revision: whoever may push to its repository changes what runs here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.policy.rules._step import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Component, Conclusion, Finding

CODE = "unpinned-revision"


def findings(component: Component, _: Conclusion) -> Iterator[Finding]:
    """One finding for a model or data set that no place pins."""
    if component.scheme in {"hf", "hf-dataset"} and not component.version:
        yield finding(CODE, "it is loaded without a revision, so it may change under you", component)
