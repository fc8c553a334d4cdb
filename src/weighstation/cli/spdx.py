"""Write an SPDX 3.0.1 document (JSON-LD) of what a repository uses: models, datasets, hosted models and packages.

Models are ai_AIPackage, datasets dataset_DatasetPackage, each with its concluded and its declared license, the files
that name it, and the models it was made from. The same tree, policy and version give the same bytes; SOURCE_DATE_EPOCH
sets the time, without it none is recorded.

exit codes: 0 written, whatever the verdict, 2 it could not be
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation import __version__, pipeline
from weighstation.cli import OK, _bom_file, _options

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``weighstation spdx``."""
    parser.add_argument("path", nargs="?", default=".", metavar="PATH", help="the repository (default: here)")
    _options.add_selection(parser)
    _options.add_stores(parser, asked=False)
    _options.add_policy(parser)
    _options.add_output_file(parser)


def run(arguments: argparse.Namespace) -> int:
    """Writes the document. Exit code 0, whatever the verdict: an SBOM states, it does not block.

    The file that is written is no part of what is read, or it would change with every run.
    """
    from datetime import date

    from weighstation import policy
    from weighstation.writers import spdx3

    options = spdx3.Options(_options.timestamp(), __version__)
    rules = _options.loaded(arguments.policy or policy.find(arguments.path), arguments.path)
    readers = rules.readers._replace(exclude=(*rules.readers.exclude, *_bom_file.glob(arguments)))
    scanned = pipeline.scan(arguments.path, _options.selection(arguments), readers)
    result = pipeline.judge(scanned, rules, date.today(), _options.stores(arguments))
    _options.write(spdx3.write(result, options), arguments.output_file)
    _options.warn_unread(len(scanned.unread))
    return OK
