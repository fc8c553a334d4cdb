"""Write down the trouble that a repository has today, so that only new trouble blocks.

The file, weighstation-baseline.toml beside the policy, belongs into version control. It is about all that the policy
holds for, also if this is started in a folder below it. Run it again to drop what is gone; what is new is only taken in
with --accept-new.

exit codes: 0 written, 1 written without the trouble that is new, 2 it could not be
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from weighstation import pipeline, policy
from weighstation.cli import BLOCKED, OK, _options

if TYPE_CHECKING:
    import argparse

    from weighstation.model import Run
    from weighstation.policy import Policy


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``weighstation baseline``."""
    parser.add_argument("path", nargs="?", default=".", metavar="PATH", help="the repository (default: here)")
    parser.add_argument("--accept-new", action="store_true", help="take in trouble that came after the last baseline")
    _options.add_selection(parser)
    _options.add_policy(parser)


def run(arguments: argparse.Namespace) -> int:
    """Writes the file. Exit code 1 if there is new trouble that was not taken in."""
    from datetime import date

    from weighstation.policy import baseline, within

    chosen = arguments.policy or policy.find(arguments.path)
    root = within.held(chosen, arguments.path) if chosen else arguments.path
    rules = _options.loaded(chosen, root)
    path = os.path.join(os.path.dirname(chosen) if chosen else root, rules.baseline_file)
    scanned = pipeline.scan(root, _options.selection(arguments), rules.readers)
    result = pipeline.judge(scanned, rules._replace(baseline=None), date.today())
    new = _new(result, rules)
    if new and not arguments.accept_new:
        result = _without(result, new)
    _options.write(baseline.render(result, date.today().isoformat()), path)
    return _report(result, new, _options.near(path), accepted=arguments.accept_new)


def _new(result: Run, rules: Policy) -> set[str]:
    """The components whose trouble the last baseline does not know; none where there is no last one."""
    taken = rules.baseline
    if taken is None:
        return set()
    return {
        weighed.component.id
        for weighed in result.weighed
        for reason in weighed.verdict.reasons
        if reason.outcome != "allow" and not taken.covers(weighed.component, weighed.conclusion, reason.code)
    }


def _without(result: Run, new: set[str]) -> Run:
    return result._replace(weighed=tuple(each for each in result.weighed if each.component.id not in new))


def _report(result: Run, new: set[str], path: str, *, accepted: bool) -> int:
    from weighstation.writers.places import count

    known = sum(weighed.verdict.outcome != "allow" for weighed in result.weighed)
    _options.write(f"wrote {path}: the trouble of {count(known, 'component')} passes from now on", None)
    if new and not accepted:
        _options.write(f"not taken in, since new: {', '.join(sorted(new))}; --accept-new takes them in", None)
        return BLOCKED
    return OK
