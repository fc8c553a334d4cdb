"""The words of a bundle of notices, as lines of spans that every format draws in its own way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from weighstation.outbound_model import NOTICES_MARK
from weighstation.writers.notices_spans import Span, code, component, source, task, told
from weighstation.writers.places import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.model import ComponentType
    from weighstation.writers.notices import Block, Bundle, Question, Step

Kind = Literal["title", "section", "block", "paragraph", "part", "item", "quote"]

_QUOTED = ("notice-file", "attribution", "display")
_FEW = 3  # components that a sentence names
_TITLES: dict[ComponentType, tuple[str, str]] = {
    "model": ("Models", ""),
    "dataset": ("Data sets", "Which of them leave with the release is not known here."),
    "service": ("Hosted models", "Nobody passes these on; the terms are those between the provider and you."),
    "package": ("Packages", "Each carries its license text with the copyright lines: keep it with every copy."),
}


class Line(NamedTuple):
    """A heading of some rank, a paragraph, a component or another item of a list, or words to show as they are."""

    kind: Kind
    spans: tuple[Span, ...]


def lines(bundle: Bundle) -> Iterator[Line]:
    """The document from top to end: what is missing, a section for each type of component, what is not stated."""
    yield _line("title", Span("Notices of "), code(bundle.project))
    made = Span(f"{NOTICES_MARK}. What holds follows from the facts of use in ")
    yield _line("paragraph", made, code(bundle.policy), Span("."))
    yield _line("paragraph", Span(summary(bundle)))
    if bundle.missing:
        yield _line("section", Span("Missing in the repository"))
        yield from missing(bundle)
    for type_, blocks in bundle.sections:
        yield from _section(type_, blocks)
    if bundle.questions:
        yield _line("section", Span("Not stated"))
    for question in bundle.questions:
        yield from _question(question)


def summary(bundle: Bundle) -> str:
    """What the document holds, in numbers."""
    blocks = [block for _, blocks in bundle.sections for block in blocks]
    parts = sum(len(block.parts) for block in blocks)
    unknown = sum(len(block.parts) for block in blocks if not block.known)
    said = [f"{count(parts, 'component')} in use" + (f", {unknown} without a known license" if unknown else "")]
    said += [f"{count(len(bundle.missing), 'thing')} missing"] if bundle.missing else []
    said += [f"{count(len(bundle.questions), 'fact')} of use not stated"] if bundle.questions else []
    said += [f"{count(bundle.unread, 'file')} not read, so that components may be missing"] if bundle.unread else []
    return "; ".join(said) + "."


def missing(bundle: Bundle) -> Iterator[Line]:
    """What the repository lacks, an item each."""
    for step in bundle.missing:
        condition = f"{step.condition} ({step.fact} is not stated)" if step.fact else step.condition
        yield _line("item", *told(step._replace(condition=condition), step.parts))


def _section(type_: ComponentType, blocks: Iterable[Block]) -> Iterator[Line]:
    heading, remark = _TITLES[type_]
    yield _line("section", Span(heading))
    if remark:
        yield _line("paragraph", Span(remark))
    for block in blocks:
        yield _line("block", Span(block.title))
        yield from _block(block)


def _block(block: Block) -> Iterator[Line]:
    yield from (_line("part", *component(part)) for part in block.parts)
    shown = {_quoted(step): None for step in block.steps if step.words and step.kind in _QUOTED and not step.condition}
    yield from (_line("quote", Span(words)) for words in shown)
    if not block.known:
        unknown = Span("What these ask for has to be found out; the policy can record it in ")
        yield _line("paragraph", unknown, code("[[clarifications]]"), Span("."))
    yield from (_line("item", *task(step, block.title)) for step in block.steps)
    yield from (_line("item", *source(terms)) for terms in block.terms)


def _quoted(step: Step) -> str:
    """The words; those of a notice are only its beginning, and the license has the rest."""
    return f"{step.words} …" if step.kind == "notice-file" else step.words


def _question(question: Question) -> Iterator[Line]:
    asked = question.question or question.fact
    yield _line("block", Span(asked[:1].upper() + asked[1:]))
    if question.example:
        stated = Span("It is stated in [use] of the policy, such as ")
        yield _line("paragraph", stated, code(f"{question.fact} = {question.example}"))
    for step in question.steps:
        yield _line("item", *told(step, step.parts[:_FEW], max(0, len(step.parts) - _FEW)))


def _line(kind: Kind, *spans: Span) -> Line:
    return Line(kind, tuple(span for span in spans if span.text))
