"""``package.json``: the dependencies of a Node project (docs.npmjs.com, "package.json")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.errors import ReadError
from weighstation.model import Occurrence, Project, Reference
from weighstation.readers import _json_source, _shape
from weighstation.readers._text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEYS = ("dependencies", "devDependencies", "optionalDependencies", "peerDependencies")
_EXACT = re.compile(r"\s*[=v]*\s*(\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?)\s*")
_LOCAL = ("workspace:", "link:", "portal:", "file:", "./", "../", "~/", "/")


def read(path: str, data: bytes) -> Iterator[Reference]:
    """A reference for each dependency; its symbol is the key that holds it. The project's own folders are left out.

    Raises ``ReadError`` for what is no JSON and, after all others, for entries that are no dependency.
    """
    document = _json_source.loads(path, data)
    places = _json_source.locate(decode(path, data))
    faults: list[_shape.Fault] = []
    for key in _KEYS:
        for where, spec in _shape.texts(_shape.walk(document, (key, "*"), faults), faults):
            name, version = resolve(str(where[-1]), spec)
            if not is_name(str(where[-1])):
                faults.append(_shape.Fault(where, f"{_shape.name(where[:-1])} has a key that is no package name"))
            elif name:
                occurrence = Occurrence(path, *places.get(where, (0, 1)), symbol=key)
                yield Reference(f"npm:{name}", "package", occurrence, version)
    _shape.report(path, faults, places)


def is_name(text: str) -> bool:
    """Whether ``text`` can be a package name at all; npm's own rules, which changed over time, are stricter."""
    return text != "" and text.isprintable() and " " not in text


def resolve(name: str, spec: str) -> tuple[str, str]:
    """Name and exact version of what ``"name": "spec"`` installs.

    The name is empty for a local folder, the version for a range, tag or URL; ``npm:other@1.0.0`` makes an alias.
    """
    if spec.startswith(_LOCAL) and not spec.endswith((".tgz", ".tar.gz", ".tar")):
        return "", ""
    if spec.startswith("npm:"):
        name, spec = _split(spec.removeprefix("npm:"))
    exact = _EXACT.fullmatch(spec)
    return name, exact[1] if exact else ""


def project(data: bytes) -> Project | None:
    """Name and version that ``data`` states for the project; None where it names none."""
    try:
        document = _json_source.loads("package.json", data)
    except ReadError:
        return None
    name, version = (_shape.text(document, key, [], ()) for key in ("name", "version"))
    return Project(name, version) if name else None


def _split(target: str) -> tuple[str, str]:
    """``@scope/name@1.0.0`` as name and version; the first ``@`` may belong to the scope."""
    at = target.find("@", 1)
    return (target, "") if at < 0 else (target[:at], target[at + 1 :])
