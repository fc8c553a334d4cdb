"""From references to components: everything the repository says about one id, in one frozen value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.model import Component, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weighstation.model import Reference, Unread


class Reading(NamedTuple):
    """What was found in some files, in any order, and which of them could not be read."""

    references: list[Reference]
    unread: list[Unread]


def components(references: Iterable[Reference]) -> tuple[Component, ...]:
    """Components in id order, one for each id and (for packages) exact version. Spellings are kept as written.

    A package named without a version in a manifest is the one that the lock file pins; where locks pin several
    versions, each is a component and the unversioned occurrences go to all of them.
    """
    by_id: dict[str, list[Reference]] = {}
    for reference in references:
        by_id.setdefault(reference.id, []).append(reference)
    return tuple(_component(id_, version, group) for id_ in sorted(by_id) for version, group in _versions(by_id[id_]))


def _versions(group: list[Reference]) -> list[tuple[str, list[Reference]]]:
    """The group split by version: packages by every exact one, other types hold together."""
    versions = sorted({reference.version for reference in group if reference.version})
    if group[0].type != "package" or not versions:
        return [(versions[0] if len(versions) == 1 else "", group)]
    return [(version, [ref for ref in group if ref.version in {"", version}]) for version in versions]


def _component(id_: str, version: str, group: list[Reference]) -> Component:
    statements = {Statement(ref.license, ref.occurrence.path, ref.occurrence.line) for ref in group if ref.license}
    return Component(
        id_,
        group[0].type,
        version,
        tuple(sorted({reference.occurrence for reference in group})),
        tuple(sorted(statements, key=lambda statement: (statement.path, statement.line, statement.text))),
        tuple(sorted({base for reference in group for base in reference.bases})),
        tuple(sorted({dependency for reference in group for dependency in reference.depends_on})),
    )
