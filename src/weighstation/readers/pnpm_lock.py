"""``pnpm-lock.yaml`` in versions 5, 6 and 9 (github.com/pnpm/spec, "lockfile").

Version 9 has what a package is in ``packages`` and, once for each choice of peers, what it needs in ``snapshots``;
before, ``packages`` has both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from weighstation.readers import _node_lock, _shape, _yaml_tree, package_json
from weighstation.readers._distributions import distributions, integrity
from weighstation.readers._text import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from weighstation.model import Distribution, Reference

    Table = tuple[_shape.Where, Mapping[str, Any]]

_NEEDS = ("dependencies", "optionalDependencies")
# `name@1.0.0` (9), `/name@1.0.0` (6), `/name/1.0.0` (5); a host may stand before the first slash.
_KEY = re.compile(r"(?:[^/@]*/)?((?:@[^/@]+/)?[^/@]+)[/@](.+)")
_LOCAL = ("file:", "link:")  # Versions 5 and 6 have no name before these.
_ELSEWHERE = "runtime:"  # Node, Deno or Bun itself: nothing of npm's registry


def read(path: str, data: bytes) -> Iterator[Reference]:
    """A reference for each installed package, also for each of several versions. Workspaces and links are left out.

    ``depends_on`` is as pnpm settled it, peers among it; the distribution is what ``resolution`` says. Raises
    ``ReadError`` for what is no YAML and, after all others, for entries that are no package.
    """
    return _node_lock.read(path, _yaml_tree.documents(path, decode(path, data)), _locked)


def _locked(document: object, faults: list[_shape.Fault]) -> Iterator[_node_lock.Locked]:
    packages = [*_node_lock.tables(document, ("packages", "*"), faults)]
    snapshots: dict[str, list[Table]] = defaultdict(list)
    for where, fields in _node_lock.tables(document, ("snapshots", "*"), faults):
        snapshots[_plain(str(where[-1]))].append((where, fields))
    found = [_identify(where, fields, faults) for where, fields in packages]
    known = {_plain(str(where[-1])): name for (where, _), (name, _) in zip(packages, found, strict=True)}
    for (where, fields), (name, version) in zip(packages, found, strict=True):
        tables = [(where, fields), *snapshots.pop(_plain(str(where[-1])), ())]
        yield _node_lock.Locked(where, name, version, _needs(tables, known, faults), _files(fields))


def _plain(key: str) -> str:
    """A key, or what stands for one in a need, without the peers that versions 6 and 9 have in parentheses."""
    return key.partition("(")[0]


def _identify(where: _shape.Where, fields: Mapping[str, Any], faults: list[_shape.Fault]) -> tuple[str, str]:
    """Name and version: of the fields, which say them of what is from no registry, else of the key.

    The name is empty for a folder of the project, and of what is no package of npm.
    """
    name, spec = _parts(_plain(str(where[-1])))
    stated, version = (_shape.text(fields, key, faults, where) for key in ("name", "version"))
    if spec.startswith(_ELSEWHERE) or not package_json.resolve("a", spec)[0]:
        return "", ""
    version = version or re.split("[_/]", spec, maxsplit=1)[0]  # Version 5 has the peers behind these.
    return _node_lock.named(stated or name, where, faults), package_json.resolve("a", version)[1]


def _parts(key: str) -> tuple[str, str]:
    """The name in a key, and what is behind it: a version, or where the package is from."""
    if key.startswith(_LOCAL):
        return "", key
    found = _KEY.fullmatch(key)
    return (found[1], found[2]) if found else ("", "")


def _needs(tables: Iterable[Table], known: Mapping[str, str], faults: list[_shape.Fault]) -> Iterator[str]:
    """The names of what the tables need; a key of ``packages`` stands for an alias, else the version alone."""
    for where, fields in tables:
        for key in _NEEDS:
            for (*_, need), settled in _shape.texts(_shape.walk(fields, (key, "*"), faults, where), faults):
                plain = _plain(settled)
                keys = (f"{need}@{plain}", f"/{need}@{plain}", f"/{need}/{plain}", plain)
                yield next((known[key] for key in keys if key in known), "")


def _files(fields: Mapping[str, Any]) -> tuple[Distribution, ...]:
    """The archive; its address is there only where the registry's rules do not lead to it."""
    resolution = fields.get("resolution")
    if not isinstance(resolution, dict):
        return ()
    return distributions(resolution.get("tarball"), "", integrity(resolution.get("integrity")))
