"""Which entry decides about a license, when several cover it.

1. An entry of the component's own section (``[models]``, ``[packages]`` …) beats one of ``[licenses]``.
2. The more specific beats the less specific: a component (of two globs the longer), then a license, then its
   steward, then a narrow class, then a class, then ``spdx``.
3. The file itself beats what it extends, and a nearer file a farther one.
4. The stricter beats the more lenient.

The first rule that tells two entries apart decides. The order within a file never matters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.policy.entries import DECISIONS, UNKNOWN_DEFAULT, UNVERIFIED_DEFAULT, Entry, Kind, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SPECIFICITY: Mapping[str, int] = {
    "spdx": 0,  # says only that the license is on a list
    "weak-copyleft": 2,  # these three are parts of copyleft
    "strong-copyleft": 2,
    "network-copyleft": 2,
    "research-only": 2,  # a part of noncommercial
}
"""Classes that are wider or narrower than the rest, which have 1; a steward has more, a license more yet."""

_OTHER_CLASS, _STEWARD, _LICENSE, _COMPONENT = 1, 3, 4, 5


class Lookup(NamedTuple):
    """The deciding entry for each section, kind and subject; ``globs`` are those that name components.

    ``asked`` remembers the answers about licenses: of a lock file's thousand packages most have the same three.
    """

    entries: Mapping[tuple[Section, Kind, str], Entry]
    globs: tuple[Entry, ...]
    asked: dict[tuple[Section, str, tuple[str, ...], str], Entry | None]

    def component(self, section: Section, component_id: str) -> Entry | None:
        """The entry that decides about a component whatever its license; None if none names it."""
        if not self.globs:
            return None
        from fnmatch import fnmatchcase

        name = component_id.lower()
        here = [entry for entry in self.globs if entry.section in (section, "licenses")]
        return max((entry for entry in here if fnmatchcase(name, entry.subject)), key=_rank, default=None)

    def license(self, section: Section, subject: str, classes: tuple[str, ...], steward: str = "") -> Entry | None:
        """The entry that decides about a license (key, classes, steward) in a section; None if none covers it."""
        about = section, subject, classes, steward
        if about not in self.asked:
            self.asked[about] = self._license(*about)
        return self.asked[about]

    def _license(self, section: Section, subject: str, classes: tuple[str, ...], steward: str) -> Entry | None:
        subjects: list[tuple[Kind, str]] = [("license", subject), ("steward", steward.lower())]
        subjects += [("class", name) for name in classes]
        sections: tuple[Section, ...] = (section, "licenses")
        found = (self.entries.get((place, kind, name)) for place in sections for kind, name in subjects)
        return max((entry for entry in found if entry), key=_rank, default=None)

    def unknown(self, section: Section) -> Entry:
        """The ``unknown`` setting of a section, or its default (which has no place in a file).

        That of ``[licenses]`` is about models where ``[models]`` is silent; the other sections have their own default.
        """
        places: tuple[Section, ...] = ("models", "licenses") if section == "models" else (section,)
        default = Entry("unknown", "", UNKNOWN_DEFAULT[section], places[-1])
        return next((e for place in places if (e := self.entries.get((place, "unknown", "")))), default)

    def unverified(self, section: Section) -> Entry:
        """The ``unverified`` setting of a section, else that of ``[licenses]``, else the default."""
        own = self.entries.get((section, "unverified", "")) or self.entries.get(("licenses", "unverified", ""))
        return own or Entry("unverified", "", UNVERIFIED_DEFAULT, section)


def lookup(entries: Iterable[Entry]) -> Lookup:
    """Index a policy's entries; of several about the same thing the one that beats the others stays."""
    best: dict[tuple[Section, Kind, str], Entry] = {}
    for entry in sorted(entries, key=_rank):
        best[entry.section, entry.kind, entry.subject] = entry
    globs = tuple(entry for (_, kind, _), entry in best.items() if kind == "component")
    return Lookup(best, globs, {})


def _rank(entry: Entry) -> tuple[bool, int, int, int, str]:
    """Greater wins. The place comes last, only so that the result never depends on the order of the entries."""
    return entry.section != "licenses", _specificity(entry), -entry.layer, DECISIONS.index(entry.decision), entry.where


def _specificity(entry: Entry) -> int:
    if entry.kind == "component":
        return _COMPONENT + len(entry.subject.replace("*", ""))
    if entry.kind == "class":
        return SPECIFICITY.get(entry.subject, _OTHER_CLASS)
    return _LICENSE if entry.kind == "license" else _STEWARD
