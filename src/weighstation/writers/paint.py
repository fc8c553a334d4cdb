"""Colors of a terminal, and text that nobody can write to it by a name."""

from __future__ import annotations

_COLORS = {"deny": "31;1", "review": "33;1", "allow": "32", "error": "31;1", "warning": "33", "note": "36", "dim": "2"}
# Control characters, line ends, and what turns the direction of the text round it (UAX 9): none belongs into a name.
_DIRECTIONS = (0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A))
_NOT_PRINTABLE = dict.fromkeys((*range(32), 127, *range(0x80, 0xA0), *_DIRECTIONS), "\ufffd")


def paint(kind: str, text: str = "", *, color: bool) -> str:
    """The text, or the kind itself, between marks that ``clean`` makes colors of."""
    return f"\ue000{kind}\ue001{text or kind}\ue002" if color else text or kind


def clean(lines: list[str], *, color: bool) -> str:
    """One text without control characters, since names come from files that nobody has checked; then our colors."""
    text = "\n".join(line.translate(_NOT_PRINTABLE) for line in lines)
    if not color:
        return text
    for kind, code in _COLORS.items():
        text = text.replace(f"\ue000{kind}\ue001", f"\033[{code}m")
    return text.replace("\ue002", "\033[0m")
