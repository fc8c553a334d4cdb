"""Judge bills of materials that other tools wrote by the team's policy: CycloneDX 1.2 to 1.7, SPDX 2.2 to 3.0.

Models, datasets, hosted models and packages in them are looked up as those of a repository are, and what a BOM states
of their licenses counts as a manifest's word. Findings point into the BOM.

exit codes: 0 nothing blocks, 1 the policy blocks something, 2 a BOM cannot be read, or another tool put nothing into it
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Literal

from weighstation import pipeline, policy
from weighstation.cli import BLOCKED, OK, UNUSABLE, _options

if TYPE_CHECKING:
    import argparse

    from weighstation.boms.audit import Audited
    from weighstation.model import Run
    from weighstation.policy import Policy
    from weighstation.sources.stores import Stores


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``weighstation audit``."""
    parser.add_argument(
        "boms", nargs="+", metavar="BOM", help="CycloneDX as JSON or XML, SPDX as JSON; - for standard input"
    )
    _options.add_policy(parser)
    _options.add_stores(parser, asked=False)
    parser.add_argument("--fail-on", choices=("deny", "review"), help="what blocks (default: the policy's, else deny)")
    parser.add_argument("-v", "--verbose", action="store_true", help="show what is allowed, too, and why")
    parser.add_argument("-q", "--quiet", action="store_true", help="show only trouble: no advice, no summary")
    _options.add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Prints the verdict and returns the exit code."""
    from weighstation.boms import audit, checked

    chosen = arguments.policy or policy.find(".")
    rules = _options.loaded(chosen, os.path.dirname(chosen) if chosen else ".")  # paths are those of the document
    found = audit.audited(arguments.boms, os.path.realpath("."))
    result = _judged(found, rules, _options.stores(arguments))
    blocks = arguments.fail_on or rules.fail_on
    _options.write(_shown(result, arguments, blocks), arguments.output_file)
    if not found.inventory.components and not all(map(checked.is_ours, found.documents)):
        sys.stderr.write("weighstation: no document names a component\n  help: was the right folder scanned for it?\n")
        return UNUSABLE
    return BLOCKED if policy.blocks(result, blocks) else OK


def _judged(found: Audited, rules: Policy, stores: Stores) -> Run:
    """The run, with findings about the documents as loud as the policy wants them.

    A policy that weighs by the place of use is asked about the files that the documents name.
    """
    from datetime import date

    from weighstation.boms import audit
    from weighstation.policy.judge import overall
    from weighstation.policy.levels import applied

    by_place = any(each.paths for each in rules.overrides)
    judged = audit.used(found) if by_place else found.inventory
    result = audit.pointing(pipeline.judge(judged, rules, date.today(), stores, partial=True), found)
    findings = tuple(applied(found.findings, rules.levels))
    verdict = max(result.verdict, overall((), findings), key=("allow", "review", "deny").index)
    return result._replace(findings=(*result.findings, *findings), verdict=verdict)


def _shown(result: Run, arguments: argparse.Namespace, blocks: Literal["deny", "review"]) -> str:
    from weighstation.writers import json_document, text

    if arguments.format == "json":
        return json_document.check(result)
    lines = pipeline.source_lines(result.inventory.root, text.shown_places(result, verbose=arguments.verbose))
    color, named = _options.color(arguments), _options.to_name(arguments.policy)
    options = text.Options(color, arguments.verbose, arguments.quiet, blocks, lines, policy=named)
    return text.check(result, options)
