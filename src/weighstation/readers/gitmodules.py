"""Repositories of the Hub that git brings along: submodules, and the store of Git LFS in ``.lfsconfig``.

https://git-scm.com/docs/gitmodules, https://github.com/git-lfs/git-lfs/blob/main/docs/man/git-lfs-config.adoc
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.model import Occurrence, Reference
from weighstation.readers._ids import identify
from weighstation.readers._text import decode, positions

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECTION = re.compile(r"^[ \t]*\[([^\]\n]*)\]", re.MULTILINE)
_KEY = re.compile(r"^[ \t]*(url|lfsurl|branch)[ \t]*=[ \t]*\"?([^\s\"]+)", re.MULTILINE | re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z]+://)?[^/@\s]+@(?:hf\.co|huggingface\.co)[:/]")


def read(path: str, data: bytes) -> Iterator[Reference]:
    """Models and data sets that a section's address names, its branch as the version. Only text can be read."""
    text = decode(path, data)
    starts = [0, *(found.start() for found in _SECTION.finditer(text))]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        keys = list(_KEY.finditer(text, start, end))
        branch = next((key[2] for key in keys if key[1].lower() == "branch" and key[2] not in {"main", "."}), "")
        for key in keys:
            found = identify(_address(key[2]), "weak") if key[1].lower() != "branch" else None
            if found:
                occurrence = Occurrence(path, *positions(text)(key.start(2)), "load", key[1].lower())
                yield Reference(found.id, found.type, occurrence, branch or found.revision)


def _address(url: str) -> str:
    """The address of the page on the Hub: without user, ssh, ``.git`` and the path of Git LFS."""
    page = _HOST.sub("https://huggingface.co/", url, count=1) if "@" in url else url
    return page.removesuffix("/").removesuffix("/info/lfs").removesuffix(".git")
