"""What the effective policy is made of: values with their places, by table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT, NOT_STATED = "default", "not stated"


class Said(NamedTuple):
    """One value (None: nothing is stated), ``file:line`` of where it comes from, and what it overrules."""

    value: Any
    where: str = DEFAULT
    note: str = ""


class Table(NamedTuple):
    """One table of the policy, an item of an array if ``item``; the top of the file has no name."""

    name: str
    values: Mapping[str, Said | tuple[Said, ...]]
    where: str = ""
    item: bool = False


class Effective(NamedTuple):
    """A policy's tables, and the files it is made of, nearest first."""

    files: tuple[str, ...]
    tables: tuple[Table, ...]
