"""What the address of a Python package tells: its name and version, and where it comes from."""

from __future__ import annotations

import re
from typing import NamedTuple

from weighstation.readers import _requirement

_VCS = ("git+", "hg+", "svn+", "bzr+")
_CREDENTIALS = re.compile(r"^([a-z+]+://)?[^/@]*@(?=[\w.-]+[:/])")
_EGG = re.compile(r"(?:^|&)egg=([A-Za-z0-9._-]+)")
_ARCHIVES = (".tar.gz", ".tar.bz2", ".tar.xz", ".tgz", ".zip")
_VERSION = re.compile(r"\d[\w.+!]*")


class Source(NamedTuple):
    """An address without credentials, query and revision; the revision; the name and version it tells, if any."""

    address: str
    revision: str = ""
    name: str = ""
    version: str = ""


def parse(url: str) -> Source:
    """Take apart a URL or path as pip understands it: ``git+https://host/repo.git@ref#egg=name``, a wheel, an sdist."""
    body, _, fragment = url.partition("#")
    body, revision = body.partition("?")[0], ""
    if body.startswith(_VCS):
        body, _, revision = _CREDENTIALS.sub(r"\1", body.partition("+")[2]).partition("@")
        body = body.removesuffix(".git")
    body = _CREDENTIALS.sub(r"\1", body)
    name, version = _of_file(body)
    egg = _EGG.search(fragment)
    return Source(body.rstrip("/"), revision, egg[1] if egg else name, version)


def is_archive(path: str) -> bool:
    """Whether a path or URL names a wheel or a source archive rather than a folder or repository."""
    return path.lower().endswith((".whl", *_ARCHIVES))


def _of_file(address: str) -> tuple[str, str]:
    """Name and version from a file name: wheels by the binary distribution format, sdists by PEP 625; else empty.

    An archive that a forge makes of a tag (``…/archive/v1.0.zip``) is named after the tag, not after a package.
    """
    stem = _unquoted(address.rpartition("/")[2])
    if stem.endswith(".whl"):
        parts = stem.removesuffix(".whl").split("-")
        return (parts[0], _checked(parts[1])) if len(parts) in {5, 6} and _requirement.is_name(parts[0]) else ("", "")
    ending = next((ending for ending in _ARCHIVES if stem.endswith(ending)), "")
    if not ending or any(f"/{folder}/" in address for folder in ("archive", "tarball", "zipball")):
        return "", ""
    name, _, version = stem.removesuffix(ending).rpartition("-")
    return (name, version) if _requirement.is_name(name) and _checked(version) else ("", "")


def _checked(version: str) -> str:
    """The version, or nothing where it is none: wheels of pipelines on the Hub are called ``name-any-py3-none-any``."""
    return version if _VERSION.fullmatch(version) else ""


def _unquoted(text: str) -> str:
    if "%" not in text:
        return text
    from urllib.parse import unquote

    return unquote(text)
