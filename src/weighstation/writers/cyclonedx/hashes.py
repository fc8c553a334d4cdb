"""Hashes of files that the repository names and does not hold: what pointers of Git LFS and DVC record."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weighstation.model import Component
    from weighstation.writers.cyclonedx.text import Json

_ALGORITHMS = {"sha256": ("SHA-256", 64), "md5": ("MD5", 32)}  # as CycloneDX names them, and their hexadecimal digits
_HEX = frozenset("0123456789abcdef")


def hashes(component: Component) -> list[Json]:
    """The ``hashes`` of a component that is one file, of which a pointer in the repository has the hash; else empty.

    Of a folder, or of the parts of a model in several files, the pointer of one part says nothing about the whole.
    """
    name, _, content = component.version.partition(":")
    if component.scheme != "file" or name not in _ALGORITHMS:
        return []
    algorithm, digits = _ALGORITHMS[name]
    pointers = {place.path.removesuffix(".dvc") for place in component.occurrences if place.use != "mention"}
    whole = pointers == {component.name} and len(content) == digits and _HEX.issuperset(content)
    return [{"alg": algorithm, "content": content}] if whole else []
