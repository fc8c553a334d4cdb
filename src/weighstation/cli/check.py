"""Judge what a repository uses by the team's policy, and say why.

Without PATH everything in this folder and below it is checked, with one folder everything in that; with files, just
those; with --staged, what the next commit changes.

exit codes: 0 nothing blocks, 1 the policy blocks something, 2 it could not be checked
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

from weighstation import pipeline, policy, repository
from weighstation.cli import BLOCKED, OK, UNUSABLE, _options
from weighstation.errors import UsageError
from weighstation.writers import text

if TYPE_CHECKING:
    import argparse

    from weighstation.model import Inventory, Run
    from weighstation.policy import Policy
    from weighstation.sources.stores import Stores


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``weighstation check``."""
    parser.add_argument("paths", nargs="*", default=["."], metavar="PATH", help="one folder, or files (default: here)")
    scope = parser.add_mutually_exclusive_group()
    scope.add_argument("--staged", action="store_true", help="check what is staged for the next commit")
    scope.add_argument(
        "--scope", choices=("tree", "staged"), help="tree: the whole folder (default); staged: the same as --staged"
    )
    _options.add_selection(parser)
    _options.add_policy(parser)
    _options.add_stores(parser, asked=True)
    parser.add_argument("--fail-on", choices=("deny", "review"), help="what blocks (default: the policy's, else deny)")
    parser.add_argument("-v", "--verbose", action="store_true", help="show what is allowed, too, and why")
    parser.add_argument("-q", "--quiet", action="store_true", help="show only trouble: no advice, no summary")
    _options.add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Prints the verdict and returns the exit code."""
    arguments.staged = arguments.staged or arguments.scope == "staged"
    root = _root(arguments.paths)
    _refuse_staged(arguments, root)
    chosen = arguments.policy or policy.find(root)
    rules = _options.loaded(chosen, root)
    scanned = _scan(root, arguments, rules)
    result = judge(scanned, rules, _options.stores(arguments), partial=_partial(arguments, root, chosen))
    blocks = arguments.fail_on or rules.fail_on
    _options.write(_shown(result, arguments, root, blocks), arguments.output_file)
    if not _seen(result) and not arguments.staged:
        return UNUSABLE
    return BLOCKED if policy.blocks(result, blocks) else OK


def _seen(result: Run) -> bool:
    """Whether there was any file that a reader wants."""
    return result.inventory.files + result.inventory.excluded > 0


def _shown(result: Run, arguments: argparse.Namespace, root: str, blocks: Literal["deny", "review"]) -> str:
    """The run as the arguments want it shown."""
    if arguments.format == "json":
        from weighstation.writers import json_document

        return json_document.check(result)
    if arguments.staged and not _seen(result):
        return "" if arguments.quiet else "nothing to check: no staged file is one that weighstation reads"
    places = text.shown_places(result, verbose=arguments.verbose)
    lines = pipeline.source_lines(result.inventory.root, places, _options.selection(arguments))
    color, start = _options.color(arguments), _options.start(root)
    named = _options.to_name(arguments.policy or policy.find(root))
    return text.check(result, text.Options(color, arguments.verbose, arguments.quiet, blocks, lines, start, named))


def judge(scanned: Inventory, rules: Policy, stores: Stores, *, partial: bool) -> Run:
    """The inventory (of some files only, if ``partial``) judged as of today."""
    from datetime import date

    return pipeline.judge(scanned, rules, date.today(), stores, partial=partial)


def _root(paths: list[str]) -> str:
    """The folder that paths in messages count from: the one folder named, else where we are."""
    missing = next((path for path in paths if not os.path.lexists(path)), None)
    if missing is not None:
        raise UsageError("does not exist", path=missing, hint="name a folder, or files")
    folders = [path for path in paths if os.path.isdir(path)]
    if folders and len(paths) > 1:
        raise UsageError("only one folder at a time can be checked", path=folders[0], hint="run it once for each")
    return folders[0] if folders else "."


def _refuse_staged(arguments: argparse.Namespace, root: str) -> None:
    """Raises ``UsageError`` where nothing can be staged, or files are named beside --staged."""
    if not arguments.staged:
        return
    if not os.path.isdir(arguments.paths[0]):
        hint = "leave the files out, or --staged: named files are read as they are in the working tree"
        raise UsageError("--staged takes no files", hint=hint)
    if not repository.open_repository(root).git:
        raise UsageError("is not in a git repository with a working tree", path=root, hint="leave --staged out")


def _partial(arguments: argparse.Namespace, root: str, chosen: str | None) -> bool:
    """Whether the policy speaks of more than is read here: of other files, or of the folders around this one."""
    if arguments.staged or not os.path.isdir(arguments.paths[0]):
        return True
    return chosen is not None and os.path.dirname(os.path.abspath(chosen)) != os.path.abspath(root)


def _scan(root: str, arguments: argparse.Namespace, rules: Policy) -> Inventory:
    if os.path.isdir(arguments.paths[0]):
        return pipeline.scan(root, _options.selection(arguments), rules.readers)
    return pipeline.scan_files(root, [os.path.relpath(path, root) for path in arguments.paths], rules.readers)
