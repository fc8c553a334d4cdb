"""Which files speak for a repository, by their names and places, and their bytes."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from weighstation import repository
from weighstation.errors import ReadError, RepositoryError
from weighstation.repository.search import Search, matching

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_FILES, MOST_BYTES = 200, 1024 * 1024
"""How many files are read, and how large each may be."""

MANIFESTS = frozenset(("pyproject.toml", "Cargo.toml", "package.json"))

_MOST_SHOWING = 50
_INNER = ("LICENSES", "licenses", "legal", "docs", "doc")  # folders that speak for the one that they are in
_NOTICE = re.compile(r"(?:.*[-_. ])?notices?(?:[-_. ].*)?", re.IGNORECASE)
_LICENSE = re.compile(
    r"(?:.*[-_. ])?(?:licen[cs]es?|copying|terms|agreement|use[-_ ]?policy)(?:[-_. ].*)?", re.IGNORECASE
)
_README = re.compile(r"(?:readme|about|credits|attributions?|acknowledge?ments)(?:[-_.].*)?", re.IGNORECASE)
_PROSE = (".md", ".rst", ".txt", ".html", ".mdx")
_NO_PROSE = frozenset(
    ".py .pyi .pyc .js .mjs .ts .tsx .jsx .go .rs .java .c .h .cpp .sh .css .json .toml .yaml .yml .csv .tsv .png .svg "
    ".jpg .gif .safetensors .bin .gguf .onnx .pt".split()
)
# Files that a product shows, and how the attributions that licenses ask for begin, in either case of the first letter.
_INTERFACE = Search(
    tuple(
        "*.html *.htm *.tsx *.jsx *.vue *.svelte *.astro *.ts *.js *.py *.dart *.swift *.kt *.json *.po *.md".split()
    ),
    strings=(b"uilt with ", b"uilt using ", b"uilt on ", b"owered by ", b"mproved using "),
)


def upwards(folder: str) -> Iterator[str]:
    """The folders above a folder, from the top on, and itself: ``a/b`` gives "", ``a`` and ``a/b``."""
    parts = [part for part in folder.split("/") if part not in {"", "."}]
    yield from ("/".join(parts[:end]) for end in range(len(parts) + 1))


def listed(repo: repository.Repository, folders: Iterable[str]) -> tuple[tuple[str, ...], list[str]]:
    """The folders that were looked at, and the paths of the files in them that may say something."""
    looked: list[str] = []
    found: dict[str, None] = {}
    for folder in folders:
        here = [path for inner in ("", *_INNER) for path in _wanted(repo, f"{folder}/{inner}".strip("/"))]
        if len(found) + len(here) > MOST_FILES:
            continue
        looked.append(folder)
        found.update(dict.fromkeys(here))
    return tuple(looked), list(found)


def showing(repo: repository.Repository) -> list[str]:
    """The tracked files of an interface that hold the beginning of an attribution; none where git cannot tell."""
    if not repo.git:
        return []
    try:
        return sorted(matching(repo.root, _INTERFACE))[:_MOST_SHOWING]
    except RepositoryError:
        return []


def content(repo: repository.Repository, path: str) -> bytes | ReadError:
    """The bytes of a file, or why there are none; of a link inside the repository those of its target."""
    try:
        data = repository.read(repo, repository.File(path))
    except ReadError as error:
        return error if error.message else _behind(repo, path)
    return data if len(data) <= MOST_BYTES or is_prose(path) else _too_large(path)


def _behind(repo: repository.Repository, path: str) -> bytes | ReadError:
    target = os.path.relpath(os.path.realpath(os.path.join(repo.root, path)), repo.root)
    try:
        data = repository.read(repo, repository.File(target.replace(os.sep, "/")))
    except ReadError as error:
        return error
    return data if len(data) <= MOST_BYTES else _too_large(path)


def _too_large(path: str) -> ReadError:
    return ReadError(f"is larger than {MOST_BYTES:,} bytes", path=path)


def is_notice(path: str) -> bool:
    """Whether a file is a notice by its name."""
    return _is(_NOTICE, path)


def is_license(path: str) -> bool:
    """Whether a file has the text of a license or use policy, by its name or since its folder is for those."""
    return not is_notice(path) and (_is(_LICENSE, path) or _in(path, "licenses"))


def is_prose(path: str) -> bool:
    """Whether a file is a readme or a page of the documentation."""
    return _is(_README, path) or (_in(path, "docs", "doc") and path.lower().endswith(_PROSE))


def _wanted(repo: repository.Repository, folder: str) -> list[str]:
    """The paths of the files in a folder that may say something; none of a folder outside, or of one that is a link."""
    full = os.path.join(repo.root, folder)
    try:
        names = sorted(os.listdir(full)) if os.path.realpath(full) == os.path.normpath(full) else []
    except OSError:
        return []
    paths = [f"{folder}/{name}".lstrip("/") for name in names]
    wanted = [path for path in paths if _name(path) in MANIFESTS or any(kind(path) for kind in _KINDS)]
    return [path for path in wanted if os.path.isfile(os.path.join(repo.root, path))]


_KINDS = (is_notice, is_license, is_prose)


def _is(pattern: re.Pattern[str], path: str) -> bool:
    name = _name(path)
    return pattern.fullmatch(name) is not None and os.path.splitext(name)[1].lower() not in _NO_PROSE


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _in(path: str, *names: str) -> bool:
    return path.rpartition("/")[0].rpartition("/")[2].lower() in names
