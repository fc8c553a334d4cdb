"""Write a CycloneDX 1.6 JSON document of what a repository uses: models, datasets, hosted models and packages.

Each has its license, the files and lines that use it, its lineage and the policy's verdict. The same tree, policy and
version give the same bytes; SOURCE_DATE_EPOCH sets the timestamp, without it there is none.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from weighstation import __version__, pipeline
from weighstation.cli import _options
from weighstation.errors import UsageError

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``weighstation sbom``."""
    parser.add_argument("path", nargs="?", default=".", metavar="PATH", help="the repository (default: here)")
    _options.add_selection(parser)
    _options.add_stores(parser, asked=False)
    _options.add_policy(parser)
    parser.add_argument(
        "--license-form",
        choices=("name", "expression"),
        default="name",
        help="how a license without SPDX id is written: as license.name, which most consumers show (default), or as "
        "an SPDX expression with LicenseRef ids",
    )
    _options.add_output_file(parser)


def run(arguments: argparse.Namespace) -> int:
    """Writes the document. Exit code 0, whatever the verdict: an SBOM states, it does not block."""
    from datetime import date

    from weighstation import policy
    from weighstation.writers import cyclonedx

    stamp = _timestamp(os.environ.get("SOURCE_DATE_EPOCH", ""))
    rules = policy.load(arguments.policy or policy.find(arguments.path), folder=arguments.path)
    scanned = pipeline.scan(arguments.path, _options.selection(arguments), rules.readers)
    result = pipeline.judge(scanned, rules, date.today(), _options.stores(arguments))
    options = cyclonedx.Options(stamp, __version__, arguments.license_form)
    _options.write(cyclonedx.write(result, options), arguments.output_file)
    _warn_unread(len(result.inventory.unread))
    return 0


def _timestamp(epoch: str) -> str:
    """ISO 8601 in UTC from SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch), "" without it."""
    from datetime import datetime, timezone

    if not epoch:
        return ""
    try:
        return datetime.fromtimestamp(int(epoch), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        hint = "seconds since 1970-01-01, such as 1767225600"
        raise UsageError(f"SOURCE_DATE_EPOCH is not a time: {epoch!r}", hint=hint) from None


def _warn_unread(count: int) -> None:
    import sys

    from weighstation.writers import text

    if count:
        files = text.count(count, "file")
        sys.stderr.write(f"weighstation: {files} could not be read; `weighstation scan` lists them\n")
