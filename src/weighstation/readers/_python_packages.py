"""A Python package as manifests and lock files name it, as references: the package itself, or the model it carries.

spaCy ships its pipelines as wheels, and wheels can lie in a model repository of the Hub: installing one is loading a
model, whatever the installer calls it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from weighstation.model import Reference
from weighstation.readers import _package_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import ComponentType, Distribution, Occurrence
    from weighstation.readers._ids import Named

# <language>_<capability>_<genre>_<size>, the naming convention of spaCy's pipelines; those of scispaCy follow it too.
_SPACY = re.compile(
    r"[a-z]{2,3}-(?:core|dep|ent|sent|ner|vectors|trf|pytt|coreference|udv25)-[a-z0-9]+-(?:sm|md|lg|trf|scibert)"
)
_SEPARATORS = re.compile(r"[-_.]+")


class Package(NamedTuple):
    """What an entry says: a name, an exact version, the URL it is fetched from; each may be empty."""

    name: str = ""
    version: str = ""
    url: str = ""


def normalise(name: str) -> str:
    """A project name as the index compares it (PEP 503): ``Foo_Bar.baz`` is ``foo-bar-baz``."""
    return _SEPARATORS.sub("-", name).lower()


def references(
    package: Package,
    occurrence: Occurrence,
    depends_on: tuple[str, ...] = (),
    files: tuple[Distribution, ...] = (),
) -> list[Reference]:
    """The components that installing ``package`` brings, the most telling first; none where it names nothing.

    A package that only a repository or an archive without a name is known of gets an id of its address (``url:…``).
    """
    return [
        Reference(component, kind, occurrence, version, depends_on=depends_on, distributions=files)
        for component, kind, version in _components(package)
    ]


def component_id(package: Package) -> str:
    """The id of the first of ``references``: what another package's ``depends_on`` calls this one."""
    return next((component for component, _, _ in _components(package)), "")


def _components(package: Package) -> Iterator[tuple[str, ComponentType, str]]:
    source = _package_url.parse(package.url)
    name = normalise(package.name or source.name)
    version = package.version or (source.version if normalise(source.name) == name else "")
    spacy = _SPACY.fullmatch(name)
    model = _model_at(source.address)
    if model:
        yield model.id, model.type, model.revision or source.revision
        if spacy or not name or model.id.startswith("spacy:") or normalise(model.id.rpartition("/")[2]) == name:
            return
    if spacy:
        yield f"spacy:{name.replace('-', '_')}", "model", version
    elif name:
        yield f"pypi:{name}", "package", version
    elif source.address:
        yield f"url:{source.address}", "package", source.revision


def _model_at(address: str) -> Named | None:
    """The model that an address of the Hub or of spaCy's releases names; None for every other."""
    if "://" not in address:
        return None
    from weighstation.readers import _ids

    return _ids.identify(address, "weak")
