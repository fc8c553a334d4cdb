"""Which duties follow from a license and the facts of use: one kind of duty a file, each a pure function."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from weighstation.knowledge.licenses import license as known_license
from weighstation.licensing.expression import ExpressionError, Leaf, Or, parse
from weighstation.licensing.strictness import of_expression
from weighstation.policy.duties import (
    attribution,
    display,
    license_copy,
    modification_statement,
    name_prefix,
    notice_file,
    share_alike,
    use_policy,
)
from weighstation.policy.duties._case import Case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from weighstation.knowledge.licenses import License
    from weighstation.licensing.expression import Node
    from weighstation.model import Component, Conclusion, Relation
    from weighstation.outbound_model import Duty, DutyKind
    from weighstation.policy.duties._seen import Seen
    from weighstation.policy.duties._spot import Sight
    from weighstation.policy.facts import Facts

DUTIES: tuple[Callable[[License, Case], Iterator[Duty]], ...] = (
    license_copy.of,
    notice_file.of,
    attribution.of,
    display.of,
    name_prefix.of,
    modification_statement.of,
    use_policy.of,
    share_alike.of,
)
CHECKS: Mapping[DutyKind, Callable[[Duty, Sight], Seen]] = {
    "license-copy": license_copy.check,
    "notice-file": notice_file.check,
    "attribution": attribution.check,
    "name-prefix": name_prefix.check,
    "modification-statement": modification_statement.check,
    "use-policy": use_policy.check,
}
"""Who looks for what in the repository; nothing there shows what an interface displays."""


def of(component: Component, conclusion: Conclusion, facts: Facts) -> tuple[Duty, ...]:
    """The duties that come with a model under some facts. Pure; what the repository shows of them is not looked at.

    Those of every license that binds, also of the models it was made from. None for what is only
    mentioned, for services, whose weights nobody here passes on, and for packages and data sets.
    """
    if not is_owed_by(component):
        return ()
    case = Case(facts, _relation(component, conclusion))
    found = (duty for license in binding(conclusion) for duty in _of_license(license.key, case))  # noqa: A001 - the field's own word
    return tuple(duty._replace(component=component.id) for duty in found)


def is_owed_by(component: Component) -> bool:
    """Whether there can be duties: it is a model, and something uses it."""
    return component.type == "model" and component.used


def binding(conclusion: Conclusion) -> tuple[License, ...]:
    """The known licenses of a model and of its lineage, each once: of a permissive one, too, the notices travel on."""
    found = [*licenses(conclusion.expression)]
    found += [each for ancestor in conclusion.lineage for each in licenses(ancestor.expression)]
    return tuple({each.key: each for each in found}.values()) if conclusion.lineage else tuple(found)


@lru_cache(maxsize=1024)
def licenses(expression: str) -> tuple[License, ...]:
    """The known licenses that bind, each once: all of an ``AND``, the mildest branch of an ``OR``."""
    try:
        chosen = dict.fromkeys(leaf.id for leaf in _chosen(parse(expression)))
    except ExpressionError:
        return ()
    found = [known_license(name) or known_license(name.removesuffix("+")) for name in chosen]
    return tuple({each.key: each for each in found if each and each.named}.values())


def _chosen(tree: Node) -> Iterator[Leaf]:
    if isinstance(tree, Leaf):
        yield tree
    elif isinstance(tree, Or):
        yield from _chosen(min(tree.parts, key=of_expression))
    else:
        for part in tree.parts:
            yield from _chosen(part)


@lru_cache(maxsize=1024)
def _of_license(key: str, case: Case) -> tuple[Duty, ...]:
    known = known_license(key)
    return tuple(duty for kind in DUTIES for duty in kind(known, case)) if known else ()


def _relation(component: Component, conclusion: Conclusion) -> Relation | None:
    """How a model in the repository was made from its nearest base; None: it was not, or it lies elsewhere."""
    if component.scheme != "file":
        return None
    return next((ancestor.relation for ancestor in conclusion.lineage if ancestor.depth == 1), None)
