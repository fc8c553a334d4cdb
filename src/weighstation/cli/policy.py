"""Check the team's policy, or show what it comes to with everything it extends.

  weighstation policy check [FILE]  all its faults at once, with lines
  weighstation policy show [FILE]   what holds in the end, and from where

FILE is the policy that holds here, if it is not named. Both take --format json and -o.

exit codes: 0 no faults, 2 faults, or no such file
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from weighstation import policy
from weighstation.cli import OK, UNUSABLE, _options
from weighstation.errors import PolicyError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``weighstation policy``."""
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    for name, run_action, line in _ACTIONS:
        action = actions.add_parser(name, help=line, description=f"{line[0].upper()}{line[1:]}.")
        action.add_argument("file", nargs="?", metavar="FILE", help="the policy (default: the one that holds here)")
        action.add_argument("--format", choices=("text", "json"), default="text", help="what to print (default: text)")
        _options.add_output_file(action)
        action.set_defaults(action=run_action)


def run(arguments: argparse.Namespace) -> int:
    """Runs the chosen action and returns its exit code."""
    action: Callable[[argparse.Namespace], int] = arguments.action
    return action(arguments)


def _check(arguments: argparse.Namespace) -> int:
    faults: tuple[PolicyError, ...] = ()
    try:
        line = _summary(*_chosen(arguments.file))
    except PolicyError as error:
        faults = error.faults or (error,)
        line = _counted(len(faults), "fault")
    if arguments.format == "json":
        shown = _json([_fields(fault) for fault in faults])
    else:
        shown = "\n".join([*map(str, faults), line])
    _options.write(shown, arguments.output_file)
    return UNUSABLE if faults else OK


def _show(arguments: argparse.Namespace) -> int:
    from weighstation.policy import effective_text
    from weighstation.policy.effective import effective

    found = effective(*_chosen(arguments.file))
    as_json = arguments.format == "json"
    shown = _json(effective_text.to_json(found)) if as_json else effective_text.to_toml(found)
    _options.write(shown, arguments.output_file)
    return OK


def _chosen(file: str | None) -> tuple[str | None, str]:
    """The policy's path (None: there is none here), and what messages call it."""
    path = file or policy.find(".")
    return path, file or (os.path.relpath(path) if path else "")


def _summary(path: str | None, name: str) -> str:
    """One line about a policy without faults. Raises ``PolicyError`` with all that it has."""
    from weighstation.policy.effective import effective

    loaded, files = policy.load(path, name), effective(path, name).files
    parts: tuple[tuple[Sequence[object], str], ...] = (
        (loaded.entries, "entry"),
        (loaded.exceptions, "exception"),
        (loaded.clarifications, "clarification"),
    )
    counted = ", ".join(_counted(len(items), word) for items, word in parts if items or word == "exception")
    built = f"; builds on {', '.join(files[1:])}" if files[1:] else ""
    also = "".join(f"\nwarning: {finding.message}" for finding in loaded.findings)
    return f"{loaded.name}: no faults; {counted}{built}{also}"


def _counted(number: int, word: str) -> str:
    plural = word if number == 1 else f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return f"{number} {plural}"


def _fields(fault: PolicyError) -> dict[str, str | int]:
    return {"path": fault.path, "line": fault.line, "message": fault.message, "hint": fault.hint}


def _json(value: object) -> str:
    import json

    return json.dumps(value, indent=2, ensure_ascii=False)


_ACTIONS = (
    ("check", _check, "say all faults of a policy at once, with their lines"),
    ("show", _show, "print what a policy comes to with everything it extends"),
)
