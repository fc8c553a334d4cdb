"""Terms against facts: every kind of term, at its border, with facts stated and not stated."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighstation.knowledge import alternatives, purposes
from weighstation.knowledge.licenses import keys
from weighstation.knowledge.licenses import license as known_license
from weighstation.licensing.resolve import resolve
from weighstation.model import Claim, Component, Conclusion, Occurrence, Reason, Verdict
from weighstation.policy import Policy, files, load
from weighstation.policy.entries import OUTCOMES, Entry, Exemption
from weighstation.policy.facts import DISTRIBUTES, Facts, Override
from weighstation.policy.judge import judge
from weighstation.policy.rules import terms
from weighstation.policy.rules._case import Case

TODAY = dt.date(2026, 11, 21)
PLACES = tuple((name, f"w.toml:{line}") for line, name in enumerate(Facts._fields, 1))


def facts(**stated: Any) -> Facts:
    return Facts(**stated, places=PLACES)


def weigh(key: str, name: str = "hf:org/model", **stated: Any) -> list[Reason]:
    found = known_license(key)
    assert found
    return [*terms.weigh(found, Case(name, facts(**stated)))]


def said(key: str, code: str, **stated: Any) -> str:
    """The outcome of one kind of term, ``met`` where it is silent."""
    return next((reason.outcome for reason in weigh(key, **stated) if reason.code == code), "met")


@pytest.mark.parametrize(
    ("key", "code", "stated", "outcome"),
    [
        ("cc-by-nc-4.0", "commercial-use", {}, "review"),
        ("cc-by-nc-4.0", "commercial-use", {"commercial": True}, "deny"),
        ("cc-by-nc-4.0", "commercial-use", {"commercial": False}, "met"),
        ("apache-2.0", "commercial-use", {"commercial": True}, "met"),
        ("internlm", "commercial-use", {"commercial": True}, "review"),  # a form first
        ("yi-1.0", "commercial-use", {"commercial": True}, "deny"),  # another license first
        ("busl-1.1", "commercial-use", {"commercial": True}, "review"),  # conditions nobody typed
        # users: Llama counts once and the group, Qwen always and the product, MiniCPM by the day, Kimi only displays
        ("llama2", "user-threshold", {"monthly_active_users": 700_000_000}, "met"),
        ("llama2", "user-threshold", {"monthly_active_users": 700_000_001}, "deny"),
        ("llama2", "user-threshold", {}, "review"),
        ("qwen", "user-threshold", {"monthly_active_users": 100_000_001}, "review"),
        ("qwen", "user-threshold", {"commercial": False}, "met"),
        ("minicpm", "user-threshold", {"monthly_active_users": 999_999, "commercial": True}, "met"),
        ("minicpm", "user-threshold", {"monthly_active_users": 1_000_000, "commercial": True}, "review"),
        ("modified-mit-kimi", "user-threshold", {"monthly_active_users": 10**9}, "met"),
        # revenue: more than, at least; a month; another currency; only for a service
        ("stabilityai-community", "revenue-threshold", {"annual_revenue_usd": 1_000_000}, "met"),
        ("stabilityai-community", "revenue-threshold", {"annual_revenue_usd": 1_000_001, "commercial": False}, "deny"),
        ("lfm1.0", "revenue-threshold", {"annual_revenue_usd": 9_999_999}, "met"),
        ("lfm1.0", "revenue-threshold", {"annual_revenue_usd": 10_000_000}, "deny"),
        ("lfm1.0", "revenue-threshold", {}, "review"),
        ("mistral-modified-mit", "revenue-threshold", {"annual_revenue_usd": 20_000_000}, "met"),
        ("mistral-modified-mit", "revenue-threshold", {"annual_revenue_usd": 200_000_000}, "review"),
        ("mistral-modified-mit", "revenue-threshold", {"annual_revenue_usd": 240_000_001}, "deny"),
        ("bilibili-model", "revenue-threshold", {"annual_revenue_usd": 1}, "review"),
        ("bilibili-model", "revenue-threshold", {"annual_revenue_usd": 0}, "met"),
        ("kimi-k3", "revenue-threshold", {"annual_revenue_usd": 10**9, "distributes": ("outputs",)}, "met"),
        ("kimi-k3", "revenue-threshold", {"annual_revenue_usd": 10**9, "distributes": ("hosted-api",)}, "deny"),
        ("kimi-k3", "revenue-threshold", {"annual_revenue_usd": 10**9}, "review"),
        # territories
        ("tencent-hunyuan-community", "territory", {}, "review"),
        ("tencent-hunyuan-community", "territory", {"territories": ("KR",)}, "deny"),
        ("tencent-hunyuan-community", "territory", {"territories": ("GB",)}, "deny"),
        ("tencent-hunyuan-community", "territory", {"territories": ("FR",)}, "deny"),
        ("tencent-hunyuan-community", "territory", {"territories": ("worldwide",)}, "deny"),
        ("tencent-hunyuan-community", "territory", {"territories": ("US", "CN")}, "met"),
        ("llama3.3", "territory", {"territories": ("EU",)}, "met"),  # none of its models sees
        ("apache-2.0", "territory", {}, "met"),
        # purposes
        ("bigscience-openrail-m", "field-of-use", {}, "review"),
        ("bigscience-openrail-m", "field-of-use", {"purposes": ()}, "met"),
        ("bigscience-openrail-m", "field-of-use", {"purposes": ("Medical advice",)}, "deny"),
        ("bigcode-openrail-m", "field-of-use", {"purposes": ("medical_advice",)}, "review"),  # as a substitute only
        ("llama2", "field-of-use", {"purposes": ("legal-advice",)}, "review"),
        ("llama2", "field-of-use", {"purposes": ("defense",)}, "deny"),
        ("gemma", "field-of-use", {"purposes": ("poetry",)}, "met"),
        ("llama2", "field-of-use", {"purposes": ("drugs education",)}, "review"),  # shares a word with a restriction
        # training other models
        ("llama2", "model-training", {"trains_other_models": True}, "deny"),
        ("llama2", "model-training", {}, "review"),
        ("llama3.1", "model-training", {}, "met"),
        ("gemma", "model-training", {"trains_other_models": True}, "met"),  # the new model is a derivative: a duty
        ("openai-tou", "model-training", {"trains_other_models": True}, "review"),  # competing models only
        # hosting and passing on
        ("hfoil-1.0", "hosting", {"distributes": ("hosted-api",)}, "deny"),
        ("hfoil-1.0", "hosting", {"distributes": ("weights",)}, "met"),
        ("hfoil-1.0", "hosting", {}, "review"),
        ("microsoft-research", "redistribution", {"distributes": ("weights",)}, "deny"),
        ("microsoft-research", "redistribution", {"distributes": ()}, "met"),
        ("cc-by-sa-4.0", "redistribution", {"distributes": ("derivatives",)}, "review"),
        ("cc-by-sa-4.0", "redistribution", {"distributes": ("outputs",)}, "met"),
        ("cc-by-nd-4.0", "redistribution", {"distributes": ("derivatives",)}, "deny"),
        ("gpl-3.0", "redistribution", {"distributes": ("hosted-api",)}, "met"),
        ("agpl-3.0", "redistribution", {"distributes": ("hosted-api",)}, "review"),
    ],
)
def test_a_term_against_facts(key: str, code: str, stated: dict[str, Any], outcome: str) -> None:
    assert said(key, code, **stated) == outcome


def test_a_collision_names_clause_policy_line_and_numbers() -> None:
    (reason,) = [each for each in weigh("llama2", monthly_active_users=10**9) if each.code == "user-threshold"]
    assert (reason.clause, reason.policy, reason.question) == ("section 2", "w.toml:2", "")
    assert reason.message.startswith(
        "Llama 2 Community License Agreement (LicenseRef-scancode-llama-2-license-2023): 1,000,000,000 users are too many: "
        "more than 700,000,000 users a month need a separate license"
    )


def test_a_missing_fact_has_the_one_question_that_settles_it() -> None:
    asked = {reason.code: reason.question for reason in weigh("llama2")}
    assert asked == {
        "user-threshold": "How many monthly active users does the whole group have in the calendar month before 2023-07-18? "
        "(use.monthly_active_users)",
        "field-of-use": "What is hf:org/model used for? (use.purposes)",
        "model-training": "Do outputs train other models? (use.trains_other_models)",
    }


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("hf:meta-llama/Llama-3.2-11B-Vision", "deny"),
        ("hf:meta-llama/Llama-3.2-3B-Instruct", "met"),
        ("hf:acme/llama32-tuned", "deny"),  # its name does not tell whether it sees
    ],
)
def test_the_exclusion_of_multimodal_models_reaches_those_that_see(name: str, outcome: str) -> None:
    reasons = [reason for reason in weigh("llama3.2", name, territories=("EU",)) if reason.code == "territory"]
    assert (reasons[0].outcome if reasons else "met") == outcome


STATED = st.builds(
    Facts,
    commercial=st.none() | st.booleans(),
    monthly_active_users=st.none() | st.integers(0, 10**10),
    annual_revenue_usd=st.none() | st.integers(0, 10**11),
    territories=st.none() | st.lists(st.sampled_from(["KR", "EU", "US", "GB", "worldwide"]), max_size=2).map(tuple),
    purposes=st.none() | st.lists(st.sampled_from([*purposes.purposes(), "chat", "x"]), max_size=2).map(tuple),
    distributes=st.none() | st.lists(st.sampled_from(DISTRIBUTES), max_size=3).map(tuple),
    fine_tunes=st.none() | st.booleans(),
    trains_other_models=st.none() | st.booleans(),
    past_users=st.just(()) | st.just((("2023-07-18", 5),)) | st.just((("2024-07-23", 10**10),)),
    places=st.just((*PLACES, ("monthly_active_users_on", "w.toml:11"))),
)
KEYS = sorted(key for key in keys() if (entry := known_license(key)) and entry.named)


@given(st.sampled_from(KEYS), STATED)
@settings(max_examples=200, deadline=None)
def test_every_reason_has_a_clause_of_its_own_words_and_either_a_fact_or_a_question(key: str, stated: Facts) -> None:
    found = known_license(key)
    assert found
    for reason in terms.weigh(found, Case("hf:org/model", stated)):
        assert reason.outcome != "allow"
        assert reason.policy or reason.question
        assert reason.outcome == "review" or reason.policy


@given(st.sampled_from(KEYS), STATED)
@settings(max_examples=200, deadline=None)
def test_stating_a_fact_never_leaves_its_own_question_open(key: str, stated: Facts) -> None:
    found = known_license(key)
    assert found
    for reason in terms.weigh(found, Case("hf:org/model", stated)):
        named = reason.question.rpartition("(use.")[2].rstrip(")") if not reason.policy else ""
        assert not named or getattr(stated, named.partition(",")[0]) is None


def test_open_licenses_ask_for_nothing_but_copyleft() -> None:
    for key in KEYS:
        entry = known_license(key)
        assert entry
        if entry.osi_approved and not {"strong-copyleft", "network-copyleft"} & set(entry.classes):
            assert weigh(key) == [], key


# --- the policy around it


def component(name: str = "hf:org/model", *paths: str) -> Component:
    return Component(name, "model", "", tuple(Occurrence(path, 1) for path in paths or ("app.py",)))


def verdict(policy: Policy, expression: str, of: Component | None = None) -> Verdict:
    (only,), _ = judge([(of or component(), Conclusion(expression))], policy, TODAY)
    return only


NC = Policy("w.toml", (Entry("class", "noncommercial", "weigh", where="w.toml:9"),), facts=facts(commercial=True))


def test_a_demo_is_not_the_product() -> None:
    demo = Override(facts(commercial=False), paths=("demo/*",))
    policy = NC._replace(overrides=(demo,))
    assert verdict(policy, "CC-BY-NC-4.0", component("hf:a/b", "demo/app.py")).outcome == "allow"
    assert verdict(policy, "CC-BY-NC-4.0", component("hf:a/b", "src/app.py")).outcome == "deny"
    assert verdict(policy, "CC-BY-NC-4.0", component("hf:a/b", "demo/app.py", "src/app.py")).outcome == "deny"


def test_an_override_for_a_component_beats_one_for_a_path_and_the_nearer_file_beats_both() -> None:
    by_path = Override(facts(commercial=False), paths=("demo/*",))
    by_name = Override(facts(commercial=True), components=("hf:a/*",))
    farther = Override(facts(commercial=False), components=("hf:a/b",), layer=1)
    policy = NC._replace(overrides=(by_name, by_path, farther))
    assert verdict(policy, "CC-BY-NC-4.0", component("hf:a/b", "demo/app.py")).outcome == "deny"
    assert verdict(policy, "CC-BY-NC-4.0", component("hf:c/d", "demo/app.py")).outcome == "allow"


def test_what_a_class_lets_pass_is_still_denied_by_a_fact_that_its_terms_forbid() -> None:
    allowed = NC._replace(entries=(Entry("class", "noncommercial", "allow", where="w.toml:9"),))
    assert [reason.code for reason in verdict(allowed, "CC-BY-NC-4.0").reasons] == ["license-allowed", "commercial-use"]
    named = NC._replace(entries=(Entry("license", "cc-by-nc-4.0", "allow", where="w.toml:9"),))
    assert verdict(named, "CC-BY-NC-4.0").outcome == "allow"


@pytest.mark.parametrize(("setting", "outcome"), [(None, "review"), ("allow", "allow"), ("deny", "deny")])
def test_a_license_that_nobody_read_is_as_the_policy_says(setting: Any, outcome: str) -> None:
    entries = [Entry("license", "skywork-community", "weigh", where="w.toml:1")]
    if setting:
        entries.append(Entry("unverified", "", setting, where="w.toml:2"))
    stated = facts(commercial=False, purposes=(), distributes=())
    found = verdict(Policy("w.toml", tuple(entries), facts=stated), "LicenseRef-weighstation-skywork-community")
    assert found.outcome == outcome


@pytest.mark.parametrize(
    ("subject", "kind", "name", "outcome"),
    [
        ("hf:meta-llama/*", "component", "hf:meta-llama/Llama-2-7b", "deny"),
        ("hf:meta-llama/*", "component", "hf:Meta-Llama/x", "deny"),
        ("hf:meta-llama/*", "component", "hf:other/x", "allow"),
        ("meta", "steward", "hf:other/x", "deny"),
    ],
)
def test_a_component_or_a_steward_can_be_listed(subject: str, kind: Any, name: str, outcome: str) -> None:
    community = Entry("class", "community", "allow", where="w.toml:1")
    policy = Policy("w.toml", (community, Entry(kind, subject, "deny", where="w.toml:2")))
    assert verdict(policy, "LicenseRef-scancode-llama-2-license-2023", component(name)).outcome == outcome


def test_of_two_globs_the_longer_decides() -> None:
    listed = (
        Entry("component", "hf:meta-llama/*", "deny", where="w.toml:1"),
        Entry("component", "hf:meta-llama/llama-2-*", "allow", where="w.toml:2"),
    )
    found = verdict(Policy("w.toml", listed), "MIT", component("hf:meta-llama/Llama-2-7b"))
    assert [(reason.code, reason.policy) for reason in found.reasons] == [("component-allowed", "w.toml:2")]


# --- properties of the whole

LICENSES = ["MIT", "GPL-3.0-only", "CC-BY-NC-4.0", "LicenseRef-scancode-llama-2-license-2023", "MIT OR CC-BY-NC-4.0"]
SUBJECTS = ["osi", "permissive", "copyleft", "community", "noncommercial", "spdx"]
ENTRIES = st.builds(
    Entry,
    kind=st.just("class"),
    subject=st.sampled_from(SUBJECTS),
    decision=st.sampled_from(["allow", "weigh", "review", "deny"]),
    section=st.just("licenses"),
    where=st.integers(1, 99).map(lambda line: f"w.toml:{line}"),
)


def _outcome(entries: list[Entry], stated: Facts, expression: str, exceptions: tuple[Exemption, ...] = ()) -> int:
    policy = Policy("w.toml", tuple(entries), exceptions, facts=stated)
    return OUTCOMES.index(verdict(policy, expression).outcome)


@given(st.lists(ENTRIES, max_size=4), STATED, st.sampled_from(LICENSES), st.sampled_from(SUBJECTS))
@settings(max_examples=150, deadline=None)
def test_adding_a_deny_never_makes_anything_looser(
    entries: list[Entry], stated: Facts, license_: str, name: str
) -> None:
    added = Entry("class", name, "deny", where="w.toml:100")
    if name == "spdx":
        return  # less specific than every other class, so it may be overruled, never overrule
    assert _outcome([*entries, added], stated, license_) >= _outcome(entries, stated, license_)


@given(st.lists(ENTRIES, max_size=4), STATED, st.sampled_from(LICENSES), st.sampled_from(SUBJECTS))
@settings(max_examples=150, deadline=None)
def test_adding_an_allow_never_makes_anything_stricter(
    entries: list[Entry], stated: Facts, license_: str, name: str
) -> None:
    added = Entry("class", name, "allow", where="w.toml:100")
    assert _outcome([*entries, added], stated, license_) <= _outcome(entries, stated, license_)


@given(st.permutations([Entry("class", name, "weigh", where=f"w.toml:{n}") for n, name in enumerate(SUBJECTS)]), STATED)
@settings(max_examples=60, deadline=None)
def test_the_order_in_the_file_does_not_matter(entries: list[Entry], stated: Facts) -> None:
    for license_ in LICENSES:
        assert _outcome(entries, stated, license_) == _outcome(sorted(entries), stated, license_)


@given(STATED, st.sampled_from(LICENSES), st.sampled_from(["hf:org/model", "hf:org/*", "hf:other/*"]))
@settings(max_examples=100, deadline=None)
def test_an_exception_touches_only_what_it_names_and_an_expired_one_nothing(
    stated: Facts, license_: str, glob: str
) -> None:
    entries = [Entry("class", name, "weigh", where="w.toml:1") for name in SUBJECTS]
    bare = _outcome(entries, stated, license_)
    held = _outcome(entries, stated, license_, (Exemption(glob, "agreed"),))
    assert held == (bare if glob == "hf:other/*" else 0)
    assert _outcome(entries, stated, license_, (Exemption(glob, "agreed", expires=dt.date(2020, 1, 1)),)) == bare


def test_the_presets_that_state_facts_state_where() -> None:
    for name in files.presets():
        stated = load(*files.preset(name)).facts
        keys_stated = [key for key in Facts._fields[:8] if getattr(stated, key) is not None]
        assert all(stated.where(key).startswith(f"weighstation/policies/{name}.toml:") for key in keys_stated)


# --- what stands in the data files


def test_every_purpose_is_reached_by_its_words_and_names_topics_that_a_license_has() -> None:
    topics = {topic for key in KEYS for topic in _topics(key)}
    for found in purposes.purposes().values():
        assert found.barred | found.limited, found.name
        assert found.barred | found.limited <= topics, found.name
        assert not found.barred & found.limited, found.name


def _topics(key: str) -> list[str]:
    entry = known_license(key)
    named = entry.terms.get("restriction_topics", []) if entry else []
    return list(named) if isinstance(named, list) else []


def test_every_alternative_is_known_to_be_open() -> None:
    for kind in alternatives.kinds():
        for name in kind.models:
            expression = resolve(Component(f"hf:{name}", "model", "", ())).expression
            entry = known_license(expression)
            assert entry, name
            assert entry.osi_approved, name


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("hf:mistralai/Codestral-22B-v0.1", "code models"),
        ("hf:stabilityai/stable-diffusion-3.5-large", "image models"),
        ("openai:gpt-4o", "language models"),
        ("hf:coqui/XTTS-v2", "speech synthesis"),
        ("hf:org/model", None),
    ],
)
def test_the_kind_of_a_model_by_its_name(name: str, kind: str | None) -> None:
    found = alternatives.of(Component(name, "model", "", ()))
    assert (found.name if found else None) == kind


@pytest.mark.parametrize(
    ("setting", "claim", "outcome"),
    [
        ("review", Claim("MIT", "knowledge:exact", "", 0.7), "review"),
        ("deny", Claim("MIT", "lineage", "", 0.4), "deny"),
        ("review", Claim("MIT", "knowledge:exact", "", 0.9, verified=True), "allow"),
        ("review", Claim("MIT", "model-card", "README.md:2", 0.8), "allow"),
        (None, Claim("MIT", "knowledge:exact", "", 0.7), "allow"),
    ],
)
def test_a_license_that_no_verified_record_gives_is_as_the_policy_says(
    setting: Any, claim: Claim, outcome: str
) -> None:
    entries = [Entry("class", "osi", "allow", where="w.toml:1")]
    if setting:
        entries.append(Entry("unverified", "", setting, where="w.toml:2"))
    conclusion = Conclusion("MIT", claim.confidence, (claim,))
    (found,), _ = judge([(component(), conclusion)], Policy("w.toml", tuple(entries)), TODAY)
    assert found.outcome == outcome


def test_models_have_a_section_of_their_own_that_comes_before_the_general_one() -> None:
    listed = (
        Entry("class", "osi", "deny", section="licenses", where="w.toml:1"),
        Entry("class", "osi", "allow", section="models", where="w.toml:2"),
        Entry("unknown", "", "deny", section="licenses", where="w.toml:3"),
    )
    policy = Policy("w.toml", listed)
    assert verdict(policy, "MIT").reasons[0].policy == "w.toml:2"
    assert verdict(policy, "").reasons[0].policy == "w.toml:3"
    own = policy._replace(entries=(*listed, Entry("unknown", "", "allow", section="models", where="w.toml:4")))
    assert verdict(own, "").reasons[0].policy == "w.toml:4"
    assert verdict(own, "MIT", Component("hf-dataset:a/b", "dataset", "", (Occurrence("a.py", 1),))).outcome == "deny"
