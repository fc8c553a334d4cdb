"""Where claims about a license come from, one file each. None of them uses the network.

``SOURCES`` is in rank order: of claims that agree in strictness the first one speaks. No source decides anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.sources import hosted_terms, knowledge_exact, knowledge_family, statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from weighstation.model import Claim, Component

SOURCES: tuple[Callable[[Component], Iterator[Claim]], ...] = (
    # The lock file will go here, first: what a person settled and wrote down beats what any file says.
    statement.claims,
    knowledge_exact.claims,
    knowledge_family.claims,
    hosted_terms.claims,
)


def claims(component: Component) -> tuple[Claim, ...]:
    """Every claim of every source about one component, best source first."""
    return tuple(claim for source in SOURCES for claim in source(component))
