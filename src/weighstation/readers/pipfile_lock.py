"""``Pipfile.lock``: the packages that Pipenv resolved; which of them needs which it does not say."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from weighstation.model import Occurrence
from weighstation.readers import _json_source, _shape
from weighstation.readers._distributions import composite, distributions
from weighstation.readers._python_packages import references
from weighstation.readers._text import decode
from weighstation.readers.pipfile import entries, packaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Distribution, Reference

_PACKAGES = ("default", "develop")
_OTHERS = frozenset(("_meta",))


def read(path: str, data: bytes) -> Iterator[Reference]:
    """A reference for each package of each category; local folders name none.

    Raises ``ReadError`` for what is no JSON and, after all others, for entries that are no package.
    """
    document = _json_source.loads(path, data)
    places = _json_source.locate(decode(path, data), 2)
    faults: list[_shape.Fault] = []
    if not isinstance(document, dict):
        faults.append(_shape.Fault((), f"{_shape.name(())} has to be keys with values"))
    for where, spec in entries(document, _PACKAGES, _OTHERS, faults):
        package = packaged(where, spec, faults)
        occurrence = Occurrence(path, *places.get(where, (0, 1)), symbol="lock")
        yield from references(package, occurrence, (), _files(spec, package.url)) if package else ()
    _shape.report(path, faults, places)


def _files(spec: object, url: str) -> tuple[Distribution, ...]:
    """The files of which Pipenv accepts any, by ``hashes``; only that of an archive has an address."""
    written = spec.get("hashes") if isinstance(spec, dict) else None
    hashes = chain.from_iterable(map(composite, written if isinstance(written, list) else ()))
    return distributions(url, "", hashes)
