"""A license that the Open Source Initiative did not approve, for strict shops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.licensing.expression import ExpressionError
from weighstation.licensing.strictness import OPEN, of_expression
from weighstation.policy.rules._step import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Component, Conclusion, Finding

CODE = "non-osi"


def findings(component: Component, conclusion: Conclusion) -> Iterator[Finding]:
    """One finding for a component whose known license is not OSI-approved; nothing where it is not known."""
    if conclusion.expression and not _is_open(conclusion.expression):
        yield finding(CODE, f"{conclusion.expression} is not approved by the Open Source Initiative", component)


def _is_open(expression: str) -> bool:
    try:
        return of_expression(expression) < OPEN
    except ExpressionError:
        return False
