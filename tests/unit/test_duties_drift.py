"""License drift: what a repository grants against what the models it passes on ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit._duties import codes, findings, only
from tests.unit._weights import safetensors
from weighstation.knowledge import licenses
from weighstation.outbound_model import LicenseText
from weighstation.policy.duties import _losses

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.conftest import MakeRepo

MIT = {"pyproject.toml": '[project]\nname = "acme"\nlicense = "MIT"\n'}
SD = "stable-diffusion-v1-5/stable-diffusion-v1-5"
SHIPS: dict[str, Any] = {"distributes": ("weights",)}


def weights(license: str = "", base: str = "") -> bytes:  # noqa: A002 - the field's own word
    """Weights whose header states a license, or a base."""
    return safetensors({**({"license": license} if license else {}), **({"base_model": base} if base else {})})


def adapter(base: str, license: str) -> dict[str, str]:  # noqa: A002 - the field's own word
    return {
        "lora/README.md": f"---\nlicense: {license}\nbase_model: {base}\nbase_model_relation: adapter\n---\n# One\n"
    }


def load(name: str) -> dict[str, str]:
    return {"app.py": f'from transformers import AutoModel\nAutoModel.from_pretrained("{name}")\n'}


# What drifts


def test_an_adapter_of_a_rail_model_under_mit(make_repo: MakeRepo) -> None:
    found = findings(make_repo(adapter(SD, "mit")), distributes=("derivatives",))
    finding = only(found, "license-drift")
    assert (finding.path, finding.line, finding.level) == ("lora/README.md", 2, "warning")
    assert finding.message.startswith("MIT drops what CreativeML")
    assert "the restrictions of use, Attachment A (11 items) (section 4(a))" in finding.message
    assert "attach the restrictions of use, Attachment A" in finding.hint
    assert "write `license: creativeml-openrail-m` into the card" in finding.hint
    assert "lora/LICENSE" in finding.hint


def test_noncommercial_weights_in_an_mit_repository(make_repo: MakeRepo) -> None:
    root = make_repo({**MIT, "models/voice.safetensors": weights("cc-by-nc-4.0")})
    finding = only(findings(root, **SHIPS), "license-drift")
    assert (finding.path, finding.line) == ("pyproject.toml", 3)
    assert "that commercial use is not granted (section 1(i), 2(a)(1))" in finding.message
    assert "not for commercial use" in finding.hint
    assert "models/LICENSE" in finding.hint


def test_llama_2_in_an_mit_repository_loses_policy_threshold_and_bar(make_repo: MakeRepo) -> None:
    root = make_repo({**MIT, "models/chat.safetensors": weights("llama2")})
    message = only(findings(root, **SHIPS), "license-drift").message
    assert "the restrictions of use, https://ai.meta.com/llama/use-policy (section 1(b)(iv))" in message
    assert "the number of users from which on a separate license is needed (section 2)" in message
    assert "the bar on training other models (section 1(b)(v))" in message
    assert "the notice (section 1(b)(iii))" in message


def test_llama_3_1_also_loses_the_name(make_repo: MakeRepo) -> None:
    root = make_repo({**MIT, "models/chat.safetensors": weights("llama3.1")})
    assert (
        "“Llama” of the names of derivatives (section 1(b)(i))"
        in only(findings(root, **SHIPS), "license-drift").message
    )


def test_share_alike_weights_in_an_mit_repository(make_repo: MakeRepo) -> None:
    root = make_repo({**MIT, "models/chat.safetensors": weights("cc-by-sa-4.0")})
    assert "that it stays under CC-BY-SA-4.0 (section 3(b))" in only(findings(root, **SHIPS), "license-drift").message


def test_copyleft_weights_in_an_mit_repository(make_repo: MakeRepo) -> None:
    root = make_repo({**MIT, "models/chat.safetensors": weights("agpl-3.0")})
    assert "that it stays under AGPL-3.0" in only(findings(root, **SHIPS), "license-drift").message


GRANTS: Mapping[str, dict[str, str]] = {
    "pyproject.toml": {"pyproject.toml": '[project]\nname = "acme"\nlicense = { text = "MIT" }\n'},
    "classifiers": {"pyproject.toml": '[project]\nclassifiers = ["License :: OSI Approved :: MIT License"]\n'},
    "poetry": {"pyproject.toml": '[tool.poetry]\nlicense = "Apache-2.0"\n'},
    "package.json": {"package.json": '{\n  "name": "acme",\n  "license": "MIT OR Apache-2.0"\n}\n'},
    "package.json of old": {"package.json": '{"license": {"type": "BSD-3-Clause"}}'},
    "Cargo.toml": {"Cargo.toml": '[package]\nlicense = "MIT"\n'},
    "the manifest of the package that holds them": {"models/pyproject.toml": '[project]\nlicense = "MIT"\n'},
}


@pytest.mark.parametrize("case", GRANTS)
def test_every_place_where_a_repository_states_its_license_counts(case: str, make_repo: MakeRepo) -> None:
    root = make_repo({**GRANTS[case], "models/chat.safetensors": weights("llama2")})
    assert only(findings(root, **SHIPS), "license-drift").path == next(iter(GRANTS[case]))


def test_the_text_of_the_license_counts(make_repo: MakeRepo) -> None:
    root = make_repo({"models/chat.safetensors": weights("llama2")})
    found = findings(root, LicenseText("LICENSE", ("apache-2.0",), sure=True), **SHIPS)
    assert only(found, "license-drift").path == "LICENSE"


def test_the_nearer_word_counts(make_repo: MakeRepo) -> None:
    files: dict[str, str | bytes] = {
        "pyproject.toml": '[project]\nlicense = "CC-BY-NC-4.0"\n',
        "models/chat.safetensors": weights("cc-by-nc-4.0"),
    }
    root = make_repo(files)
    assert "license-drift" not in codes(findings(root, **SHIPS))
    found = findings(root, LicenseText("models/LICENSE", ("mit",), sure=True), **SHIPS)
    assert only(found, "license-drift").path == "models/LICENSE"


def test_models_that_are_only_named_drift_where_they_are_passed_on(make_repo: MakeRepo) -> None:
    root = make_repo({**MIT, **load("meta-llama/Llama-2-7b-hf")})
    for kind in ("weights", "derivatives", "partner"):
        finding = only(findings(root, distributes=(kind,)), "license-drift")
        assert (finding.component, finding.path) == ("hf:meta-llama/Llama-2-7b-hf", "pyproject.toml")
        assert "LICENSE-MODEL" in finding.hint
        assert "[[use.overrides]]" in finding.hint


# What does not


@pytest.mark.parametrize("leaves", [None, (), ("outputs",), ("hosted-api",)])
def test_code_that_loads_a_model_by_name_passes_nothing_on(leaves: tuple[str, ...] | None, make_repo: MakeRepo) -> None:
    root = make_repo({**MIT, **load("meta-llama/Llama-2-7b-hf")})
    assert "license-drift" not in [finding.code for finding in findings(root, distributes=leaves)]


@pytest.mark.parametrize("path", ["models/LICENSE", "LICENSE-MODEL", "LICENSES/LicenseRef-Llama-2.txt"])
def test_the_text_of_the_model_s_license_settles_it(path: str, make_repo: MakeRepo) -> None:
    root = make_repo({**MIT, "models/chat.safetensors": weights("llama2")})
    text = LicenseText(path, ("llama2",), sure=True)
    assert "license-drift" not in codes(findings(root, text, **SHIPS))


def test_a_card_that_states_the_license_settles_it(make_repo: MakeRepo) -> None:
    root = make_repo({**MIT, **adapter(SD, "creativeml-openrail-m")})
    assert "license-drift" not in codes(findings(root, distributes=("derivatives",)))


def test_a_repository_that_states_no_license_grants_none(make_repo: MakeRepo) -> None:
    assert "license-drift" not in codes(findings(make_repo({"models/chat.safetensors": weights("llama2")}), **SHIPS))


@pytest.mark.parametrize("word", ["SEE LICENSE IN EULA.txt", "UNLICENSED", "my own"])
def test_nothing_is_concluded_from_a_word_that_is_not_understood(word: str, make_repo: MakeRepo) -> None:
    files: dict[str, str | bytes] = {
        "package.json": f'{{"license": "{word}"}}',
        "models/chat.safetensors": weights("llama2"),
    }
    assert "license-drift" not in codes(findings(make_repo(files), **SHIPS))


def test_nothing_is_concluded_beside_a_text_that_nobody_knows(make_repo: MakeRepo) -> None:
    files: dict[str, str | bytes] = {
        **MIT,
        "models/chat.safetensors": weights("llama2"),
        "models/LICENSE": "Do as I say.\n",
    }
    assert "license-drift" not in codes(findings(make_repo(files), **SHIPS))


def test_free_weights_do_not_drift(make_repo: MakeRepo) -> None:
    root = make_repo({**MIT, "models/chat.safetensors": weights("apache-2.0")})
    assert "license-drift" not in codes(findings(root, **SHIPS))


def test_where_it_is_not_stated_what_leaves_the_finding_says_so(make_repo: MakeRepo) -> None:
    root = make_repo({**MIT, "models/chat.safetensors": weights("llama2")})
    assert "use.distributes is not stated" in only(findings(root), "license-drift").message
    assert findings_of(root, ()) == []


def findings_of(root: Path, leaves: tuple[str, ...]) -> list[str]:
    return codes(findings(root, distributes=leaves))


# The table of reasons


LOST = [
    # own, what it goes out under, the terms that are lost
    ("llama2", "MIT", {"restriction_topics", "user_threshold", "training_rule", "notice_prefix"}),
    ("llama3.1", "Apache-2.0", {"restriction_topics", "user_threshold", "name_prefix", "notice_prefix"}),
    ("gemma", "MIT", {"restriction_topics", "notice_prefix"}),
    ("creativeml-openrail-m", "MIT", {"restriction_topics"}),
    # CreativeML dropped two items of BigScience's list
    ("bigscience-openrail-m", "LicenseRef-scancode-stable-diffusion-2022-08-22", {"restriction_topics"}),
    ("creativeml-openrail-m", "LicenseRef-scancode-bigscience-open-rail-m2", set()),
    ("cc-by-nc-4.0", "MIT", {"commercial_use"}),
    ("cc-by-nc-sa-4.0", "CC-BY-SA-4.0", {"commercial_use", "share_alike"}),
    ("cc-by-nc-4.0", "CC-BY-NC-SA-4.0", set()),
    ("cc-by-sa-3.0", "CC-BY-SA-4.0", set()),
    ("cc-by-sa-4.0", "CC-BY-4.0", {"share_alike"}),
    ("cc-by-nd-4.0", "MIT", {"no_derivatives"}),
    ("gpl-3.0", "MIT", {"share_alike"}),
    ("gpl-3.0", "AGPL-3.0-only", set()),
    ("agpl-3.0", "GPL-3.0-only", {"share_alike"}),
    ("lgpl-3.0", "GPL-3.0-only", set()),
    ("stabilityai-community", "MIT", {"revenue_threshold", "restriction_topics", "training_rule", "notice_prefix"}),
    # permissive ones lose nothing, nor do notices alone make a drift
    ("mit", "Apache-2.0", set()),
    ("apache-2.0", "MIT", set()),
    ("nvidia-open-model", "MIT", set()),
    # of an AND one part that keeps it is enough, of an OR whoever gets it chooses
    ("cc-by-nc-4.0", "MIT AND CC-BY-NC-4.0", set()),
    ("cc-by-nc-4.0", "MIT OR CC-BY-NC-4.0", {"commercial_use"}),
    # nothing is concluded from what nobody knows
    ("llama2", "LicenseRef-Acme", set()),
    ("llama2", "NOASSERTION", set()),
    ("llama2", "no expression (", set()),
]  # fmt: skip


@pytest.mark.parametrize(("own", "outbound", "lost"), LOST)
def test_the_terms_say_what_is_lost(own: str, outbound: str, lost: set[str]) -> None:
    known = licenses.license(own)
    assert known
    assert {row.terms[-1] for row in _losses.losses(known, outbound)} == lost


def test_the_wording_of_a_loss_names_the_clause() -> None:
    known = licenses.license("gemma")
    assert known
    said = [_losses.lost(known, row) for row in _losses.losses(known, "MIT")]
    assert (
        said[0]
        == "the restrictions of use, https://ai.google.dev/gemma/prohibited_use_policy (section 3.1 first condition)"
    )


KEYS = st.sampled_from(sorted(licenses.keys()))


@given(KEYS)
def test_no_license_loses_anything_to_itself(key: str) -> None:
    known = licenses.license(key)
    assert known
    assert _losses.losses(known, known.id) == ()


@given(KEYS, KEYS)
def test_every_pair_of_licenses_can_be_compared(own: str, other: str) -> None:
    mine, theirs = licenses.license(own), licenses.license(other)
    assert mine
    assert theirs
    for row in _losses.losses(mine, theirs.id):
        assert "{" not in _losses.lost(mine, row) + _losses.remedy(mine, row)


@given(KEYS)
def test_osi_approved_permissive_licenses_keep_no_restriction(key: str) -> None:
    known = licenses.license(key)
    assert known
    if known.commercial_use == "no":
        assert _losses.losses(known, "MIT")
