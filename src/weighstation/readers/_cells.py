"""The cells of a notebook, each line of them with its place in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weighstation.readers._leaves import Keys, Leaf


class Cell(NamedTuple):
    """One cell: its type, its text, and for each line of the text where that begins in the file."""

    number: int
    type: str
    text: str
    offsets: tuple[int, ...]


def cells_of(leaves: Sequence[Leaf]) -> list[Cell]:
    """The cells in order; a source is a text or a list of texts, which are joined as they are."""
    types: dict[int, str] = {}
    sources: dict[int, list[Leaf]] = {}
    for leaf in leaves:
        steps: Keys = (*leaf.keys, "", "", "")
        top, number, key = steps[:3]
        if top != "cells" or not isinstance(number, int):
            continue
        if key == "cell_type":
            types[number] = leaf.value
        elif key == "source":
            sources.setdefault(number, []).append(leaf)
    return [_cell(number, types.get(number, ""), source) for number, source in sources.items()]


def _cell(number: int, kind: str, source: list[Leaf]) -> Cell:
    text = "".join(leaf.value for leaf in source)
    ends = list(accumulate(len(leaf.value) for leaf in source))
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    offsets = tuple(source[min(bisect_right(ends, start), len(source) - 1)].offset for start in starts)
    return Cell(number, kind, text, offsets)
