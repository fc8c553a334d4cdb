"""Add an exception to the team's policy, and say what it changes.

The [[exceptions]] table is put at the end of the policy that holds here; nothing else in the file changes. Without a
policy, weighstation.toml is made, under which the preset `default` still holds.

exit codes: 0 written, or there already, 2 nothing was written
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from weighstation import pipeline, policy
from weighstation.cli import OK, _effect, _options
from weighstation.errors import PolicyError, ReadError, UsageError
from weighstation.policy import edit, files, toml_text, within
from weighstation.repository import open_repository, top_level

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from weighstation.model import Run
    from weighstation.policy import Policy
    from weighstation.policy.entries import Exemption

_HEAD = b"# The preset `default` holds under this policy until it has lists of its own or `extends`.\n"
_ARGUMENTS = ("component", "license", "finding", "reason", "expires", "approved-by", "ticket")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``weighstation waive``."""
    parser.add_argument("component", metavar="COMPONENT", help="an id as in the report, or a glob: hf:meta-llama/*")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why it may be used: it stands in every report")
    parser.add_argument("--finding", metavar="CODE", help="only this code, such as license-unknown (default: any)")
    parser.add_argument("--license", metavar="NAME", help="only reasons about this license (default: any)")
    parser.add_argument("--expires", metavar="YYYY-MM-DD", help="the last day on which it holds (default: no end)")
    parser.add_argument("--approved-by", metavar="NAME", help="who agreed to it")
    parser.add_argument("--ticket", metavar="ID", help="where that is on record")
    _options.add_policy(parser)
    _options.add_stores(parser, asked=True)


def run(arguments: argparse.Namespace) -> int:
    """Writes the exception, says where it stands and what it changes, and returns the exit code."""
    table = _table(arguments)
    wanted = edit.understood(table)
    path = arguments.policy or policy.find(".")
    root = _root(path)
    rules = _loaded(path, root)
    if rules and (there := _duplicate(rules, wanted)):
        _options.write(f"{there.where} has this exception already: {there.component}; nothing was written", None)
        return OK
    judged = _judged(root, rules, wanted, arguments) if rules else None
    _options.write(_written(path, table), None)
    if judged:
        _effect.tell(judged, wanted)
        _options.write(_next(path, root), None)
    else:
        sys.stderr.write("weighstation: this policy has faults of its own: see weighstation policy check\n")
    return OK


def _root(path: str | None) -> str:
    """The folder that the policy holds for, whole: its own where it has the name of one, else the repository."""
    if path and os.path.basename(path) in {files.FILE, files.PYPROJECT}:
        return os.path.dirname(os.path.abspath(path))
    return within.held(path, ".") if path else top_level(".")


def _table(arguments: argparse.Namespace) -> dict[str, str | date]:
    """What the arguments say, as a table of the policy. Raises ``UsageError`` for a day that is none or over."""
    said = {name: getattr(arguments, name.replace("-", "_")) for name in _ARGUMENTS}
    table: dict[str, str | date] = {name: word.strip() for name, word in said.items() if word is not None}
    if said["expires"] is not None:
        table["expires"] = _day(said["expires"].strip())
    for word in table.values():
        toml_text.text(str(word))
    if table["reason"] and not any(map(str.isalnum, str(table["reason"]))):  # an empty one is told with the rest
        raise UsageError("--reason says nothing", hint="write why it may be used: it stands in every report")
    return table


def _day(word: str) -> date:
    from datetime import date

    try:
        day = date.fromisoformat(word)
    except ValueError:
        day = None
    if day is None or day.isoformat() != word:
        raise UsageError(f"--expires `{word}` is no day", hint="write it as 2027-06-30")
    if day < date.today():
        hint = "name the last day on which it is to hold, or leave --expires out"
        raise UsageError(f"--expires {word} is in the past", hint=hint)
    return day


def _loaded(path: str | None, root: str) -> Policy | None:
    """The policy as it is; None if it has faults, which an exception neither mends nor makes worse."""
    name = os.path.relpath(path) if path else ""
    if path:
        files.read(path, name)
    try:
        return policy.load(path, name, root)
    except PolicyError:
        return None


def _duplicate(rules: Policy, wanted: Exemption) -> Exemption | None:
    """An exception that says the same and lasts as long."""
    return next((each for each in rules.exceptions if _about(each) == _about(wanted) and _lasts(each, wanted)), None)


def _about(exemption: Exemption) -> tuple[str, str, str]:
    return exemption.component.lower(), exemption.license, exemption.finding


def _lasts(exemption: Exemption, wanted: Exemption) -> bool:
    if exemption.expires is None or wanted.expires is None:
        return exemption.expires is None
    return exemption.expires >= wanted.expires


def _judged(root: str, rules: Policy, wanted: Exemption, arguments: argparse.Namespace) -> Run:
    """The repository under the policy with the exception."""
    from datetime import date

    grown = rules._replace(exceptions=(*rules.exceptions, wanted))
    return pipeline.judge(pipeline.scan(root, options=rules.readers), grown, date.today(), _options.stores(arguments))


def _written(path: str | None, table: dict[str, str | date]) -> str:
    """Writes the file, and says where the exception stands in it."""
    target = path or os.path.join(top_level("."), files.FILE)
    prefix = files.TABLE if os.path.basename(target) == files.PYPROJECT else ()
    name = os.path.relpath(target)
    data = _bytes(target) if path else _HEAD
    try:
        grown = edit.added(data, name, table, prefix)
    except ReadError as error:
        raise PolicyError(error.message, path=name, line=error.line, hint=error.hint) from None
    edit.save(target, grown)
    line = len(grown.splitlines()) - len(table)
    made = "" if path else " (new: the preset `default` holds beside it)"
    return f"{name}:{line}: added an exception for {toml_text.text(str(table['component']))}{made}\n"


def _next(path: str | None, root: str) -> str:
    """What a commit needs for it, since hooks see what is staged; nothing outside git."""
    name = os.path.relpath(path or os.path.join(root, files.FILE))
    return f"  for a commit: git add {name}" if open_repository(root).git else ""


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise PolicyError(f"cannot be read: {error.strerror}", path=path, hint="check its permissions") from None
