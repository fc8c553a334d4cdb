"""Licenses as a person spells them: one of them, the name of a family, several in an expression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.explain.explanation import Explanation
from weighstation.explain.parts import parts
from weighstation.licensing.expression import ExpressionError, Leaf, leaves, parse
from weighstation.licensing.settle import keys
from weighstation.licensing.strictness import governing
from weighstation.licensing.understand import NOTHING, understand
from weighstation.model import Claim

if TYPE_CHECKING:
    from weighstation.explain.explanation import Kind
    from weighstation.knowledge.licenses import License

_READ, _NOT_READ = 0.95, 0.7  # confidence in what is recorded of a license whose text was read, or was not


def joined_spdx(name: str) -> bool:
    """Whether a word with a slash joins licenses of the SPDX list (``MIT/X11``), so that it is no ``org/name``."""
    from weighstation.knowledge.licenses import license as known

    found = understand(name)
    entries = [known(key) for key in found.candidates or (keys(found.expression) if found.expression else ())]
    return bool(entries) and all(entry and "spdx" in entry.classes for entry in entries)


def one(name: str) -> Explanation | None:
    """A license in any spelling, or the name of a family; None where the word is neither."""
    from weighstation.knowledge.names import keys_for

    if not keys_for(name.removeprefix("license:")) and not _is_reference(name):
        return None
    from weighstation.explain import refs

    found = understand(name)
    return _of_licenses("license", found.expression, found.candidates)._replace(also=refs.also(name))


def _is_reference(name: str) -> bool:
    return "LicenseRef-" in name and understand(name).expression == name and isinstance(parse(name), Leaf)


def several(name: str) -> Explanation | None:
    """Two or more licenses joined, or one WITH an exception; None for words that merely look so."""
    found = understand(name)
    if found != NOTHING:
        answer = _of_licenses("expression", found.expression, found.candidates)
        return answer._replace(parts=parts(found.expression or name))
    try:
        words = [leaf.id for leaf in leaves(parse(name))]
    except ExpressionError:
        return None
    unknown = [word for word in words if understand(word) == NOTHING]
    if len(unknown) == len(words):
        return None
    conflicts = tuple(f"{word} is no license known here" for word in unknown)
    return Explanation("", "expression", conflicts=conflicts, parts=parts(name))


def governs(expression: str) -> License | None:
    """The license that decides in an expression; None if it is empty, or nothing is known of that license."""
    return governing(expression)[1] if expression else None


def _of_licenses(kind: Kind, expression: str, candidates: tuple[str, ...]) -> Explanation:
    from weighstation.knowledge.licenses import license as known

    chosen = candidates or (keys(expression) if expression else ())
    found = [entry for entry in map(known, chosen) if entry]
    evidence = tuple(_record(entry) for entry in found if entry.named)
    possible = tuple(entry.key for entry in found) if candidates or " OR " in expression else ()
    return Explanation("", kind, "", expression, governs(expression), possible, (), evidence, (), parts(expression))


def _record(entry: License) -> Claim:
    """What the knowledge base says of a license itself, as evidence."""
    from weighstation.knowledge import AS_OF

    where = "; ".join(entry.sources) or entry.url
    note = "; ".join(filter(None, (entry.verified_what, entry.note)))
    sure = _READ if entry.verified else _NOT_READ
    return Claim(entry.id, "knowledge:license", where, sure, verified=entry.verified, as_of=AS_OF, note=note)
