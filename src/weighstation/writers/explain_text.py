"""An explanation for people."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from weighstation.writers import explain_terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.explain.explanation import Explanation
    from weighstation.knowledge.licenses import License

_KINDS = {
    "model": "a model",
    "dataset": "a data set",
    "service": "a hosted model",
    "package": "a package",
    "license": "a license",
    "expression": "a license expression",
}
_WIDTH = 100  # columns for the words of a term
_MAX_INPUT = 200  # characters of the input that are shown


def to_text(explanation: Explanation) -> str:
    """Several lines that end with a newline; no line where nothing is known to fill it."""
    sections = (_head, _terms, _conflicts, _lineage, _evidence, _doubts)
    return "\n".join(line for section in sections for line in section(explanation)) + "\n"


def _head(explanation: Explanation) -> Iterator[str]:
    name = _printable(explanation.input.strip()[:_MAX_INPUT]) or "(nothing)"
    if explanation.kind == "unknown":
        yield f"{name}: no component, license or license expression that is known here"
        return
    yield f"{name} is {_KINDS[explanation.kind]}" + (f": {explanation.id}" if explanation.id not in ("", name) else "")
    yield f"  License      {explanation.expression or 'not known'}"
    if explanation.candidates:
        yield f"  {'Choice of' if explanation.expression else 'Could be'}".ljust(15) + ", ".join(explanation.candidates)
    if explanation.license:
        yield f"  Governed by  {_license(explanation.license)}"


def _license(license: License) -> str:  # noqa: A002 - the field's own word
    osi = "OSI-approved" if license.osi_approved else "not OSI-approved"
    return f"{license.name} ({license.key}): {license.category}, {osi}"


def _terms(explanation: Explanation) -> Iterator[str]:
    if not explanation.license:
        return
    yield "What it means"
    last = ""
    for topic, words in explain_terms.lines(explanation.license):
        for line in textwrap.wrap(words, _WIDTH):
            yield f"  {'' if topic == last else topic:<16}{line}"
            last = topic
    if explanation.license.url:
        yield f"  {'Text':<16}{explanation.license.url}"


def _conflicts(explanation: Explanation) -> Iterator[str]:
    if explanation.conflicts:
        yield "Conflicts"
    yield from (f"  {sentence}" for sentence in explanation.conflicts)


def _lineage(explanation: Explanation) -> Iterator[str]:
    if not explanation.lineage:
        return
    yield "Lineage"
    yield f"  {explanation.id}"
    for ancestor in explanation.lineage:
        relation = f" ({ancestor.relation})" if ancestor.relation else ""
        shown = f"{ancestor.id}{relation}: {ancestor.expression or 'license not known'}"
        yield f"  {'   ' * (ancestor.depth - 1)}└─ {shown}; {ancestor.source}, confidence {ancestor.confidence:g}"


def _evidence(explanation: Explanation) -> Iterator[str]:
    if explanation.evidence:
        yield "Evidence"
    for claim in explanation.evidence:
        words = claim.expression or " or ".join(claim.candidates) or "no license"
        yield f"  {words}: {claim.acknowledgement}, {claim.source}, confidence {claim.confidence:g}"
        yield from (f"    {detail}" for detail in (claim.where, claim.note) if detail)


def _doubts(explanation: Explanation) -> Iterator[str]:
    """What a person should check, and the day the facts are of."""
    from weighstation.knowledge import AS_OF

    for claim in explanation.evidence:
        if not claim.verified and claim.source.startswith("knowledge:"):
            yield f"Not verified   {claim.source}: {claim.expression or 'no license'}"
    if explanation.license and not explanation.license.verified:
        yield f"Not verified   the terms of {explanation.license.name}: nobody here read its text"
    if explanation.kind != "unknown":
        yield f"Facts as of {AS_OF}; not legal advice"


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in text)
