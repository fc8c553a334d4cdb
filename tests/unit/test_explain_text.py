"""An explanation as people read it: whole answers, columns, trees, and what is said of what is not known."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.explain import Explanation, explain
from weighstation.explain.parts import parts
from weighstation.knowledge.licenses import License
from weighstation.knowledge.openness import Openness
from weighstation.model import Ancestor, Claim
from weighstation.writers.columns import item, padded, row, width, wrapped
from weighstation.writers.explain_text import to_text
from weighstation.writers.explain_tree import drawn

SNAPSHOTS = Path(__file__).parents[1] / "snapshots" / "explain"
TERMS = License(
    "acme",
    "Acme Community License",
    "LicenseRef-acme",
    osi_approved=False,
    fsf_libre=False,
    category="community-restricted",
    commercial_use="conditional",
    classes=("community",),
    terms={
        "license_copy": True,
        "notice_prefix": "Acme is licensed under the Acme Community License",
        "flow_down": True,
        "name_prefix": "Llama",
        "trains_other_models": "any-except-own-derivatives",
        "outputs_covered": True,
        "user_threshold": {
            "number": 700_000_000,
            "comparator": "greater-than",
            "counts": "all products or services of the licensee and its affiliates, in the preceding calendar month",
            "effect": "license",
        },
        "revenue_threshold": {"amount": 20_000_000, "currency": "USD", "comparator": "at-least", "basis": "royalty"},
        "territory_exclusion": ["EU", "KR"],
        "restriction_topics": ["military", "weapons"],
        "termination": ["breach"],
        "osd_breaks": [5, 6],
    },
    clauses={"commercial_use": "section 1(a), 2", "user_threshold": "section 2", "restriction_topics": "Attachment A"},
    verified_what="license text read in a mirror",
    note="not a software license",
    url="https://example.org/license",
)
# Its license is none of its parts, which real answers never have, so that all kinds of lines are in it.
ANSWER = Explanation(
    "acme/tiny",
    "model",
    "hf:acme/tiny",
    "MIT AND LicenseRef-scancode-llama-2-license-2023",
    TERMS,
    (),
    (
        Ancestor("hf:acme/big", "merge", "LicenseRef-scancode-llama-2-license-2023", "repository", 0.9, 1),
        Ancestor("hf:acme/root", "finetune", "", "knowledge:exact", 0.7, 2),
        Ancestor("hf:other/base", "merge", "MIT", "repository", 0.9, 1),
    ),
    (Claim("MIT", "knowledge:exact", "a record; another", 0.95, note="the model of that name on the Hub"),),
    (
        "laxer-than-base: hf:acme/tiny is declared MIT, "
        "but its base hf:acme/big is under LicenseRef-scancode-llama-2-license-2023",
    ),
    parts("MIT AND (LicenseRef-scancode-llama-2-license-2023 OR GPL-2.0-only WITH Classpath-exception-2.0)"),
    openness=Openness("III", "MIT", "Apache-2.0", "unlicensed", "example/records: acme.yml", "2026-05-11"),
)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_whole_answer_is_as_recorded(language: str) -> None:
    path = SNAPSHOTS / f"model.{language}.txt"
    if os.environ.get("WEIGHSTATION_UPDATE_SNAPSHOTS"):
        path.write_text(to_text(ANSWER, language), encoding="utf-8")
    assert to_text(ANSWER, language) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_topic_that_people_ask_about_is_answered_or_said_to_be_unrecorded(language: str) -> None:
    for ref in ("tiiuae/falcon-180B", "MIT", "llama3.1", "cc-by-nc-4.0"):
        text = to_text(explain(ref), language)
        for topic in TOPICS[language]:
            assert topic in text, (ref, topic)


TOPICS = {
    "en": ("Commercial use", "Redistribution", "Fine-tuning", "Outputs", "Hosting", "Who", "Where", "What for"),
    "ko": ("상업적 사용", "재배포", "파인튜닝", "생성물", "호스팅", "규모 제한", "지역 제한", "용도 제한"),
}


def test_silence_of_a_license_is_not_taken_for_permission() -> None:
    text = to_text(explain("tiiuae/falcon-180B"))
    assert "Not recorded    Redistribution, Fine-tuning, Outputs, Who, Where" in text


def test_what_osi_approval_promises_is_said_with_its_point() -> None:
    assert "no limits on the purpose, as in every OSI-approved license [OSD 6]" in to_text(explain("MIT"))
    assert "[OSD 6]" not in to_text(explain("cc-by-4.0"))


def test_the_flag_of_the_osi_is_said_to_be_of_the_weights_alone() -> None:
    assert "OSI-approved (the license of the weights; it says nothing" in to_text(explain("EleutherAI/pythia-12b"))
    assert "of the weights" not in to_text(explain("MIT"))


def test_the_license_of_the_code_is_kept_apart_from_that_of_the_weights() -> None:
    text = to_text(explain("deepseek-ai/DeepSeek-V3"))
    assert "weights: DeepSeek License Agreement" in text
    assert "code: MIT" in text
    assert "Openness" not in to_text(explain("unknown/unknown"))


def test_a_family_is_settled_by_words_of_its_texts() -> None:
    text = to_text(explain("openrail"))
    assert "bigcode-openrail-m: BigCode Open RAIL-M v1 License Agreement; responsible-AI; its text says" in text
    assert "To settle it, open the LICENSE file beside the weights" in text
    assert "Until then, take the strictest: " in text


def test_a_tag_for_custom_and_one_for_none_say_what_to_do() -> None:
    assert "That only says custom" in to_text(explain("other"))
    assert "no license was declared" in to_text(explain("none"))


def test_each_leaf_of_an_expression_says_what_it_is_and_which_governs() -> None:
    text = to_text(explain("MIT AND (Apache-2.0 OR AGPL-3.0-only)"))
    assert "├─ MIT: MIT License; permissive; OSI-approved; GOVERNS" in text
    assert "└─ Apache-2.0 OR AGPL-3.0-only: you may choose one of these" in text
    assert (
        "   └─ AGPL-3.0-only: GNU Affero General Public License v3.0 only; network copyleft; OSI-approved; not ch"
        in text
    )


def test_copyleft_says_what_goes_along() -> None:
    assert "Redistribution  works based on it stay under this license as a whole" in to_text(explain("GPL-3.0-only"))
    assert "to users over a network too" in " ".join(to_text(explain("AGPL-3.0-only")).split())
    assert "works based on it" not in to_text(explain("MIT"))


def test_a_license_nobody_knows_governs_what_it_binds() -> None:
    text = to_text(explain("Apache-2.0 AND LicenseRef-acme"))
    assert "Governed by     not known: nothing is recorded here of a license that binds" in text
    assert "└─ LicenseRef-acme: not known here" in text
    assert "Commercial use" not in text


def test_every_restricted_license_that_binds_has_its_terms() -> None:
    text = to_text(explain("llama2 AND CC-BY-NC-4.0 AND MIT"))
    assert "What it means: Creative Commons Attribution Non Commercial 4.0 International" in text
    assert "What it means: Llama 2 Community License Agreement" in text
    assert "What it means: MIT License" not in text
    assert "What it means: Llama" not in to_text(explain("llama2 OR MIT"))


def test_an_exception_is_named() -> None:
    text = to_text(explain("GPL-2.0-only WITH Classpath-exception-2.0"))
    assert "with Classpath-exception-2.0, which only adds permissions" in text


def test_a_tree_has_a_line_for_each_node_and_bars_to_the_next_of_its_kind() -> None:
    nodes = [(1, "a"), (2, "b"), (3, "c"), (2, "d"), (1, "e"), (2, "f")]
    assert list(drawn(nodes)) == ["├─ a", "│  ├─ b", "│  │  └─ c", "│  └─ d", "└─ e", "   └─ f"]


def test_hangul_takes_two_columns() -> None:
    assert (width("MIT"), width("라이선스"), width("e\u0301")) == (3, 8, 1)
    assert padded("라이선스", 10) == "라이선스  "
    assert padded("라이선스", 4) == "라이선스 "


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_stands_beside_a_label_begins_in_one_column(language: str) -> None:
    lines = to_text(explain("llama3.1"), language).splitlines()
    start = next(number for number, line in enumerate(lines) if not line.startswith(" ") and number) + 1
    for line in lines[start : lines.index("Evidence" if language == "en" else "근거")]:
        label = line[2:].split("  ", 1)[0] if line[2] != " " else ""
        assert width(label) <= 16
        assert line.startswith("  " + padded(label, 16)), line


@given(st.text(min_size=1), st.integers(1, 40))
def test_wrapping_keeps_every_word_in_its_order(text: str, columns: int) -> None:
    lines = list(wrapped(text, columns))
    assert " ".join(lines).split() == text.split()
    assert all(width(line) <= columns or " " not in line for line in lines)


def test_a_row_has_its_label_once_and_an_item_is_indented() -> None:
    assert [line[:6] for line in row("Label", "word " * 60)] == ["  Labe", "      ", "      "]
    assert [line[:4] for line in item("word " * 60)] == ["  wo", "    ", "    "]
