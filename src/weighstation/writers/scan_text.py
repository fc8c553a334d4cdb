"""What ``weighstation scan`` prints: everything found, by type, with its license and places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers.paint import clean, paint
from weighstation.writers.places import count, several, unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weighstation.model import Component, Conclusion, Inventory

_TYPES = (("model", "model"), ("dataset", "dataset"), ("service", "hosted model"), ("package", "package"))


def scan(inventory: Inventory, conclusions: Sequence[Conclusion], *, color: bool = False, start: str = "") -> str:
    """The inventory as text, by type, each component with its license and places; ``start`` goes before paths."""
    lines: list[str] = []
    pairs = list(zip(inventory.components, conclusions, strict=True))
    for type_, title in _TYPES:
        group = [pair for pair in pairs if pair[0].type == type_]
        if group:
            lines += [f"{title}s ({len(group)})", *_table(group, start, color=color), ""]
    lines += [f"{start}{unread(file, color=color)}" for file in inventory.unread]
    counts = ", ".join(count(sum(c.type == kind for c in inventory.components), title) for kind, title in _TYPES)
    excluded = f", {inventory.excluded} excluded" if inventory.excluded else ""
    lines += [f"{counts} in {count(inventory.files, 'file')}; {len(inventory.unread)} not read{excluded}"]
    return clean(lines, color=color)


def _table(group: list[tuple[Component, Conclusion]], start: str, *, color: bool) -> Iterator[str]:
    rows = [(f"{c.id} {c.version}".rstrip() if c.type == "package" else c.id, _license(k), c) for c, k in group]
    wide = min(60, max(len(row[0]) for row in rows))
    middle = min(50, max(len(row[1]) for row in rows))
    for name, license_, component in rows:
        places = paint("dim", several(component.occurrences, start), color=color)
        mention = "" if component.used else " (mention)"
        yield f"  {name:{wide}}  {license_:{middle}}  {places}{mention}"


def _license(conclusion: Conclusion) -> str:
    if conclusion.expression:
        return conclusion.expression
    return f"one of: {', '.join(conclusion.candidates)}" if conclusion.candidates else "unknown"
