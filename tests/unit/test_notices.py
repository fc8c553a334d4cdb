"""What a release ships and owes, as a value: small repositories in, blocks, steps and questions out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit._weights import safetensors
from weighstation import pipeline, release
from weighstation.model import Base, Component, Conclusion, Inventory, Occurrence, Project, Statement
from weighstation.outbound_model import NOTICES_MARK, Duty, LicenseText
from weighstation.policy.entries import Policy
from weighstation.policy.facts import Facts, Override
from weighstation.release import Release, Shipped
from weighstation.writers import notices_blocks
from weighstation.writers.notices_terms import NOT_KNOWN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeRepo
    from weighstation.writers.notices import Block, Bundle, Step

LOAD = 'm = AutoModel.from_pretrained("{}")\n'
LLAMA_31 = "Llama 3.1 Community License Agreement"
LLAMA = {"app.py": LOAD.format("meta-llama/Llama-3.1-8B-Instruct")}
CARD = "---\nlicense: llama3.1\nbase_model: meta-llama/Llama-3.1-8B\nbase_model_relation: finetune\n---\n# Bot\n"
TUNED: dict[str, str | bytes] = {"bot/README.md": CARD, "bot/model.safetensors": safetensors({"format": "pt"})}
NOTICE = "Llama 3.1 is licensed under the Llama 3.1 Community License, and so on\n"


def bundled(root: Path, *overrides: Override, **facts: Any) -> Bundle:
    """What a repository ships under some facts of use."""
    policy = Policy("weighstation.toml", facts=Facts(**facts), overrides=overrides)
    return notices_blocks.bundle(release.of(pipeline.scan(str(root)), policy))


def blocks(bundle: Bundle) -> dict[str, Block]:
    return {block.title: block for _, group in bundle.sections for block in group}


def steps(bundle: Bundle, title: str = LLAMA_31) -> dict[str, Step]:
    return {step.kind: step for step in blocks(bundle)[title].steps}


def shipped(name: str, expression: str, *duties: Duty, candidates: tuple[str, ...] = ()) -> Shipped:
    place = Occurrence("app.py", 1)
    return Shipped(Component(name, "model", "", (place,)), Conclusion(expression, candidates=candidates), duties)


def of(*group: Shipped, texts: tuple[LicenseText, ...] = ()) -> Bundle:
    return notices_blocks.bundle(Release(Project("shop", "1.0"), group, texts, 0, "weighstation.toml"))


# What is shipped


def test_models_come_first_then_data_sets_hosted_models_and_packages(make_repo: MakeRepo) -> None:
    hosted = 'from openai import OpenAI\nOpenAI().chat.completions.create(model="gpt-4o")\n'
    data = 'from datasets import load_dataset\nload_dataset("openai/openai_humaneval")\n'
    files = {**LLAMA, "hosted.py": hosted, "data.py": data, "requirements.txt": "torch==2.8.0\n"}
    sections = bundled(make_repo(files)).sections
    assert [(type_, [part.name for block in group for part in block.parts]) for type_, group in sections] == [
        ("model", ["hf:meta-llama/Llama-3.1-8B-Instruct"]),
        ("dataset", ["hf-dataset:openai/openai_humaneval"]),
        ("service", ["openai:gpt-4o"]),
        ("package", ["pypi:torch 2.8.0"]),
    ]


def test_what_is_only_mentioned_is_left_out(make_repo: MakeRepo) -> None:
    root = make_repo({**LLAMA, "README.md": "See https://huggingface.co/tiiuae/falcon-180B for more.\n"})
    assert "hf:tiiuae/falcon-180B" in {component.id for component in pipeline.scan(str(root)).components}
    assert "falcon" not in repr(bundled(root))


def test_models_under_one_license_share_a_block_and_its_steps(make_repo: MakeRepo) -> None:
    root = make_repo({**LLAMA, "b.py": LOAD.format("meta-llama/Llama-3.1-70B-Instruct"), "c.py": LOAD.format("gpt2")})
    found = bundled(root, distributes=("hosted-api",))
    assert sorted(len(block.parts) for block in blocks(found).values()) == [1, 2]
    assert steps(found)["attribution"].of_all


def test_what_only_some_models_of_a_block_owe_says_which(make_repo: MakeRepo) -> None:
    found = bundled(
        make_repo({**LLAMA, **TUNED}), distributes=("weights",), fine_tunes=False, trains_other_models=False
    )
    step = steps(found)["name-prefix"]
    assert (step.parts, step.of_all) == (("file:bot",), False)


def test_the_base_of_a_model_that_lies_here_is_listed_and_owes_nothing_beside_it(make_repo: MakeRepo) -> None:
    found = bundled(make_repo(TUNED), distributes=("weights",))
    (block,) = blocks(found).values()
    assert [part.name for part in block.parts] == ["file:bot", "hf:meta-llama/Llama-3.1-8B"]
    assert block.parts[0].bases == (("hf:meta-llama/Llama-3.1-8B", "finetune"),)
    assert {step.parts for step in block.steps} == {("file:bot",)}


@pytest.mark.parametrize(("bases", "owing"), [((), True), ((Base("hf:meta-llama/Llama-3.1-8B"),), False)])
def test_a_model_that_the_files_of_another_name_owes_nothing_only_if_that_was_made_from_it(
    bases: tuple[Base, ...], *, owing: bool, make_repo: MakeRepo
) -> None:
    place = (Occurrence("own/config.json", 2),)
    own = Component("file:own", "model", "", place, (Statement("mit", "own/README.md", 2),), bases)
    other = Component("hf:meta-llama/Llama-3.1-8B", "model", "", place)
    scanned = Inventory(str(make_repo({"a": ""})), Project("shop"), (own, other), (), 2)
    policy = Policy("weighstation.toml", facts=Facts(distributes=("weights",)))
    first, second = release.of(scanned, policy).shipped
    assert first.duties
    assert bool(second.duties) is owing


def test_a_license_that_is_not_known_comes_last_and_names_what_it_may_be() -> None:
    group = [shipped("hf:a/a", ""), shipped("hf:a/b", "", candidates=("llama2", "mit")), shipped("hf:a/c", "Zlib")]
    assert list(blocks(of(*group))) == [
        "zlib License",
        NOT_KNOWN,
        f"{NOT_KNOWN}: one of Llama 2 Community License Agreement, MIT License",
    ]


def test_a_base_whose_license_asks_for_something_is_among_the_terms() -> None:
    duty = Duty("hf:a/b", "apache-2.0", "license-copy", "give a copy of the license along")
    (block,) = blocks(of(shipped("hf:a/b", "MIT", duty))).values()
    assert [terms.id for terms in block.terms] == ["MIT", "Apache-2.0"]


def test_an_own_license_of_which_nothing_is_known_is_said_to_be_so() -> None:
    (block,) = blocks(of(shipped("hf:a/b", "LicenseRef-acme AND MIT"))).values()
    assert [(terms.id, terms.known) for terms in block.terms] == [("LicenseRef-acme", False), ("MIT", True)]


def test_the_texts_of_a_license_are_those_here_unless_they_name_an_author() -> None:
    texts = (LicenseText("LICENSES/a", ("apache-2.0",), sure=True), LicenseText("LICENSE", ("mit",), sure=True))
    unsure = LicenseText("COPYING", ("apache-2.0",), sure=False, note="holds other words, too")
    found = blocks(of(shipped("hf:a/a", "Apache-2.0"), shipped("hf:a/b", "MIT"), texts=(*texts, unsure)))
    assert [block.terms[0].texts for block in found.values()] == [("LICENSES/a",), ()]
    assert all(block.terms[0].address.startswith("https://spdx.org/") for block in found.values())


COMPONENTS = st.builds(
    Component,
    st.from_regex(r"(hf|pypi|hf-dataset|openai|file):[ -~]{1,20}", fullmatch=True),
    st.sampled_from(notices_blocks.TYPES),
    st.sampled_from(["", "1.0", "2.0"]),
    st.just((Occurrence("app.py", 1),)),
)
EXPRESSIONS = st.sampled_from(["", "MIT", "Apache-2.0 OR MIT", "LicenseRef-own", "no ( expression", "NOASSERTION"])
DUTIES = st.lists(
    st.builds(
        Duty,
        st.just(""),
        st.sampled_from(["mit", "llama2", "unheard-of"]),
        st.sampled_from(["license-copy", "notice-file", "share-alike"]),
        st.sampled_from(["do it", "leave it"]),
        met=st.sampled_from([None, True, False]),
        fact=st.sampled_from(["", "use.distributes", "use.unheard"]),
    ),
    max_size=4,
).map(tuple)


@given(st.lists(st.tuples(COMPONENTS, EXPRESSIONS, DUTIES), unique_by=lambda each: each[0], max_size=20))
def test_every_component_is_in_exactly_one_block_and_every_duty_in_a_step(
    drawn: list[tuple[Component, str, tuple[Duty, ...]]],
) -> None:
    found = of(*(Shipped(component, Conclusion(expression), owed) for component, expression, owed in drawn))
    for type_ in notices_blocks.TYPES:
        listed = [
            part.name for kind, group in found.sections for block in group for part in block.parts if kind == type_
        ]
        wanted = [(each.id, each.version) for each, _, _ in drawn if each.type == type_]
        assert len(listed) == len(wanted)
        assert {name.split(" ")[0] for name in listed} <= {id_.split(" ")[0] for id_, _ in wanted}
    assert bool(found.missing) == any(duty.met is False for _, _, owed in drawn for duty in owed)
    stated = {step.what for block in blocks(found).values() for step in block.steps}
    assert {duty.what for _, _, owed in drawn for duty in owed if not duty.fact} <= stated | {"do it", "leave it"}
    assert {f"use.{each.fact}" for each in found.questions} == {d.fact for _, _, owed in drawn for d in owed if d.fact}


# What is owed


def test_a_model_behind_an_api_has_to_be_named_where_its_license_says(make_repo: MakeRepo) -> None:
    (step,) = steps(bundled(make_repo(LLAMA), distributes=("hosted-api",))).values()
    assert (step.kind, step.words, step.condition) == ("attribution", "Built with Llama", "")
    assert "related website, UI, blogpost, about page or product docs" in step.what


def test_what_leaves_owes_notice_text_and_policy_and_says_what_the_repository_lacks(make_repo: MakeRepo) -> None:
    found = bundled(make_repo(TUNED), distributes=("derivatives",))
    owed = steps(found)
    assert owed["notice-file"].words == "Llama 3.1 is licensed under the Llama 3.1 Community License"
    assert {kind: step.met for kind, step in owed.items()} == {
        "notice-file": False,
        "attribution": False,
        "license-copy": False,
        "use-policy": None,
        "name-prefix": False,
    }
    assert [step.kind for step in found.missing] == ["notice-file", "attribution", "license-copy", "name-prefix"]
    assert blocks(found)[LLAMA_31].terms[0].use_policy == "https://llama.meta.com/llama3_1/use-policy"


def test_what_the_repository_has_is_named_with_its_path(make_repo: MakeRepo) -> None:
    files = {**TUNED, "bot/NOTICE": NOTICE, "README.md": "# Bot\n\nBuilt with Llama.\n"}
    owed = steps(bundled(make_repo(files), distributes=("derivatives",)))
    assert (owed["notice-file"].met, owed["notice-file"].where) == (True, "bot/NOTICE")
    assert (owed["attribution"].met, owed["attribution"].where) == (True, "README.md")


def test_our_own_list_shows_nothing(make_repo: MakeRepo) -> None:
    root = make_repo({**TUNED, "bot/NOTICE": f"{NOTICES_MARK}.\n{NOTICE}Built with Llama\n"})
    found = bundled(root, distributes=("derivatives",))
    assert steps(found)["notice-file"].met is False
    (root / "bot/NOTICE").write_text(f"{NOTICE}Built with Llama\n")
    assert steps(bundled(root, distributes=("derivatives",)))["notice-file"].met is True


@pytest.mark.parametrize("type_", ["model", "service"])
def test_where_nothing_leaves_nothing_is_owed(type_: str, make_repo: MakeRepo) -> None:
    hosted = {"app.py": 'from openai import OpenAI\nOpenAI().chat.completions.create(model="gpt-4o")\n'}
    found = bundled(make_repo(LLAMA if type_ == "model" else hosted), distributes=())
    assert [kind for kind, _ in found.sections] == [type_]
    assert not any(block.steps for block in blocks(found).values())
    assert (found.missing, found.questions) == ((), ())


def test_a_data_set_owes_what_its_license_asks_of_copies_whatever_leaves(make_repo: MakeRepo) -> None:
    code = 'from datasets import load_dataset\nload_dataset("databricks/databricks-dolly-15k")\n'
    (block,) = blocks(bundled(make_repo({"a.py": code}), distributes=())).values()
    assert {step.kind: step.condition for step in block.steps} == dict.fromkeys(
        ["attribution", "license-copy", "share-alike"], "copies of it are passed on"
    )


def test_of_a_package_nothing_speaks_of_models(make_repo: MakeRepo) -> None:
    lock = '{"lockfileVersion": 3, "packages": {"node_modules/a": {"version": "1.0.0", "license": "Apache-2.0"}}}'
    (block,) = blocks(bundled(make_repo({"package-lock.json": lock}))).values()
    assert [part.name for part in block.parts] == ["npm:a 1.0.0"]
    assert {step.kind for step in block.steps} == {"notice-file", "license-copy"}
    assert "model" not in repr(block.steps)


# What is not stated


def test_a_fact_that_is_not_stated_is_asked_for_with_what_hangs_on_it(make_repo: MakeRepo) -> None:
    found = bundled(make_repo(LLAMA))
    (question,) = found.questions
    assert (question.fact, question.example) == ("distributes", "[]")
    assert question.question.startswith("what leaves the team?")
    assert {step.kind for step in question.steps} >= {"notice-file", "attribution", "license-copy", "use-policy"}
    assert not blocks(found)[LLAMA_31].steps
    assert not found.missing


def test_what_lies_here_is_missing_even_if_nobody_says_that_it_leaves(make_repo: MakeRepo) -> None:
    found = bundled(make_repo(TUNED))
    assert {step.fact for step in found.missing} == {"use.distributes"}
    assert {"notice-file", "license-copy"} <= {step.kind for step in found.missing}


def test_a_duty_that_holds_for_one_use_is_not_asked_for_because_of_another(make_repo: MakeRepo) -> None:
    root = make_repo({**LLAMA, "demo/app.py": LLAMA["app.py"]})
    product = Override(Facts(distributes=("hosted-api",)), ("app.py",), where="weighstation.toml:3")
    found = bundled(root, product)
    assert steps(found)["attribution"].condition == ""
    assert "attribution" not in {step.kind for question in found.questions for step in question.steps}


def test_a_clarification_counts(make_repo: MakeRepo) -> None:
    from weighstation.policy import load

    table = '[[clarifications]]\ncomponent = "hf:nobody/nothing"\nlicense = "llama3.1"\nreason = "the card says so"\n'
    root = make_repo({"a.py": LOAD.format("nobody/nothing"), "weighstation.toml": table})
    rules = load(str(root / "weighstation.toml"))
    found = notices_blocks.bundle(release.of(pipeline.scan(str(root)), rules))
    assert LLAMA_31 in blocks(found)
