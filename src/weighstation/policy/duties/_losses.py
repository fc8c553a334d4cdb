"""What a license asks for that an expression would drop, by the table of reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.licensing.expression import And, ExpressionError, Leaf, parse
from weighstation.policy.duties._case import text
from weighstation.policy.duties._reasons import ROWS

if TYPE_CHECKING:
    from weighstation.knowledge.licenses import License
    from weighstation.licensing.expression import Node
    from weighstation.policy.duties._reasons import Row


def losses(own: License, outbound: str) -> tuple[Row, ...]:
    """The reasons that a license has and an expression drops; none where all that counts is kept or not known.

    Of an ``AND`` each part binds, so one part that keeps a term is enough; of an ``OR`` whoever gets it chooses.
    """
    try:
        dropped = _dropped(own, parse(outbound))
    except ExpressionError:
        return ()
    found = tuple(ROWS[number] for number in sorted(dropped))
    return found if any(not row.weak for row in found) else ()


def _dropped(own: License, tree: Node) -> set[int]:
    if isinstance(tree, Leaf):
        return _by_one(own, tree)
    parts = [_dropped(own, part) for part in tree.parts]
    return set.intersection(*parts) if isinstance(tree, And) else set.union(*parts)


def _by_one(own: License, leaf: Leaf) -> set[int]:
    from weighstation.knowledge.licenses import license as known

    other = known(leaf.id) or known(leaf.id.removesuffix("+"))
    if other is None or not other.named or other.key == own.key:
        return set()
    return {number for number, row in enumerate(ROWS) if row.binds(own) and not row.keeps(own, other)}


def lost(own: License, row: Row) -> str:
    """What is lost, with its clause."""
    clause = next((own.clauses[term] for term in row.terms if term in own.clauses), "")
    return _filled(row.lost, own) + (f" ({clause})" if clause else "")


def remedy(own: License, row: Row) -> str:
    """What to add, empty where another finding says it."""
    return _filled(row.remedy, own)


def _filled(words: str, own: License) -> str:
    policy = text(own, "aup_attachment") or text(own, "aup_url")
    return words.format(
        policy=f", {policy}" if policy else "",
        id=own.id,
        prefix=text(own, "name_prefix"),
        notice=text(own, "notice_prefix"),
    )
