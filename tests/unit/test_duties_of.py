"""Which duties follow from a license and the use of a model: facts in, duties out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.knowledge import licenses
from weighstation.model import Ancestor, Component, Conclusion, Occurrence
from weighstation.policy import duties
from weighstation.policy.duties._words import wordings
from weighstation.policy.facts import DISTRIBUTES, Facts
from weighstation.rules import RULES

NAMED = Component("hf:acme/model", "model", "", (Occurrence("app.py", 3),))
IN_TREE = Component("file:models/own", "model", "", (Occurrence("models/own/model.safetensors", 0),))


def concluded(key: str, relation: Any = None) -> Conclusion:
    """The conclusion that a model is under a license, perhaps because its base is."""
    expression = id_of(key)
    lineage = () if relation is None else (Ancestor("hf:acme/base", relation, expression, "repository", 0.9),)
    return Conclusion(expression, 1.0, lineage=lineage)


def id_of(key: str) -> str:
    found = licenses.license(key)
    assert found
    return found.id


def owed(key: str, component: Component = NAMED, relation: Any = None, **facts: Any) -> dict[str, str]:
    """Kind to ``yes``, or to the fact (or the condition where no fact settles it) that the duty hangs on."""
    found = duties.of(component, concluded(key, relation), Facts(**facts))
    return {duty.kind: duty.applies if duty.applies == "yes" else duty.fact or duty.condition for duty in found}


YES = "yes"
OUTPUTS = "the outputs come from a product or service that contains it"
OWED: dict[str, tuple[str, dict[str, Any], dict[str, str]]] = {
    # Llama 2
    "Llama 2 inside": ("llama2", {"distributes": ()}, {}),
    "Llama 2 behind an API": ("llama2", {"distributes": ("hosted-api", "outputs")}, {}),
    "Llama 2 weights": ("llama2", {"distributes": ("weights",)}, {"license-copy": YES, "notice-file": YES, "use-policy": YES}),
    "Llama 2 to a partner": ("llama2", {"distributes": ("partner",)}, {"license-copy": YES, "notice-file": YES, "use-policy": YES}),
    "Llama 2, nothing stated": ("llama2", {}, dict.fromkeys(["license-copy", "notice-file", "use-policy"], "use.distributes")),
    # Llama 3 and later
    "Llama 3.1 inside": ("llama3.1", {"distributes": ()}, {}),
    "Llama 3.1 behind an API": ("llama3.1", {"distributes": ("hosted-api",)}, {"attribution": YES}),
    "Llama 3.1 outputs": ("llama3.1", {"distributes": ("outputs",)}, {"attribution": OUTPUTS}),
    "Llama 3.1 derivatives": (
        "llama3.1",
        {"distributes": ("derivatives",)},
        dict.fromkeys(["license-copy", "notice-file", "attribution", "name-prefix", "use-policy"], YES),
    ),
    "Llama 3.1 weights, tuned": (
        "llama3.1",
        {"distributes": ("weights",), "fine_tunes": True},
        dict.fromkeys(["license-copy", "notice-file", "attribution", "name-prefix", "use-policy"], YES),
    ),
    "Llama 3.1 weights as they are": (
        "llama3.1",
        {"distributes": ("weights",), "fine_tunes": False, "trains_other_models": False},
        dict.fromkeys(["license-copy", "notice-file", "attribution", "use-policy"], YES),
    ),
    "Llama 3.1 weights, and outputs train another model": (
        "llama3.1",
        {"distributes": ("weights",), "fine_tunes": False, "trains_other_models": True},
        dict.fromkeys(["license-copy", "notice-file", "attribution", "name-prefix", "use-policy"], YES),
    ),
    "Llama 3 has no duty for models trained on outputs": (
        "llama3",
        {"distributes": ("weights",), "fine_tunes": False, "trains_other_models": True},
        dict.fromkeys(["license-copy", "notice-file", "attribution", "use-policy"], YES),
    ),
    "Llama 3.1 weights, perhaps tuned": (
        "llama3.1",
        {"distributes": ("weights",)},
        {**dict.fromkeys(["license-copy", "notice-file", "attribution", "use-policy"], YES), "name-prefix": "use.fine_tunes"},
    ),
    # Gemma counts a service as distribution (section 1.1(b))
    "Gemma behind an API": (
        "gemma",
        {"distributes": ("hosted-api",)},
        dict.fromkeys(["license-copy", "notice-file", "use-policy"], YES),
    ),
    "Gemma derivatives": (
        "gemma",
        {"distributes": ("derivatives",)},
        dict.fromkeys(["license-copy", "notice-file", "modification-statement", "use-policy"], YES),
    ),
    # RAIL: its attachment binds users of a service as well
    "RAIL behind an API": ("creativeml-openrail-m", {"distributes": ("hosted-api",)}, {"use-policy": YES}),
    "RAIL derivatives": (
        "creativeml-openrail-m",
        {"distributes": ("derivatives",)},
        dict.fromkeys(["license-copy", "modification-statement", "use-policy"], YES),
    ),
    # Apache and MIT: no more than a copy, a statement of changes, and notices that came along
    "Apache inside": ("apache-2.0", {"distributes": ()}, {}),
    "Apache weights as they are": (
        "apache-2.0",
        {"distributes": ("weights",), "fine_tunes": False},
        {"license-copy": YES, "notice-file": "the model came with a notice"},
    ),
    "Apache derivatives": (
        "apache-2.0",
        {"distributes": ("derivatives",)},
        {"license-copy": YES, "notice-file": "the model came with a notice", "modification-statement": YES},
    ),
    "MIT weights": ("mit", {"distributes": ("weights",)}, {"license-copy": YES}),
    # Creative Commons: credit, and share alike
    "CC-BY-SA derivatives": (
        "cc-by-sa-4.0",
        {"distributes": ("derivatives",)},
        {"license-copy": YES, "attribution": YES, "modification-statement": YES, "share-alike": YES},
    ),
    "CC-BY-NC weights as they are": (
        "cc-by-nc-4.0",
        {"distributes": ("weights",), "fine_tunes": False},
        {"license-copy": YES, "attribution": YES},
    ),
    "AGPL behind an API": ("agpl-3.0", {"distributes": ("hosted-api",)}, {"share-alike": YES}),
    "GPL behind an API": ("gpl-3.0", {"distributes": ("hosted-api",)}, {}),
    # what is shown begins with a number, of users or of dollars a month
    "Kimi K2, small": (
        "modified-mit-kimi",
        {"distributes": ("hosted-api",), "commercial": True, "monthly_active_users": 5_000, "annual_revenue_usd": 10_000_000},
        {},
    ),
    "Kimi K2, many users": (
        "modified-mit-kimi",
        {"distributes": ("hosted-api",), "commercial": True, "monthly_active_users": 100_000_001},
        {"display": YES},
    ),
    "Kimi K2, at the number": (
        "modified-mit-kimi",
        {"distributes": ("hosted-api",), "commercial": True, "monthly_active_users": 100_000_000, "annual_revenue_usd": 240_000_000},
        {},
    ),
    "Kimi K2, much revenue": (
        "modified-mit-kimi",
        {"distributes": ("outputs", "hosted-api"), "commercial": True, "monthly_active_users": 5, "annual_revenue_usd": 240_000_001},
        {"display": YES},
    ),
    "Kimi K2, users not stated": (
        "modified-mit-kimi",
        {"distributes": ("hosted-api",), "commercial": True},
        {"display": "use.monthly_active_users"},
    ),
    "Kimi K2, revenue not stated": (
        "modified-mit-kimi",
        {"distributes": ("hosted-api",), "commercial": True, "monthly_active_users": 5},
        {"display": "use.annual_revenue_usd"},
    ),
    "Kimi K2, not commercial": (
        "modified-mit-kimi",
        {"distributes": ("hosted-api",), "commercial": False, "monthly_active_users": 900_000_000},
        {},
    ),
    "Kimi K2 inside": ("modified-mit-kimi", {"distributes": (), "commercial": True, "monthly_active_users": 900_000_000}, {}),
    "Kimi K3, whose revenue stands in the words of the other number": (
        "kimi-k3",
        {"distributes": ("hosted-api",), "commercial": True, "monthly_active_users": 5, "annual_revenue_usd": 240_000_001},
        {"display": YES},
    ),
    "Kimi K3, whose revenue is counted by the month": (
        "kimi-k3",
        {"distributes": ("hosted-api",), "commercial": True, "monthly_active_users": 5, "annual_revenue_usd": 240_000_000},
        {},
    ),
    "MiniMax M2.1 shows its name in every commercial product": (
        "minimax-m2.1-mit-variant",
        {"distributes": ("hosted-api",), "commercial": True},
        {"display": YES},
    ),
    "MiniMax M2.1, perhaps commercial": (
        "minimax-m2.1-mit-variant",
        {"distributes": ("hosted-api",)},
        {"display": "use.commercial"},
    ),
    # a Notice file holds the attribution of Mistral's research license, so it is said once
    "Mistral research weights": (
        "mrl-0.1",
        {"distributes": ("weights",), "fine_tunes": False},
        {"license-copy": YES, "notice-file": YES, "use-policy": YES},
    ),
    "encouraged is not required": (
        "tencent-hunyuan-community",
        {"distributes": ("weights",), "fine_tunes": False},
        {"license-copy": YES, "notice-file": YES, "use-policy": YES},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", OWED)
def test_duties_follow_from_license_and_use(case: str) -> None:
    key, facts, expected = OWED[case]
    found = owed(key, **facts)
    if key in {"modified-mit-kimi", "kimi-k3"}:  # also MIT's permission notice
        found.pop("license-copy", None)
    assert found == expected


def test_a_model_in_the_repository_that_was_made_from_another_is_changed() -> None:
    facts: dict[str, Any] = {"distributes": ("weights",), "fine_tunes": False, "trains_other_models": False}
    assert "name-prefix" not in owed("llama3.1", **facts)
    assert owed("llama3.1", IN_TREE, "adapter", **facts)["name-prefix"] == "yes"
    assert owed("gemma", IN_TREE, "quantized", **facts)["modification-statement"] == "yes"


def test_another_form_of_the_same_model_needs_no_other_name() -> None:
    facts: dict[str, Any] = {"distributes": ("weights",), "fine_tunes": True, "trains_other_models": False}
    assert "name-prefix" not in owed("llama3.1", IN_TREE, "quantized", **facts)


def test_every_license_of_an_and_binds() -> None:
    conclusion = Conclusion(f"{id_of('gemma')} AND {id_of('llama2')}")
    found = duties.of(NAMED, conclusion, Facts(distributes=("weights",), fine_tunes=False))
    assert {duty.license for duty in found} == {"gemma", "llama2"}


def test_the_license_of_a_base_binds_as_well_though_it_is_permissive() -> None:
    base = Ancestor("hf:acme/base", "finetune", "Apache-2.0", "repository", 0.9)
    found = duties.of(NAMED, Conclusion("MIT", lineage=(base,)), Facts(distributes=("derivatives",)))
    assert [(duty.license, duty.kind) for duty in found] == [
        ("mit", "license-copy"),
        ("apache-2.0", "license-copy"),
        ("apache-2.0", "notice-file"),
        ("apache-2.0", "modification-statement"),
    ]


def test_where_the_own_license_is_not_known_those_of_the_bases_bind() -> None:
    base = Ancestor("hf:acme/base", "finetune", id_of("llama2"), "repository", 0.9)
    found = duties.of(NAMED, Conclusion("", candidates=("other",), lineage=(base,)), Facts(distributes=("weights",)))
    assert {duty.license for duty in found} == {"llama2"}


def test_of_an_or_the_mildest_branch_binds() -> None:
    conclusion = Conclusion(f"{id_of('llama2')} OR MIT")
    found = duties.of(NAMED, conclusion, Facts(distributes=("weights",)))
    assert [(duty.license, duty.kind) for duty in found] == [("mit", "license-copy")]


def test_a_duty_says_what_to_do_with_the_words_and_the_clause() -> None:
    found = {duty.kind: duty for duty in duties.of(NAMED, concluded("llama3.1"), Facts(distributes=("derivatives",)))}
    assert found["notice-file"].words == "Llama 3.1 is licensed under the Llama 3.1 Community License"
    assert found["notice-file"].clause == "section 1(b)(iii)"
    assert found["attribution"].words == "Built with Llama"
    assert found["attribution"].clause == "section 1(b)(i)(B)"
    assert found["name-prefix"].words == "Llama"
    assert {duty.component for duty in found.values()} == {"hf:acme/model"}
    assert {duty.met for duty in found.values()} == {None}


@pytest.mark.parametrize(
    "component",
    [
        NAMED._replace(type="package"),
        NAMED._replace(type="service"),
        NAMED._replace(type="dataset"),
        NAMED._replace(occurrences=(Occurrence("README.md", 1, use="mention"),)),
    ],
    ids=lambda component: f"{component.type}, used: {component.used}",
)
def test_what_is_no_model_in_use_owes_nothing(component: Component) -> None:
    assert duties.of(component, concluded("llama2"), Facts(distributes=("weights",))) == ()


@pytest.mark.parametrize("expression", ["", "no expression (", "LicenseRef-nobody-knows", "NOASSERTION"])
def test_nothing_follows_from_an_unknown_license(expression: str) -> None:
    assert duties.of(NAMED, Conclusion(expression), Facts(distributes=("weights",))) == ()


def test_only_llama_from_3_1_and_hyperclova_name_models_that_were_trained_on_outputs() -> None:
    facts: dict[str, Any] = {"distributes": ("weights",), "fine_tunes": False, "trains_other_models": True}
    named = {key for key in licenses.keys() if owed(key, **facts).get("name-prefix") == "yes"}  # noqa: SIM118 - a function
    assert named == {"llama3.1", "llama3.2", "llama3.3", "llama4", "hyperclovax-seed"}


@pytest.mark.parametrize(
    ("said", "exact"),
    [
        ("Built with Llama", ("Built with Llama",)),
        ("Built with Qwen (or Improved using Qwen)", ("Built with Qwen", "Improved using Qwen")),
        ("Built on NVIDIA Cosmos (Cosmos models only)", ("Built on NVIDIA Cosmos",)),
        ("credit to the creator", ()),
        ("", ()),
    ],
)
def test_exact_words_are_told_from_descriptions(said: str, exact: tuple[str, ...]) -> None:
    assert wordings(said) == exact


FACTS = st.builds(
    Facts,
    commercial=st.none() | st.booleans(),
    monthly_active_users=st.none() | st.integers(0, 10**9),
    annual_revenue_usd=st.none() | st.integers(0, 10**10),
    distributes=st.none() | st.lists(st.sampled_from(DISTRIBUTES), unique=True).map(tuple),
    fine_tunes=st.none() | st.booleans(),
    trains_other_models=st.none() | st.booleans(),
)


@given(st.sampled_from(sorted(licenses.keys())), FACTS)
def test_of_every_license_each_duty_is_plain(key: str, facts: Facts) -> None:
    for duty in duties.of(NAMED, concluded(key), facts):
        assert duty.what
        assert (duty.applies == "yes") == (not duty.condition)
        if duty.fact:
            assert getattr(facts, duty.fact.removeprefix("use.")) is None


@given(st.sampled_from(sorted(licenses.keys())), FACTS)
def test_stating_that_nothing_leaves_leaves_no_duty_but_to_name_it_in_publications(key: str, facts: Facts) -> None:
    inside = duties.of(NAMED, concluded(key), facts._replace(distributes=()))
    assert {duty.condition for duty in inside} <= {"results of work with it are published"}


def test_the_codes_of_duties_are_in_the_catalogue() -> None:
    codes = "notice-missing notice-wrong license-text-missing attribution-missing name-of-derivative card-license license-drift open-duty"
    assert set(codes.split()) <= set(RULES)
    assert RULES["open-duty"].level == "note"
