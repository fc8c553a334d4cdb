"""The team's policy: finding, reading and validating the TOML, and judging components by it (``policy.judge``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.policy.entries import OUTCOMES, Policy
from weighstation.policy.files import find
from weighstation.policy.loader import load

if TYPE_CHECKING:
    from weighstation.model import Run

__all__ = ["Policy", "blocks", "find", "load"]


def blocks(run: Run, fail_on: str) -> bool:
    """Whether a run's verdict is as strict as the mildest outcome that blocks (the policy's ``fail-on``)."""
    return OUTCOMES.index(run.verdict) >= OUTCOMES.index(fail_on)
