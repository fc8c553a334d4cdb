"""Look at a repository and write a commented weighstation.toml for it.

The file extends a preset, names the facts of use that the licenses found here ask for, and judges as the preset alone
until something is changed in it. A policy that is there is not overwritten without --force.

exit codes: 0 written, 2 a policy is there already, or the folder or the preset is not
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

from weighstation import pipeline, policy
from weighstation.cli import OK, _options
from weighstation.errors import UsageError
from weighstation.policy import edit, files, starter

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from weighstation.model import ComponentType, Outcome, Run

_TYPES: Mapping[ComponentType, str] = {
    "model": "model",
    "service": "hosted model",
    "dataset": "dataset",
    "package": "package",
}
_OUTCOMES: Mapping[Outcome, str] = {"deny": "denied", "review": "to review", "allow": "allowed"}
_NEXT = """
next:
  weighstation check      say why, and what to do
  weighstation baseline   take what is here as known, so that only new trouble blocks

for .pre-commit-config.yaml:
  repos:
    - repo: local
      hooks:
        - id: weighstation
          name: weighstation
          entry: weighstation-hook
          language: system
          require_serial: true
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``weighstation init``."""
    parser.add_argument("path", nargs="?", default=".", metavar="PATH", help="the repository (default: here)")
    parser.add_argument("--preset", default="default", metavar="NAME", help=f"one of {', '.join(files.presets())}")
    parser.add_argument("--force", action="store_true", help="overwrite the weighstation.toml that is there")
    _options.add_selection(parser)
    _options.add_stores(parser, asked=True)


def run(arguments: argparse.Namespace) -> int:
    """Writes the file, says what was found and what comes next."""
    path = os.path.normpath(os.path.join(arguments.path, files.FILE))
    _refuse(path, arguments)
    above = _above(arguments.path)
    rules = policy.load(*files.preset(arguments.preset))
    judged = _judged(arguments, rules)
    edit.save(path, starter.policy_text(arguments.preset, rules.facts, judged).encode())
    _options.write("\n".join([*_found(judged, arguments.preset), f"wrote {path}", *above]) + "\n" + _NEXT, None)
    return OK


def _refuse(path: str, arguments: argparse.Namespace) -> None:
    """Raises ``UsageError`` if there is no such preset, or a policy is there already."""
    if arguments.preset not in files.presets():
        from weighstation.policy.suggest import did_you_mean

        names = files.presets()
        hint = did_you_mean(arguments.preset, names) or f"the presets are {', '.join(names)}"
        raise UsageError(f"there is no preset `{arguments.preset}`", hint=hint)
    if other := files.shadowed(path):
        hint = "change that one, or remove the table and run this again"
        raise UsageError("holds the policy in [tool.weighstation]", path=other, hint=hint)
    if os.path.lexists(path) and not arguments.force:
        raise UsageError("is there already", path=path, hint="change it by hand, or overwrite it with --force")


def _above(folder: str) -> list[str]:
    """A note about the policy of a folder above, which the new one takes the place of."""
    found = policy.find(folder) if os.path.isdir(folder) else None
    if not found or os.path.dirname(found) == os.path.abspath(folder):
        return []
    name = os.path.relpath(found, folder)
    return [f'note: {name} held here until now; to build on it: extends = ["{name}"]']


def _judged(arguments: argparse.Namespace, rules: policy.Policy) -> Run:
    from datetime import date

    scanned = pipeline.scan(arguments.path, _options.selection(arguments))
    return pipeline.judge(scanned, rules, date.today(), _options.stores(arguments))


def _found(judged: Run, preset: str) -> Iterator[str]:
    """Three lines: what is here, what the preset says of it, which facts the licenses ask for."""
    from weighstation.writers.places import count

    kinds = Counter(weighed.component.type for weighed in judged.weighed)
    listed = ", ".join(count(kinds[kind], word) for kind, word in _TYPES.items() if kinds[kind])
    unread = len(judged.inventory.unread)
    also = f"; {count(unread, 'file')} could not be read" if unread else ""
    yield f"found {listed or 'no components'} in {count(judged.inventory.files, 'file')}{also}"
    outcomes = Counter(weighed.verdict.outcome for weighed in judged.weighed)
    said = ", ".join(f"{outcomes[outcome]} {word}" for outcome, word in _OUTCOMES.items() if outcomes[outcome])
    yield f"by the preset {preset}: {said or 'nothing to judge'}"
    asking = starter.asked(judged)
    facts = ", ".join(f"{key} ({starter.listing(ids)})" for key, ids in asking.items())
    yield f"facts of use that would settle reviews: {facts or 'none'}"
