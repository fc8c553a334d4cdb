"""What an explanation begins with: what the input is, its license, and how to settle what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers import words
from weighstation.writers.columns import item, printable, row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.explain.explanation import Explanation
    from weighstation.knowledge.licenses import License
    from weighstation.knowledge.openness import Openness
    from weighstation.writers.words import Words

_MAX_INPUT = 200  # characters of the input that are shown


def head(explanation: Explanation, told: Words) -> Iterator[str]:
    """What the input is, which license governs, and what else the word could mean."""
    yield _first(explanation, told)
    if explanation.kind != "unknown":
        yield from row(told["label.license"], explanation.expression or told["text.not_known"])
    if explanation.candidates:
        label = told["label.choice" if explanation.expression else "label.candidates"]
        yield from row(label, ", ".join(explanation.candidates))
    if explanation.license:
        yield from _what(explanation, explanation.license, told)
    elif explanation.expression:
        yield from row(told["label.governed"], told["text.no_facts"])
    if explanation.openness:
        yield from _openness(explanation.openness, told)
    if explanation.also:
        yield from row(told["label.also"], ", ".join(explanation.also))
    if explanation.suggestions:
        yield from row(told["label.suggestions"], ", ".join(explanation.suggestions))


def _first(explanation: Explanation, told: Words) -> str:
    name = printable(explanation.input.strip()[:_MAX_INPUT]) or told["text.nothing"]
    found = "" if explanation.id in ("", name) else f" ({explanation.id})"
    return told[f"head.{explanation.kind}"].format(name=name) + found


def _what(explanation: Explanation, license: License, told: Words) -> Iterator[str]:  # noqa: A002 - the field's own word
    yield from row(told["label.governed"], f"{license.name} ({license.key})")
    yield from row(told["label.category"], told[f"category.{license.category}"])
    osi = told["osi.yes" if license.osi_approved else "osi.no"]
    yield from row(told["label.osi"], osi + (told["osi.weights"] if explanation.kind == "model" else ""))


def _openness(found: Openness, told: Words) -> Iterator[str]:
    mof = told["openness.class"].format(mof=found.mof_class) if found.mof_class else told["openness.none"]
    yield from row(told["label.openness"], f"{mof}; {found.source} ({found.date})")
    for part, said in (("weights", found.weights), ("code", found.code), ("data", found.data)):
        shown = told["openness.unlicensed"] if said == "unlicensed" else said or told["openness.unnamed"]
        yield from row("", f"{told[f'openness.{part}']}: {shown}")


def settle(explanation: Explanation, told: Words) -> Iterator[str]:
    """For the name of a family: what each candidate is, by which words its text is known, and what to do."""
    if explanation.expression or not (explanation.candidates or explanation.kind == "license"):
        return
    from weighstation.knowledge.licenses import license as known
    from weighstation.licensing.strictness import strictness

    found = [entry for entry in map(known, explanation.candidates) if entry and entry.named]
    yield told["title.settle"]
    for entry in found:
        yield from item(_candidate(entry, told))
    yield from item(told["settle.how" if found else "settle.custom" if explanation.candidates else "settle.none"])
    if len(found) > 1:
        yield from item(told["settle.until"].format(key=max(found, key=strictness).key))


def _candidate(entry: License, told: Words) -> str:
    phrase = (*entry.unique_phrases, *entry.phrases, "")[0]
    quoted = "; " + told["settle.phrase"].format(phrase=phrase) if phrase else ""
    return f"{entry.key}: {entry.name}; {words.category(told, entry.category)}{quoted}"
