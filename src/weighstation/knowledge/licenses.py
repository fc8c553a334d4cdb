"""Licenses by key, SPDX id or LicenseRef id: one small TOML file each, and the SPDX list for all others."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from weighstation.errors import KnowledgeError
from weighstation.knowledge import _classes, _files
from weighstation.knowledge._classes import CLASSES, PSEUDO_CLASSES

__all__ = ["CLASSES", "PSEUDO_CLASSES", "License", "exception", "keys", "license"]

_LISTS = ("sources", "hub_tags", "phrases", "unique_phrases")
_KEY_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.+_-")


class License(NamedTuple):
    """What is known of one license.

    ``id`` is its SPDX id or its ``LicenseRef-`` id. ``commercial_use`` is ``yes``, ``conditional``, ``no`` or
    ``unknown``. ``terms`` holds the facts a policy asks for, ``clauses`` the place in the text for each of them.
    ``verified`` means that the text or an authoritative record was read; ``verified_what`` says which.
    ``phrases`` are short quotes that identify the text, ``unique_phrases`` those that no other known text has.
    """

    key: str
    name: str
    id: str
    osi_approved: bool
    fsf_libre: bool
    category: str
    commercial_use: str
    classes: tuple[str, ...]
    terms: Mapping[str, object] = {}
    clauses: Mapping[str, str] = {}
    steward: str = ""
    version: str = ""
    date: str = ""
    verified: bool = False
    verified_what: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""
    hub_tags: tuple[str, ...] = ()
    url: str = ""
    phrases: tuple[str, ...] = ()
    unique_phrases: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """False for the entries that stand for "no license is known", such as ``unknown``, ``none`` and ``other``."""
        return not any(name in PSEUDO_CLASSES for name in self.classes)


_FIELDS = tuple(name for name in License._fields if name not in _LISTS)


@lru_cache(maxsize=256)
def license(key_or_id: str) -> License | None:  # noqa: A001 - the field's own word; nobody wants site's printer here
    """The license of a key, SPDX id or LicenseRef id, in any case; None when nothing is known by that name.

    An SPDX id without a file of its own gets the flags of the SPDX list, its lower-case id as key, and the category
    ``unclassified`` unless its family leaves no doubt. ``-or-later`` ids share the facts of their ``-only`` sibling.
    """
    name = key_or_id.lower()
    if not name or not _KEY_CHARACTERS.issuperset(name):
        return None
    known = _files.row("ids.tsv", name, 2)
    return _read(known[1] if known else name) or _from_spdx(name)


def keys() -> Iterator[str]:
    """The keys of all licenses that have a file, sorted."""
    return (name[: -len(".toml")] for name in _files.names("licenses"))


@lru_cache(maxsize=1)
def stewards() -> tuple[str, ...]:
    """Who wrote the licenses that have a file, sorted."""
    return tuple(sorted({found.steward for found in map(_read, keys()) if found and found.steward}))


def exception(name: str) -> str:
    """The SPDX spelling of a license exception (the right side of ``WITH``) written in any case, or an empty string."""
    found = _files.row("exceptions.tsv", name, 3)
    return found[0] if found else ""


def _read(key: str) -> License | None:
    path = f"licenses/{key}.toml"
    if not _files.exists(path):
        return None
    import tomli

    try:
        return _license(tomli.loads(_files.content(path).decode()))
    except (ValueError, KeyError, TypeError) as error:
        raise KnowledgeError(f"damaged license file: {error}", path=path, hint=_files.REINSTALL) from error


def _license(data: dict[str, Any]) -> License:
    category, commercial, osi = data["category"], data["commercial_use"], data["osi_approved"]
    listed = not data["id"].startswith("LicenseRef-") and data["id"] not in ("NONE", "NOASSERTION")
    same: dict[str, Any] = {name: data[name] for name in _FIELDS if name in data}
    same |= {name: tuple(data[name]) for name in _LISTS if name in data}
    same["classes"] = _classes.of(category, commercial, osi=osi, listed=listed)
    same["url"] = data.get("url") or _url(data["id"], data.get("scancode_key", ""), listed=listed)
    return License(**same)


def _url(spdx_id: str, scancode_key: str, *, listed: bool) -> str:
    if listed:
        return f"https://spdx.org/licenses/{spdx_id}.html"
    return f"https://scancode-licensedb.aboutcode.org/{scancode_key}.html" if scancode_key else ""


def _from_spdx(name: str) -> License | None:
    row = _files.row("spdx.tsv", name, 7)
    if row is None:
        return None
    spdx_id, title, osi, fsf, deprecated, category, commercial = row
    current = _current(spdx_id) if deprecated == "1" else ""
    if current:
        return license(current)
    address = _url(spdx_id, "", listed=True)
    if name.endswith("-or-later"):
        sibling = _read(name[: -len("-or-later")])
        if sibling:
            return sibling._replace(key=name, id=spdx_id, name=title, url=address)
    classes = _classes.of(category, commercial, osi=osi == "1", listed=True)
    return License(name, title, spdx_id, osi == "1", fsf == "1", category, commercial, classes, url=address)


def _current(deprecated_id: str) -> str:
    """The id that took over from a deprecated one (SPDX list 3.0: ``-only`` and ``-or-later``), if it is that kind."""
    current = deprecated_id[:-1] + "-or-later" if deprecated_id.endswith("+") else deprecated_id + "-only"
    return current if _files.row("spdx.tsv", current, 7) else ""
