"""Standard streams as shells give them: closed, full, of another encoding, or read by somebody who has seen enough."""

from __future__ import annotations

import os
import sys

from weighstation.errors import UsageError


def opened() -> None:
    """Puts the null device in the place of each stream that is closed: nothing comes in, what goes out is let go."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - as long as the process lives
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - the same
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - the same


def write(text: str) -> None:
    """Writes to standard output; what its encoding lacks becomes ``?``. Raises ``UsageError`` where the disk is full.

    A reader that has gone away is no fault, and does not change what the command answers.
    """
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        let_go()
    except OSError as error:
        let_go()
        hint = "write to a file with -o, or make room"
        raise UsageError(f"standard output cannot be written: {error.strerror}", hint=hint) from None


def let_go() -> None:
    """What is still to be written goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
