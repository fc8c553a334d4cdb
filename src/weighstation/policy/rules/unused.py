"""What a policy file names and nothing in the repository is: overrides of facts, and components in its lists."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from weighstation.model import Finding
from weighstation.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from weighstation.model import Component
    from weighstation.policy.entries import Policy

CODE = "policy-unused"


def findings(policy: Policy, components: Sequence[Component]) -> Iterator[Finding]:
    """A finding for each override and listed glob of the file itself; extended files serve other repositories, too."""
    ids = {component.id.lower() for component in components}
    paths = {place.path.lower() for component in components for place in component.occurrences}
    for override in (each for each in policy.overrides if not each.layer):
        if not (_any(override.paths, paths) and _any(override.components, ids)):
            named = ", ".join((*override.paths, *override.components))
            yield _finding(f"the facts of use for {named} concern nothing that is used here", override.where)
    for entry in (each for each in policy.entries if each.kind == "component" and not each.layer):
        if not _any((entry.subject,), ids):
            yield _finding(f"no component here is {entry.subject}", entry.where)


def _any(globs: Sequence[str], names: Iterable[str]) -> bool:
    """Whether a glob fits a name; no globs narrow nothing."""
    return not globs or any(fnmatchcase(name, glob.lower()) for name in names for glob in globs)


def _finding(message: str, where: str) -> Finding:
    path, _, line = where.rpartition(":")
    rule = RULES[CODE]
    return Finding(CODE, rule.level, message, path, int(line or 0), rule.remedy)
