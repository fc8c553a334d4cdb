"""The allow, weigh, review and deny lists of a policy file, and its settings for what is not known, as entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weighstation.errors import PolicyError
from weighstation.policy.entries import DECISIONS, OUTCOMES, Entry, Section
from weighstation.policy.schema import fits
from weighstation.policy.subjects import subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.policy.entries import Decision, Kind
    from weighstation.policy.files import Source
    from weighstation.toml_source import KeyPath

SECTIONS: tuple[Section, ...] = ("licenses", "models", "packages", "datasets", "hosted")


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
        if other.decision != outcome:
            message = f"`{word}` is in two lists: {section}.{outcome}, and {section}.{other.decision} at {other.where}"
            faults.append(source.fault(message, path, "keep it in one of them"))
        yield entry
    yield from _settings(source, layer)


def _words(source: Source) -> Iterator[tuple[Section, Decision, KeyPath, str]]:
    """Every text in the lists of every section."""
    for section in SECTIONS:
        table = _table(source, section)
        for outcome in DECISIONS:
            words = table.get(outcome)
            for index, word in enumerate(words if isinstance(words, list) else ()):
                if fits(word, "text"):
                    yield section, outcome, (section, outcome, index), word


def _settings(source: Source, layer: int) -> Iterator[Entry]:
    kinds: tuple[Kind, ...] = ("unknown", "unverified")
    for section, kind in ((section, kind) for section in SECTIONS for kind in kinds):
        said = _table(source, section).get(kind)
        for outcome in OUTCOMES:
            if outcome == said:
                yield Entry(kind, "", outcome, section, layer, source.where((section, kind)))


def _table(source: Source, section: Section) -> dict[str, Any]:
    table = source.table.get(section)
    return table if isinstance(table, dict) else {}
