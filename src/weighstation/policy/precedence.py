"""Which entry decides about a license, when several cover it.

1. An entry of the component's own section (``[packages]`` …) beats one of ``[licenses]``.
2. The more specific beats the less specific: a license, then a narrow class, then a class, then ``spdx``.
3. The file itself beats what it extends, and a nearer file a farther one.
4. The stricter beats the more lenient.

The first rule that tells two entries apart decides. The order within a file never matters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.policy.entries import OUTCOMES, UNKNOWN_DEFAULT, Entry, Kind, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SPECIFICITY: Mapping[str, int] = {
    "spdx": 0,  # says only that the license is on a list
    "weak-copyleft": 2,  # these three are parts of copyleft
    "strong-copyleft": 2,
    "network-copyleft": 2,
    "research-only": 2,  # a part of noncommercial
}
"""Classes that are wider or narrower than the rest, which have 1. A license has 3."""

_OTHER_CLASS, _LICENSE = 1, 3


class Lookup(NamedTuple):
    """The deciding entry for each section, kind and subject."""

    entries: Mapping[tuple[Section, Kind, str], Entry]

    def license(self, section: Section, subject: str, classes: Iterable[str]) -> Entry | None:
        """The entry that decides about a license (key and classes) in a section; None if none covers it."""
        subjects: list[tuple[Kind, str]] = [("license", subject), *(("class", name) for name in classes)]
        sections: tuple[Section, ...] = (section, "licenses")
        found = (self.entries.get((place, kind, name)) for place in sections for kind, name in subjects)
        return max((entry for entry in found if entry), key=_rank, default=None)

    def unknown(self, section: Section) -> Entry:
        """The ``unknown`` setting of a section, or its default (which has no place in a file)."""
        default = Entry("unknown", "", UNKNOWN_DEFAULT[section], section)
        return self.entries.get((section, "unknown", ""), default)


def lookup(entries: Iterable[Entry]) -> Lookup:
    """Index a policy's entries; of several about the same thing the one that beats the others stays."""
    best: dict[tuple[Section, Kind, str], Entry] = {}
    for entry in sorted(entries, key=_rank):
        best[entry.section, entry.kind, entry.subject] = entry
    return Lookup(best)


def _rank(entry: Entry) -> tuple[bool, int, int, int, str]:
    """Greater wins. The place comes last, only so that the result never depends on the order of the entries."""
    specificity = _LICENSE if entry.kind == "license" else SPECIFICITY.get(entry.subject, _OTHER_CLASS)
    return entry.section != "licenses", specificity, -entry.layer, OUTCOMES.index(entry.outcome), entry.where
