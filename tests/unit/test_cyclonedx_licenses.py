"""Licenses are written so that no consumer reads a restricted one as open."""

from typing import Any

import pytest

from weighstation.knowledge.licenses import keys
from weighstation.knowledge.licenses import license as known_license
from weighstation.licensing.expression import leaves, parse
from weighstation.model import Claim, Conclusion
from weighstation.writers.cyclonedx.license_entry import facts, spdx_ids, texts
from weighstation.writers.cyclonedx.licenses import Form, concluded, licenses

LLAMA2 = "LicenseRef-scancode-llama-2-license-2023"
DECLARED_MIT = (Claim("MIT", "model-card", "README.md:2", 0.8),)


def _short(entries: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """(field, value, acknowledgement) of each entry."""
    flat = [entry.get("license", entry) for entry in entries]
    fields = ("id", "name", "expression")
    return [(name, one[name], one["acknowledgement"]) for one in flat for name in fields if name in one]


@pytest.mark.parametrize(
    ("expression", "form", "expected"),
    [
        ("MIT", "name", ("id", "MIT", "concluded")),
        ("mit", "name", ("id", "MIT", "concluded")),
        ("MIT", "expression", ("id", "MIT", "concluded")),
        (LLAMA2, "name", ("name", LLAMA2, "concluded")),
        (LLAMA2, "expression", ("expression", LLAMA2, "concluded")),
        ("LicenseRef-nobody-knows", "name", ("name", "LicenseRef-nobody-knows", "concluded")),
        ("OpenMDW-1.0", "name", ("name", "OpenMDW-1.0", "concluded")),
        ("OpenMDW-1.0", "expression", ("expression", "OpenMDW-1.0", "concluded")),
        ("MIT or Apache-2.0", "name", ("expression", "MIT OR Apache-2.0", "concluded")),
        (f"MIT AND {LLAMA2}", "name", ("expression", f"MIT AND {LLAMA2}", "concluded")),
        ("GPL-2.0+", "name", ("expression", "GPL-2.0+", "concluded")),
        (
            "GPL-2.0-only WITH Classpath-exception-2.0",
            "name",
            ("expression", "GPL-2.0-only WITH Classpath-exception-2.0", "concluded"),
        ),
        ("MIT AND Homemade-1.0", "name", ("name", "MIT AND Homemade-1.0", "concluded")),
        ("see the web page", "expression", ("name", "see the web page", "concluded")),
        ("Classpath-exception-2.0", "name", ("name", "Classpath-exception-2.0", "concluded")),
    ],
)
def test_one_conclusion_is_one_entry(expression: str, form: Form, expected: tuple[str, str, str]) -> None:
    assert _short([concluded(expression, form)]) == [expected]


def test_an_unknown_license_is_no_entry() -> None:
    assert licenses(Conclusion("", claims=DECLARED_MIT), "name") == []


def test_a_declared_license_stands_behind_the_concluded_one() -> None:
    entries = licenses(Conclusion("GPL-3.0-only", claims=DECLARED_MIT), "name")
    assert _short(entries) == [("id", "GPL-3.0-only", "concluded"), ("id", "MIT", "declared")]


@pytest.mark.parametrize("form", ["name", "expression"])
@pytest.mark.parametrize("expression", [LLAMA2, f"MIT AND {LLAMA2}", "LicenseRef-nobody-knows", "Homemade-1.0"])
def test_no_declared_license_stands_beside_one_that_consumers_cannot_resolve(expression: str, form: Form) -> None:
    (only,) = _short(licenses(Conclusion(expression, claims=DECLARED_MIT), form))
    assert only[1:] == (expression, "concluded")


def test_the_same_license_may_be_declared_and_concluded() -> None:
    claims = (Claim(LLAMA2, "model-card", "README.md:2", 0.8), Claim("Apache-2.0", "x", "y", 0.7, "concluded"))
    entries = licenses(Conclusion(LLAMA2, claims=claims), "name")
    assert _short(entries) == [("name", LLAMA2, "concluded"), ("name", LLAMA2, "declared")]


def _first_resolvable(entries: list[dict[str, Any]]) -> str:
    """What Dependency-Track keeps: the first SPDX id, else the expression, else nothing it can weigh."""
    flat = [entry.get("license", entry) for entry in entries]
    return next((str(one.get("id") or one["expression"]) for one in flat if "name" not in one), "")


@pytest.mark.parametrize("form", ["name", "expression"])
def test_a_consumer_that_keeps_the_first_license_it_can_resolve_never_keeps_a_freer_one(form: Form) -> None:
    for key in keys():
        known = known_license(key)
        assert known
        for expression in (known.id, f"MIT AND {known.id}"):
            kept = _first_resolvable(licenses(Conclusion(expression, claims=DECLARED_MIT), form))
            assert not kept or known.id in {leaf.id for leaf in leaves(parse(kept))}


def test_a_name_comes_with_what_is_known_about_it() -> None:
    entry: Any = concluded(LLAMA2)["license"]
    assert entry["url"].startswith("https://")
    assert {"name": "weighstation:license:osi-approved", "value": "false"} in entry["properties"]
    lean: Any = concluded(LLAMA2, described=False)["license"]
    assert lean["url"] == entry["url"]
    assert "properties" not in lean


def test_facts_and_texts_of_an_expression() -> None:
    expression = f"MIT AND {LLAMA2}"
    assert [one["value"] for one in facts(expression) if str(one["name"]).endswith("license:key")] == ["llama2"]
    assert texts(expression)[0] == "https://spdx.org/licenses/MIT.html"
    assert len(texts(expression)) == 2
    assert not facts("no expression")
    assert not texts("no expression")


def test_exceptions_are_no_licenses() -> None:
    assert "classpath-exception-2.0" not in spdx_ids()
