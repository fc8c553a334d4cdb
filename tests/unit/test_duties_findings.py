"""Duties that a repository meets, misses, or cannot show: small repositories in, findings out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.unit._duties import codes, findings, only, pairs, said
from tests.unit._weights import safetensors
from weighstation.outbound_model import LicenseText
from weighstation.policy import duties
from weighstation.policy.entries import Policy
from weighstation.policy.facts import Facts, Override

if TYPE_CHECKING:
    from tests.conftest import MakeRepo

WEIGHTS = safetensors({"format": "pt"})
CARD = "---\nlicense: {0}\n---\n"
LLAMA_2_NOTICE = "Llama 2 is licensed under the\n  LLAMA 2 community license, and so on\n"
LLAMA_2: dict[str, str | bytes] = {
    "models/chat/README.md": CARD.format("llama2"),
    "models/chat/model.safetensors": WEIGHTS,
}
SHIPS: dict[str, Any] = {"distributes": ("weights",), "fine_tunes": False, "trains_other_models": False}
TUNES: dict[str, Any] = {"distributes": ("derivatives",)}


def text(path: str, *keys: str) -> LicenseText:
    return LicenseText(path, keys, sure=True)


def card(name: str, base: str = "meta-llama/Llama-3.1-8B", tag: str = "llama3.1") -> dict[str, str]:
    front = f"license: {tag}\nbase_model: {base}\nbase_model_relation: finetune"
    return {"model/README.md": f"---\n{front}\n---\n# {name}\nBuilt with Llama, fine-tuned.\n"}


# Llama 2 weights: a copy of the agreement (1(b)(i)) and a Notice file (1(b)(iii))


def test_llama_2_weights_without_a_notice(make_repo: MakeRepo) -> None:
    found = findings(make_repo(LLAMA_2), text("models/chat/LICENSE", "llama2"), **SHIPS)
    finding = only(found, "notice-missing")
    assert (finding.level, finding.component) == ("warning", "file:models/chat")
    assert "section 1(b)(iii)" in finding.message
    assert "models/chat/NOTICE" in finding.hint
    assert "Llama 2 is licensed under the LLAMA 2 Community License" in finding.hint


@pytest.mark.parametrize("path", ["models/chat/NOTICE", "models/chat/Notice.txt", "NOTICE.md", "models/NOTICE"])
def test_llama_2_weights_with_the_notice_beside_or_above_them(path: str, make_repo: MakeRepo) -> None:
    root = make_repo({**LLAMA_2, path: LLAMA_2_NOTICE})
    assert codes(findings(root, text("models/chat/LICENSE", "llama2"), **SHIPS)) == []


def test_a_notice_in_another_folder_is_none(make_repo: MakeRepo) -> None:
    root = make_repo({**LLAMA_2, "web/NOTICE": LLAMA_2_NOTICE})
    assert "notice-missing" in codes(findings(root, **SHIPS))


def test_a_notice_with_other_words_is_wrong(make_repo: MakeRepo) -> None:
    root = make_repo({**LLAMA_2, "NOTICE": "Acme Chat\nCopyright Acme\n"})
    finding = only(findings(root, text("LICENSE-MODEL", "llama2"), **SHIPS), "notice-wrong")
    assert finding.path == "NOTICE"
    assert "section 1(b)(iii)" in finding.message


def test_a_notice_that_is_no_wordsis_wrong_and_says_so(make_repo: MakeRepo) -> None:
    root = make_repo({**LLAMA_2, "models/chat/NOTICE": b"\x00\x01\x02\xff"})
    assert "is no text" in only(findings(root, **SHIPS), "notice-wrong").message


def test_llama_2_weights_without_the_agreement(make_repo: MakeRepo) -> None:
    found = findings(make_repo({**LLAMA_2, "NOTICE": LLAMA_2_NOTICE}), **SHIPS)
    finding = only(found, "license-text-missing")
    assert "section 1(b)(i)" in finding.message
    assert "models/chat/LICENSE" in finding.hint
    assert finding.path == "models/chat/README.md"


@pytest.mark.parametrize("path", ["models/chat/LICENSE", "LICENSES/llama2.txt", "LICENSE", "models/LICENSE-MODEL"])
def test_the_agreement_may_lie_beside_the_weights_above_them_or_with_the_licenses(
    path: str, make_repo: MakeRepo
) -> None:
    root = make_repo({**LLAMA_2, "NOTICE": LLAMA_2_NOTICE})
    assert codes(findings(root, text(path, "llama2"), **SHIPS)) == []


def test_the_agreement_elsewhere_does_not_count(make_repo: MakeRepo) -> None:
    root = make_repo({**LLAMA_2, "NOTICE": LLAMA_2_NOTICE})
    assert "license-text-missing" in codes(findings(root, text("other/LICENSE", "llama2"), **SHIPS))


def test_of_a_wordsthat_nobody_knows_a_person_is_asked(make_repo: MakeRepo) -> None:
    root = make_repo({**LLAMA_2, "NOTICE": LLAMA_2_NOTICE, "models/chat/LICENSE": "Do as I say.\n"})
    found = findings(root, **SHIPS)
    assert codes(found) == ["open-duty"]
    assert "models/chat/LICENSE" in only(found, "open-duty").message


def test_nothing_is_said_where_the_weights_stay(make_repo: MakeRepo) -> None:
    root = make_repo(LLAMA_2)
    assert findings(root, distributes=()) == ()
    assert findings(root, distributes=("outputs", "hosted-api")) == ()


def test_where_it_is_not_stated_what_leaves_the_finding_says_on_what_it_hangs(make_repo: MakeRepo) -> None:
    found = findings(make_repo(LLAMA_2))
    assert codes(found) == ["license-text-missing", "notice-missing"]
    assert all("use.distributes is not stated" in finding.message for finding in found)


def test_what_is_not_stated_is_asked_once_for_all_models(make_repo: MakeRepo) -> None:
    names = [f'AutoModel.from_pretrained("meta-llama/Llama-2-{size}-hf")' for size in ("7b", "13b", "70b")]
    root = make_repo({"app.py": "from transformers import AutoModel\n" + "\n".join(names) + "\n"})
    (finding,) = findings(root)
    assert (finding.code, finding.level, finding.component) == ("open-duty", "note", "")
    assert "use.distributes is not stated" in finding.message
    assert "hf:meta-llama/Llama-2-7b-hf" in finding.message


def test_free_licenses_raise_no_question(make_repo: MakeRepo) -> None:
    line = 'AutoModel.from_pretrained("mistralai/Mistral-7B-v0.1")\n'
    assert findings(make_repo({"app.py": f"from transformers import AutoModel\n{line}"})) == ()


def test_the_notice_of_llama_2_is_a_file_of_its_own(make_repo: MakeRepo) -> None:
    root = make_repo({**LLAMA_2, "README.md": LLAMA_2_NOTICE})
    assert "notice-missing" in codes(findings(root, **SHIPS))


def test_some_licenses_leave_it_open_where_the_notice_stands(make_repo: MakeRepo) -> None:
    notice = "The FLUX.1 [dev] Model is licensed by Black Forest Labs, …\n"
    files: dict[str, str | bytes] = {
        "m/README.md": CARD.format("flux-1-dev-non-commercial-license"),
        "m/model.safetensors": WEIGHTS,
    }
    root = make_repo({**files, "README.md": notice})
    assert "notice-missing" not in codes(findings(root, **SHIPS))


def test_no_copy_is_owed_of_a_license_that_the_maker_of_a_derivative_chose(make_repo: MakeRepo) -> None:
    root = make_repo(card("Acme", "mistralai/Mistral-7B-v0.1", "mit"))
    missing = [each.message for each in findings(root, **TUNES) if each.code == "license-text-missing"]
    assert len(missing) == 1
    assert "Apache License 2.0" in missing[0]


# Words that have to be shown


def test_weights_of_llama_3_1_want_their_words_shown(make_repo: MakeRepo) -> None:
    root = make_repo({"m/README.md": CARD.format("llama3.1"), "m/model.safetensors": WEIGHTS})
    finding = only(findings(root, **SHIPS), "attribution-missing")
    assert "“Built with Llama”" in finding.message
    assert "section 1(b)(i)(B)" in finding.message


@pytest.mark.parametrize(
    "path", ["README.md", "m/README.md", "docs/about.md", "ABOUT.txt", "web/index.html", "src/Footer.tsx"]
)
def test_words_may_be_shown_in_a_readme_the_documentation_or_an_interface(path: str, make_repo: MakeRepo) -> None:
    head = CARD.format("llama3.1")
    files: dict[str, str | bytes] = {"m/README.md": head, "m/model.safetensors": WEIGHTS}
    files[path] = (head if path == "m/README.md" else "") + "<p>Built with  llama</p>\n"
    assert "attribution-missing" not in codes(findings(make_repo(files), **SHIPS))


def test_words_at_a_service_are_a_duty_that_stays_open(make_repo: MakeRepo) -> None:
    line = 'AutoModel.from_pretrained("meta-llama/Llama-3.1-8B")\n'
    root = make_repo({"app.py": f"from transformers import AutoModel\n{line}"})
    finding = only(findings(root, distributes=("hosted-api",)), "open-duty")
    assert (finding.level, finding.path, finding.line) == ("note", "app.py", 2)
    assert "“Built with Llama”" in finding.message


def test_words_at_a_service_may_be_shown_in_the_readme(make_repo: MakeRepo) -> None:
    line = 'AutoModel.from_pretrained("meta-llama/Llama-3.1-8B")\n'
    files = {"app.py": f"from transformers import AutoModel\n{line}", "README.md": "Built with Llama\n"}
    assert findings(make_repo(files), distributes=("hosted-api",)) == ()


def test_a_name_in_the_interface_from_a_number_of_users_on(make_repo: MakeRepo) -> None:
    line = 'AutoModel.from_pretrained("moonshotai/Kimi-K2-Instruct")\n'
    root = make_repo({"app.py": f"from transformers import AutoModel\n{line}"})
    use: dict[str, Any] = {"distributes": ("hosted-api",), "commercial": True, "annual_revenue_usd": 1}
    assert codes(findings(root, **use, monthly_active_users=5)) == []
    finding = only(findings(root, **use, monthly_active_users=200_000_000), "open-duty")
    assert "“Kimi K2" in finding.message
    assert "user interface" in finding.message


# Names of derivatives


@pytest.mark.parametrize(
    ("name", "base", "license", "bad"),
    [
        ("Acme-Chat", "meta-llama/Llama-3.1-8B", "llama3.1", True),
        ("Llama-Acme-Chat", "meta-llama/Llama-3.1-8B", "llama3.1", False),
        ("acme/llama-acme-chat", "meta-llama/Llama-3.1-8B", "llama3.1", False),
        ("Acme-Llama-Chat", "meta-llama/Llama-3.1-8B", "llama3.1", True),
        # Llama 3 wants "Llama 3"
        ("Llama-Acme-Chat", "meta-llama/Meta-Llama-3-8B", "llama3", True),
        ("Llama 3 Acme Chat", "meta-llama/Meta-Llama-3-8B", "llama3", False),
        ("Llama-3-Acme-Chat", "meta-llama/Meta-Llama-3-8B", "llama3", False),
        # Llama 2 has no such duty, and grants no right to its name
        ("CustomLLM-Llama2-7B", "meta-llama/Llama-2-7b-hf", "llama2", False),
        ("Acme-Chat", "meta-llama/Llama-2-7b-hf", "llama2", False),
        ("Llama 2 Pro", "meta-llama/Llama-2-7b-hf", "llama2", True),
        ("Llama-2-7B-GGUF", "meta-llama/Llama-2-7b-hf", "llama2", False),
        # other licenses
        ("Acme-EXAONE", "LGAI-EXAONE/EXAONE-3.5-7.8B-Instruct", "exaone", True),
        ("EXAONE-Acme", "LGAI-EXAONE/EXAONE-3.5-7.8B-Instruct", "exaone", False),
        ("Acme-Chat", "google/gemma-2-9b", "gemma", False),
        ("Acme-Chat", "mistralai/Mistral-7B-v0.1", "apache-2.0", False),
    ],
)
def test_the_name_of_a_derivative(name: str, base: str, license: str, bad: bool, make_repo: MakeRepo) -> None:  # noqa: A002, FBT001 - a row of the table
    found = findings(make_repo(card(name, base, license)), **TUNES)
    assert ("name-of-derivative" in codes(found)) == bad


def test_the_finding_on_a_name_has_the_clause_and_a_name_that_would_do(make_repo: MakeRepo) -> None:
    finding = only(findings(make_repo(card("Acme-Chat")), **TUNES), "name-of-derivative")
    assert "“Acme-Chat”" in finding.message
    assert "section 1(b)(i)" in finding.message
    assert finding.hint == "rename it, such as Llama-Acme-Chat"


def test_the_finding_on_a_mark_has_its_clause(make_repo: MakeRepo) -> None:
    found = findings(make_repo(card("Llama 2 Pro", "meta-llama/Llama-2-7b-hf", "llama2")), **TUNES)
    assert "section 5(a)" in only(found, "name-of-derivative").message


def test_the_front_matter_goes_before_the_heading_and_the_heading_before_the_folder(make_repo: MakeRepo) -> None:
    front = "---\nlicense: llama3.1\nbase_model: meta-llama/Llama-3.1-8B\n"
    root = make_repo(
        {
            "a/README.md": f"{front}model_name: Llama-Acme\n---\n# Acme\n",
            "b/README.md": f"{front}model-index:\n- name: Llama-Acme\n---\n# Acme\n",
            "Llama-c/README.md": f"{front}---\n# Model card\n",
            "Llama-d/README.md": f"{front}---\n# Acme\n",
        }
    )
    named = [each.component for each in findings(root, **TUNES) if each.code == "name-of-derivative"]
    assert named == ["file:Llama-d"]


def test_a_folder_without_a_card_has_a_name_only_if_derivatives_leave(make_repo: MakeRepo) -> None:
    root = make_repo({"support/adapter_config.json": '{"base_model_name_or_path": "meta-llama/Llama-3.1-8B"}'})
    assert "name-of-derivative" not in codes(findings(root))
    assert "“support”" in only(findings(root, **TUNES), "name-of-derivative").message


# Cards of derivatives


def test_a_card_of_a_derivative_states_a_license(make_repo: MakeRepo) -> None:
    root = make_repo({"m/README.md": "---\nbase_model: google/gemma-2-9b\nlibrary_name: peft\n---\n# Acme\n"})
    finding = only(findings(root, text("m/LICENSE", "gemma"), **TUNES), "card-license")
    assert "states no license" in finding.message
    assert finding.hint == "write `license: gemma` into the card"


def test_a_card_names_the_base_that_the_configuration_has(make_repo: MakeRepo) -> None:
    root = make_repo(
        {
            "m/README.md": "---\nlicense: gemma\n---\n# Acme\n",
            "m/adapter_config.json": '{"base_model_name_or_path": "google/gemma-2-9b"}',
        }
    )
    finding = only(findings(root, **TUNES), "card-license")
    assert "base_model" in finding.message
    assert finding.hint == "write `base_model: google/gemma-2-9b` into the card"


def test_a_card_that_contradicts_the_wordsbeside_it(make_repo: MakeRepo) -> None:
    root = make_repo(card("Llama-Acme", tag="mit"))
    finding = only(findings(root, text("model/LICENSE", "llama3.1"), **TUNES), "card-license")
    assert "MIT" in finding.message
    assert finding.line == 2


def test_a_good_card_is_not_mentioned(make_repo: MakeRepo) -> None:
    notice = "Llama 3.1 is licensed under the Llama 3.1 Community License, …"
    root = make_repo({**card("Llama-Acme"), "model/NOTICE": notice})
    assert findings(root, text("model/LICENSE", "llama3.1"), **TUNES) == ()


# Gemma and Apache


def test_a_derivative_of_gemma(make_repo: MakeRepo) -> None:
    found = findings(make_repo(card("Acme", "google/gemma-2-9b", "gemma")), **TUNES)
    assert codes(found, "file:model") == ["license-text-missing", "notice-missing", "open-duty"]
    assert "section 3.1 fourth condition" in only(found, "notice-missing").message
    assert "section 3.1 first condition" in only(found, "open-duty").message


@pytest.mark.parametrize(("words", "open_"), [("It is fine-tuned on chats.", False), ("It chats.", True)])
def test_a_readme_that_speaks_of_the_change_states_it(words: str, open_: bool, make_repo: MakeRepo) -> None:  # noqa: FBT001 - a row of the table
    front = "license: gemma\nbase_model: google/gemma-2-9b"
    root = make_repo({"model/README.md": f"---\n{front}\n---\n# Acme\n{words}\n"})
    duty = only(findings(root, **TUNES), "open-duty").message
    assert ("say in the changed files, or beside them, that they were changed" in duty) == open_


def test_on_an_apache_base_only_notices_are_carried_over(make_repo: MakeRepo) -> None:
    found = findings(
        make_repo(card("Acme", "mistralai/Mistral-7B-v0.1", "apache-2.0")), text("model/LICENSE", "apache-2.0"), **TUNES
    )
    assert codes(found) == ["open-duty"]
    assert "keep the notices that the model came with" in found[0].message
    assert "if the model came with a notice" in found[0].message


# Where duties are counted


def test_a_base_that_only_the_card_names_is_counted_with_the_derivative(make_repo: MakeRepo) -> None:
    found = findings(make_repo(card("Acme-Chat")), **TUNES)
    assert {finding.component for finding in found} == {"file:model"}


def test_facts_of_a_path_hold_there(make_repo: MakeRepo) -> None:
    root = make_repo({**LLAMA_2, "demo/README.md": CARD.format("llama2"), "demo/model.safetensors": WEIGHTS})
    inside = Override(Facts(distributes=()), paths=("demo/*",))
    policy = Policy("weighstation.toml", facts=Facts(**SHIPS), overrides=(inside,))
    found = pairs(root)
    assert {each.component for each in duties.findings(found, policy, said(root, found, policy))} == {
        "file:models/chat"
    }


def test_checked_duties_say_which_file_meets_them(make_repo: MakeRepo) -> None:
    root = make_repo({**LLAMA_2, "NOTICE": LLAMA_2_NOTICE})
    policy = Policy("weighstation.toml", facts=Facts(**SHIPS))
    found = pairs(root)
    outbound = said(root, found, policy)
    checked = {duty.kind: (duty.met, duty.where) for duty in duties.checked(found, policy, outbound)}
    assert checked == {"license-copy": (False, ""), "notice-file": (True, "NOTICE"), "use-policy": (None, "")}


def test_where_files_were_not_looked_at_nothing_is_called_missing(make_repo: MakeRepo) -> None:
    root = make_repo(LLAMA_2)
    policy = Policy("weighstation.toml", facts=Facts(**SHIPS))
    found = pairs(root)
    outbound = said(root, found, policy)._replace(folders=("",))
    assert {finding.code for finding in duties.findings(found, policy, outbound)} == {"open-duty"}


def test_folders_are_looked_at_only_where_something_may_leave(make_repo: MakeRepo) -> None:
    root = make_repo({**LLAMA_2, "app.py": 'AutoModel.from_pretrained("google/gemma-2-9b")\n'})
    found = pairs(root)
    looked = {
        leaves: duties.looks_at(found, Policy("p", facts=Facts(distributes=leaves)))
        for leaves in (None, (), ("weights",))
    }
    assert looked == {None: ("models/chat",), (): (), ("weights",): ("", "models/chat")}
    assert duties.looks_at((), Policy("p", facts=Facts(distributes=("weights",)))) == ()


# Bad input


def test_what_cannot_be_read_is_no_reason_to_fail(make_repo: MakeRepo) -> None:
    root = make_repo(
        {
            **LLAMA_2,
            "models/chat/LICENSE": b"\xff\xfe\x00",
            "models/NOTICE": b"\0" * 2_000_000,
            "broken/README.md": "---\nlicense: [llama2\n---\n",
            "broken/model.safetensors": WEIGHTS,
            "pyproject.toml": "[project\n",
            "package.json": "{",
        }
    )
    (root / "NOTICE").symlink_to("NOTICE")
    (root / "models" / "LICENSES").symlink_to(".")
    found = findings(root, **SHIPS)
    assert "is no text" in only(found, "notice-wrong").message or "larger" in only(found, "notice-wrong").message
    assert {finding.component for finding in found} == {"file:models/chat"}


def test_a_model_in_the_tree_without_a_known_license_has_no_duties(make_repo: MakeRepo) -> None:
    assert findings(make_repo({"models/chat.safetensors": WEIGHTS}), **SHIPS) == ()
