"""Arguments that several commands share, and where their output goes."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from weighstation.cli import _streams
from weighstation.errors import PolicyError, UsageError

if TYPE_CHECKING:
    import argparse

    from weighstation.policy import Policy
    from weighstation.repository import Selection
    from weighstation.sources.stores import Stores


def add_output(parser: argparse.ArgumentParser) -> None:
    """``--format``, ``--output-file`` and ``--color``."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="what to print (default: text)")
    add_output_file(parser)
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="auto: only on a terminal, and not if NO_COLOR is set (default)",
    )


def add_output_file(parser: argparse.ArgumentParser) -> None:
    """``-o``/``--output-file``."""
    parser.add_argument("-o", "--output-file", metavar="FILE", help="write there instead of to standard output")


def add_selection(parser: argparse.ArgumentParser) -> None:
    """``--tracked``: which files of a git repository count."""
    parser.add_argument(
        "--tracked", action="store_true", help="only files that git tracks (default: also new ones it does not ignore)"
    )


def add_policy(parser: argparse.ArgumentParser) -> None:
    """``--policy``."""
    parser.add_argument(
        "--policy",
        metavar="FILE",
        help="the policy to judge by (default: weighstation.toml or [tool.weighstation] in pyproject.toml, looked for "
        "in the folder and its parents up to the git top level; else the built-in default)",
    )


def add_stores(parser: argparse.ArgumentParser, *, asked: bool) -> None:
    """``--local-stores`` and ``--no-local-stores``; ``asked`` is what holds without either."""
    from argparse import BooleanOptionalAction

    parser.add_argument(
        "--local-stores",
        action=BooleanOptionalAction,
        default=asked,
        help="take in what this machine's Hub cache and Ollama store say of a model's license "
        f"(default: {'yes' if asked else 'no, so that every machine writes the same'})",
    )


def stores(arguments: argparse.Namespace) -> Stores:
    """The stores of this machine, if the arguments ask for them."""
    from weighstation.sources.stores import NOWHERE, here

    return here(os.environ) if arguments.local_stores else NOWHERE


def selection(arguments: argparse.Namespace) -> Selection:
    """The files that the arguments ask for."""
    if getattr(arguments, "staged", False):
        return "staged"
    return "tracked" if arguments.tracked else "worktree"


def loaded(chosen: str | None, folder: str) -> Policy:
    """The policy by which a folder is judged. Raises ``PolicyError`` with places that lead from here."""
    from weighstation import policy

    try:
        return policy.load(chosen, folder=folder)
    except PolicyError:
        return policy.load(chosen, near(chosen) if chosen else "", folder)  # the same faults under another name


def to_name(chosen: str | None) -> str:
    """The policy for exceptions as it has to be named; empty where it is the one that is found here anyway."""
    from weighstation import policy

    found = policy.find(".")
    return "" if chosen is None or (found and os.path.abspath(chosen) == found) else near(chosen)


def near(path: str) -> str:
    """A path as it leads from here, or as it is, where that is shorter."""
    try:
        return min(os.path.relpath(path), path, key=len)
    except ValueError:  # on another drive
        return path


def start(folder: str) -> str:
    """What goes before a path in a folder, so that it leads from here; nothing where the folder is this one."""
    return "" if os.path.normpath(folder) == "." else os.path.join(os.path.normpath(folder), "").replace(os.sep, "/")


def timestamp() -> str:
    """ISO 8601 in UTC from SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch), "" without it."""
    from datetime import datetime, timezone

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return ""
    try:
        return datetime.fromtimestamp(int(epoch), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        hint = "seconds since 1970-01-01, such as 1767225600"
        raise UsageError(f"SOURCE_DATE_EPOCH is not a time: {epoch!r}", hint=hint) from None


def warn_unread(unread: int) -> None:
    """One line on standard error where files could not be read."""
    from weighstation.writers.places import count

    if unread:
        files = count(unread, "file")
        sys.stderr.write(f"weighstation: {files} could not be read; `weighstation scan` lists them\n")


def color(arguments: argparse.Namespace) -> bool:
    """Whether to print colors: not to a dumb terminal, nor with NO_COLOR (https://no-color.org: if it is not empty)."""
    if arguments.color != "auto":
        return bool(arguments.color == "always")
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return not arguments.output_file and sys.stdout.isatty() and wanted


def write(text: str, output_file: str | None) -> None:
    """Writes the text, if any with a line end, to a file or standard output. Raises ``UsageError`` if that refuses."""
    text = text if not text or text.endswith("\n") else text + "\n"
    if not output_file or output_file == "-":
        _streams.write(text)
        return
    try:
        with open(output_file, "w", encoding="utf-8", errors="replace", newline="\n") as stream:  # of odd file names
            stream.write(text)
    except OSError as error:
        hint = "make its folder first" if isinstance(error, FileNotFoundError) else "choose another file"
        raise UsageError(f"cannot be written: {error.strerror}", path=output_file, hint=hint) from None
