"""List the models, datasets, hosted models and packages of a repository: where each is used and under which license.

Nothing is judged and nothing is run; of a policy only its table [readers] counts. A component that is only mentioned
(prose, a comment) is listed as such. Files that could not be read are listed, too.

exit codes: 0 listed, 2 the folder or the policy cannot be read
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation import pipeline, policy
from weighstation.cli import _options
from weighstation.model import ReaderOptions

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``weighstation scan``."""
    parser.add_argument("path", nargs="?", default=".", metavar="PATH", help="the repository (default: here)")
    _options.add_selection(parser)
    _options.add_stores(parser, asked=True)
    _options.add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Prints the inventory. Exit code 0; what could not be read is part of the answer."""
    chosen = policy.find(arguments.path)
    told = _options.loaded(chosen, arguments.path).readers if chosen else ReaderOptions()
    scanned = pipeline.scan(arguments.path, _options.selection(arguments), told)
    conclusions = pipeline.resolve(scanned, _options.stores(arguments))
    if arguments.format == "json":
        from weighstation.writers import json_document

        text = json_document.scan(scanned, conclusions)
    else:
        from weighstation.writers import scan_text as writer

        text = writer.scan(scanned, conclusions, color=_options.color(arguments), start=_options.start(arguments.path))
    _options.write(text, arguments.output_file)
    return 0
