"""Both languages have all the words: of the messages, of the terms, and of every fact that a license's record holds."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from weighstation.errors import KnowledgeError
from weighstation.explain import explain
from weighstation.knowledge import licenses
from weighstation.writers import words
from weighstation.writers.explain_terms import QUOTED, TOPICS
from weighstation.writers.explain_text import to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

EN, KO = words.words("en"), words.words("ko")
KNOWN = [known for known in map(licenses.license, licenses.keys()) if known]
SHOWN = {term for terms in TOPICS.values() for term in terms}
SOURCE = Path(words.__file__).parents[1]
ADD = "add `fact.<words of the record>` to writers/words/ko.tsv"
HANGUL = re.compile("[\uac00-\ud7a3]")
# A message that is the same in both: nothing but a number and its currency.
SAME = {"threshold.money.is"}


def messages(table: dict[str, str]) -> set[str]:
    """The keys that every language needs: not those of facts, of parts of clauses and of units of numbers."""
    return {key for key in table if not key.startswith(("fact.", "clause.", "number."))}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def recorded(term: str, value: object) -> Iterator[str]:
    """The words of one term that a reader gets to see."""
    if isinstance(value, bool) or term in QUOTED:
        return
    if isinstance(value, dict):
        yield from (value[name] for name in ("counts", "basis", "measured") if name in value)
    elif isinstance(value, list):
        yield from map(str, value)
    elif not str(value).startswith("http") or " " in str(value):
        yield str(value)


def test_the_languages_have_the_same_messages() -> None:
    assert messages(dict(KO)) == messages(dict(EN))
    assert {key for key in EN if key.startswith("fact.")} <= set(KO)


@pytest.mark.parametrize("key", sorted(messages(dict(EN))))
def test_a_message_has_the_same_fields_in_both_languages(key: str) -> None:
    assert fields(KO[key]) == fields(EN[key])


def test_korean_messages_are_korean() -> None:
    assert {key for key in messages(dict(KO)) if not HANGUL.search(KO[key])} == SAME


def test_every_message_that_the_writers_ask_for_is_there() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCE.glob("explain_*.py"))
    asked = set(re.findall(r'told\["([a-z_.]+)"\]', code))
    assert len(asked) > 25
    assert asked <= set(EN)


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.key)
def test_every_fact_of_a_license_has_its_words(known: licenses.License) -> None:
    assert f"category.{known.category}" in KO
    assert f"commercial.{known.commercial_use}" in KO
    for term, value in known.terms.items():
        if term.endswith("_rule"):
            continue  # for policies; another term has it in words
        assert term in SHOWN, f"{term} is in no topic of explain_terms.TOPICS"
        assert isinstance(value, bool) or f"term.{term}.is" in EN
        assert [text for text in recorded(term, value) if not text.isdigit() and f"fact.{text}" not in KO] == [], ADD


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.key)
def test_the_korean_terms_of_a_license_hold_no_english_sentence(known: licenses.License) -> None:
    text = to_text(explain(known.key), "ko")
    terms = text.partition(f"{KO['title.terms']}\n")[2].partition(f"\n{KO['title.evidence']}")[0]
    ours = re.sub(r'"[^"]*"|“[^”]*”|\[[^\]]*\]|\S*://\S*', "", terms)
    assert not re.search(r"\b(?:the|must|not|is|are|with|under)\b [a-z]+ [a-z]+", ours)


def test_nearly_all_notes_on_licenses_are_in_korean() -> None:
    notes = [text for known in KNOWN if known.named for text in (known.verified_what, known.note) if text]
    korean = [text for text in notes if f"fact.{text}" in KO or all(f"fact.{part}" in KO for part in text.split("; "))]
    assert len(korean) >= 0.9 * len(notes)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_no_key_is_there_twice_and_facts_are_sorted(language: str) -> None:
    table = (SOURCE / "words" / f"{language}.tsv").read_text(encoding="utf-8")
    keys = [line.partition("\t")[0] for line in table.splitlines() if "\t" in line]
    facts = [key for key in keys if key.startswith("fact.")]
    assert len(keys) == len(set(keys))
    assert facts == sorted(facts)
    assert [line for line in table.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize(
    ("number", "english", "korean"),
    [
        (700_000_000, "700,000,000", "7억"),
        (1_000_000, "1,000,000", "100만"),
        (20_000_000, "20,000,000", "2,000만"),
        (150_010_500, "150,010,500", "1억 5,001만 500"),
        (999, "999", "999"),
        (0, "0", "0"),
    ],
)
def test_numbers_are_in_the_units_of_the_language(number: int, english: str, korean: str) -> None:
    assert (words.number(EN, number), words.number(KO, number)) == (english, korean)


@pytest.mark.parametrize(
    ("place", "korean"),
    [
        ("section 1(b)(i)", "조항 1(b)(i)"),
        ("section 4(a) to 4(f)", "조항 4(a)~4(f)"),
        ("section 1(b)(iv) and the Acceptable Use Policy", "조항 1(b)(iv), Acceptable Use Policy"),
        ("Changes to these Terms or our Services", "Changes to these Terms or our Services"),
    ],
)
def test_the_numbers_and_headings_of_a_license_stay_as_they_are(place: str, korean: str) -> None:
    assert (words.clause(EN, place), words.clause(KO, place)) == (place, korean)


@pytest.mark.parametrize(
    "sentence",
    [
        "knowledge:exact (a (b)) says MIT, knowledge:other-record (c (D, E) says x) says BSD; MIT AND BSD governs",
        "model-card (README.md:2) says MIT, but knowledge:exact (x) says one of a, b: the license is open",
        "laxer-than-base: hf:a/b is declared MIT, but its base hf:c/d is under LicenseRef-e",
        "laxer-than-base: hf:a/b is declared MIT, but its base hf:c/d is under custom terms that are not known here",
        "laxer-than-base: hf:a/b is declared MIT, but its base (known by name only) is under LicenseRef-e",
        "no-such is no license known here",
    ],
)
def test_a_sentence_about_a_conflict_is_said_again_in_korean(sentence: str) -> None:
    said = words.restated(KO, sentence)
    assert HANGUL.search(said)
    assert not re.search(r"\b(?:says [A-Z]|governs|declared|its base|known here|one of)\b", said)


def test_other_sentences_and_facts_stay_as_they_are() -> None:
    assert words.restated(KO, "nobody wrote this") == "nobody wrote this"
    assert words.fact(KO, "nobody wrote this") == "nobody wrote this"
    assert words.note(KO, "license text read; nobody wrote this") == "라이선스 원문 확인; nobody wrote this"


def test_a_language_without_words_is_a_broken_installation() -> None:
    with pytest.raises(KnowledgeError, match="install weighstation again"):
        words.words("xx")
