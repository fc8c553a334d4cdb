"""Compare two CycloneDX JSON documents: components, versions, licenses, verdicts, lineage, obligations, hashes, places.

Both may be written by any tool. The most alarming change comes first: another hash of a file of the same version,
denied, a restricted license, needs review, a license that is not known any more. --format markdown is for a pull
request.

exit codes: 0 compared (with --exit-code: no difference), 1 with --exit-code: a difference, 2 a document cannot be read
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from weighstation import bom_json, bomdiff
from weighstation.cli import OK, _options

if TYPE_CHECKING:
    import argparse

DIFFERENT = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``weighstation diff``."""
    parser.add_argument("old", metavar="OLD", help="the document as it was; - for standard input")
    parser.add_argument("new", metavar="NEW", help="the document as it is")
    parser.add_argument(
        "--format", choices=("text", "json", "markdown"), default="text", help="what to print (default: text)"
    )
    parser.add_argument("--exit-code", action="store_true", help="exit with 1 where there is a difference")
    _options.add_output_file(parser)


def run(arguments: argparse.Namespace) -> int:
    """Prints the difference. Raises ``ReadError`` if a document cannot be read."""
    found = bomdiff.compare(bom_json.read(arguments.old), bom_json.read(arguments.new))
    writer = import_module(f"weighstation.writers.diff_{arguments.format}")
    _options.write(writer.write(found), arguments.output_file)
    return DIFFERENT if arguments.exit_code and found.changes else OK
