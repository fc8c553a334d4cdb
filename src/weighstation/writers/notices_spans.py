"""The phrases of a bundle of notices: a component, a step, a license, each as spans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from weighstation.writers.cyclonedx.text import url

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weighstation.writers.notices import Part, Step
    from weighstation.writers.notices_terms import Terms


class Span(NamedTuple):
    """A stretch of a line; one with an address is a link."""

    text: str
    kind: Literal["plain", "code", "strong"] = "plain"
    address: str = ""


def code(text: str) -> Span:
    """A name or path, as it is written."""
    return Span(text, "code")


def component(part: Part) -> Iterator[Span]:
    """A component, with its page as a link, and what it was made from."""
    yield Span(part.name, "code", part.address)
    for number, (name, relation) in enumerate(part.bases):
        yield Span(", " if number else ", made from ")
        yield code(name)
        if relation:
            yield Span(f" ({relation})")


def task(step: Step, heading: str) -> Iterator[Span]:
    """A step of a block, without the license and the components that the block is about anyway."""
    yield Span(_state(step), "strong")
    yield Span(": ")
    license_ = "" if step.license == heading else step.license
    yield from told(step._replace(license=license_), () if step.of_all else step.parts)


def _state(step: Step) -> str:
    if step.met is not None:
        return "done" if step.met else "missing"
    return "depends" if step.condition else "to do"


def told(step: Step, parts: Sequence[str], more: int = 0) -> Iterator[Span]:
    """``License: what (clause), if condition; see where; for these components and 2 more``."""
    clause = f" ({step.clause})" if step.clause else ""
    condition = f", if {step.condition}" if step.condition else ""
    yield Span((f"{step.license}: " if step.license else "") + f"{step.what}{clause}{condition}")
    if step.where:
        yield Span("; see ")
        yield code(step.where)
    for number, name in enumerate(parts):
        yield Span(", " if number else "; for ")
        yield code(name)
    if more:
        yield Span(f" and {more} more")


def source(terms: Terms) -> Iterator[Span]:
    """A license, and where its text and its policy of use are."""
    yield Span(f"{terms.name} ({terms.id})" if terms.name != terms.id else terms.id)
    if not terms.known:
        yield Span(": nothing is known of it here, read it for what it asks")
        return
    if terms.of_author:
        yield Span(": its text begins with the author's copyright line and comes with each of them; the rest is at ")
    else:
        yield Span(": its text is at " if terms.address else ": no address of its text is known")
    yield from _address(terms.address)
    for number, path in enumerate(terms.texts):
        yield Span(", " if number else ", and here in ")
        yield code(path)
    if terms.use_policy:
        yield Span("; policy of use: ")
        yield from _address(terms.use_policy)


def _address(text: str) -> Iterator[Span]:
    """An address as a link; what stands behind it, or is none, as it is."""
    first, blank, rest = text.partition(" ")
    if url(first):
        yield Span(first, address=first)
        yield Span(blank + rest)
    else:
        yield Span(text)
