"""pip's requirements files: ``requirements.txt``, ``requirements.in``; constraints files install nothing.

The format is that of pip's documentation, "Requirements File Format": a requirement, option, path or URL a line,
continued by a backslash, with ``#`` comments. Files that ``-r`` and ``-c`` name are read as files of their own.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from weighstation.model import Occurrence
from weighstation.readers import _package_url, _requirement, _shape
from weighstation.readers._distributions import composite, distributions
from weighstation.readers._python_packages import Package, references
from weighstation.readers._text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Distribution, Reference

_COMMENT = re.compile(r"(?:^|\s)#")
_OPTIONS = re.compile(r"\s--?[A-Za-z]")
_HASH = re.compile(r"\s--hash[=\s]\s*([^\s:]+:[0-9A-Fa-f]+)(?=\s|$)")
_EDITABLE = re.compile(r"(?:-e|--editable)[\s=]*")
_URL = re.compile(r"[A-Za-z][\w+.-]*://[^/]")
_LOCAL = re.compile(r"[.~/\\]|file:|[A-Za-z]:[\\/]|[\w.-]+[\\/]")
_NOTHING = Package()


def read(path: str, data: bytes) -> Iterator[Reference]:
    """A reference for each package a line names, with the line it starts on. Options and local folders name none.

    Raises ``ReadError`` where the file is no text and, after all others, for lines that are no requirement.
    """
    faults: list[_shape.Fault] = []
    places: dict[_shape.Where, tuple[int, int]] = {}
    for line, column, text in _lines(decode(path, data)):
        found = installed(text, Occurrence(path, line, column, symbol="requirements"))
        if found is None:
            faults.append(_shape.Fault((line,), f"`{_shape.shown(text)}` is no requirement"))
            places[line,] = (line, column)
        yield from found or ()
    _shape.report(path, faults, places)


def installed(text: str, occurrence: Occurrence) -> list[Reference] | None:
    """What one logical line without its comment installs; None where it is nothing pip knows."""
    package = _package(text)
    if package is None:
        return None
    files = _files(text, package.url) if "--hash" in text else ()
    return references(package, occurrence, (), files)


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Line, column and text of each logical line, as pip joins them: a comment line ends a continuation."""
    parts: list[str] = []
    start = (1, 1)
    for number, raw in enumerate(text.split("\n"), 1):
        part = raw.rstrip("\r")
        comment = part.lstrip().startswith("#")
        if not parts:
            start = (number, len(part) - len(part.lstrip()) + 1)
        parts.append(" " + part if comment else part.strip("\\"))
        if comment or not part.endswith("\\"):
            yield (*start, _bare("".join(parts)))
            parts = []
    yield (*start, _bare("".join(parts)))


def _bare(text: str) -> str:
    comment = _COMMENT.search(text)
    return (text[: comment.start()] if comment else text).strip()


def _package(text: str) -> Package | None:
    """What a logical line installs; empty for options and local folders, None where it is nothing pip knows."""
    if not text:
        return _NOTHING
    if text.startswith("-"):
        editable = _EDITABLE.match(text)
        return (_direct(text[editable.end() :].strip("\"'")) or _NOTHING) if editable else _NOTHING
    options = _OPTIONS.search(text)
    text = text[: options.start()] if options else text
    direct = _direct(text)
    if direct is not None:
        return direct
    requirement = _requirement.parse(text)
    return None if requirement is None else Package(*requirement)


def _files(text: str, url: str) -> tuple[Distribution, ...]:
    """The files of which pip accepts any, by ``--hash``: nothing says more of them, unless the line is an address."""
    hashes = chain.from_iterable(composite(written) for written in _HASH.findall(text))
    return distributions(url, "", hashes)


def _direct(text: str) -> Package | None:
    """A line that is a URL or path itself, without a name before it."""
    target = next(iter(text.partition(";")[0].split()), "")
    if not target.isprintable():
        return None
    if _URL.match(target) and not target.startswith("file:"):
        return Package(url=target)
    if _package_url.is_archive(target) and "@" not in target:
        source = _package_url.parse(target)
        return Package(source.name, source.version)
    return _NOTHING if _LOCAL.match(target) else None
