"""The dependency graph: what the project and its packages use directly, and what that depends on in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers.cyclonedx.projects import ROOT, owners

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from weighstation.writers.cyclonedx.items import Item
    from weighstation.writers.cyclonedx.projects import Part
    from weighstation.writers.cyclonedx.text import Json

_LOCK = "lock"  # the symbol of an occurrence in a lock file


def dependencies(items: Sequence[Item], parts: Sequence[Part] = ()) -> list[Json]:
    """One entry for the project, each of its packages and each item, each with its ``dependsOn``, empty or not.

    An absent ``dependsOn`` would mean "not known", and a widely used validator crashes on it.
    """
    edges = _edges(items)
    graph = {**_owned(items, _direct(items, edges), parts), **edges}
    return [{"ref": ref, "dependsOn": targets} for ref, targets in graph.items()]


def _owned(items: Sequence[Item], direct: set[str], parts: Sequence[Part]) -> dict[str, list[str]]:
    """What the project and each of its packages use, by the files that use it; the project has all its packages."""
    refs = {part.folder: part.ref for part in parts}
    used: dict[str, set[str]] = {ROOT: set(refs.values()), **{ref: set() for ref in refs.values()}}
    for item in items:
        if item.ref in direct:
            for owner in owners(item.component, refs, _LOCK):
                used[owner].add(item.ref)
    return {ref: sorted(targets) for ref, targets in used.items()}


def _edges(items: Sequence[Item]) -> dict[str, list[str]]:
    """References each item depends on; ids that are no items, and an item itself, are dropped."""
    refs: dict[str, str] = {}
    for item in items:
        refs.setdefault(item.component.id, item.ref)
    return {
        item.ref: sorted({refs[one] for one in item.component.depends_on if one in refs} - {item.ref}) for item in items
    }


def _direct(items: Sequence[Item], edges: Mapping[str, list[str]]) -> set[str]:
    """All but packages, the packages a manifest names or nothing depends on, and one of each cycle left over."""
    pointed = {target for targets in edges.values() for target in targets}
    direct = {item.ref for item in items if _named(item) or item.ref not in pointed}
    reached = _spread(direct, edges, set())
    for ref in edges:
        if ref not in reached:
            direct.add(ref)
            _spread((ref,), edges, reached)
    return direct


def _named(item: Item) -> bool:
    return item.component.type != "package" or any(one.symbol != _LOCK for one in item.component.occurrences)


def _spread(start: Iterable[str], edges: Mapping[str, list[str]], reached: set[str]) -> set[str]:
    """Add to ``reached`` all that can be reached from ``start``, and return it."""
    waiting = [ref for ref in start if ref not in reached]
    while waiting:
        ref = waiting.pop()
        if ref not in reached:
            reached.add(ref)
            waiting.extend(edges[ref])
    return reached
