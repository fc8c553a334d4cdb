"""What a document states of a component's license, as texts that licensing understands or, plainly, does not.

A list of licenses in CycloneDX says neither AND nor OR. All of them are taken to hold, so that one that nobody knows
is not lost beside one that is plain. An entry that only repeats another less exactly (``BSD License`` beside
``BSD-3-Clause``, as the classifiers of Python packages do) adds nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.licensing.settle import keys
from weighstation.licensing.understand import NOTHING, understand

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# SPDX 2.3, 7.13: nobody says anything. Some tools write "unknown"; one classifier of Python packages names no license.
_NO_WORD = frozenset(("", "NOASSERTION", "UNKNOWN", "LICENSE :: OSI APPROVED"))


def statements(groups: Sequence[Sequence[str]]) -> list[str]:
    """One text for each group of licenses that hold together (the declared ones, the concluded ones, last).

    A concluded license that is not understood binds beside the declared ones: it is no reason to forget it.
    """
    said = [each for group in groups if (each := together(group))]
    if len(said) > 1 and understand(said[-1]) == NOTHING:
        return [together(said)]
    return list(dict.fromkeys(said))


def is_no_word(text: str) -> bool:
    """Whether a text only says that nobody says anything of the license."""
    return text.strip().upper() in _NO_WORD


def together(texts: Iterable[str]) -> str:
    """One text for licenses that all hold; empty where none of them says anything."""
    said = list(dict.fromkeys(text.strip() for text in texts if not is_no_word(text)))
    understood = {text: understand(text) for text in said}
    known = list(dict.fromkeys(found.expression for found in understood.values() if found.expression))
    named = {key for expression in known for key in keys(expression)}
    open_ = [text for text, found in understood.items() if not found.expression and not named & {*found.candidates}]
    if open_ or not known:
        return " AND ".join(said if open_ and known else open_)
    if len(known) == 1:
        return next(text for text, found in understood.items() if found.expression)
    return " AND ".join(f"({expression})" for expression in known)
