"""Add our models to a CycloneDX document of another tool (JSON), without losing a field of it.

MORE are documents of `weighstation sbom`, or folders that are read first (default: here). What is added is marked, so
that merging again renews it and --remove takes it out. The document keeps its serial number and gets its next version.

exit codes: 0 written, whatever the verdict, 2 it could not be
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, Literal

from weighstation import __version__, pipeline
from weighstation.cli import OK, _options
from weighstation.errors import ReadError, UsageError

if TYPE_CHECKING:
    import argparse

    from weighstation.boms.source import Json, Source


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``weighstation merge``."""
    parser.add_argument(
        "base", metavar="BASE", help="the document of the other tool, CycloneDX JSON; - for standard input"
    )
    parser.add_argument("more", nargs="*", metavar="MORE", help="documents of ours, or folders (default: here)")
    parser.add_argument("--remove", action="store_true", help="only take out of BASE what was merged into it")
    _options.add_selection(parser)
    _options.add_stores(parser, asked=False)
    _options.add_policy(parser)
    _options.add_output_file(parser)


def run(arguments: argparse.Namespace) -> int:
    """Writes the merged document: exit code 0, whatever the verdict."""
    from weighstation.boms import merge, raw_text, removal

    base = _base(arguments.base)
    if arguments.remove:
        _refuse_more(arguments)
        removal.remove(base.document)
    else:
        ours = [_ours(path, arguments, base.version) for path in arguments.more or ["."]]
        done = merge.merge(base.document, ours)
        _tell(arguments.base, done)
    encoding = "utf-8" if arguments.output_file not in {None, "", "-"} else sys.stdout.encoding or "utf-8"
    _options.write(raw_text.written(base, encoding), arguments.output_file)
    return OK


def _tell(path: str, done: Any) -> None:  # noqa: ANN401 - merge.Merged, whose module is imported late
    lines = (*done.notes, f"{done.added} added, {done.known} were there already")
    sys.stderr.write("".join(f"weighstation: {path}: {line}\n" for line in lines))


def _refuse_more(arguments: argparse.Namespace) -> None:
    if arguments.more:
        raise UsageError("--remove takes nothing but BASE", hint="leave out what comes after it")


def _base(path: str) -> Source:
    """The document that is merged into. Raises ``ReadError`` and ``UsageError`` for those that cannot be."""
    from weighstation.boms import checked, removal, source

    base = source.read(path)
    if base.form != "json" or base.format != "cyclonedx":
        hint = "write it as CycloneDX JSON; most tools can, and cyclonedx-cli converts"
        raise UsageError("only CycloneDX JSON can be merged into", path=path, hint=hint)
    checked.check(base)
    if checked.is_ours(base) and not removal.is_merged(base.document):
        hint = "write it anew with weighstation sbom; BASE is a document of another tool"
        raise UsageError("is written by weighstation itself", path=path, hint=hint)
    return base


def _ours(path: str, arguments: argparse.Namespace, version: str) -> Json:
    """A document of ours: read from a file, or made of a folder."""
    from weighstation.boms import checked, source

    if os.path.isdir(path):
        return source.parse(path, _made(path, arguments, version).encode()).document
    found = source.read(path)
    if found.form != "json" or found.format != "cyclonedx" or not checked.is_ours(found):
        hint = "name a JSON document of weighstation sbom, or a folder"
        raise ReadError("is not written by weighstation sbom as JSON", path=path, hint=hint)
    checked.check(found)
    return found.document


def _made(folder: str, arguments: argparse.Namespace, version: str) -> str:
    from datetime import date

    from weighstation import policy
    from weighstation.writers import cyclonedx

    rules = _options.loaded(arguments.policy or policy.find(folder), folder)
    scanned = pipeline.scan(folder, _options.selection(arguments), rules.readers)
    result = pipeline.judge(scanned, rules, date.today(), _options.stores(arguments))
    stamp = _options.timestamp()
    spec: Literal["1.6", "1.7"] = "1.7" if version == "1.7" else "1.6"
    return cyclonedx.write(result, cyclonedx.Options(stamp, __version__, spec_version=spec))
