"""What the knowledge base records becomes claims, an exact record before a family."""

import pytest

from weighstation.knowledge import AS_OF, models
from weighstation.knowledge.models import ModelFact
from weighstation.model import Component
from weighstation.sources import KNOWLEDGE, REPOSITORY, claims, hosted_terms, knowledge_exact, knowledge_family


def model(model_id: str) -> Component:
    return Component(model_id, "model", "", ())


def test_an_exact_record_says_who_and_where_and_when() -> None:
    (claim,) = knowledge_exact.claims(model("hf:meta-llama/Llama-2-7b-hf"))
    assert claim.source == "knowledge:exact"
    assert claim.where
    assert (claim.confidence, claim.verified, claim.as_of) == (0.95, True, AS_OF)


def test_a_record_that_nobody_verified_has_less_confidence() -> None:
    (claim,) = knowledge_exact.claims(model("ollama:llama3.1:8b"))
    assert (claim.confidence, claim.verified) == (0.7, False)


def test_the_license_a_record_took_from_the_base_is_concluded() -> None:
    (claim,) = knowledge_exact.claims(model("hf:TheBloke/Llama-2-7B-GGUF"))
    assert claim.acknowledgement == "concluded"


def test_an_older_id_has_the_record_of_todays() -> None:
    (claim,) = knowledge_exact.claims(model("hf:gpt2"))
    assert (claim.expression, claim.note) == ("MIT", "recorded as hf:openai-community/gpt2")


def test_records_that_disagree_make_a_claim_each() -> None:
    kept, other = knowledge_exact.claims(model("hf:openai/whisper-small"))
    assert (kept.expression, other.expression) == ("Apache-2.0", "MIT")
    assert other.source == "knowledge:other-record"
    assert other.confidence < kept.confidence


def test_a_family_speaks_only_where_no_record_does() -> None:
    (claim,) = knowledge_family.claims(model("hf:tiiuae/falcon-180B"))
    assert claim.source == "knowledge:family"
    assert claim.confidence <= 0.75
    assert list(knowledge_family.claims(model("hf:HuggingFaceH4/zephyr-7b-gemma-v0.1"))) == []


def record(license_key: str, *, verified: bool = True) -> ModelFact:
    return ModelFact("hf:nobody/model", license_key, verified=verified)


@pytest.mark.parametrize(
    ("recorded", "of_family", "verified", "said"),
    [
        ("other", "gemma", False, ["LicenseRef-scancode-gemma-tou-2025-03-24"]),
        ("none", "gemma", False, ["LicenseRef-scancode-gemma-tou-2025-03-24"]),
        ("other", "mit", True, []),
        ("none", "mit", False, []),
        ("none", "mit", True, ["MIT"]),
        ("apache-2.0", "gemma", True, []),
    ],
)
def test_a_family_fills_in_for_a_record_without_a_license_but_never_opens_it(
    monkeypatch: pytest.MonkeyPatch,
    recorded: str,
    of_family: str,
    verified: bool,  # noqa: FBT001 - a table's column
    said: list[str],
) -> None:
    monkeypatch.setattr(models, "exact", lambda _: record(recorded))
    monkeypatch.setattr(models, "family", lambda _: record(of_family, verified=verified))
    assert [claim.expression for claim in knowledge_family.claims(model("hf:nobody/model"))] == said


@pytest.mark.parametrize(
    ("component_id", "expression"),
    [
        ("openrouter:openai/gpt-oss-20b", "Apache-2.0"),
        ("openrouter:openai/gpt-oss-20b:free", "Apache-2.0"),
        ("deepinfra:meta-llama/Llama-3.3-70B-anything", "LicenseRef-scancode-llama-3.3-license-2024"),
    ],
)
def test_a_hosted_model_has_the_license_of_the_weights_of_its_id(component_id: str, expression: str) -> None:
    weights, terms = claims(Component(component_id, "service", "", ()))
    assert (weights.expression, weights.verified) == (expression, False)
    assert terms.source == "knowledge:provider"


@pytest.mark.parametrize("component_id", ["openrouter:qwen/qwen3-max-anything", "openrouter:openai/gpt-4o", "groq:x"])
def test_a_hosted_model_that_is_nowhere_published_has_no_license_but_the_terms(component_id: str) -> None:
    assert [claim.source for claim in claims(Component(component_id, "service", "", ()))] == ["knowledge:provider"]


def test_the_terms_are_those_of_the_maker_where_the_service_says_so() -> None:
    (claim,) = hosted_terms.claims(Component("bedrock:us.anthropic.claude-anything", "service", "", ()))
    assert claim.expression == "LicenseRef-weighstation-anthropic-terms"


@pytest.mark.parametrize("kind", ["package", "dataset"])
def test_a_name_that_is_no_model_gets_no_models_license(kind: str) -> None:
    component = Component("hf:meta-llama/Llama-2-7b-hf", kind, "", ())  # type: ignore[arg-type]
    assert claims(component) == ()


@pytest.mark.parametrize(
    ("component_id", "expression"),
    [
        ("openai:no-such-model", "LicenseRef-scancode-openai-tou-20241211"),
        ("no-such-provider:model", "LicenseRef-weighstation-hosted-proprietary"),
    ],
)
def test_a_service_without_a_record_is_under_the_terms_of_its_provider(component_id: str, expression: str) -> None:
    (claim,) = hosted_terms.claims(Component(component_id, "service", "", ()))
    assert (claim.expression, claim.source, claim.confidence) == (expression, "knowledge:provider", 0.6)


def test_the_provider_is_not_asked_where_the_record_names_terms_of_service() -> None:
    assert [claim.source for claim in claims(Component("openai:gpt-4o", "service", "", ()))] == ["knowledge:exact"]


def test_sources_are_asked_in_their_rank() -> None:
    names = [source.__module__.rpartition(".")[2] for source in (*REPOSITORY, *KNOWLEDGE)]
    assert names == ["statement", "knowledge_exact", "knowledge_family", "hosted_terms"]
