"""conda's ``environment.yml``: packages of conda, and the requirements that pip installs beside them.

The format is that of conda's documentation, "Managing environments"; a package is written as "Package match
specifications" have it: ``channel::name=version=build``. In files of that name with anything else in them, models are
found as in all YAML, and so they are in these.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.model import Occurrence, Reference
from weighstation.readers import _shape, _yaml, yaml_file
from weighstation.readers._python_packages import Package, references
from weighstation.readers._text import decode, positions
from weighstation.readers.requirements import installed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.errors import ReadError
    from weighstation.readers._leaves import Leaf

_SPEC = re.compile(r"(?:[^\s=<>]+::)?(?P<name>[A-Za-z0-9_][\w.-]*)(?P<rest>(?:[\s=<>!~\[].*)?)", re.ASCII)
# After `==`, or with a build string, a version is that and no other; `=1.2` is any that begins so.
_EXACT = re.compile(r"===?\s*(\w[\w.+!]*)(?:[=\s]\s*[\w.*]+)?|=?\s*(\w[\w.+!]*)[=\s]\s*[\w.*]+", re.ASCII)
_TEMPLATE = re.compile(r"\{\{|\{%|<%|\$\{")
_SYSTEM = "__"  # before what conda finds in the system and does not install
_MODEL = "spacy-model-"  # what conda-forge puts before the name of a spaCy pipeline


def read(path: str, data: bytes) -> Iterator[Reference]:
    """A reference for each package, and what YAML files of any name refer to. Local folders name none.

    Raises ``ReadError`` as YAML files do and, after all others, for entries that are no package.
    """
    text = decode(path, data)
    position = positions(text)
    faults: list[_shape.Fault] = []
    places: dict[_shape.Where, tuple[int, int]] = {}
    unread: list[ReadError] = []  # which the reader of all YAML says, too
    for offset, document in _yaml.documents(text):
        for leaf in yaml_file.leaves(path, document, offset, position, unread):
            occurrence = Occurrence(path, *position(leaf.offset), symbol="dependencies")
            found = _packages(leaf, occurrence)
            if found is None:
                faults.append(_shape.Fault((leaf.offset,), f"`{_shape.shown(leaf.value)}` is no package"))
                places[leaf.offset,] = (occurrence.line, occurrence.column)
            yield from found or ()
    yield from yaml_file.read(path, data)
    _shape.report(path, faults, places)


def _packages(leaf: Leaf, occurrence: Occurrence) -> list[Reference] | None:
    """What a leaf installs: nothing outside of ``dependencies``, None where it is nothing conda or pip knows.

    Of what a template leaves open, that which stands before. ``sel(linux): name`` is how mamba asks for a platform.
    """
    text = _TEMPLATE.split(leaf.value, maxsplit=1)[0].rstrip("=<>!~ ") if "{" in leaf.value else leaf.value.strip()
    match leaf.keys:
        case ("dependencies", int(), *_) if not text:
            return []
        case ("dependencies", int(), "pip", *_):
            return installed(text, occurrence._replace(symbol="dependencies.pip"))
        case ("dependencies", int()):
            return _matched(text, occurrence)
        case ("dependencies", int(), str(key)) if key.startswith("sel("):
            return _matched(text, occurrence)
        case ("dependencies", int(), *_):
            return None
    return []


def _matched(text: str, occurrence: Occurrence) -> list[Reference] | None:
    """The package that a match specification names; nothing for what the system has to have."""
    spec = _SPEC.fullmatch(text)
    if spec is None or spec["name"].startswith(_SYSTEM):
        return [] if spec else None
    name, exact = spec["name"].lower(), _EXACT.fullmatch(spec["rest"].strip())
    version = exact[1] or exact[2] if exact else ""
    model = references(Package(name.removeprefix(_MODEL), version), occurrence) if name.startswith(_MODEL) else []
    known = [one for one in model if one.type == "model"]
    return known or [Reference(f"conda:{name}", "package", occurrence, version)]
