"""What the repository's files state becomes a claim."""

import pytest

from weighstation.model import Component, Statement
from weighstation.sources.statement import claims


def stated(text: str, path: str) -> Component:
    return Component("hf:acme/model", "model", "", (), (Statement(text, path, 4),))


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("models/README.md", "model-card"),
        ("package-lock.json", "lock-file"),
        ("sub/poetry.lock", "lock-file"),
        ("pnpm-lock.yaml", "lock-file"),
        ("adapter_config.json", "manifest"),
        ("pyproject.toml", "manifest"),
        ("models/a.Q4_K_M.gguf", "weight-header"),
        ("lora.safetensors", "weight-header"),
        ("yolo.onnx", "weight-header"),
    ],
)
def test_the_file_says_what_kind_of_source_it_is(path: str, source: str) -> None:
    (claim,) = claims(stated("mit", path))
    assert (claim.expression, claim.source, claim.where) == ("MIT", source, f"{path}:4")
    assert (claim.confidence, claim.acknowledgement, claim.verified) == (0.8, "declared", False)


def test_a_place_in_a_format_without_lines_is_the_file() -> None:
    component = Component("file:a.gguf", "model", "", (), (Statement("mit", "a.gguf", 0),))
    assert [claim.where for claim in claims(component)] == ["a.gguf"]


def test_an_ambiguous_statement_has_candidates() -> None:
    (claim,) = claims(stated("openrail", "README.md"))
    assert claim.expression == ""
    assert "creativeml-openrail-m" in claim.candidates


def test_words_nobody_understands_are_kept_as_evidence() -> None:
    (claim,) = claims(stated("ask Bob", "README.md"))
    assert (claim.expression, claim.candidates) == ("", ())
    assert "'ask Bob'" in claim.note


def test_no_statement_makes_no_claim() -> None:
    assert list(claims(Component("hf:acme/model", "model", "", ()))) == []
