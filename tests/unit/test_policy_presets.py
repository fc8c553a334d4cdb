"""The presets in ``policies/``, the documentation, and the catalogue of codes agree with the program."""

from __future__ import annotations

import datetime as dt
import os

import pytest

from weighstation.knowledge import purposes
from weighstation.knowledge.licenses import CLASSES, PSEUDO_CLASSES, License, keys
from weighstation.knowledge.licenses import license as known_license
from weighstation.model import Component, Conclusion, Occurrence
from weighstation.policy import files, load
from weighstation.policy.entries import UNKNOWN_DEFAULT, Policy
from weighstation.policy.exemptions import EXCEPTABLE
from weighstation.policy.judge import judge
from weighstation.policy.schema import KEYS
from weighstation.rules import RULES

TODAY = dt.date(2026, 11, 20)


def preset(name: str) -> Policy:
    return load(*files.preset(name))


def outcome(policy: Policy, license_id: str) -> str:
    component = Component("hf:org/model", "model", "", (Occurrence("a.py", 1),))
    (verdict,), _ = judge([(component, Conclusion(license_id))], policy, TODAY)
    return verdict.outcome


def every_license() -> list[License]:
    return [found for key in keys() if (found := known_license(key)) and found.named]


@pytest.mark.parametrize("name", files.presets())
def test_every_preset_loads_says_whom_it_is_for_and_lists_every_license(name: str) -> None:
    policy = preset(name)
    with open(files.preset(name)[0], encoding="utf-8") as file:
        assert file.readline().startswith("# ")
    component = Component("hf:org/model", "model", "", (Occurrence("a.py", 1),))
    verdicts, _ = judge([(component, Conclusion(each.id)) for each in every_license()], policy, TODAY)
    unlisted = [
        reason.message for verdict in verdicts for reason in verdict.reasons if reason.code == "license-unlisted"
    ]
    assert not unlisted


def test_osi_only_allows_what_the_osi_approved_and_denies_all_else_but_hosted() -> None:
    policy = preset("osi-only")
    for each in every_license():
        expected = "allow" if each.osi_approved else "review" if "hosted" in each.classes else "deny"
        assert (each.key, outcome(policy, each.id)) == (each.key, expected)


# Their commercial conditions are duties (a name to display), or are about a service that the preset says is not offered.
DUTIES_ONLY = {
    "minimax-m2-mit-variant",
    "minimax-m2.1-mit-variant",
    "modified-mit-kimi",
    "kimi-k3",
    "nvidia-open-model",
}


@pytest.mark.parametrize("name", ["default", "commercial-product", "commercial-saas", "ospo-review"])
def test_no_license_without_full_commercial_use_is_allowed_for_commerce(name: str) -> None:
    policy = preset(name)
    for each in every_license():
        if each.key not in DUTIES_ONLY and (each.commercial_use != "yes" or "community" in each.classes):
            assert (each.key, outcome(policy, each.id)) != (each.key, "allow")
        if "noncommercial" in each.classes:
            assert (each.key, outcome(policy, each.id)) == (each.key, "deny")


@pytest.mark.parametrize(
    ("name", "license_id", "expected"),
    [
        ("default", "Apache-2.0", "allow"),
        ("default", "AGPL-3.0-only", "review"),
        ("default", "CC-BY-4.0", "allow"),
        ("default", "CC-BY-SA-4.0", "review"),
        ("default", "LicenseRef-scancode-llama-2-license-2023", "review"),
        ("commercial-product", "AGPL-3.0-only", "deny"),
        ("commercial-product", "MPL-2.0", "allow"),
        ("osi-only", "CC0-1.0", "deny"),
        ("osi-only", "JSON", "deny"),
        ("research", "CC-BY-NC-4.0", "allow"),
        ("research", "BUSL-1.1", "review"),
    ],
)
def test_presets_on_well_known_licenses(name: str, license_id: str, expected: str) -> None:
    assert outcome(preset(name), license_id) == expected


def _documentation() -> str:
    path = os.path.join(os.path.dirname(files.preset("default")[0]), "..", "docs", "policy.md")
    with open(path, encoding="utf-8") as file:
        return file.read()


def test_every_key_is_documented_with_its_example() -> None:
    text = _documentation()
    leaves = [dotted for dotted, key in KEYS.items() if key.type not in ("table", "tables")]
    assert [dotted for dotted in leaves if f"| `{dotted}` |" not in text] == []


def test_the_documented_defaults_of_unknown_are_true() -> None:
    text = _documentation()
    for section, default in UNKNOWN_DEFAULT.items():
        assert f'| `{section}.unknown` | `"allow"`, `"review"` or `"deny"` | `"{default}"` |' in text


def test_every_class_and_preset_is_documented() -> None:
    text = _documentation()
    classes = [f"| `{name}` | {meaning} |" for name, meaning in CLASSES.items() if name not in PSEUDO_CLASSES]
    assert [row for row in classes if row not in text] == []
    assert [name for name in files.presets() if f"| `{name}` |" not in text] == []
    assert [code for code in EXCEPTABLE if code not in RULES] == []


def test_every_purpose_is_documented_with_its_other_words() -> None:
    text = _documentation()
    rows = []
    for name in purposes.purposes():
        others = ", ".join(f"`{word}`" for word in purposes.words(name))
        rows.append(f"| `{name}` | {others} |")
    assert [row for row in rows if row not in text] == []


def test_the_first_example_of_the_documentation_is_a_valid_policy(tmp_path_factory: pytest.TempPathFactory) -> None:
    example = _documentation().split("```toml\n", 1)[1].split("```", 1)[0]
    path = tmp_path_factory.mktemp("docs") / "weighstation.toml"
    path.write_text(example, encoding="utf-8")
    loaded = load(str(path))
    assert outcome(loaded, "LicenseRef-scancode-llama-3.1-license-2024") == "allow"
    assert len(loaded.exceptions) == 1


def test_codes_are_kebab_case_and_every_rule_says_what_to_do() -> None:
    for code, rule in RULES.items():
        assert code == rule.code == code.lower().replace("_", "-")
        assert rule.summary
        assert rule.remedy
