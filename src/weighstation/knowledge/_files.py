"""Reading the data files: whole small files, and one line of a table without parsing the rest."""

from __future__ import annotations

import os
from functools import lru_cache

from weighstation.errors import KnowledgeError

HERE = os.path.dirname(os.path.abspath(__file__))
REINSTALL = "the installation is broken: install weighstation again"


@lru_cache(maxsize=64)
def content(name: str) -> bytes:
    """The bytes of a data file, ``name`` relative to this folder with ``/``; a ``KnowledgeError`` if it is missing."""
    path = os.path.join(HERE, *name.split("/"))
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise KnowledgeError(f"cannot read the knowledge base: {error.strerror}", path=path, hint=REINSTALL) from error


def exists(name: str) -> bool:
    """Whether there is such a data file."""
    return os.path.isfile(os.path.join(HERE, *name.split("/")))


def names(folder: str) -> list[str]:
    """The names of the data files in a folder, sorted."""
    return sorted(os.listdir(os.path.join(HERE, *folder.split("/"))))


@lru_cache(maxsize=64)
def _folded(name: str) -> bytes:
    return content(name).lower()


def row(name: str, key: str, columns: int) -> list[str] | None:
    """The line of a table whose first column is ``key``, in any case, padded to ``columns`` cells; None if absent.

    Lower-casing bytes changes ASCII letters only and no length, so a hit in the folded copy is a hit in the table.
    """
    start = _folded(name).find(b"\n" + key.lower().encode(errors="replace") + b"\t")
    if start < 0 or "\n" in key or "\t" in key:
        return None
    line = content(name)[start + 1 :].split(b"\n", 1)[0]
    return cells(line.decode(), columns)


def rows(name: str, columns: int) -> list[list[str]]:
    """All lines of a table but its comments (``#``), each padded to ``columns`` cells."""
    lines = content(name).decode().split("\n")
    return [cells(line, columns) for line in lines if line and not line.startswith("#")]


def cells(line: str, columns: int) -> list[str]:
    """A line's cells; trailing empty ones are not written in the files and are put back here."""
    parts = line.rstrip("\r").split("\t")
    return parts + [""] * (columns - len(parts))
