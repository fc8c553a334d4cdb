"""One requirement as PEP 508 writes it: ``name[extra] >=1,<2 ; marker`` or ``name @ URL ; marker``.

Own and small, because importing ``packaging.requirements`` costs more than reading the file. It takes every valid
requirement as that library does (a test compares them) and some invalid ones: markers are not looked into, since a
dependency of one platform is a dependency.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# As `packaging` has it, which lets a name end in an underscore.
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?")
_EXTRAS = re.compile(r"\s*\[[A-Za-z0-9._,\s-]*\]")
_CLAUSE = re.compile(r"\s*(===|==|~=|!=|<=|>=|<|>)\s*([A-Za-z0-9_.*+!-]+)\s*")


class Requirement(NamedTuple):
    """Name as written; ``version`` only where ``==`` or ``===`` pins exactly one; ``url`` only with ``@``."""

    name: str
    version: str = ""
    url: str = ""


def parse(text: str) -> Requirement | None:
    """The requirement that ``text`` states, without comments and pip's options, or None where it states none."""
    text = text.strip()
    name = _NAME.match(text)
    if name is None:
        return None
    extras = _EXTRAS.match(text, name.end())
    rest = text[(extras or name).end() :].strip()
    if rest.startswith("@"):
        address = rest[1:].split(maxsplit=1)
        return Requirement(name[0], url=address[0]) if address and address[0].isprintable() else None
    version = _pinned(rest.partition(";")[0].strip())
    return None if version is None else Requirement(name[0], version)


def is_name(text: str) -> bool:
    """Whether ``text`` can be the name of a Python project."""
    return _NAME.fullmatch(text) is not None


def _pinned(specifiers: str) -> str | None:
    """The one version that a specifier list (PEP 440) allows, empty where it allows more, None where it is none."""
    if specifiers.startswith("(") and specifiers.endswith(")"):
        specifiers = specifiers[1:-1]
    specifiers = specifiers.strip().removesuffix(",")
    if not specifiers:
        return ""
    pins = set()
    for part in specifiers.split(","):
        clause = _CLAUSE.fullmatch(part)
        if clause is None:
            return None
        if clause[1] == "===" or (clause[1] == "==" and not clause[2].endswith(".*")):
            pins.add(clause[2])
    return pins.pop() if len(pins) == 1 else ""
