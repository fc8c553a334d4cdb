"""Package URLs of components, where the purl specification or its `generic` type has one for them.

Rules, and where each is from (purl-spec, types/ and PURL-TYPES):

* ``pypi``: name lower-cased, ``_`` is ``-``. ``npm``: the scope is the namespace, its ``@`` percent-encoded.
* ``conda``: no namespace, and a version is required. The channel is an optional qualifier that ours do not have.
* ``huggingface``: the namespace is required, letters keep their case, the version is a commit hash in lower case.
  A branch or tag is no version. A bare legacy id (``gpt2``) gets the namespace the Hub moved it to, or no purl.
* data sets: not standardized. The ``huggingface`` type with ``datasets/<namespace>`` is what other tools write, and it
  names the right page under the type's default repository. A data set without a namespace gets no purl: ``datasets``
  would read as the name of an organization.
* Ollama, Docker Model Runner, spaCy: no type of their own. ``oci`` needs a digest that no source file holds, and the
  spaCy models are not on the package index, where their names would be somebody else's: hence ``generic``.
* Hosted models, files and URLs are no packages: no purl.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from weighstation.model import Component

_HEX = frozenset("0123456789abcdef")
_COMMIT = 40
# What every type writes as it is, and what the Hub's does: most names need neither encoding nor the library, which
# would take a third of the time of a large document.
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
_PLAIN_ON_HUB = _PLAIN | frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ._")
_PLAIN_VERSION = _HEX | frozenset(".")


class Parts(NamedTuple):
    """The parts of a purl before they are encoded; the name is never empty."""

    type: str
    namespace: str
    name: str
    version: str


def purl(component: Component) -> str | None:
    """The canonical purl of a component, or None where no rule gives it one."""
    rule = _RULES.get(component.scheme)
    if not rule or component.type == "service" or component.dynamic:
        return None
    try:
        parts = rule(component)
        return _packed(parts) if parts and parts.name.strip() else None
    except ValueError:  # a name that no purl can hold, such as one with a lone surrogate
        return None


def _packed(parts: Parts) -> str:
    plain = _PLAIN_ON_HUB if parts.type == "huggingface" else _PLAIN
    if plain.issuperset(f"{parts.namespace}{parts.name}") and _PLAIN_VERSION.issuperset(parts.version):
        path = f"{parts.namespace}/{parts.name}" if parts.namespace else parts.name
        return f"pkg:{parts.type}/{path}@{parts.version}" if parts.version else f"pkg:{parts.type}/{path}"
    from packageurl import PackageURL

    return PackageURL(parts.type, parts.namespace or None, parts.name, parts.version or None).to_string()


def exact_version(component: Component) -> str:
    """The version that names one immutable state: of Hub repositories only a full commit hash, else as written."""
    version = component.version
    if component.scheme not in {"hf", "hf-dataset"}:
        return version or tagged(component)[2]
    return version.lower() if len(version) == _COMMIT and _HEX.issuperset(version.lower()) else ""


def tagged(component: Component) -> tuple[str, str, str]:
    """Group, name and tag of a component id: ``user/model:tag``, ``org/model``, ``@scope/name``, ``name``.

    Only Ollama and Docker ids carry a tag; elsewhere a colon belongs to the name.
    """
    group, _, name = component.name.rpartition("/")
    if component.scheme not in {"ollama", "docker-model"}:
        return group, name, ""
    name, _, tag = name.partition(":")
    return group, name, tag


def _pypi(component: Component) -> Parts | None:
    return None if "/" in component.name else Parts("pypi", "", component.name, component.version)


def _npm(component: Component) -> Parts | None:
    scope, name, _ = tagged(component)
    fits = not scope or (scope.startswith("@") and "/" not in scope)
    return Parts("npm", scope, name, component.version) if fits else None


def _conda(component: Component) -> Parts | None:
    fits = component.version and "/" not in component.name
    return Parts("conda", "", component.name, component.version) if fits else None


def _huggingface(component: Component) -> Parts | None:
    group, name, _ = tagged(component if "/" in component.name else _renamed(component))
    return Parts("huggingface", group, name, exact_version(component)) if group and "/" not in group else None


def _dataset(component: Component) -> Parts | None:
    parts = _huggingface(component) if "/" in component.name else None
    return parts._replace(namespace=f"datasets/{parts.namespace}") if parts else None


def _renamed(component: Component) -> Component:
    from weighstation.knowledge.models import canonical

    return component._replace(id=canonical(component.id))


def _generic(component: Component) -> Parts:
    group, name, _ = tagged(component)
    return Parts("generic", f"{component.scheme}/{group}".rstrip("/"), name, exact_version(component))


_RULES: dict[str, Callable[[Component], Parts | None]] = {
    "pypi": _pypi,
    "npm": _npm,
    "conda": _conda,
    "hf": _huggingface,
    "hf-dataset": _dataset,
    "ollama": _generic,
    "docker-model": _generic,
    "spacy": _generic,
}
