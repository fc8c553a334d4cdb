"""Sources that disagree about a license: a warning each. The stricter side already governs the conclusion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.policy.rules._step import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Component, Conclusion, Finding

LAXER = "laxer-than-base"


def findings(component: Component, conclusion: Conclusion) -> Iterator[Finding]:
    """One finding for each conflict."""
    for sentence in conclusion.conflicts:
        code = LAXER if sentence.startswith(LAXER) else "license-conflict"
        yield finding(code, sentence.removeprefix(LAXER).lstrip(": "), component)
