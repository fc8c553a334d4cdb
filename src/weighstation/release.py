"""A release: every component in use with its license, and what the licenses ask of whoever passes the release on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from weighstation import outbound, pipeline
from weighstation.policy import duties
from weighstation.policy.facts import Facts
from weighstation.sources.stores import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.model import Component, Conclusion, Inventory, Project
    from weighstation.outbound_model import Duty, LicenseText, Outbound
    from weighstation.policy import Policy
    from weighstation.sources.stores import Stores

_COPIED = Facts(distributes=("weights",), fine_tunes=False, trains_other_models=False)
_IF_COPIED = "copies of it are passed on"


class Shipped(NamedTuple):
    """A component in use, its license, and what that asks for; of models as far as the repository shows it."""

    component: Component
    conclusion: Conclusion
    duties: tuple[Duty, ...]


class Release(NamedTuple):
    """All of it. ``texts`` are the license texts in the repository, ``unread`` counts files that nobody could read."""

    project: Project
    shipped: tuple[Shipped, ...]
    texts: tuple[LicenseText, ...]
    unread: int
    policy: str


def of(scanned: Inventory, policy: Policy, stores: Stores = NOWHERE) -> Release:
    """What a repository ships under the policy's facts of use. Raises ``RepositoryError`` if it cannot be listed."""
    judged = pipeline.judge(scanned, policy, date.min, stores, partial=True)  # no verdict is asked for: no day counts
    pairs = [(each.component, each.conclusion) for each in judged.weighed if each.component.used]
    said = outbound.read(scanned.root, ("", *duties.looks_at(pairs, policy)))
    bases = _bases(pairs)
    shipped = tuple(Shipped(*pair, () if pair[0].id in bases else _owed(pair, policy, said)) for pair in pairs)
    return Release(scanned.project, shipped, said.licenses, len(scanned.unread), policy.name)


def _bases(pairs: Iterable[tuple[Component, Conclusion]]) -> set[str]:
    """The models that only the files of one which was made from them name: its duties hold theirs, too."""
    pairs = [*pairs]
    here = [pair for pair in pairs if pair[0].scheme == "file"]
    paths = {place.path for component, _ in here for place in component.occurrences}
    named = {ancestor.id for _, conclusion in here for ancestor in conclusion.lineage}
    return {
        component.id
        for component, _ in pairs
        if component.id in named
        and component.scheme != "file"
        and paths.issuperset(place.path for place in component.occurrences if place.use != "mention")
    }


def _owed(pair: tuple[Component, Conclusion], policy: Policy, said: Outbound) -> tuple[Duty, ...]:
    component, _ = pair
    if component.type == "model":
        return _settled(duties.checked([pair], policy, said))
    return () if component.type == "service" else tuple(_of_copies(*pair))


def _settled(owed: tuple[Duty, ...]) -> tuple[Duty, ...]:
    """Without the open duties that hold anyway in another place that uses the model."""
    holding = {(duty.license, duty.what) for duty in owed if duty.applies == "yes"}
    return tuple(duty for duty in owed if duty.applies == "yes" or (duty.license, duty.what) not in holding)


def _of_copies(component: Component, conclusion: Conclusion) -> Iterator[Duty]:
    """What a data set or package asks of whoever passes copies on, as of weights; no fact of use says whether."""
    for duty in duties.of(component._replace(type="model"), conclusion, _COPIED):
        condition = " and ".join(filter(None, (_IF_COPIED, duty.condition))).replace("the model", "it")
        what = duty.what.replace("the model", "it")
        yield duty._replace(what=what, applies="if", condition=condition, fact="")
