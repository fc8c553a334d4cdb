"""The nearest word to a misspelled one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``did you mean `x`?`` for the known word nearest to ``word``; empty where none is near."""
    from difflib import get_close_matches  # slow to import, and only a wrong policy needs it

    by_folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold()[:100], by_folded, n=1, cutoff=0.7)
    return f"did you mean `{by_folded[near[0]]}`?" if near else ""
