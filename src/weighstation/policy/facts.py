"""Facts of use: what a team says about how it uses models, everywhere or in some places."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from weighstation.model import Component

DISTRIBUTES = ("outputs", "hosted-api", "weights", "derivatives", "partner")
"""What can leave a team: outputs; a service that offers the model; the weights; what was made of them; to a partner."""

WORLDWIDE = "worldwide"
EU = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
"""The member states of the European Union by their ISO 3166 codes."""


class Facts(NamedTuple):
    """What is stated; None is a fact not stated.

    Users and revenue are those of the whole group, the company with its affiliates. ``past_users`` are those of the
    calendar month before a day, for licenses that count once. ``places`` has ``file:line`` of each fact by its key.
    """

    commercial: bool | None = None
    monthly_active_users: int | None = None
    annual_revenue_usd: int | None = None
    territories: tuple[str, ...] | None = None
    purposes: tuple[str, ...] | None = None
    distributes: tuple[str, ...] | None = None
    fine_tunes: bool | None = None
    trains_other_models: bool | None = None
    past_users: tuple[tuple[str, int], ...] = ()
    places: tuple[tuple[str, str], ...] = ()

    def where(self, key: str) -> str:
        """``file:line`` of a fact, empty where it is not stated."""
        return dict(self.places).get(key, "")

    def does(self, *kinds: str) -> bool | None:
        """Whether anything of these kinds is distributed; None where that is not stated."""
        return None if self.distributes is None else not set(kinds).isdisjoint(self.distributes)

    def over(self, other: "Facts") -> "Facts":
        """These facts, completed by the ``other`` ones."""
        stated = {key: value for key, value in self._asdict().items() if value is not None}
        places = {**dict(other.places), **dict(self.places)}
        past = {**dict(other.past_users), **dict(self.past_users)}
        merged = other._replace(**stated)
        return merged._replace(places=tuple(sorted(places.items())), past_users=tuple(sorted(past.items())))


KEYS = tuple(name for name in Facts._fields if name not in ("past_users", "places"))
"""The facts that an override can state."""


class Override(NamedTuple):
    """Facts for some components, or for what some paths use. ``layer`` counts the ``extends`` steps to its file."""

    facts: Facts
    paths: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    layer: int = 0
    where: str = ""


def of(component: Component, facts: Facts, overrides: Iterable[Override]) -> Iterator[Facts]:
    """The facts that hold for each use of a component, every different set of them once.

    An override that names components beats one that only names paths, a longer glob a shorter one, a nearer file a
    farther one. Where the same model serves a product and a demo, both sets count.
    """
    fitting = [each for each in overrides if not each.components or _any_fits(each.components, component.id)]
    if not fitting:
        yield facts
        return
    used = {occurrence.path for occurrence in component.occurrences if occurrence.use != "mention"}
    yield from dict.fromkeys(_at(path, facts, fitting) for path in sorted(used))


def _at(path: str, facts: Facts, overrides: Iterable[Override]) -> Facts:
    here = [each for each in overrides if not each.paths or _any_fits(each.paths, path)]
    for override in sorted(here, key=_rank):
        facts = override.facts.over(facts)
    return facts


def _rank(override: Override) -> tuple[int, bool, int, str, int]:
    """Greater wins; of two alike in all else the later one."""
    path, _, line = override.where.rpartition(":")
    longest = max(map(len, override.paths), default=0)
    return -override.layer, bool(override.components), longest, path, int(line or 0)


def _any_fits(globs: Iterable[str], text: str) -> bool:
    from fnmatch import fnmatchcase

    return any(fnmatchcase(text.lower(), glob.lower()) for glob in globs)
