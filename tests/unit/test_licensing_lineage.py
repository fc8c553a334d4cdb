"""A model's ancestors are found in the repository, in the records and by the names of repackaged models."""

import pytest

from weighstation.knowledge import models
from weighstation.knowledge.models import ModelFact
from weighstation.licensing.lineage import MAX_DEPTH, trace
from weighstation.model import Base, Component

LLAMA2 = "LicenseRef-scancode-llama-2-license-2023"
LLAMA31 = "LicenseRef-scancode-llama-3.1-license-2024"
LLAMA32 = "LicenseRef-scancode-llama-3.2-license-2024"


def model(model_id: str, *bases: str) -> Component:
    return Component(model_id, "model", "", (), (), tuple(Base(base, "adapter") for base in bases))


def test_a_recorded_base_is_an_ancestor_under_its_own_license() -> None:
    (base,) = trace(model("hf:lmsys/vicuna-7b-v1.5"))
    assert base[:4] == ("hf:meta-llama/Llama-2-7b-hf", "finetune", LLAMA2, "knowledge:exact")
    assert 0 < base.confidence < 1


def test_a_base_written_in_the_repository_leads_on_into_the_records() -> None:
    found = trace(model("file:adapters/support", "hf:lmsys/vicuna-7b-v1.5"))
    assert [(a.id, a.source, a.depth) for a in found] == [
        ("hf:lmsys/vicuna-7b-v1.5", "repository", 1),
        ("hf:meta-llama/Llama-2-7b-hf", "knowledge:exact", 2),
    ]


def test_the_permissive_tag_of_a_base_does_not_hide_its_own_base() -> None:
    found = trace(model("file:merged", "hf:deepseek-ai/DeepSeek-R1-Distill-Llama-8B"))
    assert [a.expression for a in found] == ["MIT", LLAMA31]


def test_the_name_of_a_repackaged_model_stands_for_its_original() -> None:
    (base,) = trace(model("hf:nobody-on-record/Llama-2-7b-chat-hf-GGUF"))
    assert base == ("hf:meta-llama/Llama-2-7b-chat-hf", "quantized", LLAMA2, "knowledge:repack-name", 0.5, 1)


def test_a_license_that_is_recorded_without_its_base_is_an_ancestor_too() -> None:
    (base,) = trace(model("hf:suayptalha/FastLlama-3.2-1B-Instruct"))
    assert base == ("unrecorded:llama3.2", "", LLAMA32, "knowledge:base-license", 0.5, 1)


def test_the_base_that_a_family_rule_names_is_an_ancestor_too() -> None:
    (base,) = trace(model("hf:openbmb/MiniCPM-Llama3-V-anything"))
    assert base[:4] == ("unrecorded:llama3", "", "LicenseRef-weighstation-llama-3", "knowledge:base-license")


def test_what_a_record_calls_open_is_still_under_the_license_of_the_model_it_is_named_after(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    called = ModelFact("hf:nobody/Llama-3.1-8B-x", "apache-2.0", verified=True)
    monkeypatch.setattr(models, "exact", lambda _: called)
    assert [a.expression for a in trace(model("hf:nobody/Llama-3.1-8B-x"))] == [LLAMA31]
    monkeypatch.setattr(models, "exact", lambda _: called._replace(license="cc-by-nc-4.0"))
    assert trace(model("hf:nobody/Llama-3.1-8B-x")) == ()


def test_a_base_of_which_only_custom_terms_are_known_is_marked() -> None:
    (base,) = trace(model("hf:princeton-nlp/Sheared-LLaMA-1.3B"))
    assert base.expression == "LicenseRef-weighstation-other"


def test_a_base_nobody_knows_is_listed_without_a_license() -> None:
    (base,) = trace(model("file:adapter", "hf:nobody-on-record/nothing"))
    assert (base.id, base.expression) == ("hf:nobody-on-record/nothing", "")


@pytest.mark.parametrize("root", ["hf:meta-llama/Llama-2-7b-hf", "hf:META-LLAMA/llama-2-7b-hf"])
def test_a_circle_ends_where_it_began(root: str) -> None:
    found = trace(model(root, "hf:lmsys/vicuna-7b-v1.5", root))
    assert [a.id for a in found] == ["hf:lmsys/vicuna-7b-v1.5"]


def test_an_ancestor_that_two_ways_lead_to_is_listed_once() -> None:
    found = trace(model("file:merge", "hf:lmsys/vicuna-7b-v1.5", "hf:lmsys/vicuna-7b-v1.5-16k"))
    assert [a.id for a in found].count("hf:meta-llama/Llama-2-7b-hf") == 1


def test_a_base_that_is_also_a_bases_base_is_listed_as_a_base() -> None:
    found = trace(model("file:merge", "hf:lmsys/vicuna-7b-v1.5", "hf:meta-llama/Llama-2-7b-hf"))
    assert [(a.id, a.depth) for a in found] == [("hf:lmsys/vicuna-7b-v1.5", 1), ("hf:meta-llama/Llama-2-7b-hf", 1)]


def test_many_bases_are_followed_in_their_order() -> None:
    bases = [f"hf:nobody-on-record/model-{number}" for number in range(200)]
    found = trace(model("file:merge", *bases))
    assert [a.id for a in found] == bases
    assert all(a.depth <= MAX_DEPTH for a in found)


def test_what_is_no_model_has_no_lineage() -> None:
    assert trace(Component("pypi:requests", "package", "", (), (), (Base("hf:lmsys/vicuna-7b-v1.5"),))) == ()
