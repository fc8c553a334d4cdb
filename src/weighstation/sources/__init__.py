"""Where claims about a license come from, one file each. None of them uses the network.

The tables are in rank order: of claims that agree in strictness the first one speaks. No source decides anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.sources import hosted_terms, knowledge_exact, knowledge_family, statement
from weighstation.sources.stores import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from weighstation.model import Base, Claim, Component
    from weighstation.sources.stores import Stores

    Source = Callable[[Component], Iterator[Claim]]

# The lock file will go before all others: what a person settled and wrote down beats what any file says.
REPOSITORY: tuple[Source, ...] = (statement.claims,)
KNOWLEDGE: tuple[Source, ...] = (knowledge_exact.claims, knowledge_family.claims, hosted_terms.claims)


def claims(component: Component, stores: Stores = NOWHERE) -> tuple[Claim, ...]:
    """Every claim about one component: of the repository, of this machine's ``stores``, of the knowledge base."""
    said = [claim for source in REPOSITORY for claim in source(component)]
    if any(stores):
        from weighstation.sources import hub_cache, ollama_store

        said += [*hub_cache.claims(component, stores), *ollama_store.claims(component, stores)]
    return (*said, *(claim for source in KNOWLEDGE for claim in source(component)))


def bases(component: Component, stores: Stores) -> tuple[Base, ...]:
    """The bases that this machine's ``stores`` name."""
    if not any(stores):
        return ()
    from weighstation.sources import hub_cache

    return hub_cache.bases(component, stores)
