"""The ladder orders licenses from free to closed."""

import pytest

from weighstation.knowledge.licenses import keys
from weighstation.knowledge.licenses import license as known
from weighstation.licensing.strictness import NOT_KNOWN, OPEN, binds_derivatives, governing, of_expression, strictness

LADDER = [
    "mit",
    "mpl-2.0",
    "gpl-3.0",
    "agpl-3.0",
    "openmdw-1.0",
    "cc-by-4.0",
    "cc-by-sa-4.0",
    "bigcode-openrail-m",
    "llama3.1",
    "busl-1.1",
    "cc-by-nc-4.0",
    "llama1",
    "openai-tou",
    "other",
]


def test_each_rung_is_stricter_than_the_one_before() -> None:
    steps = [strictness(known(key)) for key in LADDER]
    assert steps == sorted(set(steps))


def test_the_first_rung_holds_the_osi_approved_licenses_and_no_others() -> None:
    entries = [entry for entry in map(known, keys()) if entry]
    assert len(entries) > 200
    assert [entry.key for entry in entries if entry.osi_approved != (strictness(entry) < OPEN)] == []


def test_nothing_without_commercial_use_stands_below_noncommercial() -> None:
    lowest = strictness(known("cc-by-nc-4.0"))
    entries = [entry for entry in map(known, keys()) if entry and entry.commercial_use == "no" and entry.named]
    assert entries
    assert [entry.key for entry in entries if strictness(entry) < lowest] == []


@pytest.mark.parametrize("key", ["unknown", "none", "other", "no-such-license"])
def test_what_is_no_license_is_not_known(key: str) -> None:
    assert strictness(known(key)) == NOT_KNOWN


@pytest.mark.parametrize(
    ("expression", "governing_id"),
    [
        ("MIT AND GPL-3.0-only", "GPL-3.0-only"),
        ("MIT OR GPL-3.0-only", "MIT"),
        ("MIT AND (GPL-3.0-only OR CC-BY-NC-4.0)", "GPL-3.0-only"),
        ("MIT AND Apache-2.0", "MIT"),
        ("MIT AND LicenseRef-nobody-knows", "LicenseRef-nobody-knows"),
    ],
)
def test_the_strictest_of_an_and_governs_and_the_freest_of_an_or(expression: str, governing_id: str) -> None:
    leaf, found = governing(expression)
    assert leaf.id == governing_id
    assert of_expression(expression) == strictness(found)


@pytest.mark.parametrize(
    ("expression", "binds"),
    [
        ("MIT", False),
        ("CC0-1.0", False),
        ("OpenMDW-1.0", False),
        ("MPL-2.0", True),
        ("AGPL-3.0-only", True),
        ("CC-BY-4.0", True),
        ("LicenseRef-scancode-llama-2-license-2023", True),
        ("MIT AND MPL-2.0", True),
        ("MIT OR AGPL-3.0-only", False),
        ("LicenseRef-nobody-knows", True),
    ],
)
def test_only_permissive_terms_leave_a_derivative_free(expression: str, *, binds: bool) -> None:
    assert binds_derivatives(expression) is binds
