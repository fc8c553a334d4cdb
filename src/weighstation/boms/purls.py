"""From a purl to an id of ours: the types of the purl specification that the knowledge base has names of.

``huggingface``, ``pypi``, ``npm`` and ``conda`` are its types. ``generic/ollama/…`` and its like are what
``weighstation.purl`` writes, ``generic/openai/…`` what cdxgen writes for hosted models, ``ollama`` and ``docker/ai``
what others make up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from weighstation.explain import refs

if TYPE_CHECKING:
    from collections.abc import Callable

    from packageurl import PackageURL

    from weighstation.model import ComponentType

_TAGGED = {"ollama", "docker-model"}
_DASHES = re.compile(r"[-_.]+")


class Named(NamedTuple):
    """An id of ours, what it is, and its version or revision."""

    id: str
    type: ComponentType
    version: str = ""


def from_purl(text: str, kind: ComponentType = "package") -> Named | None:
    """The component of a package URL; None where it is none."""
    from packageurl import PackageURL

    try:
        found = PackageURL.from_string(text)
    except ValueError:
        return None
    rule = _RULES.get(found.type)
    return (rule(found, kind) if rule else None) or Named(f"purl:{_whole(found)}", kind, found.version or "")


def _whole(found: PackageURL) -> str:
    return "/".join(part for part in (found.type, found.namespace, found.name) if part)


def _huggingface(found: PackageURL, kind: ComponentType) -> Named | None:
    name, version = f"{found.namespace or ''}/{found.name}".lstrip("/"), found.version or ""
    if name.startswith("datasets/"):
        return Named(f"hf-dataset:{name.removeprefix('datasets/')}", "dataset", version)
    return Named(f"hf-dataset:{name}", kind, version) if kind == "dataset" else Named(f"hf:{name}", "model", version)


def _pypi(found: PackageURL, _: ComponentType) -> Named | None:
    return Named(f"pypi:{_DASHES.sub('-', found.name).lower()}", "package", found.version or "")


def _npm(found: PackageURL, _: ComponentType) -> Named | None:
    return Named(f"npm:{'/'.join(filter(None, (found.namespace, found.name)))}", "package", found.version or "")


def _conda(found: PackageURL, _: ComponentType) -> Named | None:
    return Named(f"conda:{found.name.lower()}", "package", found.version or "")


def _generic(found: PackageURL, _: ComponentType) -> Named | None:
    """``pkg:generic/ollama/…`` and the like, which weighstation writes, and cdxgen for hosted models."""
    scheme, _slash, group = (found.namespace or "").partition("/")
    kind = refs.TYPES.get(scheme)
    name = "/".join(filter(None, (group, found.name)))
    if kind == "service":
        return Named(f"{scheme}:{name}", "service")
    if scheme in _TAGGED:
        return _tagged(scheme, name, found.version or "")
    return Named(f"{scheme}:{name}", kind, found.version or "") if kind == "model" else None


def _tagged(scheme: str, name: str, tag: str) -> Named:
    tagged = name if ":" in name or tag in {"", "latest"} else f"{name}:{tag}"
    return Named(f"{scheme}:{tagged.removesuffix(':latest')}", "model", tag)


def _oci(found: PackageURL, _: ComponentType) -> Named | None:
    """An image of Ollama's registry is a model, and so is one of Docker's account for models; others are packages."""
    qualifiers = found.qualifiers if isinstance(found.qualifiers, dict) else {}
    address = str(qualifiers.get("repository_url", ""))
    tag = str(qualifiers.get("tag", ""))
    if "registry.ollama.ai/" in address:
        return _tagged("ollama", address.partition("ollama.ai/")[2].removeprefix("library/"), tag)
    path = address.partition("docker.io/")[2]
    return _tagged("docker-model", path, tag) if path.startswith("ai/") else None


def _docker(found: PackageURL, kind: ComponentType) -> Named | None:
    if found.namespace != "ai" or kind != "model":
        return None
    return _tagged("docker-model", f"ai/{found.name}", found.version or "")


def _ollama(found: PackageURL, _: ComponentType) -> Named | None:
    return _tagged("ollama", "/".join(filter(None, (found.namespace, found.name))), found.version or "")


_RULES: dict[str, Callable[[PackageURL, ComponentType], Named | None]] = {
    "huggingface": _huggingface,
    "pypi": _pypi,
    "npm": _npm,
    "conda": _conda,
    "generic": _generic,
    "oci": _oci,
    "docker": _docker,
    "ollama": _ollama,
}
