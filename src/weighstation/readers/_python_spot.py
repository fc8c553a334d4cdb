"""The spot of an expression: what the code around it says of what it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from weighstation.readers._ids import Place


class Spot(NamedTuple):
    """What is known of the place an expression stands in: its place for ids, its symbol, whether it only mentions."""

    place: Place = "weak"
    symbol: str = ""
    mention: bool = False
    revision: str = ""
    scope: str = ""
    ask: Callable[[], Place | None] | None = None  # the place by what consumes the value, if the name says too little
    constant: str = ""  # the name by which other modules can have the value
    member: bool = False  # whether it is that of a member of an enumeration of models
    function: str = ""  # the function around, whose name may say what it returns
