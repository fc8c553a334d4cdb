"""One run from start to end: the only module that knows every layer.

select files -> read -> inventory -> resolve licenses -> judge -> Run
"""

from __future__ import annotations

import os
from collections import Counter
from contextlib import nullcontext
from functools import cache
from typing import TYPE_CHECKING

from weighstation import inventory, readers, repository
from weighstation.errors import ReadError
from weighstation.inventory import Reading
from weighstation.model import (
    Inventory,
    Occurrence,
    Offer,
    Project,
    ReaderOptions,
    Reference,
    Run,
    Unread,
    Verdict,
    Weighed,
)
from weighstation.sources.stores import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import date

    from weighstation.model import Component, Conclusion, Finding
    from weighstation.policy import Policy
    from weighstation.repository import File, Selection
    from weighstation.sources.stores import Stores

    Pair = tuple[Component, Conclusion]

_PLAIN = ReaderOptions()
_OF_THE_WHOLE = frozenset(("exception-unused", "clarification-unused", "policy-unused", "baseline-unused"))
_MANIFESTS = frozenset("pyproject.toml setup.py setup.cfg package.json Cargo.toml go.mod pom.xml".split())
_MOST_OFFERS = 500  # names of constants that are looked for in other files


def scan(root: str, selection: Selection = "worktree", options: ReaderOptions = _PLAIN) -> Inventory:
    """Reads the repository at ``root``; raises ``RepositoryError`` if it cannot be listed. Unread files are listed."""
    from weighstation import parallel

    repo = repository.open_repository(root)
    with _knowing(options):
        listed, hits = repository.files(repo, selection, _wanted, _searches(), _prepare)
        chosen = _included(listed, options)
        worth = chosen if hits is None else [*_worth(chosen, hits)]
        reading = parallel.read(
            lambda share: _read_files(repo, share, selection), worth, lambda file: repository.size(repo, file)
        )
        reading.references.extend(_taken(repo, chosen, reading.offers, selection))
        reading.references.extend([*_license_texts(repo, reading)])
    return _inventory(repo.root, project(repo.root), reading, (len(chosen), len(listed) - len(chosen)))


def _included(files: list[File], options: ReaderOptions) -> list[File]:
    """The files that no glob of the policy excludes; a ``*`` stands for slashes, too."""
    if not options.exclude:
        return files
    import re
    from fnmatch import translate

    excluded = re.compile("|".join(map(translate, options.exclude)))
    return [file for file in files if not excluded.match(file.path)]


def _knowing(options: ReaderOptions) -> AbstractContextManager[None]:
    """Within it the readers know a team's own loaders and keys."""
    from weighstation.readers import own

    return own.added(options) if options.loaders or options.keys else nullcontext()


def _read_files(repo: repository.Repository, files: Iterable[File], selection: Selection) -> Reading:
    reading = Reading([], [], [])
    for file, data in repository.read_all(repo, files, selection, readers.header):
        _read(file, data, reading)
    return reading


def _taken(
    repo: repository.Repository, chosen: Iterable[File], offers: Sequence[Offer], selection: Selection
) -> Iterator[Reference]:
    """The constants of one Python file that another one imports and loads."""
    if not offers:
        return
    from weighstation.readers import python_source

    names = [os.fsencode(name) for name in sorted({offer.name for offer in offers})[:_MOST_OFFERS]]
    python = [file for file in chosen if file.path.endswith(".py") and not file.special]
    may = repository.holding(repo, names) if selection != "staged" else None
    asked = [file for file in python if may is None or not file.blob or file.path in may]
    for file, data in repository.read_all(repo, asked, selection, readers.header):
        if isinstance(data, bytes) and any(name in data for name in names):
            yield from python_source.taken(file.path, data, [each for each in offers if each.path != file.path])


def _license_texts(repo: repository.Repository, reading: Reading) -> Iterator[Reference]:
    """What the license texts beside weights say of them; the one beside the code of a package speaks of the code."""
    weights = dict.fromkeys(reference.id for reference in reading.references if reference.id.startswith("file:"))
    if not weights:
        return
    from weighstation.sources import license_text

    for component in weights:
        files = repository.beside(repo, component.removeprefix("file:"))
        if not _MANIFESTS.isdisjoint(files):
            continue
        for file in (files[name] for name in license_text.names(files)):
            place = Occurrence(file.path, 1, use="mention", symbol=license_text.SOURCE)
            try:
                word = license_text.stated(file.path, repository.read(repo, file))
            except ReadError as error:
                reading.unread.append(_unread(file.path, error))
            else:
                yield Reference(component, "model", place, license=word)


def scan_files(root: str, paths: Iterable[str], options: ReaderOptions = _PLAIN) -> Inventory:
    """Reads just these files (paths from ``root``), as a hook gets them."""
    repo = repository.Repository(os.path.realpath(root), git=False)
    named = [repository.File(path) for path in paths]
    chosen = _included(named, options)
    with _knowing(options):
        reading = _read_files(repo, [file for file in chosen if _wanted(file.path)], "worktree")
    counted = (len(chosen), len(named) - len(chosen))
    return _inventory(repo.root, Project(os.path.basename(repo.root)), reading, counted)


def _searches() -> tuple[repository.Search, ...]:
    """How git finds the files worth opening: Python by the literals that can name something, the rest by its marks."""
    from weighstation.readers import _python_lines

    python = repository.Search(("*.py",), expression=_python_lines.SEARCH)
    return python, repository.Search(readers.MARKED, strings=(*readers.MARKS, *readers.OWN_MARKS))


def _prepare(paths: Iterable[str]) -> Iterator[None]:
    """Imports the readers that these files may need, the commonest first: time that git's search takes anyway."""
    rows = Counter(map(_row, paths))
    for row, _ in rows.most_common():
        if row:
            readers.reader(row)
            yield


@cache
def _row(path: str) -> readers.Row | None:
    return readers.row_for(path)


def _wanted(path: str) -> bool:
    return _row(path) is not None


def _worth(chosen: Iterable[File], hits: repository.Hits) -> Iterator[File]:
    """The files worth opening; git has not searched new ones, links and those that are read without a mark."""
    from weighstation.readers import _python_lines

    for file in chosen:
        row = _row(file.path)
        if not file.blob or file.special or row is None or not row[2]:
            yield file
        elif found := hits.get(file.path):
            lines = _python_lines.found(found)
            if lines is None or lines:
                yield file._replace(lines=lines or ())
        elif found is not None:
            yield file


def _read(file: File, data: bytes | repository.Window | ReadError, reading: Reading) -> None:
    """Adds what one file says; what is wrong with it is added to the unread, and nothing is lost that came before."""
    if isinstance(data, ReadError):
        reading.unread.append(_unread(file.path, data))
        return
    row = _row(file.path)
    if row is None or not _promising(row, data):
        return
    where = (file.lines,) if file.lines else ()
    try:
        for found in readers.reader(row)(file.path, data, *where):  # one by one: what came before an error counts
            kept = reading.references if isinstance(found, Reference) else reading.offers
            kept.append(found)
    except ReadError as error:
        reading.unread.append(_unread(file.path, error))
    except RecursionError:
        reading.unread.append(Unread(file.path, "is nested too deeply", hint="exclude the file if it is generated"))
    except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not hide the others, nor be silent
        hint = "this is a fault of weighstation: please report it, with the file if you can"
        reading.unread.append(Unread(file.path, f"made its reader fail ({type(error).__name__})", hint=hint))


def _promising(row: readers.Row, data: bytes | repository.Window) -> bool:
    """Whether a file holds a mark of its row, or is Python with a constant that another file may load."""
    if not isinstance(data, bytes) or readers.promising(row, data):
        return True
    from weighstation.readers import _python_lines

    return row[0] == "python_source" and _python_lines.offers(data)


def _unread(path: str, error: ReadError) -> Unread:
    return Unread(error.path or path, error.message, error.line, error.hint)


def _inventory(root: str, named: Project, reading: Reading, counted: tuple[int, int]) -> Inventory:
    return Inventory(root, named, inventory.components(reading.references), tuple(sorted(reading.unread)), *counted)


def project(root: str) -> Project:
    """The project's own name and version: pyproject.toml, then package.json, then the folder's name."""
    from importlib import import_module

    for name, module in (("pyproject.toml", "pyproject"), ("package.json", "package_json")):
        try:
            data = repository.read(repository.Repository(root, git=False), repository.File(name))
        except ReadError:
            continue
        found: Project | None = import_module(f"weighstation.readers.{module}").project(data)
        if found and found.name:
            return found
    return Project(os.path.basename(root) or "root")


def source_lines(root: str, places: Iterable[Occurrence]) -> dict[tuple[str, int], str]:
    """The lines of these places, by path and number, from the working tree; those that cannot be read are left out."""
    wanted: dict[str, set[int]] = {}
    for place in places:
        if place.line:
            wanted.setdefault(place.path, set()).add(place.line)
    found: dict[tuple[str, int], str] = {}
    for path, numbers in wanted.items():
        try:
            lines = repository.read(repository.Repository(root, git=False), repository.File(path)).splitlines()
        except ReadError:
            continue
        found |= {(path, n): lines[n - 1].decode(errors="replace") for n in numbers if n <= len(lines)}
    return found


def _duties(root: str, pairs: Sequence[Pair], policy: Policy) -> tuple[Finding, ...]:
    """What the models' licenses ask for and the repository lacks; nothing where no model leaves it."""
    stated = (policy.facts, *(override.facts for override in policy.overrides))
    if not any(facts.distributes for facts in stated) and not any(c.id.startswith("file:") for c, _ in pairs):
        return ()
    from weighstation import outbound
    from weighstation.policy import duties

    return duties.findings(pairs, policy, outbound.read(root, duties.looks_at(pairs, policy)))


def _hashes(root: str, policy: Policy) -> dict[str, str]:
    """The SHA-256 of each file that a clarification is bound to; one that cannot be read is left out."""
    import hashlib

    named = {each.file for each in policy.clarifications if each.file}

    repo = repository.Repository(root, git=False)
    found: dict[str, str] = {}
    for path in named:
        try:
            found[path] = hashlib.sha256(repository.read(repo, repository.File(path))).hexdigest()
        except ReadError:
            continue
    return found


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

        pairs, said = clarified(pairs, policy.clarifications, _hashes(scanned.root, policy))
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
