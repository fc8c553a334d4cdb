"""Every input gets an answer: what it is, which license governs, and how that is known."""

from __future__ import annotations

import io
import json
from typing import Protocol

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.cli import main
from weighstation.explain import explain, to_json
from weighstation.rules import RULES
from weighstation.writers.explain_text import to_text

KEYS = ["input", "kind", "expression", "license", "candidates", "lineage", "evidence", "conflicts"]
KEYS += ["parts", "also", "suggestions", "openness", "page"]
LICENSE = ["key", "spdx", "osi_approved", "category", "commercial_use", "terms", "clauses", "name", "verified", "url"]


class Answers(Protocol):
    """What ``weighstation explain ARGUMENTS -`` prints for bytes on standard input."""

    def __call__(self, given: bytes, *arguments: str) -> str: ...


@pytest.mark.parametrize(
    ("text", "kind", "component_id", "key"),
    [
        ("meta-llama/Llama-2-7b", "model", "hf:meta-llama/Llama-2-7b", "llama2"),
        ("hf:meta-llama/Llama-2-7b@main", "model", "hf:meta-llama/Llama-2-7b", "llama2"),
        ("https://huggingface.co/tiiuae/falcon-180B", "model", "hf:tiiuae/falcon-180B", "falcon-180b-tii"),
        ("pkg:huggingface/tiiuae/falcon-7b@main", "model", "hf:tiiuae/falcon-7b", "apache-2.0"),
        ("gpt2", "model", "hf:gpt2", "mit"),
        ("Mistral-7B-v0.1", "model", "hf:mistralai/Mistral-7B-v0.1", "apache-2.0"),
        ("llama3.1:8b", "model", "ollama:llama3.1:8b", "llama3.1"),
        ("ollama:llama3.1", "model", "ollama:llama3.1", "llama3.1"),
        ("llama3.1", "license", "", "llama3.1"),
        ("unknown/unknown", "model", "hf:unknown/unknown", None),
        ("acme/mit", "model", "hf:acme/mit", None),
        ("gpt-4o", "service", "openai:gpt-4o", "openai-tou"),
        ("openai/gpt-4o", "service", "openai:gpt-4o", "openai-tou"),
        ("pypi:requests", "package", "pypi:requests", None),
        ("pkg:npm/%40scope/name@1.0", "package", "npm:@scope/name", None),
        ("hf-dataset:acme/data", "dataset", "hf-dataset:acme/data", None),
        ("MIT", "license", "", "mit"),
        ("license:apache-2.0", "license", "", "apache-2.0"),
        ("Apache License, Version 2.0", "license", "", "apache-2.0"),
        ("LicenseRef-scancode-llama-2-license-2023", "license", "", "llama2"),
        ("LicenseRef-nobody-knows", "license", "", None),
        ("openrail", "license", "", None),
        ("other", "license", "", None),
        ("none", "license", "", None),
        ("MIT AND GPL-3.0-only", "expression", "", "gpl-3.0"),
        ("mit or gpl-3.0", "expression", "", "mit"),
        ("MIT/X11", "expression", "", "mit"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "expression", "", "gpl-2.0"),
        ("MIT AND no-such-license", "expression", "", None),
        ("cats and dogs", "unknown", "", None),
        ("", "unknown", "", None),
        ("\0\x01", "unknown", "", None),
        ("\ud800", "unknown", "", None),
        ("x" * 1_000_000, "unknown", "", None),
        ("(" * 4000, "unknown", "", None),
        ("pkg:", "unknown", "", None),
        ("pkg:cargo/serde@1", "unknown", "", None),
    ],
)
def test_each_kind_of_input_is_recognized(text: str, kind: str, component_id: str, key: str | None) -> None:
    found = explain(text)
    assert (found.kind, found.id, found.license and found.license.key) == (kind, component_id, key)


def test_a_family_name_lists_what_it_can_stand_for() -> None:
    found = to_json(explain("openrail"))
    assert found["license"] is None
    assert "bigcode-openrail-m" in found["candidates"]


def test_of_several_licenses_that_bind_the_strictest_is_shown() -> None:
    found = explain("deepseek-ai/DeepSeek-R1-Distill-Llama-8B")
    assert found.expression.startswith("MIT AND LicenseRef-")
    assert found.license is not None
    assert found.license.key == "llama3.1"


def test_a_part_nobody_knows_is_named() -> None:
    assert explain("MIT AND no-such-license").conflicts == ("no-such-license is no license known here",)


def test_the_json_has_the_documented_keys_in_order() -> None:
    found = to_json(explain("lmsys/vicuna-7b-v1.5"))
    assert list(found) == KEYS
    assert list(found["license"]) == LICENSE
    assert found["license"]["clauses"]["user_threshold"] == "section 2"
    assert found["license"]["terms"]["user_threshold"]["number"] == 700_000_000
    assert found["lineage"][0]["id"] == "hf:meta-llama/Llama-2-7b-hf"
    assert found["evidence"][0]["source"] == "knowledge:exact"


def test_the_input_comes_back_as_it_was_given() -> None:
    assert to_json(explain("  gpt2 "))["input"] == "  gpt2 "


def test_the_text_says_what_the_license_means_and_where_it_says_so() -> None:
    text = to_text(explain("deepseek-ai/DeepSeek-R1-Distill-Llama-8B"))
    for words in (
        "deepseek-ai/DeepSeek-R1-Distill-Llama-8B is a model (hf:deepseek-ai/DeepSeek-R1-Distill-Llama-8B)",
        "Governed by     Llama 3.1 Community License Agreement (llama3.1)",
        "not OSI-approved",
        "more than 700,000,000",
        "attribution: Built with Llama [section 1(b)(i)(B)]",
        "└─ hf:meta-llama/Llama-3.1-8B (fine-tuned)",
        "laxer-than-base",
        "Facts as of",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ollama:llama3.1:8b", "Not verified\n  record of this id: LicenseRef-scancode-llama-3.1"),
        ("tiiuae/falcon-180B", "  the terms of Falcon 180B TII License Version 1.0: nobody here read its whole text"),
        ("openrail", "Could be        ai-pubs-openrail-m-modified, bigcode-openrail-m"),
        ("mit or zlib", "Choice of       mit, zlib"),
        ("unknown/unknown", "License         not known"),
        ("", "(nothing): not known: no component, license or license expression"),
        ("\x1b[31m", "?[31m: not known: no component"),
        ("apach-2.0", "Near spellings  apache-2.0"),
    ],
)
def test_the_text_says_what_is_not_known(text: str, words: str) -> None:
    assert words in to_text(explain(text))


WORDS = st.sampled_from(
    ["hf:", "pkg:", "MIT", "gpt2", "/", ":", "@", " or ", "llama3", "(", "https://", "ollama:", "%", "#"]
)


@given(st.text() | st.lists(WORDS, max_size=6).map("".join) | st.binary().map(lambda data: data.decode("latin-1")))
def test_any_input_gets_an_answer_in_both_formats(text: str) -> None:
    found = explain(text)
    json.dumps(to_json(found))
    for language in ("en", "ko"):
        assert to_text(found, language).endswith("\n")
        assert "\x1b" not in to_text(found, language)


def test_each_part_of_an_expression_is_in_the_json() -> None:
    whole, mit, branch, apache, agpl = to_json(explain("MIT AND (Apache-2.0 OR AGPL-3.0-only)"))["parts"]
    assert list(whole) == ["depth", "expression", "operator", "key", "exception", "candidates", "chosen", "governs"]
    assert [part["operator"] for part in (whole, mit, branch)] == ["AND", None, "OR"]
    assert [(part["key"], part["chosen"], part["governs"]) for part in (mit, apache, agpl)] == [
        ("mit", True, True),
        ("apache-2.0", True, False),
        ("agpl-3.0", False, False),
    ]


def test_no_branch_is_chosen_while_a_part_is_not_known() -> None:
    found = explain("no-such-license OR MIT").parts
    assert [(part.license and part.license.key, part.chosen, part.governs) for part in found] == [
        (None, True, False),
        (None, True, False),
        ("mit", True, False),
    ]


def test_a_family_within_an_expression_lists_what_it_can_be() -> None:
    openrail = explain("MIT AND openrail").parts[2]
    assert "bigcode-openrail-m" in openrail.candidates
    assert openrail.license is None


@pytest.fixture
def answers(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Runs ``explain`` with bytes on standard input; what it prints."""

    def run(given: bytes, *arguments: str) -> str:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        assert main(["explain", *arguments, "-"]) == 0
        return capsysbinary.readouterr().out.decode()

    return run


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"   ",
        b"\x00\x1b[31m",
        b"\xff\xfe\xed\xa0\x80",
        b"a\rb\x0bc\x0c\x1c",
        "\u2028\u2029\x85".encode(),
        b"x" * 10_000,
        b"(" * 10_000,
        b"MIT AND " * 1_250,
        b"MIT OR " * 580 + b"ISC",
        b"hf:" * 3_000,
        b"llama3.1",
        b"--format",
    ],
    ids=lambda line: repr(line[:12]),
)
def test_each_line_of_input_is_one_line_of_json(line: bytes, answers: Answers) -> None:
    out = answers(b"gpt2\r\n" + line + b"\nMIT", "--format", "json")
    assert out.endswith("\n")
    assert len(out.splitlines()) == 3
    assert [json.loads(each)["kind"] for each in out.splitlines()][::2] == ["model", "license"]


def test_no_input_is_no_output(answers: Answers) -> None:
    assert answers(b"", "--format", "json") == ""
    assert answers(b"") == ""


def test_only_the_option_changes_the_language(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.setenv(name, "ko_KR.UTF-8")
    assert answers(b"MIT").startswith("MIT is a license\n")
    assert answers(b"MIT", "--lang", "ko").startswith("MIT: 라이선스입니다\n")


def test_json_is_the_same_in_every_language(answers: Answers) -> None:
    given = b"lmsys/vicuna-7b-v1.5\nopenrail\nMIT AND no-such-license\n"
    assert answers(given, "--format", "json", "--lang", "ko") == answers(given, "--format", "json")


def test_output_that_cannot_hold_korean_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    assert main(["explain", "--lang", "ko", "MIT"]) == 2
    assert "cannot hold Korean" in capsys.readouterr().err


@pytest.mark.parametrize("code", RULES)
def test_a_code_is_explained_by_its_page(code: str) -> None:
    answer = explain(code)
    assert answer.kind == "code"
    assert to_text(answer).startswith(f"# {code}\n")
    assert "## Remedy" in answer.page
