"""The allow, review and deny lists of a policy file, and its ``unknown`` settings, as entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weighstation.errors import PolicyError
from weighstation.policy.entries import OUTCOMES, Entry, Section
from weighstation.policy.schema import fits
from weighstation.policy.subjects import subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Outcome
    from weighstation.policy.entries import Kind
    from weighstation.policy.files import Source
    from weighstation.toml_source import KeyPath

SECTIONS: tuple[Section, ...] = ("licenses", "packages", "datasets", "hosted")


def entries(source: Source, layer: int, faults: list[PolicyError]) -> Iterator[Entry]:
    """Every entry of a file, faults of its words added to ``faults``.

    Values of a wrong type are passed over here: the schema reports them.
    """
    first: dict[tuple[Section, Kind, str], Entry] = {}
    for section, outcome, path, word in _words(source):
        try:
            kind, name = subject(word)
        except PolicyError as error:
            faults.append(source.fault(error.message, path, error.hint))
            continue
        entry = Entry(kind, name, outcome, section, layer, source.where(path))
        other = first.setdefault((section, kind, name), entry)
        if other.outcome != outcome:
            message = f"`{word}` is in two lists: {section}.{outcome}, and {section}.{other.outcome} at {other.where}"
            faults.append(source.fault(message, path, "keep it in one of them"))
        yield entry
    yield from _unknowns(source, layer)


def _words(source: Source) -> Iterator[tuple[Section, Outcome, KeyPath, str]]:
    """Every text in the lists of every section."""
    for section in SECTIONS:
        table = _table(source, section)
        for outcome in OUTCOMES:
            words = table.get(outcome)
            for index, word in enumerate(words if isinstance(words, list) else ()):
                if fits(word, "text"):
                    yield section, outcome, (section, outcome, index), word


def _unknowns(source: Source, layer: int) -> Iterator[Entry]:
    for section in SECTIONS:
        said = _table(source, section).get("unknown")
        for outcome in OUTCOMES:
            if outcome == said:
                yield Entry("unknown", "", outcome, section, layer, source.where((section, "unknown")))


def _table(source: Source, section: Section) -> dict[str, Any]:
    table = source.table.get(section)
    return table if isinstance(table, dict) else {}
