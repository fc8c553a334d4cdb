"""One conclusion from claims and lineage; nothing unknown opens anything."""

import pytest

from weighstation.licensing.conclude import BASE_UNKNOWN, TERMS_OF_SERVICE, conclude
from weighstation.model import Ancestor, Claim, Component, Conclusion, Relation

LLAMA2 = "LicenseRef-scancode-llama-2-license-2023"
LLAMA31 = "LicenseRef-scancode-llama-3.1-license-2024"
OPENRAIL = "LicenseRef-scancode-bigcode-open-rail-m-v1"
CUSTOM = "LicenseRef-weighstation-other"
MODEL = Component("hf:acme/model", "model", "", ())
SAYS_CUSTOM = Claim("", "model-card", "README.md:1", 0.8, candidates=("other",))
SAYS_RAIL = Claim("", "model-card", "README.md:1", 0.8, candidates=("bigcode-openrail-m", "creativeml-openrail-m"))


def says(expression: str) -> Claim:
    return Claim(expression, "model-card", "README.md:1", 0.8)


def base(expression: str, relation: Relation = "finetune", depth: int = 1, name: str = "hf:acme/base") -> Ancestor:
    return Ancestor(name, relation, expression, "knowledge:exact", 0.9, depth)


def conclusion(claims: list[Claim], *lineage: Ancestor) -> Conclusion:
    return conclude(MODEL, claims, lineage)


@pytest.mark.parametrize(
    ("claims", "lineage", "expression"),
    [
        ([says("MIT")], [], "MIT"),
        ([says("MIT")], [base("Apache-2.0")], "MIT"),
        ([says("MIT")], [base("")], "MIT"),
        ([says("MIT")], [base(LLAMA31)], f"MIT AND {LLAMA31}"),
        ([says("MIT")], [base("AGPL-3.0-only")], "MIT AND AGPL-3.0-only"),
        ([says("MIT")], [base("Apache-2.0"), base(LLAMA31, depth=2)], f"MIT AND {LLAMA31}"),
        ([says(LLAMA31)], [base(LLAMA31)], LLAMA31),
        ([says("CC-BY-NC-4.0")], [base(LLAMA2)], f"CC-BY-NC-4.0 AND {LLAMA2}"),
        ([says(LLAMA2)], [base(CUSTOM)], LLAMA2),
        ([], [base(LLAMA2)], LLAMA2),
        ([], [base("MIT")], "MIT"),
        ([], [base("MIT"), base(LLAMA2)], f"MIT AND {LLAMA2}"),
        ([], [base("MIT"), base(LLAMA31, depth=2)], f"MIT AND {LLAMA31}"),
        ([SAYS_RAIL], [base(OPENRAIL)], OPENRAIL),
        ([SAYS_CUSTOM], [base(LLAMA2, "quantized")], LLAMA2),
    ],
)
def test_own_license_and_lineage_bind_together(claims: list[Claim], lineage: list[Ancestor], expression: str) -> None:
    assert conclusion(claims, *lineage).expression == expression


@pytest.mark.parametrize(
    ("claims", "lineage", "candidates"),
    [
        ([], [], ()),
        ([], [base("")], ()),
        ([], [base("MIT"), base("")], ()),
        ([], [base(LLAMA2), base("")], ("llama2",)),
        ([], [base(CUSTOM)], ()),
        ([SAYS_CUSTOM], [], ()),
        ([SAYS_CUSTOM], [base("MIT", "quantized")], ()),
        ([SAYS_CUSTOM], [base(LLAMA2, "finetune")], ("llama2",)),
        ([SAYS_RAIL], [], ("bigcode-openrail-m", "creativeml-openrail-m")),
        ([SAYS_RAIL], [base("MIT")], ("bigcode-openrail-m", "creativeml-openrail-m")),
        ([SAYS_RAIL], [base(LLAMA2)], ("bigcode-openrail-m", "creativeml-openrail-m", "llama2")),
        ([says("MIT")], [base(CUSTOM)], ()),
        ([says("MIT"), SAYS_CUSTOM], [], ("mit", "other")),
    ],
)
def test_what_is_not_known_stays_unknown(
    claims: list[Claim], lineage: list[Ancestor], candidates: tuple[str, ...]
) -> None:
    found = conclusion(claims, *lineage)
    assert (found.expression, found.candidates, found.confidence) == ("", candidates, 0.0)


def test_a_tag_laxer_than_the_base_is_a_conflict() -> None:
    (sentence,) = conclusion([says("MIT")], base(LLAMA31)).conflicts
    assert sentence == f"laxer-than-base: hf:acme/model is declared MIT, but its base hf:acme/base is under {LLAMA31}"


@pytest.mark.parametrize(
    ("name", "expression", "words"),
    [
        ("unrecorded:llama2", LLAMA2, f"its base (known by name only) is under {LLAMA2}"),
        ("hf:acme/base", CUSTOM, "its base hf:acme/base is under custom terms that are not known here"),
    ],
)
def test_the_conflict_says_no_more_of_the_base_than_is_known(name: str, expression: str, words: str) -> None:
    (sentence,) = conclusion([says("MIT")], base(expression, name=name)).conflicts
    assert sentence.endswith(words)


def test_a_tag_stricter_than_the_base_is_no_conflict() -> None:
    assert conclusion([says("CC-BY-NC-4.0")], base(LLAMA2)).conflicts == ()


def test_what_follows_from_the_lineage_is_a_concluded_claim_of_less_confidence() -> None:
    found = conclusion([], base(LLAMA2))
    (claim,) = found.claims
    assert (claim.expression, claim.source, claim.acknowledgement) == (LLAMA2, "lineage", "concluded")
    assert found.confidence == claim.confidence < base(LLAMA2).confidence


def test_a_declared_license_stays_the_only_claim_where_the_lineage_adds_nothing() -> None:
    assert conclusion([says("MIT")], base("Apache-2.0")).claims == (says("MIT"),)


def test_the_terms_of_a_service_bind_beside_the_license_of_the_weights() -> None:
    terms = Claim("LicenseRef-weighstation-hosted-proprietary", TERMS_OF_SERVICE, "", 0.6)
    found = conclusion([says("MIT"), terms])
    assert (found.expression, found.conflicts) == (f"MIT AND {terms.expression}", ())
    assert conclusion([SAYS_CUSTOM, terms]).expression == terms.expression


def test_an_unknown_base_limits_the_confidence() -> None:
    assert conclusion([says("MIT")], base("")).confidence == BASE_UNKNOWN < conclusion([says("MIT")]).confidence
