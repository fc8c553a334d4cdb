"""What is said about duties: those that the repository does not meet, those it cannot show, what is not stated."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.policy import facts
from weighstation.policy.duties._case import SHIPPED
from weighstation.policy.duties._seen import Seen, condition, said
from weighstation.policy.duties._spot import Sight, spot
from weighstation.policy.duties.owed import CHECKS, binding, is_owed_by, of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from weighstation.knowledge.licenses import License
    from weighstation.model import Component, Conclusion, Finding
    from weighstation.outbound_model import Duty, Outbound
    from weighstation.policy.duties._spot import Spot
    from weighstation.policy.entries import Policy
    from weighstation.policy.facts import Facts

    Pair = tuple[Component, Conclusion]

OPEN = "open-duty"
_FREE = frozenset(("permissive", "public-domain"))  # what they ask for goes without saying until something leaves
_SHOWN = 3  # components and licenses that a sentence names


class Checked(NamedTuple):
    """A duty, with what the repository shows of it."""

    duty: Duty
    seen: Seen
    license: License
    spot: Spot


def checked(pairs: Iterable[Pair], policy: Policy, outbound: Outbound) -> tuple[Duty, ...]:
    """Every duty with whether it is met, and by which file, as far as the repository shows it."""
    found = (each for sight in _sights(pairs, policy, outbound) for each in _checked(sight))
    return tuple(dict.fromkeys(each.duty._replace(met=each.seen.met, where=each.seen.where) for each in found))


def findings(pairs: Sequence[Pair], policy: Policy, outbound: Outbound) -> tuple[Finding, ...]:
    """What the repository lacks, component by component; then the duties that no file can show, and open facts."""
    open_: list[Checked] = []
    found: list[Finding] = []
    for sight in _sights(_standing(pairs), policy, outbound):
        mine = _checked(sight)
        found += [each.seen.finding for each in mine if each.seen.finding]
        found += _granted(sight) if _may_leave(sight) else ()
        open_ += [each for each in mine if each.seen.met is None]
    return tuple(dict.fromkeys([*found, *_to_do(open_), *_to_state(open_)]))


class _Here(NamedTuple):
    """A model with its place and one set of facts that holds for it."""

    component: Component
    conclusion: Conclusion
    place: Spot
    stated: Facts
    outbound: Outbound


def _sights(pairs: Iterable[Pair], policy: Policy, outbound: Outbound) -> Iterator[_Here]:
    for component, conclusion in pairs:
        if is_owed_by(component):
            place = spot(component, conclusion, outbound)
            for stated in facts.of(component, policy.facts, policy.overrides):
                yield _Here(component, conclusion, place, stated, outbound)


def _standing(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """All but the models that are only named as the base of one that lies here, whose duties are counted there."""
    here = [pair for pair in pairs if pair[0].scheme == "file"]
    paths = {each.path for component, _ in here for each in component.occurrences}
    bases = {ancestor.id for _, conclusion in here for ancestor in conclusion.lineage}
    for component, conclusion in pairs:
        used = [each.path for each in component.occurrences if each.use != "mention"]
        if component.id not in bases or not used or not paths.issuperset(used):
            yield component, conclusion


def _checked(here: _Here) -> list[Checked]:
    own = {each.key: each for each in binding(here.conclusion)}
    return [_look(duty, own[duty.license], here) for duty in of(here.component, here.conclusion, here.stated)]


def _look(duty: Duty, license: License, here: _Here) -> Checked:  # noqa: A002 - the field's own word
    check = CHECKS.get(duty.kind)
    seen = check(duty, Sight(license, here.place, here.outbound, here.stated)) if check else Seen(None)
    return Checked(duty, seen, license, here.place)


def _granted(here: _Here) -> Iterator[Finding]:
    """What is wrong with the license, the card and the name that the repository gives a model which leaves."""
    from weighstation.policy.duties import card, drift, name_prefix

    own, hangs_on = binding(here.conclusion), _hangs_on(here.stated)
    yield from drift.findings(here.place, own, here.outbound, hangs_on)
    yield from card.findings(here.place, own, hangs_on)
    for license in own:  # noqa: A001 - the field's own word
        yield from name_prefix.barred(license, here.place)


def _may_leave(here: _Here) -> bool:
    """Whether the facts say that it is passed on; of what lies in the repository, that they do not deny it."""
    shipped = here.stated.does(*SHIPPED)
    return here.place.in_tree if shipped is None else shipped


def _hangs_on(stated: Facts) -> str:
    return "; this holds if it leaves the team (use.distributes is not stated)" if stated.distributes is None else ""


def _to_do(open_: Iterable[Checked]) -> Iterator[Finding]:
    """A note for each component and license with the duties that hold, or hang on what no fact settles."""
    lists: dict[tuple[str, str], dict[str, None]] = {}
    places: dict[tuple[str, str], tuple[str, int]] = {}
    for duty, seen, license, place in open_:  # noqa: A001 - the field's own word
        if not duty.fact:
            key = (duty.component, license.name)
            clause = f" ({duty.clause})" if duty.clause else ""
            note = f"; {seen.note}" if seen.note else ""
            lists.setdefault(key, {})[f"{duty.what}{clause}{condition(duty)}{note}"] = None
            places[key] = (place.path, place.line)
    hint = "see to it where you pass it on or show it; no file of the repository can show that you did"
    for (component, name), steps in lists.items():
        yield said(OPEN, f"{name} asks to {', and to '.join(steps)}", places[component, name], hint, component)


def _to_state(open_: Iterable[Checked]) -> Iterator[Finding]:
    """A note for each fact that is not stated, with the models that have duties if it is."""
    asking: dict[tuple[str, str], list[Checked]] = {}
    for each in open_:
        if each.duty.fact and each.license.category not in _FREE:
            asking.setdefault((each.duty.fact, each.duty.condition), []).append(each)
    for (fact, what), group in asking.items():
        kinds = ", ".join(dict.fromkeys(each.duty.kind for each in group))
        models = _few(each.duty.component for each in group)
        message = f"{models}: if {what}, there are duties ({kinds}), and {fact} is not stated"
        yield said(OPEN, message, ("", 0), f"state {fact.removeprefix('use.')} in [use] of the policy", "")


def _few(names: Iterable[str]) -> str:
    unique = list(dict.fromkeys(names))
    more = len(unique) - _SHOWN
    return ", ".join(unique[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
