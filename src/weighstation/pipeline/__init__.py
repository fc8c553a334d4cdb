"""One run from start to end: the only module that knows every layer.

select files -> read -> inventory -> resolve licenses -> judge -> Run
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from weighstation import inventory, repository
from weighstation.model import Inventory, Project, ReaderOptions, Run, Verdict, Weighed
from weighstation.pipeline.reading import included, knowing, read_files, wanted
from weighstation.pipeline.worktree import hashes, project, source_lines
from weighstation.sources.stores import NOWHERE

__all__ = ["judge", "project", "resolve", "scan", "scan_files", "source_lines"]

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from weighstation.inventory import Reading
    from weighstation.model import Component, Conclusion, Finding
    from weighstation.policy import Policy
    from weighstation.repository import Selection
    from weighstation.sources.stores import Stores

    Pair = tuple[Component, Conclusion]

_PLAIN = ReaderOptions()
_OF_THE_WHOLE = frozenset(("exception-unused", "clarification-unused", "policy-unused", "baseline-unused"))


def scan(root: str, selection: Selection = "worktree", options: ReaderOptions = _PLAIN) -> Inventory:
    """Reads the repository at ``root``; raises ``RepositoryError`` if it cannot be listed. Unread files are listed."""
    from weighstation import parallel
    from weighstation.pipeline import candidates, second_look

    repo = repository.open_repository(root)
    with knowing(options):
        listed, hits = repository.files(repo, selection, wanted, candidates.searches(), candidates.prepare)
        chosen = included(listed, options)
        worth = chosen if hits is None else [*candidates.worth(chosen, hits)]
        reading = parallel.read(
            lambda share: read_files(repo, share, selection), worth, lambda file: repository.size(repo, file)
        )
        reading.references.extend(second_look.taken(repo, chosen, reading.offers, selection))
        reading.references.extend([*second_look.license_texts(repo, reading)])
    return _inventory(repo.root, project(repo.root), reading, (len(chosen), len(listed) - len(chosen)))


def scan_files(root: str, paths: Iterable[str], options: ReaderOptions = _PLAIN) -> Inventory:
    """Reads just these files (paths from ``root``), as a hook gets them."""
    repo = repository.Repository(os.path.realpath(root), git=False)
    named = [repository.File(path) for path in paths]
    chosen = included(named, options)
    with knowing(options):
        reading = read_files(repo, [file for file in chosen if wanted(file.path)], "worktree")
    counted = (len(chosen), len(named) - len(chosen))
    return _inventory(repo.root, Project(os.path.basename(repo.root)), reading, counted)


def _inventory(root: str, named: Project, reading: Reading, counted: tuple[int, int]) -> Inventory:
    return Inventory(root, named, inventory.components(reading.references), tuple(sorted(reading.unread)), *counted)


def _duties(root: str, pairs: Sequence[Pair], policy: Policy) -> tuple[Finding, ...]:
    """What the models' licenses ask for and the repository lacks; nothing where no model leaves it."""
    stated = (policy.facts, *(override.facts for override in policy.overrides))
    if not any(facts.distributes for facts in stated) and not any(c.id.startswith("file:") for c, _ in pairs):
        return ()
    from weighstation import outbound
    from weighstation.policy import duties

    return duties.findings(pairs, policy, outbound.read(root, duties.looks_at(pairs, policy)))


def resolve(scanned: Inventory, stores: Stores = NOWHERE) -> tuple[Conclusion, ...]:
    """The conclusion about each component's license, in the inventory's order; ``stores`` are this machine's."""
    from weighstation.licensing.resolve import resolve as conclude

    return tuple(conclude(component, stores) for component in scanned.components)


def judge(scanned: Inventory, policy: Policy, today: date, stores: Stores = NOWHERE, *, partial: bool = False) -> Run:
    """The whole run: every component resolved and judged by the policy as of ``today``.

    ``partial``: only some files were read, so that an exception without a match says nothing, nor does a file that is
    missing.
    """
    from weighstation.policy.judge import judge as decide
    from weighstation.policy.judge import overall

    pairs = tuple(zip(scanned.components, resolve(scanned, stores), strict=True))
    said: tuple[Finding, ...] = ()
    if policy.clarifications:
        from weighstation.policy.clarifications import clarified

        pairs, said = clarified(pairs, policy.clarifications, hashes(scanned.root, policy))
    owed = () if partial else _duties(scanned.root, pairs, policy)
    verdicts, findings = decide(pairs, policy, today, (*said, *owed))
    weighed = tuple(
        Weighed(component, conclusion, verdict)
        for (component, conclusion), verdict in zip(pairs, verdicts, strict=True)
    )
    if partial:
        findings = tuple(finding for finding in findings if finding.code not in _OF_THE_WHOLE)
    unread = [Verdict("review")] if scanned.unread else []  # what nobody has read did not pass
    return Run(scanned, weighed, findings, overall([*verdicts, *unread], findings), policy.name, policy.publisher)
