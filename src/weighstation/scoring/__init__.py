"""Which fields of which standard a CycloneDX document has: counts of what is there, nothing weighed.

``row`` says what a requirement is; ``ntia``, ``cisa``, ``bsi``, ``g7`` and ``owasp`` are literal tables of them, each
with its document and section; ``lookup`` finds a field, ``count`` counts. Text and JSON are in ``writers``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weighstation.bom_json import Node
    from weighstation.scoring.count import Score


def score(document: Node) -> tuple[Score, ...]:
    """The count of every standard for a document. Raises ``ReadError`` for a damaged one."""
    from weighstation.scoring import bsi, cisa, g7, ntia, owasp
    from weighstation.scoring.count import counted

    return counted(document, (cisa.STANDARD, ntia.STANDARD, bsi.STANDARD, g7.STANDARD, owasp.STANDARD))
