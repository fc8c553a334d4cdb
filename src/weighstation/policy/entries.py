"""What a policy says, as frozen values: one entry a line of the file, whatever file it came from."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from weighstation.model import ComponentType, Finding, Outcome, ReaderOptions

Section = Literal["licenses", "packages", "datasets", "hosted"]
Kind = Literal["license", "class", "unknown"]

OUTCOMES: tuple[Outcome, ...] = ("allow", "review", "deny")
"""From lenient to strict."""

SECTION_OF: Mapping[ComponentType, Section] = {
    "model": "licenses",
    "dataset": "datasets",
    "package": "packages",
    "service": "hosted",
}
"""The section that speaks about a type of component before ``[licenses]`` does."""

UNKNOWN_DEFAULT: Mapping[Section, Outcome] = {
    "licenses": "review",
    "packages": "allow",  # offline, most packages' licenses cannot be known
    "datasets": "review",
    "hosted": "review",
}
"""What ``unknown`` means in a section that does not say it."""


class Entry(NamedTuple):
    """One license or class in a list, or one ``unknown`` setting.

    ``subject`` is a license key (or the id of a license of one's own), the name of a class, or empty for ``unknown``.
    ``layer`` is 0 for the policy file itself and counts the ``extends`` steps to the file the entry stands in.
    ``where`` is ``file:line``.
    """

    kind: Kind
    subject: str
    outcome: Outcome
    section: Section = "licenses"
    layer: int = 0
    where: str = ""


class Exemption(NamedTuple):
    """One ``[[exceptions]]`` table. ``component`` is a glob over ids, with scheme; ``license`` a license key.

    Empty fields narrow nothing. ``expires`` is the last day on which it holds; None: no end.
    """

    component: str
    reason: str
    license: str = ""
    finding: str = ""
    expires: date | None = None
    approved_by: str = ""
    ticket: str = ""
    layer: int = 0
    path: str = ""
    line: int = 0

    @property
    def where(self) -> str:
        """``file:line`` of the table's header."""
        return f"{self.path}:{self.line}"


class Policy(NamedTuple):
    """A policy with everything it extends. ``fail_on`` is the mildest outcome that blocks.

    ``findings`` is what there was to say while reading it (a second policy file that is not read), ``readers`` what it
    tells the readers.
    """

    name: str
    entries: tuple[Entry, ...] = ()
    exceptions: tuple[Exemption, ...] = ()
    fail_on: Literal["review", "deny"] = "deny"
    findings: tuple[Finding, ...] = ()
    readers: ReaderOptions = ReaderOptions()


def strictest(outcomes: Iterable[Outcome]) -> Outcome:
    """The strictest of some outcomes; ``allow`` if there are none."""
    return max(outcomes, key=OUTCOMES.index, default="allow")
