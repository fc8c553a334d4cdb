"""Judge what a repository uses by the team's policy, and say why.

Without PATH, or with one folder, the whole repository is checked; with files, just those; with --staged, what the next
commit changes. Exit code 1 if the policy blocks something, 2 if it could not be checked.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from weighstation import pipeline, policy
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
    parser.add_argument("--staged", action="store_true", help="check what is staged for the next commit")
    parser.add_argument(
        "--scope", choices=("tree", "staged"), help="tree: the whole repository (default); staged: the same as --staged"
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
    chosen = arguments.policy or policy.find(root)
    rules = policy.load(chosen, folder=root)
    scanned = _scan(root, arguments, rules)
    result = judge(scanned, rules, _options.stores(arguments), partial=_partial(arguments, root, chosen))
    if arguments.format == "json":
        from weighstation.writers import json_document

        shown = json_document.check(result)
    else:
        places = text.shown_places(result, verbose=arguments.verbose)
        lines = pipeline.source_lines(scanned.root, places)
        blocks = arguments.fail_on or rules.fail_on
        options = text.Options(_options.color(arguments), arguments.verbose, arguments.quiet, blocks, lines)
        shown = text.check(result, options)
    _options.write(shown, arguments.output_file)
    if not scanned.files + scanned.excluded and not arguments.staged:
        return UNUSABLE
    return BLOCKED if policy.blocks(result, arguments.fail_on or rules.fail_on) else OK


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


def _partial(arguments: argparse.Namespace, root: str, chosen: str | None) -> bool:
    """Whether the policy speaks of more than is read here: of other files, or of the folders around this one."""
    if arguments.staged or not os.path.isdir(arguments.paths[0]):
        return True
    return chosen is not None and os.path.dirname(os.path.abspath(chosen)) != os.path.abspath(root)


def _scan(root: str, arguments: argparse.Namespace, rules: Policy) -> Inventory:
    if os.path.isdir(arguments.paths[0]):
        return pipeline.scan(root, _options.selection(arguments), rules.readers)
    return pipeline.scan_files(root, [os.path.relpath(path, root) for path in arguments.paths], rules.readers)
