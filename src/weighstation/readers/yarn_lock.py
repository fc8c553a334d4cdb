"""``yarn.lock``: of Yarn 1, and of Yarn 2 and later, which write YAML (its lexicon: descriptor, locator)."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from weighstation.readers import _node_lock, _shape, package_json
from weighstation.readers._distributions import checked, distributions, integrity
from weighstation.readers._text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from weighstation.model import Distribution, Reference

_NEEDS = ("dependencies", "optionalDependencies", "peerDependencies")
_HEAD = "__metadata"
_ADDRESS = "__archiveUrl="


def read(path: str, data: bytes) -> Iterator[Reference]:
    """A reference for each installed package, also for each of several versions. Workspaces and links are left out.

    ``depends_on`` has what the file names for each need. The distribution is what Yarn 1 writes of it; the checksums of
    its successors are those of archives that Yarn makes itself. Raises ``ReadError`` for other formats and, after all
    others, for entries that are no package.
    """
    return _node_lock.read(path, _documents(path, decode(path, data)), _locked)


def _documents(path: str, text: str) -> _node_lock.Documents:
    if f"\n{_HEAD}:" in f"\n{text}":
        from weighstation.readers import _yaml_tree

        return _yaml_tree.documents(path, text)
    from weighstation.readers import _yarn_classic

    return _yarn_classic.document(path, text)


def _locked(document: object, faults: list[_shape.Fault]) -> Iterator[_node_lock.Locked]:
    entries = [one for one in _node_lock.tables(document, ("*",), faults) if one[0] != (_HEAD,)]
    yaml = isinstance(document, dict) and _HEAD in document
    found = [_identify(where, fields, faults, "resolution" if yaml else "") for where, fields in entries]
    known: dict[str, str] = {}
    for (where, _), (name, _) in zip(entries, found, strict=True):
        for descriptor in str(where[0]).split(", "):
            need, _ = _split(descriptor)
            known[descriptor.partition("::")[0]] = name
            known[need] = name if known.get(need, name) == name else ""  # where one need is several packages
    for (where, fields), (name, version) in zip(entries, found, strict=True):
        tables = (_shape.fields(fields, key, faults, where) for key in _NEEDS)
        needs = [_resolved(need, wanted, known) for need, wanted in chain.from_iterable(tables)]
        yield _node_lock.Locked(where, name, version, needs, _files(fields))


def _split(descriptor: str) -> tuple[str, str]:
    """``@scope/name@range`` as name and range; the first ``@`` may belong to the scope."""
    at = descriptor.find("@", 1)
    return (descriptor, "") if at < 0 else (descriptor[:at], descriptor[at + 1 :])


def _identify(where: _shape.Where, fields: Mapping[str, Any], faults: list[_shape.Fault], key: str) -> tuple[str, str]:
    """Name and version: the former of the locator that ``key`` has; in Yarn 1, without one, of the first descriptor.

    The name is empty for a folder of the project.
    """
    stated, version, locator = (_shape.text(fields, one, faults, where) for one in ("name", "version", key))
    name, source = _split(locator if key else str(where[0]).partition(", ")[0])
    if source.startswith("patch:"):  # of another locator, whose special characters are escaped
        source = unquote(_split(source.removeprefix("patch:"))[1].partition("#")[0])
    source = source.partition("#")[0].partition("::")[0]
    # In a locator `npm:` has the version behind it, in a descriptor the name that an alias stands for.
    source = source.removeprefix("npm:") if key else source
    if source.startswith("exec:") or not package_json.resolve("a", source)[0]:
        return "", ""
    name = stated or package_json.resolve(name, source)[0]
    return _node_lock.named(name, where, faults), package_json.resolve("a", version)[1]


def _resolved(need: str, wanted: object, known: Mapping[str, str]) -> str:
    """The name of what ``need`` is: by its descriptor, else, where a resolution or a peer settles it, by name."""
    keys = (f"{need}@{wanted}", f"{need}@npm:{wanted}", need)
    return next((known[key] for key in keys if key in known), "")


def _files(fields: Mapping[str, Any]) -> tuple[Distribution, ...]:
    """The archive: ``resolved`` and ``integrity`` of Yarn 1; of its successors the address, where there is one."""
    resolved = fields.get("resolved", _split(str(fields.get("resolution")))[1])
    if not isinstance(resolved, str):
        return ()
    if _ADDRESS in resolved:
        resolved = unquote(resolved.rpartition(_ADDRESS)[2].partition("&")[0])
    address, _, digest = resolved.partition("#")
    stated = integrity(fields.get("integrity"))
    archive = address.endswith((".tgz", ".tar.gz"))  # Behind the address of a repository stands a commit.
    hashes = [*stated] or [*checked("sha1", digest if archive else "")]
    return distributions("" if address.endswith(".git") else address, "", hashes)
