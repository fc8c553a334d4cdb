"""Work beside this process: a forked copy of it does its share and sends what came of it.

What is sent are plain values in Python's own ``marshal`` form, which needs no import and stays between copies of one
process.
"""

from __future__ import annotations

import marshal
import os
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Helper(NamedTuple):
    """A process that works beside this one: the pipe that its result comes through, and its number."""

    receiver: int
    process: int


def possible() -> bool:
    """Whether this machine can fork, and has a processor to spare."""
    return hasattr(os, "fork") and (os.cpu_count() or 1) > 1


def start(work: Callable[[], Any]) -> Helper:
    """Fork a process that works and sends what comes of it: plain values only, such as ``marshal`` takes."""
    receiver, sender = os.pipe()
    process = os.fork()
    if not process:
        _send(work, sender)
    os.close(sender)
    return Helper(receiver, process)


def result(helper: Helper) -> Any:  # noqa: ANN401 - whatever its work returns
    """What a process has sent; None if it failed or was ended. Waits for it."""
    with open(helper.receiver, "rb") as stream:
        sent = stream.read()
    return None if os.waitpid(helper.process, 0)[1] else marshal.loads(sent)


def _send(work: Callable[[], Any], sender: int) -> None:
    """The forked process: never returns, and leaves what it inherited alone. Its status is 0 when all was sent."""
    status = 1
    try:
        with open(sender, "wb") as stream:
            stream.write(marshal.dumps(work()))
        status = 0
    finally:
        os._exit(status)
