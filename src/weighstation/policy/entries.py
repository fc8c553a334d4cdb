"""What a policy says, as frozen values: one entry a line of the file, whatever file it came from."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from weighstation.model import Component, ComponentType, Conclusion, Finding, Level, Outcome, Publisher, ReaderOptions
from weighstation.policy.facts import Facts, Override

Section = Literal["licenses", "models", "packages", "datasets", "hosted"]
Kind = Literal["component", "license", "steward", "class", "unknown", "unverified"]
Decision = Literal["allow", "weigh", "review", "deny"]

BASELINE_FILE = "weighstation-baseline.toml"
"""What a baseline is called unless the policy says otherwise; it lies beside the policy."""

OUTCOMES: tuple[Outcome, ...] = ("allow", "review", "deny")
"""From lenient to strict."""

DECISIONS: tuple[Decision, ...] = ("allow", "weigh", "review", "deny")
"""What a list decides, from lenient to strict. ``weigh``: the terms of the license against the facts of use."""

SECTION_OF: Mapping[ComponentType, Section] = {
    "model": "models",
    "dataset": "datasets",
    "package": "packages",
    "service": "hosted",
}
"""The section that speaks about a type of component before ``[licenses]`` does."""

UNKNOWN_DEFAULT: Mapping[Section, Outcome] = {
    "licenses": "review",
    "models": "review",
    "packages": "allow",  # offline, most packages' licenses cannot be known
    "datasets": "review",
    "hosted": "review",
}
"""What ``unknown`` means in a section that does not say it."""

UNVERIFIED_DEFAULT: Outcome = "review"
"""What ``unverified`` means where no section says it: nobody read the text that is to be weighed."""


class Entry(NamedTuple):
    """One thing that a list names, or one ``unknown`` or ``unverified`` setting.

    ``subject`` is a glob over component ids, a license key (or the id of a license of one's own), a steward in lower
    case, the name of a class, or empty for the settings.
    ``layer`` is 0 for the policy file itself and counts the ``extends`` steps to the file the entry stands in.
    ``where`` is ``file:line``.
    """

    kind: Kind
    subject: str
    decision: Decision
    section: Section = "licenses"
    layer: int = 0
    where: str = ""

    @property
    def outcome(self) -> Outcome:
        """The decision where there are no terms to weigh: a person has to look."""
        return "review" if self.decision == "weigh" else self.decision


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


class Clarification(NamedTuple):
    """One ``[[clarifications]]`` table: the license that a person found out for what a glob over ids names.

    It holds as long as the code names ``revision`` and ``file`` (from the repository's top) has this SHA-256, where it
    states them.
    """

    component: str
    expression: str
    reason: str
    revision: str = ""
    file: str = ""
    sha256: str = ""
    approved_by: str = ""
    layer: int = 0
    path: str = ""
    line: int = 0

    @property
    def where(self) -> str:
        """``file:line`` of the table's header."""
        return f"{self.path}:{self.line}"


class Known(NamedTuple):
    """What was known of one component: its license then, and the codes that held it up."""

    component: str
    expression: str
    codes: frozenset[str]
    line: int = 0


class Baseline(NamedTuple):
    """A baseline file: the day it was taken (ISO 8601) and what it knows, by the component's id in lower case."""

    path: str
    date: str
    known: Mapping[str, Known]

    def covers(self, component: Component, conclusion: Conclusion, code: str) -> bool:
        """Whether this trouble was there before; not if the component has another license since."""
        known = self.known.get(component.id.lower())
        return known is not None and code in known.codes and known.expression == conclusion.expression


class Policy(NamedTuple):
    """A policy with everything it extends. ``fail_on`` is the mildest outcome that blocks.

    ``findings`` is what there was to say while reading it (a second policy file that is not read), ``readers`` what it
    tells the readers, ``facts`` what it says about the use of everything, ``overrides`` about some of it.
    """

    name: str
    entries: tuple[Entry, ...] = ()
    exceptions: tuple[Exemption, ...] = ()
    fail_on: Literal["review", "deny"] = "deny"
    findings: tuple[Finding, ...] = ()
    readers: ReaderOptions = ReaderOptions()
    facts: Facts = Facts()
    overrides: tuple[Override, ...] = ()
    levels: Mapping[str, Level] = {}
    clarifications: tuple[Clarification, ...] = ()
    baseline: Baseline | None = None
    baseline_file: str = BASELINE_FILE
    publisher: Publisher = Publisher()


def strictest(outcomes: Iterable[Outcome]) -> Outcome:
    """The strictest of some outcomes; ``allow`` if there are none."""
    return max(outcomes, key=OUTCOMES.index, default="allow")
