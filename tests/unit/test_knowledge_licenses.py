"""Looking up one license."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.knowledge import licenses
from weighstation.knowledge.licenses import CLASSES, exception, keys


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("apache-2.0", "apache-2.0 Apache-2.0 permissive yes: osi spdx permissive"),
        ("APACHE-2.0", "apache-2.0 Apache-2.0 permissive yes: osi spdx permissive"),
        ("cc-by-nc-4.0", "cc-by-nc-4.0 CC-BY-NC-4.0 noncommercial no: spdx noncommercial"),
        ("cc0-1.0", "cc0-1.0 CC0-1.0 public-domain yes: spdx public-domain"),
        ("GPL-3.0-only", "gpl-3.0 GPL-3.0-only strong-copyleft yes: osi spdx copyleft strong-copyleft"),
        ("openmdw-1.0", "openmdw-1.0 OpenMDW-1.0 permissive yes: spdx permissive"),
        (
            "LicenseRef-scancode-llama-2-license-2023",
            "llama2 LicenseRef-scancode-llama-2-license-2023 community-restricted conditional: community",
        ),
        ("mrl-0.1", "mrl-0.1 LicenseRef-weighstation-mrl-0.1 research-only no: noncommercial research-only"),
        ("mdl-2021", "mdl-2021 LicenseRef-scancode-mdl-2021 data no: data noncommercial"),
        ("openai-tou", "openai-tou LicenseRef-scancode-openai-tou-20241211 proprietary/hosted conditional: hosted"),
    ],
)
def test_a_license_is_found_by_key_or_id_in_any_case(name: str, expected: str) -> None:
    known = licenses.license(name)

    assert known is not None
    assert f"{known.key} {known.id} {known.category} {known.commercial_use}: {' '.join(known.classes)}" == expected
    assert known.osi_approved == ("osi" in known.classes)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sleepycat", "sleepycat yes: osi spdx unclassified"),
        ("3D-Slicer-1.0", "3d-slicer-1.0 unknown: spdx unclassified"),
        ("BSD-4-Clause", "bsd-4-clause yes: spdx permissive"),
        ("CC-BY-NC-ND-2.5", "cc-by-nc-nd-2.5 no: spdx noncommercial"),
        ("CC-BY-SA-2.0", "cc-by-sa-2.0 yes: spdx creative-commons"),
        ("CC-BY-ND-3.0", "cc-by-nd-3.0 unknown: spdx creative-commons"),
        ("LGPL-2.0-or-later", "lgpl-2.0-or-later yes: osi spdx copyleft weak-copyleft"),
        ("BSD-Protection", "bsd-protection unknown: spdx unclassified"),
        ("BSD-3-Clause-No-Military-License", "bsd-3-clause-no-military-license unknown: spdx unclassified"),
    ],
)
def test_an_spdx_id_without_a_file_has_the_flags_of_the_list(name: str, expected: str) -> None:
    known = licenses.license(name)

    assert known is not None
    assert f"{known.key} {known.commercial_use}: {' '.join(known.classes)}" == expected
    assert known.url == f"https://spdx.org/licenses/{name}.html"
    assert set(known.classes) <= set(CLASSES)
    assert not known.verified


def test_or_later_shares_the_facts_of_its_sibling_under_its_own_id() -> None:
    later, only = licenses.license("GPL-3.0-or-later"), licenses.license("GPL-3.0-only")

    assert later is not None
    assert only is not None
    assert (later.key, later.id) == ("gpl-3.0-or-later", "GPL-3.0-or-later")
    assert (later.classes, later.terms) == (only.classes, only.terms)


@pytest.mark.parametrize(
    ("deprecated", "spdx_id"),
    [
        ("GPL-2.0", "GPL-2.0-only"),
        ("GPL-2.0+", "GPL-2.0-or-later"),
        ("LGPL-2.0", "LGPL-2.0-only"),
        ("LGPL-3.0+", "LGPL-3.0-or-later"),
        ("AGPL-3.0", "AGPL-3.0-only"),
    ],
)
def test_a_deprecated_id_leads_to_the_one_that_took_over(deprecated: str, spdx_id: str) -> None:
    known = licenses.license(deprecated)

    assert known is not None
    assert known.id == spdx_id


@pytest.mark.parametrize("name", ["", "nobody-knows-this", "../errors", "licenses/mit", "a\tb", "mit\n", "Apache 2.0"])
def test_what_is_no_key_and_no_id_is_none(name: str) -> None:
    assert licenses.license(name) is None


@pytest.mark.parametrize("key", ["unknown", "none", "other", "glm-other-custom"])
def test_the_ways_to_say_that_there_is_no_license_are_not_named_licenses(key: str) -> None:
    known = licenses.license(key)

    assert known is not None
    assert not known.named
    assert known.commercial_use == "unknown"
    assert not known.osi_approved


def test_terms_and_clauses_are_read() -> None:
    known = licenses.license("llama3.1")

    assert known is not None
    threshold = known.terms["user_threshold"]
    assert isinstance(threshold, dict)
    assert (
        threshold
        | {
            "number": 700_000_000,
            "comparator": "greater-than",
            "counts": "all products or services of the licensee and its affiliates, in the preceding calendar month",
            "measured": "once, as of the Llama 3.1 version release date 2024-07-23",
            "period": "month",
            "scope": "group",
            "effect": "license",
            "measured_on": "2024-07-23",
        }
        == threshold
    )
    assert known.clauses["user_threshold"] == "section 2"
    assert known.hub_tags == ("llama3.1",)
    assert known.verified


def test_no_license_made_for_a_vendors_models_is_osi_approved() -> None:
    vendors = (
        "llama",
        "gemma",
        "qwen",
        "falcon",
        "deepseek",
        "minimax",
        "kimi",
        "nvidia",
        "flux",
        "stabilityai",
        "exaone",
    )
    found = [known for known in map(licenses.license, keys()) if known and known.key.startswith(vendors)]

    assert len(found) > 30
    assert [known.key for known in found if known.osi_approved] == []


@pytest.mark.parametrize(
    ("written", "spdx"),
    [("classpath-exception-2.0", "Classpath-exception-2.0"), ("LLVM-exception", "LLVM-exception"), ("no-such", "")],
)
def test_exceptions_get_their_spdx_spelling(written: str, spdx: str) -> None:
    assert exception(written) == spdx


@given(st.text())
def test_no_text_makes_the_lookup_fail(text: str) -> None:
    known = licenses.license(text)

    assert known is None or known.key


RULES = {
    "commercial_rule": {"register", "license", "threshold", "none", "unknown"},
    "training_rule": {"free", "derivative", "own-only", "competing", "noncommercial", "banned"},
    "hosting_rule": {"free", "distribution", "noncommercial", "license"},
    "territory_rule": {"all", "multimodal", "none"},
}
THRESHOLD = {
    "period": {"year", "month", "day"},
    "scope": {"group", "product", "activity"},
    "effect": {"license", "display"},
}


@pytest.mark.parametrize("key", list(keys()))
def test_the_terms_that_decide_are_typed(key: str) -> None:
    found = licenses.license(key)
    assert found
    for name, allowed in RULES.items():
        assert found.terms.get(name, next(iter(allowed))) in allowed
    for words, rule in (("trains_other_models", "training_rule"), ("territory_exclusion", "territory_rule")):
        assert (words in found.terms) == (rule in found.terms) or key == "cohere-hosted"
    for name in ("user_threshold", "revenue_threshold"):
        threshold = found.terms.get(name, {})
        assert isinstance(threshold, dict)
        for field, allowed in THRESHOLD.items():
            assert not threshold or threshold[field] in allowed, (name, field)
        assert threshold.get("comparator", "at-least") in {"greater-than", "at-least"}
        assert str(threshold.get("measured", "")).startswith("once") == ("measured_on" in threshold)
