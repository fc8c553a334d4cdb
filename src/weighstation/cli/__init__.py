"""The ``weighstation`` command: finds the sub-command, runs it, turns errors into exit codes.

Exit codes: 0 nothing blocks, 1 the policy blocks something, 2 it could not be checked.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from weighstation.errors import WeighstationError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence
    from typing import NoReturn

# Each command is a module of this package with ``add_arguments(parser)`` and ``run(arguments) -> int``.
COMMANDS = {
    "check": "judge the models, datasets and packages of a repository by the team's policy",
    "scan": "list what a repository uses, with licenses and places, without judging",
    "sbom": "write a CycloneDX document of a repository, or say whether one is current",
    "spdx": "write an SPDX 3.0.1 document of a repository",
    "diff": "compare two CycloneDX documents",
    "notices": "write what a release has to ship or show: notices, attributions, license texts",
    "score": "count which fields of which standard a CycloneDX document has",
    "audit": "judge a bill of materials of another tool by the team's policy",
    "merge": "add our models to a CycloneDX document of another tool",
    "baseline": "write down today's trouble, so that only new trouble blocks",
    "init": "look at a repository and write a commented policy for it",
    "waive": "add an exception to the team's policy, and say what it changes",
    "policy": "check the team's policy, or show what it comes to",
    "explain": "say what is known of a model, a license or a license expression",
    "identify": "say which license a text is",
}
OK, BLOCKED, UNUSABLE = 0, 1, 2
_WIDEST = 120  # columns of the help

_EPILOG = """\
examples:
  weighstation check                        this folder, by its policy
  weighstation check --staged               only what the next commit changes
  weighstation scan --format json services  one folder, for another program
  weighstation sbom -o bom.cdx.json         the bill of materials of a release
  weighstation explain tiiuae/falcon-180B   one model

exit codes: 0 nothing blocks, 1 the policy blocks something, 2 it could not be checked

No command uses the network.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command line and returns its exit code; never a traceback for what a user can cause."""
    arguments = list(sys.argv[1:] if argv is None else argv)

    def command() -> int:
        parser = _parser(arguments)
        if not arguments:
            parser.print_help(sys.stderr)
            parser.exit(UNUSABLE)
        parsed = parser.parse_args(arguments)
        code: int = parsed.run(parsed)
        return code

    return guarded(command)


def run() -> NoReturn:
    """The command as a program of its own, which leaves the short way: there is nothing to take apart at its end."""
    code = main()
    sys.stderr.flush()
    os._exit(code)


def guarded(command: Callable[[], int]) -> int:
    """Runs a command; what the user can cause becomes a message and an exit code."""
    from weighstation.cli import _streams

    _streams.opened()
    try:
        code = command()
        _streams.write("")
    except WeighstationError as error:
        sys.stderr.write(f"weighstation: {error}\n")
        return UNUSABLE
    except OSError as error:  # such as a disk that is full while a file is written
        sys.stderr.write(f"weighstation: {error.filename or 'a file'}: {error.strerror or error}\n")
        return UNUSABLE
    except KeyboardInterrupt:
        return 130
    return code


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    import argparse

    from weighstation import __version__

    parser = argparse.ArgumentParser(
        prog="weighstation",
        description="Which license governs each AI model that a repository uses, and does the team's policy allow it?",
        epilog=_EPILOG,
        formatter_class=_formatter,
    )
    parser.add_argument("-V", "--version", action="version", version=f"weighstation {__version__}")
    # The name is said, since argparse would format a usage line to learn it, at the price of three imports.
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, prog="weighstation")
    named = next((word for word in arguments if not word.startswith("-")), "")
    for name, line in COMMANDS.items():
        _add(commands, name, line, full=name == named)
    return parser


def _formatter(prog: str) -> argparse.HelpFormatter:
    """The help, as wide as the terminal; argparse would import the archive formats to learn how wide."""
    import argparse

    class Help(argparse.RawDescriptionHelpFormatter):
        """Wraps paragraphs of descriptions; those with indented lines stay as they are written."""

        def _fill_text(self, text: str, width: int, indent: str) -> str:
            from textwrap import fill

            paragraphs = text.strip("\n").split("\n\n")
            return "\n\n".join(each if "\n  " in f"\n{each}" else fill(each, width) for each in paragraphs) + indent

    try:
        columns = int(os.environ.get("COLUMNS", "")) or os.get_terminal_size().columns
    except (ValueError, OSError):
        columns = 80
    return Help(prog, width=min(columns, _WIDEST) - 2)


def _add(commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, line: str, *, full: bool) -> None:
    """Adds one command; only the one that is called gets its arguments, for only its module is imported."""
    if not full:
        commands.add_parser(name, help=line, formatter_class=_formatter)
        return
    from importlib import import_module

    module = import_module(f"weighstation.cli.{name}")
    command = commands.add_parser(name, help=line, description=module.__doc__, formatter_class=_formatter)
    module.add_arguments(command)
    command.set_defaults(run=module.run)
