"""What changed between two CycloneDX documents, whoever wrote them: parts, pairs of them, changes, alarms.

``part`` makes of a raw component what can be compared, ``pair`` finds it in the other document, ``change`` says what is
different, ``alarm`` what of it a reviewer should see first. Text, Markdown and JSON are in ``writers/diff``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weighstation.bom_json import Node
    from weighstation.bomdiff.change import Difference


def compare(old: Node, new: Node) -> Difference:
    """The difference of two documents, the most alarming change first. Raises ``ReadError`` for a damaged one."""
    from weighstation.bomdiff.change import difference

    return difference(old, new)
