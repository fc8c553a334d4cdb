"""Sources that disagree about a license: a warning each. The stricter side already governs the conclusion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Component, Conclusion

LAXER = "laxer-than-base"


def findings(component: Component, conclusion: Conclusion) -> Iterator[Finding]:
    """One finding for each conflict, at the component's first occurrence."""
    from weighstation.rules import RULES

    for sentence in conclusion.conflicts:
        rule = RULES[LAXER if sentence.startswith(LAXER) else "license-conflict"]
        message = sentence.removeprefix(LAXER).lstrip(": ")
        place = component.occurrences[0] if component.occurrences else None
        path, line = (place.path, place.line) if place else ("", 0)
        yield Finding(rule.code, rule.level, f"{component.id}: {message}", path, line, rule.remedy, component.id)
