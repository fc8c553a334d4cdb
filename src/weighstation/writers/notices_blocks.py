"""A release grouped for its notices: by type, then by license, then by what is asked alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers.advice import FACTS
from weighstation.writers.cyclonedx.links import page
from weighstation.writers.notices import Block, Bundle, Part, Question, Step
from weighstation.writers.notices_terms import involved, title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from weighstation.model import ComponentType
    from weighstation.outbound_model import Duty, DutyKind
    from weighstation.release import Release, Shipped

_LONGEST = 200  # characters of a project's name: what wrote the document has to stand in its beginning
TYPES: tuple[ComponentType, ...] = ("model", "dataset", "service", "package")
_ORDER: tuple[DutyKind, ...] = (
    "notice-file",
    "attribution",
    "display",
    "license-copy",
    "use-policy",
    "modification-statement",
    "name-prefix",
    "share-alike",
)


def bundle(release: Release) -> Bundle:
    """A release by type and license, models first, every component in exactly one block. The order is that of words."""
    sections = ((type_, tuple(_blocks(release, type_))) for type_ in TYPES)
    steps = tuple(_steps(release.shipped))
    name = f"{release.project.name} {release.project.version}".strip()[:_LONGEST]
    present = tuple(section for section in sections if section[1])
    missing = tuple(step for step in steps if step.met is False)
    return Bundle(name, release.policy, present, missing, tuple(_questions(steps)), release.unread)


def _blocks(release: Release, type_: ComponentType) -> Iterator[Block]:
    groups: dict[str, list[Shipped]] = {}
    for each in release.shipped:
        if each.component.type == type_:
            groups.setdefault(title(each.conclusion), []).append(each)
    blocks = [_block(name, group, release) for name, group in groups.items()]
    yield from sorted(blocks, key=lambda block: (not block.known, block.title.casefold(), block.title))


def _block(name: str, group: Sequence[Shipped], release: Release) -> Block:
    steps = tuple(step for step in _steps(group) if not step.fact)
    terms = tuple(involved(group, release.texts))
    return Block(name, bool(group[0].conclusion.expression), terms, tuple(sorted(map(_part, group))), steps)


def _part(shipped: Shipped) -> Part:
    bases = tuple((each.id, each.relation) for each in shipped.conclusion.lineage if each.depth == 1)
    return Part(_name(shipped), page(shipped.component), bases)


def _name(shipped: Shipped) -> str:
    component = shipped.component
    return f"{component.id} {component.version}".rstrip() if component.type == "package" else component.id


def _steps(group: Sequence[Shipped]) -> Iterator[Step]:
    """What is asked for the components of a group, what is asked alike of several as one step."""
    asked: dict[Duty, dict[str, None]] = {}
    for each in group:
        for duty in each.duties:
            asked.setdefault(duty._replace(component=""), {})[_name(each)] = None
    found = [_step(duty, names, len(group)) for duty, names in asked.items()]
    yield from sorted(found, key=_rank)


def _rank(step: Step) -> tuple[object, ...]:
    """By kind, license and words; of steps that only differ in what the repository shows, the missing ones first."""
    return _ORDER.index(step.kind), step.license, step.what, step.condition, step.fact, str(step.met), step.where


def _step(duty: Duty, names: Iterable[str], all_: int) -> Step:
    from weighstation.knowledge.licenses import license as known

    of, parts = known(duty.license), tuple(sorted(names))
    fields = (duty.what, duty.words, duty.clause, duty.condition, duty.fact, duty.met, duty.where)
    return Step(of.name if of else duty.license, duty.kind, *fields, parts, len(parts) == all_)


def _questions(steps: Iterable[Step]) -> Iterator[Question]:
    """The facts that are not stated in the order of the policy's page, each with what hangs on it."""
    asking: dict[str, list[Step]] = {}
    for step in steps:
        if step.fact:
            asking.setdefault(step.fact.removeprefix("use."), []).append(step)
    for fact in sorted(asking, key=[*FACTS, *asking].index):
        example, question = FACTS.get(fact, ("", ""))
        yield Question(fact, question, example, tuple(asking[fact]))
