"""The license fields of manifests: what a project says of its own license."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weighstation.errors import ReadError
from weighstation.model import Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Load = Callable[[str, bytes], tuple[Any, Any]]


def stated(path: str, data: bytes | ReadError) -> Iterator[Statement]:
    """What a manifest says of the license of its project. One that is broken is its reader's to report."""
    keys, load = _FIELDS.get(path.rpartition("/")[2], ((), None))
    if load is None or isinstance(data, ReadError):
        return
    try:
        document, places = load(path, data)
    except ReadError:
        return
    for key in keys:
        line = places.get(key, (0, 1))[0]
        yield from (Statement(word, path, line) for word in _words(_at(document, key)))


def _at(document: object, key: tuple[str, ...]) -> object:
    for step in key:
        document = document.get(step) if isinstance(document, dict) else None
    return document


def _words(value: object) -> Iterator[str]:
    """The words of a license field: a text, a table with a text (PEP 621, npm of old), or classifiers."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (value[key] for key in ("text", "type") if isinstance(value.get(key), str))
    elif isinstance(value, list):
        yield from (word for word in value if isinstance(word, str) and word.startswith("License ::"))


def _toml(path: str, data: bytes) -> tuple[Any, Any]:
    from weighstation import toml_source

    return toml_source.loads(path, data), toml_source.locate(toml_source.decode(path, data))


def _json(path: str, data: bytes) -> tuple[Any, Any]:
    from weighstation.readers import _json_source
    from weighstation.readers._text import decode

    return _json_source.loads(path, data), _json_source.locate(decode(path, data))


# PEP 639 and PEP 621 (project.license), Poetry; "The Manifest Format" of Cargo; "package.json" of npm.
_FIELDS: dict[str, tuple[tuple[tuple[str, ...], ...], Load]] = {
    "pyproject.toml": ((("project", "license"), ("project", "classifiers"), ("tool", "poetry", "license")), _toml),
    "Cargo.toml": ((("package", "license"),), _toml),
    "package.json": ((("license",),), _json),
}
