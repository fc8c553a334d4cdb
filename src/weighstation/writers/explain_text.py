"""An explanation for people, in the language they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers import explain_terms, explain_tree, words
from weighstation.writers.columns import item, row
from weighstation.writers.explain_head import head, settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.explain.explanation import Explanation
    from weighstation.knowledge.licenses import License
    from weighstation.model import Claim
    from weighstation.writers.words import Words


def to_text(explanation: Explanation, language: str = "en") -> str:
    """Several lines that end with a newline; no line where nothing is known to fill it. ``language``: en or ko."""
    if explanation.page:
        return explanation.page
    told = words.words(language)
    sections = (head, settle, _terms, _parts, _conflicts, _lineage, _evidence, _doubts)
    return "\n".join(line for section in sections for line in section(explanation, told)) + "\n"


def _terms(explanation: Explanation, told: Words) -> Iterator[str]:
    """The terms of the license that governs, then of others that bind beside it and are no open ones."""
    binding = _binding(explanation)
    for entry in binding:
        yield told["title.terms"] + (f": {entry.name}" if len(binding) > 1 else "")
        yield from _terms_of(entry, told)


def _terms_of(license: License, told: Words) -> Iterator[str]:  # noqa: A002 - the field's own word
    last = ""
    for topic, sentence in explain_terms.lines(license, told):
        yield from row("" if topic == last else told[f"topic.{topic}"], sentence)
        last = topic
    if license.note:
        yield from row(told["label.note"], words.note(told, license.note))
    if license.url:
        yield from row(told["label.text"], license.url)


def _binding(explanation: Explanation) -> list[License]:
    from weighstation.licensing.strictness import RESTRICTED, strictness

    leaves = [part.license for part in explanation.parts if part.chosen and part.license]
    found = [explanation.license, *(leaf for leaf in leaves if strictness(leaf) >= RESTRICTED)]
    return list({entry.key: entry for entry in found if entry}.values()) if explanation.license else []


def _parts(explanation: Explanation, told: Words) -> Iterator[str]:
    if explanation.parts:
        yield told["title.parts"]
        yield from (f"  {line}" for line in explain_tree.expression(explanation, told))


def _conflicts(explanation: Explanation, told: Words) -> Iterator[str]:
    if explanation.conflicts:
        yield told["title.conflicts"]
    for sentence in explanation.conflicts:
        yield from item(words.restated(told, sentence))


def _lineage(explanation: Explanation, told: Words) -> Iterator[str]:
    if explanation.lineage:
        yield told["title.lineage"]
        yield from (f"  {line}" for line in explain_tree.lineage(explanation, told))


def _evidence(explanation: Explanation, told: Words) -> Iterator[str]:
    if explanation.evidence:
        yield told["title.evidence"]
    for claim in explanation.evidence:
        how = f"{words.fact(told, claim.acknowledgement)}, {words.fact(told, claim.source)}"
        yield f"  {_said(claim, told)}: {how}, {told['text.confidence']} {claim.confidence:g}"
        yield from (f"    {words.fact(told, part)}" for part in claim.where.split("; ") if part)
        if claim.note:
            yield f"    {words.note(told, claim.note)}"


def _said(claim: Claim, told: Words) -> str:
    return claim.expression or f" {told['text.or']} ".join(claim.candidates) or told["text.no_license"]


def _doubts(explanation: Explanation, told: Words) -> Iterator[str]:
    """What a person should check, and the day the facts are of."""
    from weighstation.knowledge import AS_OF

    ours = (claim for claim in explanation.evidence if claim.source.startswith("knowledge:"))
    doubts = [f"{words.fact(told, claim.source)}: {_said(claim, told)}" for claim in ours if not claim.verified]
    for entry in (entry for entry in _binding(explanation) if not entry.verified):
        seen = f" ({words.note(told, entry.verified_what)})" if entry.verified_what else ""
        doubts.append(told["doubt.terms"].format(name=entry.name) + seen)
    if doubts:
        yield told["title.doubts"]
        yield from (f"  {doubt}" for doubt in doubts)
    if explanation.kind != "unknown":
        yield told["text.as_of"].format(date=AS_OF)
