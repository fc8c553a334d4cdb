"""Many claims come to one word; the stricter one governs."""

import pytest

from weighstation.licensing.settle import Settled, settle
from weighstation.model import Claim

LLAMA2 = "LicenseRef-scancode-llama-2-license-2023"


def claim(expression: str, *candidates: str, source: str = "a", confidence: float = 0.5) -> Claim:
    return Claim(expression, source, "here", confidence, candidates=candidates)


CUSTOM = claim("", "other")
SILENT = claim("")


@pytest.mark.parametrize(
    ("claims", "expression"),
    [
        ([claim("MIT")], "MIT"),
        ([claim("MIT"), claim("MIT")], "MIT"),
        ([claim("MIT"), SILENT], "MIT"),
        ([claim("MIT"), claim(LLAMA2)], LLAMA2),
        ([claim(LLAMA2), claim("MIT")], LLAMA2),
        ([claim("Apache-2.0"), claim("MIT")], "Apache-2.0"),
        ([claim("MIT"), claim("LicenseRef-acme")], "MIT AND LicenseRef-acme"),
        (
            [claim(LLAMA2), claim("LicenseRef-scancode-gemma-tou-2025-03-24")],
            f"{LLAMA2} AND LicenseRef-scancode-gemma-tou-2025-03-24",
        ),
        ([CUSTOM, claim(LLAMA2)], LLAMA2),
        ([claim("", "bigcode-openrail-m", "mit"), claim("MIT")], "MIT"),
        ([claim("", "bsd-2-clause", "bsd-3-clause"), claim("MIT")], "MIT"),
    ],
)
def test_the_stricter_claim_governs(claims: list[Claim], expression: str) -> None:
    assert settle(claims).expression == expression


@pytest.mark.parametrize(
    ("claims", "candidates"),
    [
        ([], ()),
        ([SILENT], ()),
        ([CUSTOM], ("other",)),
        ([claim("", "yi-1.0", "apache-2.0")], ("apache-2.0", "yi-1.0")),
        ([claim("MIT"), CUSTOM], ("mit", "other")),
        ([claim("MIT"), claim("", "bigcode-openrail-m", "openrail++")], ("bigcode-openrail-m", "mit", "openrail++")),
    ],
)
def test_what_cannot_be_told_stays_open(claims: list[Claim], candidates: tuple[str, ...]) -> None:
    found = settle(claims)
    assert (found.expression, found.candidates) == ("", candidates)


def test_agreement_has_no_conflict_and_the_best_confidence() -> None:
    assert settle([claim("MIT", confidence=0.4), claim("MIT", confidence=0.9)]) == Settled("MIT", 0.9)


def test_a_disagreement_names_both_sides_and_what_governs() -> None:
    (sentence,) = settle([claim("MIT", source="model-card"), claim(LLAMA2, source="knowledge:exact")]).conflicts
    assert sentence == f"model-card (here) says MIT, knowledge:exact (here) says {LLAMA2}; {LLAMA2} governs"
