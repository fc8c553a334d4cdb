"""What an exception changes in a repository, in words."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from weighstation.cli import _options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Run, Weighed
    from weighstation.policy.entries import Exemption

_SHOWN = 5  # components of one outcome


def tell(judged: Run, wanted: Exemption) -> None:
    """Says what the exception changes, or that it changes nothing."""
    from datetime import date

    from weighstation.policy.rules import exceptions

    live = exceptions.live((wanted,), date.today())
    named = [weighed for weighed in judged.weighed if exceptions.naming(live, weighed.component)]
    if not named:
        sys.stderr.write(f"weighstation: {_nothing(judged, wanted)}\n")
    elif any(finding.code == "exception-unused" and not finding.path for finding in judged.findings):
        message = "is here, and nothing that this exception names holds it up: it will be reported as exception-unused"
        sys.stderr.write(f"weighstation: {wanted.component} {message}\n")
    else:
        _options.write("".join(_lines(named)), None)


def _nothing(judged: Run, wanted: Exemption) -> str:
    from weighstation.policy.suggest import did_you_mean

    near = did_you_mean(wanted.component, (weighed.component.id for weighed in judged.weighed))
    message = f"nothing in this repository is called {wanted.component}: it will be reported as exception-unused"
    return f"{message}\n  help: {near}" if near else message


def _lines(named: list[Weighed]) -> Iterator[str]:
    """The components by what holds of them now; of those still held up, why."""
    passing = [each.component.id for each in named if each.verdict.outcome == "allow"]
    if passing:
        more = f" and {len(passing) - _SHOWN} more" if len(passing) > _SHOWN else ""
        yield f"  allowed now: {', '.join(passing[:_SHOWN])}{more}\n"
    for each in named:
        reason = next((reason for reason in each.verdict.reasons if reason.outcome == each.verdict.outcome), None)
        if each.verdict.outcome != "allow" and reason:
            yield f"  still {each.verdict.outcome}: {each.component.id} [{reason.code}] {reason.message}\n"
