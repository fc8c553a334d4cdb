"""Weights that lie in the tree: the component of a file, whole or as the pointer that Git LFS leaves in its place.

A file of weights is a component of its own, ``file:PATH``; the inventory counts it to the model of its folder where a
card or an adapter's configuration describes that. Shards of one model (``-00002-of-00005``) go by the first's name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from weighstation.errors import ReadError
from weighstation.model import Base, Occurrence, Reference
from weighstation.readers._ids import identify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from weighstation.model import Relation
    from weighstation.readers import Window
    from weighstation.readers._ids import Place

POINTER = 1024  # bytes; the specification of Git LFS has pointers smaller than that
_SHARD = re.compile(r"-\d{5}(-of-\d{5})(?=\.)")
# https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: version first, then the other keys in order.
_LFS = re.compile(
    rb"version https://git-lfs\.github\.com/spec/v1\n(?:ext-\S+ \S+\n)*oid (sha256:[0-9a-f]{64})\nsize (\d+)\n"
)
_ADDRESS = re.compile(r"[\s(<]*https?://\S+")


class Header(NamedTuple):
    """What the header of a file states: its license, what it was made from and on, each with the key that says so."""

    license: str = ""
    bases: tuple[tuple[str, Reference, Relation], ...] = ()
    datasets: tuple[tuple[str, Reference], ...] = ()


def read(path: str, data: Window, header: Callable[[str, Window], Header], symbol: str) -> Iterator[Reference]:
    """The references of a file of weights whose ``header`` function reads it; nothing of an empty file.

    Where the header is broken the weights still are there: they are reported, and then the ``ReadError`` is raised.
    """
    if not len(data):
        return
    if found := pointer(path, data[:POINTER]):
        yield found
        return
    try:
        stated = header(path, data)
    except ReadError:
        yield of_file(path, symbol)
        raise
    yield from _references(path, stated, symbol)


def _references(path: str, stated: Header, symbol: str) -> Iterator[Reference]:
    bases = dict.fromkeys(Base(reference.id, relation) for _, reference, relation in stated.bases)
    yield of_file(path, symbol)._replace(license=_ADDRESS.sub("", stated.license).strip(), bases=tuple(bases))
    for key, reference in (*((key, base) for key, base, _ in stated.bases), *stated.datasets):
        yield reference._replace(occurrence=Occurrence(path, 0, use="mention", symbol=key))


def of_file(path: str, symbol: str, version: str = "") -> Reference:
    """The component of a file of weights. Formats that are not text have no lines."""
    first = _SHARD.sub(r"-00001\1", path)
    return Reference(f"file:{first}", "model", Occurrence(path, 0, symbol=symbol), version)


def pointer(path: str, start: bytes) -> Reference | None:
    """The weights that a pointer of Git LFS stands for, with their hash as version; None where it is no pointer."""
    found = _LFS.match(start)
    if not found:
        return None
    reference = of_file(path, f"git-lfs pointer to {int(found[2]):,} bytes", found[1].decode())
    return reference._replace(occurrence=reference.occurrence._replace(line=1))


def named(value: str, place: Place = "hub") -> Reference | None:
    """The component that a value of a header names; its occurrence is still to be filled in."""
    found = identify(value, place)
    return Reference(found.id, found.type, Occurrence("", 0), found.revision) if found else None


def said(values: Iterable[tuple[str, str, Relation]]) -> Iterator[tuple[str, Reference, Relation]]:
    """Of pairs of key and value those that name a model, each with the relation given."""
    for key, value, relation in values:
        reference = named(value)
        if reference and reference.type == "model":
            yield key, reference, relation
