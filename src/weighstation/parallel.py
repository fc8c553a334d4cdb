"""Reading many files on several processors: forked processes take files from one queue and send what they found.

Only where there is something to gain: from about a hundred files on.
"""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING, Any

from weighstation import processes
from weighstation.inventory import Reading
from weighstation.model import Base, Distribution, Occurrence, Offer, Reference, Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from weighstation.repository import File

    Read = Callable[[Iterable[File]], Reading]

WORTH_IT = 50  # files for each process; below, starting one costs as much as it saves
MOST = 4  # processes; more than that wait for the memory, not for a processor
_TOKENS, _TOKEN_SIZE = 2000, 4  # what any system's pipe holds without a reader


def read(one: Read, files: Sequence[File], size: Callable[[File], int]) -> Reading:
    """The result of ``one(files)``, by several processes where that is worth it: the largest files first.

    A lock file that comes last would have all others wait for the one process that reads it.
    """
    gc.disable()  # a run makes many small values that live to its end; looking for garbage among them finds none
    try:
        helpers = min(len(files) // WORTH_IT, os.cpu_count() or 1, MOST) - 1 if hasattr(os, "fork") else 0
        return _shared(one, sorted(files, key=size, reverse=True), helpers) if helpers > 0 else one(files)
    finally:
        gc.enable()


def _shared(one: Read, files: Sequence[File], helpers: int) -> Reading:
    queue = _queue(len(files))
    running = [processes.start(lambda: _packed(one, files, queue)) for _ in range(helpers)]
    taken: list[int] = []
    readings = [one(_taken(files, queue, taken))]
    os.close(queue)
    for sent in map(processes.result, running):
        if sent:
            taken += sent[0]
            readings.append(_unpacked(*sent[1:]))
    lost = set(range(len(files))).difference(taken)  # a process that died is no reason to lose a file
    readings.append(one(files[index] for index in sorted(lost)))
    together = Reading([], [], [])
    for reading in readings:
        together.references.extend(reading.references)
        together.unread.extend(reading.unread)
        together.offers.extend(reading.offers)
    return together


def _queue(files: int) -> int:
    """A pipe with the numbers of all files in it, in steps: whoever reads a number has the files from there to read."""
    receiver, sender = os.pipe()
    os.write(sender, b"".join(start.to_bytes(_TOKEN_SIZE, "big") for start in range(0, files, _step(files))))
    os.close(sender)
    return receiver


def _step(files: int) -> int:
    return files // _TOKENS + 1


def _taken(files: Sequence[File], queue: int, taken: list[int]) -> Iterator[File]:
    """The files that fall to this process, one after the other; their numbers are noted in ``taken``."""
    while token := os.read(queue, _TOKEN_SIZE):
        start = int.from_bytes(token, "big")
        for index in range(start, min(start + _step(len(files)), len(files))):
            taken.append(index)
            yield files[index]


def _packed(one: Read, files: Sequence[File], queue: int) -> tuple[object, ...]:
    """What a helper read, as plain tuples, and the numbers of its files."""
    taken: list[int] = []
    found = one(_taken(files, queue, taken))
    return taken, [*map(_plain, found.references)], [*map(tuple, found.unread)], [*map(tuple, found.offers)]


def _plain(reference: Reference) -> tuple[object, ...]:
    bases, files = tuple(map(tuple, reference.bases)), tuple(map(tuple, reference.distributions))
    plain = reference._replace(occurrence=tuple(reference.occurrence), bases=bases, distributions=files)  # type: ignore[arg-type]
    return tuple(plain)


def _unpacked(references: list[Any], unread: list[Any], offers: list[Any]) -> Reading:
    return Reading(
        [_reference(*fields) for fields in references],
        [Unread(*fields) for fields in unread],
        [Offer(*fields) for fields in offers],
    )


def _reference(*fields: object) -> Reference:
    made = Reference(*fields)  # type: ignore[arg-type]
    bases = tuple(Base(*base) for base in made.bases)
    files = tuple(Distribution(*one) for one in made.distributions)
    return made._replace(occurrence=Occurrence(*made.occurrence), bases=bases, distributions=files)
