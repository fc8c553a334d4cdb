"""What no file says by itself: constants that another file loads, license texts that lie beside weights."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from weighstation import readers, repository
from weighstation.errors import ReadError
from weighstation.model import Occurrence, Offer, Reference
from weighstation.pipeline.reading import unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from weighstation.inventory import Reading
    from weighstation.repository import File, Repository, Selection

_MANIFESTS = frozenset("pyproject.toml setup.py setup.cfg package.json Cargo.toml go.mod pom.xml".split())
_MOST_OFFERS = 500  # names of constants that are looked for in other files


def taken(
    repo: Repository, chosen: Iterable[File], offers: Sequence[Offer], selection: Selection
) -> Iterator[Reference]:
    """The constants of one Python file that another one imports and loads."""
    if not offers:
        return
    from weighstation.readers import python_source

    names = [os.fsencode(name) for name in sorted({offer.name for offer in offers})[:_MOST_OFFERS]]
    python = [file for file in chosen if file.path.endswith(".py") and not file.special]
    may = repository.holding(repo, names) if selection != "staged" else None
    asked = [file for file in python if may is None or not file.blob or file.path in may]
    for file, data in repository.read_all(repo, asked, selection, readers.header):
        if isinstance(data, bytes) and any(name in data for name in names):
            yield from python_source.taken(file.path, data, [each for each in offers if each.path != file.path])


def license_texts(repo: Repository, reading: Reading) -> Iterator[Reference]:
    """What the license texts beside weights say of them; the one beside the code of a package speaks of the code."""
    weights = dict.fromkeys(reference.id for reference in reading.references if reference.id.startswith("file:"))
    if not weights:
        return
    from weighstation.sources import license_text

    for component in weights:
        files = repository.beside(repo, component.removeprefix("file:"))
        if not _MANIFESTS.isdisjoint(files):
            continue
        for file in (files[name] for name in license_text.names(files)):
            place = Occurrence(file.path, 1, use="mention", symbol=license_text.SOURCE)
            try:
                word = license_text.stated(file.path, repository.read(repo, file))
            except ReadError as error:
                reading.unread.append(unread(file.path, error))
            else:
                yield Reference(component, "model", place, license=word)
