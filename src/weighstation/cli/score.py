"""Say which fields of which standard a CycloneDX JSON document has, and where one would state what is missing.

Standards: CISA 2026, NTIA 2021, BSI TR-03183-2, G7 SBOM for AI, OWASP AIBOM. It counts and weighs nothing: there are no
points and no percentages.

exit codes: 0 counted, 2 the document cannot be read
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from weighstation import bom_json, scoring
from weighstation.cli import OK, _options

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``weighstation score``."""
    parser.add_argument("bom", metavar="BOM", help="a CycloneDX JSON document of any tool; - for standard input")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="what to print (default: text)")
    _options.add_output_file(parser)


def run(arguments: argparse.Namespace) -> int:
    """Prints the counts. Raises ``ReadError`` if the document cannot be read."""
    scores = scoring.score(bom_json.read(arguments.bom))
    writer = import_module(f"weighstation.writers.score_{arguments.format}")
    _options.write(writer.write(scores), arguments.output_file)
    return OK
