"""Write what a release has to ship or show: notices, attributions, license texts and use policies, by license.

Models come first, then data sets, hosted models and packages. Which duties hold follows from [use] of the policy; what
it does not state is listed with the question, and so is what the repository lacks. The same tree, policy and version
give the same bytes. Nothing is fetched, and no license text is copied.

exit codes: 0 written (with --check: nothing is missing), 1 with --check: something is missing, or the file named with
-o is out of date, 2 it could not be done
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from weighstation import pipeline, policy, release
from weighstation.cli import BLOCKED, OK, _bom_file, _options
from weighstation.errors import UsageError
from weighstation.outbound_model import NOTICES_MARK
from weighstation.writers import notices_blocks

if TYPE_CHECKING:
    import argparse

    from weighstation.writers.notices import Bundle

_ENDINGS = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}
_HEAD = 2_000  # characters of a file in which it says what wrote it


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``weighstation notices``."""
    parser.add_argument("path", nargs="?", default=".", metavar="PATH", help="the repository (default: here)")
    _options.add_selection(parser)
    _options.add_stores(parser, asked=False)
    _options.add_policy(parser)
    parser.add_argument(
        "--format",
        choices=("text", "markdown", "html"),
        help="default: as the name given with -o ends (.md, .html), else text",
    )
    _options.add_output_file(parser)
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing: say what the repository lacks, and whether the file named with -o is out of date, with "
        "exit code 1 if so",
    )


def run(arguments: argparse.Namespace) -> int:
    """Writes the bundle, or with ``--check`` says what is missing. Raises ``UsageError`` where nothing was read."""
    before = _before(arguments)
    found = _bundle(arguments)
    ending = os.path.splitext(arguments.output_file or "")[1].lower()
    form = arguments.format or _ENDINGS.get(ending, "text")
    text = import_module(f"weighstation.writers.notices_{form}").write(found)
    if arguments.check:
        return _checked(found, current=before in {None, f"{text}\n"}, path=arguments.output_file)
    _options.write(text, arguments.output_file)
    _warn(found)
    return OK


def _bundle(arguments: argparse.Namespace) -> Bundle:
    """What the repository ships; the file that is written is no part of what is read."""
    rules = _options.loaded(arguments.policy or policy.find(arguments.path), arguments.path)
    readers = rules.readers._replace(exclude=(*rules.readers.exclude, *_bom_file.glob(arguments)))
    scanned = pipeline.scan(arguments.path, _options.selection(arguments), readers)
    if not scanned.files + scanned.excluded:
        hint = "is this the right folder?"
        raise UsageError("there are no files that weighstation reads", path=arguments.path, hint=hint)
    return notices_blocks.bundle(release.of(scanned, rules, _options.stores(arguments)))


def _before(arguments: argparse.Namespace) -> str | None:
    """What the file to write holds so far, None where there is none.

    Raises ``UsageError`` if a person wrote it, or it is not there to be checked.
    """
    path = arguments.output_file
    if not path or path == "-" or (os.path.exists(path) and not os.path.isfile(path)):
        return None
    try:
        with open(path, encoding="utf-8", errors="replace", newline="") as stream:
            text = stream.read()
    except FileNotFoundError:
        if arguments.check:
            raise UsageError("does not exist", path=path, hint="write it without --check") from None
        return None
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", path=path, hint="name another file") from None
    if text and NOTICES_MARK not in text[:_HEAD]:
        hint = "name another file, so that notices written by hand are not lost"
        raise UsageError("is there already, and weighstation did not write it", path=path, hint=hint)
    return text


def _checked(found: Bundle, *, current: bool, path: str) -> int:
    """Prints what is missing, and that the file is out of date. Exit code 1 if either."""
    from weighstation.writers import notices_lines, notices_text

    if found.missing:
        _options.write(f"missing in the repository:\n{notices_text.rows(notices_lines.missing(found))}", None)
    if not current:
        _options.write(f"{path} is out of date", None)
    _warn(found._replace(missing=()))
    return BLOCKED if found.missing or not current else OK


def _warn(found: Bundle) -> None:
    """Says on standard error what a reader of the file has to know before it is shipped."""
    from weighstation.writers import notices_lines

    if found.missing or found.questions or found.unread:
        sys.stderr.write(f"weighstation: {notices_lines.summary(found)}\n")
