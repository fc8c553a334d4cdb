"""Reading many files on two processors: a forked process reads half of them and sends what it found.

Only where there is something to gain (from about a hundred files on) and where processes can fork. What is sent are
plain tuples in Python's own ``marshal`` form, which needs no import and stays between two copies of one process.
"""

from __future__ import annotations

import gc
import marshal
import os
from typing import TYPE_CHECKING

from weighstation.inventory import Reading
from weighstation.model import Base, Occurrence, Reference, Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from weighstation.repository import File

    Read = Callable[[Sequence[File]], Reading]

WORTH_IT = 100  # files; below, starting a process costs as much as it saves


def read(one: Read, files: Sequence[File]) -> Reading:
    """The result of ``one(files)``, by two processes where that is worth it."""
    gc.disable()  # a run makes many small values that live to its end; looking for garbage among them finds none
    try:
        if len(files) < WORTH_IT or (os.cpu_count() or 1) < 2 or not hasattr(os, "fork"):  # noqa: PLR2004  # two
            return one(files)
        return _halved(one, files)
    finally:
        gc.enable()


def _halved(one: Read, files: Sequence[File]) -> Reading:
    receiver, sender = os.pipe()
    child = os.fork()
    if not child:
        _send(one, files[1::2], sender)
    os.close(sender)
    mine = one(files[::2])
    with open(receiver, "rb") as stream:
        sent = stream.read()
    _, status = os.waitpid(child, 0)
    theirs = one(files[1::2]) if status else _unpacked(sent)  # a process that died is no reason to lose a file
    return Reading(mine.references + theirs.references, mine.unread + theirs.unread)


def _send(one: Read, files: Sequence[File], sender: int) -> None:
    """The forked process: never returns, and leaves what it inherited alone. Its status is 0 when all was sent."""
    status = 1
    try:
        found = one(files)
        with open(sender, "wb") as stream:
            stream.write(
                marshal.dumps(([_packed(reference) for reference in found.references], [*map(tuple, found.unread)]))
            )
        status = 0
    finally:
        os._exit(status)


def _packed(reference: Reference) -> tuple[object, ...]:
    bases = tuple(map(tuple, reference.bases))
    return tuple(reference._replace(occurrence=tuple(reference.occurrence), bases=bases))  # type: ignore[arg-type]


def _unpacked(sent: bytes) -> Reading:
    references, unread = marshal.loads(sent)
    return Reading([_reference(*fields) for fields in references], [Unread(*fields) for fields in unread])


def _reference(*fields: object) -> Reference:
    made = Reference(*fields)  # type: ignore[arg-type]
    bases = tuple(Base(*base) for base in made.bases)
    return made._replace(occurrence=Occurrence(*made.occurrence), bases=bases)
