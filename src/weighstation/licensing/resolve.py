"""From a component to the conclusion about its license: the one call that the pipeline makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.licensing.conclude import conclude
from weighstation.licensing.lineage import trace
from weighstation.model import Conclusion
from weighstation.sources import claims
from weighstation.sources.stores import NOWHERE

if TYPE_CHECKING:
    from weighstation.model import Component
    from weighstation.sources.stores import Stores


def resolve(component: Component, stores: Stores = NOWHERE) -> Conclusion:
    """Hear every source, trace the lineage, conclude. Offline; reads the knowledge base and the ``stores`` given.

    Of a model whose name is only known at run time nothing is concluded: one more letter may be another license.
    """
    if component.dynamic:
        return Conclusion("")
    return conclude(component, claims(component, stores), trace(component, stores))
