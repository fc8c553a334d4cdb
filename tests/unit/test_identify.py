"""Which license a text is, on made-up texts: whole, edited, embedded, restricted, unknown, unreadable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit._made_up import (
    CLOSED,
    EXCEPTION,
    FREE,
    LLAMA,
    LONG,
    LONGER,
    MIT,
    POLICY,
    SHOP,
    SHORTER,
    edited,
    known,
    made_up,
)
from weighstation import identify
from weighstation.errors import KnowledgeError, ReadError
from weighstation.identify.shingles import digest, shingles
from weighstation.identify.words import MAX_BYTES, decode, normalise
from weighstation.knowledge.fingerprints import unpack

PROSE = "Foo reads pictures of rivers. It was written by many people, to whom we are thankful, in a cold winter."
TEXTS = {"mit": MIT, "bsd-2-clause": SHORTER, "bsd-3-clause": LONGER, "apache-2.0": LONG, "cc-by-nc-4.0": CLOSED}


def match(text: str | bytes) -> identify.Match:
    found = identify.text(text, known())
    assert found is not None
    return found


# Whole


@pytest.mark.parametrize("key", TEXTS)
def test_a_whole_text_is_exact(key: str) -> None:
    found = match(TEXTS[key])
    assert (found.key, found.keys, found.score, found.exact) == (key, (key,), 1.0, True)
    assert (found.coverage, found.share, found.extra, found.note) == (1.0, 1.0, (), "")


@pytest.mark.parametrize(
    "changed",
    [
        MIT.upper(),
        " ".join(MIT.split()),
        "\n".join(f" * {line}" for line in MIT.splitlines()),
        MIT.replace(".", " ;"),
        f"The MIT License (MIT)\n\nCopyright (c) 2024 Some One <some.one@example.org>\n\n{MIT}\n",
        f"MIT License\n\nCopyright 2019-2024, Some One\nCopyright © Another\nAll rights reserved.\n\n{MIT}",
    ],
    ids=["case", "lines", "comment", "punctuation", "title", "notices"],
)
def test_what_does_not_count_does_not_count(changed: str) -> None:
    found = match(changed)
    assert (found.key, found.score, found.exact) == ("mit", 1.0, True)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_every_common_coding_is_read(coding: str) -> None:
    assert match(("“Müller”\n" + MIT).encode(coding)).key == "mit"


def test_the_longer_of_two_texts_wins_only_where_all_of_it_is_there() -> None:
    assert match(SHORTER).key == "bsd-2-clause"
    assert match(LONGER).key == "bsd-3-clause"


# With changes


@pytest.mark.parametrize("key", TEXTS)
def test_one_changed_word_in_twenty_hides_hardly_a_license_and_makes_none_another(key: str) -> None:
    found = [identify.text(edited(TEXTS[key], seed), known()) for seed in range(40)]
    assert {one.key for one in found if one} <= {key, ""}
    assert sum(one is not None and one.key == key for one in found) >= 38
    assert not any(one.exact for one in found if one)


def test_a_changed_word_is_not_exact_and_costs_score() -> None:
    found = match(MIT.replace("grantor", "lender", 1))
    assert found.key == "mit"
    assert not found.exact
    assert 0.9 < found.score < 1
    assert [extra.words for extra in found.extra] == [1]


def test_a_text_with_whole_passages_exchanged_is_another_license() -> None:
    words = LONG.split(" ")
    found = match(" ".join(words[:500] + made_up(50, 500).split(" ") + words[1000:]))
    assert (found.key, found.keys) == ("", ("apache-2.0",))
    assert "whole passages differ" in found.note


def test_less_than_the_most_of_a_license_is_none() -> None:
    assert identify.text(LONG[: len(LONG) // 3], known()) is None


def test_a_license_that_never_says_its_name_is_another_one() -> None:
    assert match(LLAMA).key == "llama2"
    found = match(LLAMA.replace("Almeta", "Nobody"))
    assert found.key == ""
    assert "does not say" in found.note


# In a longer file


@pytest.mark.parametrize("key", TEXTS)
def test_a_license_in_a_longer_file_is_found_and_the_rest_is_told(key: str) -> None:
    found = match(f"{PROSE}\n\n{TEXTS[key]}\n\n{PROSE}\n")
    last = 2 + len(TEXTS[key].splitlines())
    assert (found.key, found.exact, found.coverage, found.lines) == (key, False, 1.0, (3, last))
    assert [(extra.first_line, extra.last_line, extra.limits) for extra in found.extra] == [
        (1, 1, ""),
        (last + 2, last + 2, ""),
    ]
    assert 0 < found.share < 1


def test_two_licenses_in_a_file_have_no_one_key() -> None:
    found = match(f"{MIT}\n\n-----\n\n{LONG}")
    assert (found.key, found.keys, found.exact) == ("", ("apache-2.0", "mit"), False)
    assert found.note == "holds apache-2.0 and mit"


def test_one_text_under_two_keys_is_both() -> None:
    assert match(FREE)[:2] == ("", ("isc", "0bsd"))


def test_an_exception_leaves_the_license_its_key() -> None:
    found = match(f"{LONG}\n\n{EXCEPTION}")
    assert (found.key, found.exact, found.note) == ("apache-2.0", False, "with Some-exception")
    alone = match(EXCEPTION)
    assert (alone.key, alone.keys, alone.id) == ("", (), "Some-exception")


def test_a_use_policy_belongs_to_its_license() -> None:
    found = match(POLICY)
    assert found.key == "llama2"
    assert "use policy" in found.note


# Restricted

CLAUSES = (
    "The Software shall be used for Good, not Evil.",
    "Commercial use is not permitted.",
    "For non-commercial purposes only.",
    "For research purposes only.",
    "Use by military organizations is prohibited.",
    "You may not provide the software to third parties as a hosted or managed service.",
    "If the products have more than 100 million monthly active users, the name has to be shown.",
    "The model must not be used to train other language models.",
    "The grant of rights will not include, and the License does not grant to you, the right to sell the Software.",
)


@pytest.mark.parametrize("clause", CLAUSES)
@pytest.mark.parametrize("where", ["before", "inside", "behind", "in the copyright line"])
def test_a_free_license_with_a_clause_that_restricts_has_no_key(clause: str, where: str) -> None:
    head, tail = MIT[: len(MIT) // 2].rsplit(" ", 1)[0], MIT[len(MIT) // 2 :].split(" ", 1)[1]
    text = {
        "before": f"{clause}\n\n{MIT}",
        "inside": f"{head} {clause} {tail}",
        "behind": f"{MIT}\n\n{clause}\n",
        "in the copyright line": f"Copyright (c) 2024 Some One. {clause}\n\n{MIT}",
    }[where]
    found = match(text)
    assert (found.key, found.keys, found.exact) == ("", ("mit",), False)
    assert any(extra.limits for extra in found.extra)


def test_a_single_word_restricts_where_nothing_else_is_changed() -> None:
    words = MIT.split(" ")
    assert match(" ".join([*words[:20], "noncommercial", *words[20:]])).key == ""


def test_a_license_without_commercial_use_keeps_its_key_and_the_words_are_told() -> None:
    found = match(f"{CLOSED}\n\nYou may not distribute the model.")
    assert found.key == "cc-by-nc-4.0"
    assert "may restrict" in found.note


def test_a_conditional_license_loses_its_key_only_by_losing_commercial_use() -> None:
    assert match(f"{LLAMA}\n\nYou may not use the model to build weapons.").key == "llama2"
    assert match(f"{LLAMA}\n\nYou may use the model for noncommercial purposes only.").key == ""


def test_a_known_text_of_another_license_is_not_the_one_it_resembles() -> None:
    found = match(SHOP)
    assert (found.key, found.id, found.exact) == ("", "LicenseRef-shop", False)
    assert "nothing else is known" in found.note


# Phrases


def test_a_phrase_of_another_license_decides_where_the_text_is_not_word_for_word() -> None:
    phrase = 'You shall prominently display "MiniMax M2.1" on the user interface.'
    assert match(f"{MIT}\n\n{phrase}").key == "minimax-m2.1-mit-variant"


def test_of_a_restricted_license_without_fingerprints_the_title_is_enough() -> None:
    found = match(f"Mistral AI Research License\n\n{made_up(60, 200)}")
    assert (found.key, found.score, found.exact, found.note) == ("mrl-0.1", 0.5, False, "known by its title only")


@pytest.mark.parametrize(
    "text",
    [
        f"{made_up(61, 30)} Mistral AI Research License {made_up(60, 200)}",
        "Mistral AI Research License",
        f"OpenMDW License Agreement, version 1.1 (OpenMDW-1.1)\n\n{made_up(60, 200)}",
    ],
    ids=["inside", "alone", "free"],
)
def test_a_title_inside_a_text_or_alone_or_of_a_free_license_is_not(text: str) -> None:
    assert identify.text(text, known()) is None


# Unknown and unreadable


@pytest.mark.parametrize("text", ["", " \n\n", "word", "Copyright (c) 2024 Some One", PROSE, b"\xef\xbb\xbf"])
def test_what_is_no_license_is_nothing(text: str | bytes) -> None:
    assert identify.text(text, known()) is None


@pytest.mark.parametrize("data", [b"\x7fELF\x02\x01\x01\0\0\0\0", b"text\0text", b"a" * (MAX_BYTES + 1)])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError):
        identify.text(data, known())


@given(st.binary(max_size=400))
def test_no_bytes_do_more_than_be_refused(data: bytes) -> None:
    try:
        identify.text(data, known())
    except ReadError:
        return
    assert normalise(decode(data)) is not None


@given(st.text(max_size=300))
def test_every_word_has_its_line(text: str) -> None:
    read = normalise(text)
    assert len(read.words) == len(read.lines)
    assert read.lines == sorted(read.lines)


# The parts


def test_words_that_count() -> None:
    text = "1. The LICENCE, version 3.1\n(a) non-commercial sub-licence\n// Copyright (c) 2020 Foo\n모델 許可"
    assert normalise(text).words == "the license version 3.1 noncommercial sublicense 모델 許 可".split()


def test_shingles_of_a_short_text_are_one() -> None:
    assert shingles([]) == []
    assert len(shingles(["one"])) == 1
    assert len(shingles("one two three four five".split())) == 2


def test_a_digest_is_of_the_words_in_order() -> None:
    assert digest(["a", "b"]) != digest(["b", "a"])
    assert len(digest([])) == 16


@pytest.mark.parametrize(
    ("table", "data"),
    [(b"", b""), (b"a\tb\n", b"weighstation fingerprints 1 0 0 0\n"), (b"", b"weighstation fingerprints 1 9 9 9\nxx")],
)
def test_damaged_fingerprints_are_said_to_be(table: bytes, data: bytes) -> None:
    with pytest.raises(KnowledgeError, match="damaged"):
        unpack(table, data)
