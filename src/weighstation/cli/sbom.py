"""Write a CycloneDX document of what a repository uses: models, datasets, hosted models and packages.

Each has its license, the files and lines that use it, its lineage and the policy's verdict. The same tree, policy and
version give the same bytes; SOURCE_DATE_EPOCH sets the timestamp, without it there is none. The document is validated
before it is written: what the schema says needs `pip install 'weighstation[sbom]'`.

exit codes: 0 written, whatever the verdict, or current (--check), 1 the file is out of date (--check) or was
(--exit-non-zero-on-change), 2 it could not be written, validated or read
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from weighstation import __version__, pipeline
from weighstation.cli import _bom_file, _options

if TYPE_CHECKING:
    import argparse

    from weighstation.model import Run
    from weighstation.writers.cyclonedx import Options


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``weighstation sbom``."""
    from argparse import BooleanOptionalAction

    parser.add_argument("path", nargs="?", default=".", metavar="PATH", help="the repository (default: here)")
    _options.add_selection(parser)
    _options.add_stores(parser, asked=False)
    _options.add_policy(parser)
    _add_form(parser)
    _options.add_output_file(parser)
    parser.add_argument(
        "--validate",
        action=BooleanOptionalAction,
        default=True,
        help="validate the document before it is written (default: yes)",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing: say what the file named with -o lacks or has too much, with exit code 1 if it is out of "
        "date; the time at which it was written does not count",
    )
    parser.add_argument(
        "--exit-non-zero-on-change",
        action="store_true",
        help="exit with 1 if the file named with -o was out of date, as hooks do",
    )


def _add_form(parser: argparse.ArgumentParser) -> None:
    """Which version and format, and how licenses are written."""
    parser.add_argument(
        "--spec-version", choices=("1.6", "1.7"), default="1.6", help="the version of CycloneDX (default: 1.6)"
    )
    parser.add_argument(
        "--output-format",
        choices=("json", "xml"),
        help="default: xml if the name given with -o ends in .xml, else json",
    )
    parser.add_argument(
        "--license-form",
        choices=("name", "expression"),
        default="name",
        help="how a license without SPDX id is written: as license.name, which most consumers show (default), or as "
        "an SPDX expression with LicenseRef ids",
    )


def run(arguments: argparse.Namespace) -> int:
    """Writes the document: exit code 0, whatever the verdict, for an SBOM states and does not block.

    With ``--check`` and ``--exit-non-zero-on-change``: 1 if the file is, or was, out of date.
    """
    import gc

    usual = gc.get_threshold()
    gc.set_threshold(0)  # what a run and its document are made of lives to their end: a third of the time of large ones
    try:
        return _run(arguments)
    finally:
        gc.set_threshold(*usual)


def _run(arguments: argparse.Namespace) -> int:
    from weighstation.writers import cyclonedx

    file = _bom_file.opened(arguments)
    stamp = _bom_file.timestamp(file) if arguments.check else _options.timestamp()
    result = _judged(arguments)
    packages = tuple((one, pipeline.project(f"{result.inventory.root}/{one}")) for one in cyclonedx.folders(result))
    options = cyclonedx.Options(stamp, __version__, arguments.license_form, arguments.spec_version, file.form, packages)
    text = _written(result, options) if arguments.validate else cyclonedx.write(result, options)
    _options.warn_unread(len(result.inventory.unread))
    return _bom_file.compare(file, text) if arguments.check else _bom_file.keep(file, text, arguments)


def _judged(arguments: argparse.Namespace) -> Run:
    """The run; the file that is written is no part of what is read."""
    from datetime import date

    from weighstation import policy

    rules = _options.loaded(arguments.policy or policy.find(arguments.path), arguments.path)
    readers = rules.readers._replace(exclude=(*rules.readers.exclude, *_bom_file.glob(arguments)))
    scanned = pipeline.scan(arguments.path, _options.selection(arguments), readers)
    return pipeline.judge(scanned, rules, date.today(), _options.stores(arguments))


def _written(result: Run, options: Options) -> str:
    from weighstation.writers import cyclonedx

    text, judged = cyclonedx.validated(result, options)
    if not judged:
        told = (
            "the schema of CycloneDX is not installed, so only references, package URLs and serial number were checked"
        )
        sys.stderr.write(f"weighstation: {told}\n  help: pip install 'weighstation[sbom]', or --no-validate\n")
    return text
