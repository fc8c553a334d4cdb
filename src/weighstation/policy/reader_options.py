"""The ``[readers]`` table of a policy file: what a team adds to what is detected, and what it leaves out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.model import ReaderOptions
from weighstation.policy.schema import fits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.errors import PolicyError
    from weighstation.policy.files import Source

_FORMS = {
    "loaders": (
        r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?:\((?:\d|[A-Za-z_]\w*)\))?",
        "a callable, such as acme.load_model(name)",
    ),
    "keys": (r"[A-Za-z_][\w.-]*", "a name of a setting, such as acme_model"),
    "exclude": (r"[^/].*", "a path or glob below the repository, such as tests/fixtures/*"),
}


def options(sources: Iterable[Source], faults: list[PolicyError]) -> ReaderOptions:
    """What all files of a policy say together, faults of its words added to ``faults``."""
    found = {name: tuple(word for source in sources for word in _words(source, name, faults)) for name in _FORMS}
    return ReaderOptions(**found)


def _words(source: Source, name: str, faults: list[PolicyError]) -> Iterator[str]:
    """The words of one list; those of a wrong type are the schema's to report."""
    table = source.table.get("readers")
    listed = table.get(name) if isinstance(table, dict) else None
    form, meaning = _FORMS[name]
    for index, word in enumerate(listed if isinstance(listed, list) else ()):
        if not fits(word, "text"):
            continue
        if re.fullmatch(form, word):
            yield word
        else:
            faults.append(source.fault(f"`{word}` is not {meaning}", ("readers", name, index), "correct or remove it"))
