"""Loading a policy: what it extends, every fault at once, each with its line and remedy."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.errors import PolicyError
from weighstation.policy import files, load
from weighstation.policy.entries import Entry, Exemption
from weighstation.policy.exemptions import exemptions
from weighstation.policy.extends import gather
from weighstation.policy.lists import entries
from weighstation.policy.schema import faults as structure_faults

if TYPE_CHECKING:
    from pathlib import Path


def policy(folder: Path, text: str, name: str = "weighstation.toml") -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def faults(path: str) -> list[tuple[int, str, str]]:
    """Line, message and hint of every fault of a policy."""
    with pytest.raises(PolicyError) as caught:
        load(path)
    assert caught.value.faults
    return [(fault.line, fault.message, fault.hint) for fault in caught.value.faults]


def test_without_a_file_the_built_in_default_holds() -> None:
    built_in = load(None)
    assert built_in.name == "built-in default (no weighstation.toml found)"
    assert built_in.fail_on == "deny"
    assert {entry.where.rpartition(":")[0] for entry in built_in.entries} == {"weighstation/policies/default.toml"}


def test_every_line_of_a_list_becomes_an_entry_with_its_place(tmp_path: Path) -> None:
    text = """\
fail-on = "review"
[licenses]
allow = [
  "osi",
  "Apache 2.0",
]
unknown = "deny"
[packages]
deny = ["GPL-3.0-only"]
"""
    loaded = load(policy(tmp_path, text))
    assert loaded.name == "weighstation.toml"
    assert loaded.fail_on == "review"
    assert set(loaded.entries) == {
        Entry("class", "osi", "allow", "licenses", 0, "weighstation.toml:4"),
        Entry("license", "apache-2.0", "allow", "licenses", 0, "weighstation.toml:5"),
        Entry("unknown", "", "deny", "licenses", 0, "weighstation.toml:7"),
        Entry("license", "gpl-3.0", "deny", "packages", 0, "weighstation.toml:9"),
    }


def test_an_exception_is_read_whole(tmp_path: Path) -> None:
    text = """
[[exceptions]]
component = "meta-llama/*"
license = "Llama 3.1"
finding = "license-review"
reason = " agreed "
expires = 2027-06-30
approved-by = "Kim"
ticket = "L-1"
"""
    assert load(policy(tmp_path, text), "ci/policy.toml").exceptions == (
        Exemption(
            "hf:meta-llama/*", "agreed", "llama3.1", "license-review", dt.date(2027, 6, 30), "Kim", "L-1", 0,
            "ci/policy.toml", 2,
        ),
    )  # fmt: skip


def test_a_license_of_ones_own_is_accepted(tmp_path: Path) -> None:
    (entry,) = load(policy(tmp_path, '[licenses]\nallow = ["LicenseRef-Acme-Internal"]\n')).entries
    assert (entry.kind, entry.subject) == ("license", "licenseref-acme-internal")


def test_a_policy_in_pyproject_is_read_with_its_lines(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n[tool.weighstation.licenses]\nallow = ["osi"]\n'
    assert load(policy(tmp_path, text, "pyproject.toml")).entries[0].where == "pyproject.toml:4"


def test_two_policies_in_one_folder_are_a_finding(tmp_path: Path) -> None:
    policy(tmp_path, '[tool.weighstation]\nfail-on = "review"\n', "pyproject.toml")
    loaded = load(policy(tmp_path, ""))
    assert loaded.fail_on == "deny"
    assert [(finding.code, finding.path) for finding in loaded.findings] == [("policy-shadowed", "pyproject.toml")]


def test_extended_files_are_layers_by_distance(tmp_path: Path) -> None:
    policy(tmp_path, '[licenses]\ndeny = ["osi"]\n', "common/base.toml")
    policy(tmp_path, 'extends = ["base.toml"]\nfail-on = "review"\n[licenses]\nallow = ["osi"]\n', "common/team.toml")
    loaded = load(policy(tmp_path, 'extends = ["common/team.toml", "research", "common/base.toml"]\n'))
    assert loaded.fail_on == "review"  # the preset, equally near, says "deny"; the one that blocks more holds
    places = {entry.where: entry.layer for entry in loaded.entries}
    assert places["common/team.toml:4"] == 1
    assert places["common/base.toml:2"] == 1  # the shortest way counts
    assert any(where.startswith("weighstation/policies/research.toml:") for where in places)


def test_the_nearer_file_says_what_blocks(tmp_path: Path) -> None:
    policy(tmp_path, 'fail-on = "review"\n', "base.toml")
    assert load(policy(tmp_path, 'extends = ["base.toml"]\nfail-on = "deny"\n')).fail_on == "deny"


CLARIFIED = '[[clarifications]]\ncomponent = "hf:acme/chat"\nreason = "mail"\n'


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("\nextra = 1", 2, "unknown key `extra`", "the keys here are extends"),
        ('[licenses]\nalow = ["osi"]', 2, "unknown key `licenses.alow`", "did you mean `allow`?"),
        ('"licenses.allow" = ["osi"]', 1, "unknown key `licenses.allow`", "quotes make it one key"),
        ("[sbom]\nsuplier = 'x'", 2, "unknown key `sbom.suplier`", "did you mean `supplier`?"),
        ("[sbom]\nsupplier = 1", 2, "`sbom.supplier` must be a text", 'supplier = "Acme"'),
        ('[use]\ncommercial = "yes"', 2, "`use.commercial` must be true or false", "commercial = true"),
        (
            '[use]\nmonthly_active_users = "10M"',
            2,
            "`use.monthly_active_users` must be a whole number without quotes and unit",
            "= 250_000",
        ),
        (
            "[use]\nannual_revenue_usd = -1",
            2,
            "`use.annual_revenue_usd` must be a whole number",
            "annual_revenue_usd = 5_000_000",
        ),
        ("[use]\nmonthly-active-users = 5", 2, "unknown key `use.monthly-active-users`", "`monthly_active_users`"),
        ('[use]\ndistributes = ["weight"]', 2, "`weight` is nothing that can be distributed", "`weights`"),
        ('[use]\nterritories = ["Korea"]', 2, "`Korea` is no territory", "ISO 3166"),
        (
            '[use.monthly_active_users_on]\n"2023-07" = 5',
            1,
            "`use.monthly_active_users_on` must be a table from days",
            '"2023-07-18" = 40_000',
        ),
        (
            "[[use.overrides]]\ncommercial = false",
            1,
            "this override names neither paths nor components",
            'paths = ["demo/*"]',
        ),
        (
            '[licenses]\ndeny = ["steward:Mata"]',
            2,
            "`Mata` wrote no license that is known here",
            "did you mean `Meta`?",
        ),
        ('[levels]\nlaxer-than-bse = "error"', 2, "unknown code `laxer-than-bse`", "did you mean `laxer-than-base`?"),
        (
            '[levels]\nlicense-denied = "note"',
            2,
            "`license-denied` is a reason of a verdict and has no level",
            "exception",
        ),
        (
            '[levels]\nlicense-conflict = "loud"',
            2,
            "`levels.license-conflict` must be one of error, warning, note, off",
            '= "warning"',
        ),
        (CLARIFIED + 'license = "nonsense"', 4, "`nonsense` is no license that is known here", "LicenseRef-"),
        (
            CLARIFIED + 'license = "mit"\nfile = "LICENSE"',
            1,
            "`file` and `sha256` belong together",
            "add the other one",
        ),
        ("licenses = 3", 1, "`licenses` must be a table", "[licenses]"),
        ("exceptions = [1]", 1, "`exceptions` must be an array of tables", "[[exceptions]]"),
        ('fail-on = "allow"', 1, '`fail-on` must be "deny" or "review"', 'fail-on = "deny"'),
        ("[licenses]\nunknown = true", 2, '`licenses.unknown` must be "allow", "review" or "deny"', "unknown = "),
        ('[licenses]\nallow = "osi"', 2, "`licenses.allow` must be a list", 'allow = ["osi"]'),
        ('[licenses]\nallow = [\n"osi",\n 3]', 4, "`licenses.allow` has an item that is empty or not a text", "write"),
        ('[licenses]\nallow = [" "]', 2, "`licenses.allow` has an item that is empty or not a text", "write"),
        ('[licenses]\nallow = ["comunity"]', 2, "`comunity` is no license or class", "did you mean `community`?"),
        ('[licenses]\nallow = ["gpl"]', 2, "`gpl` fits several licenses: ", "or a class"),
        ('[licenses]\nallow = ["unknown"]', 2, "`unknown` is not a license", "set `unknown`"),
        ('[licenses]\nallow = ["undeclared"]', 2, "`undeclared` is not a license", "set `unknown`"),
        ('[licenses]\nallow = ["MIT OR ISC"]', 2, "`MIT OR ISC` is no license", "list each license"),
        ('[licenses]\ndeny = ["LicenseRef-scancode-lama"]', 2, "`LicenseRef-scancode-lama` is no license", "write"),
        ('[licenses]\nallow = ["MIT"]\ndeny = ["mit"]', 3, "`mit` is in two lists", "keep it in one"),
        ("[[exceptions]]\nreason = 'x'", 1, "`component` is missing", "add a line such as component"),
        ("[[exceptions]]\ncomponent = 'hf:a/b'", 1, "`reason` is missing", "add a line such as reason"),
        ("[[exceptions]]\ncomponent = 'hf:a/b'\nreason = ' '", 3, "`exceptions.reason` must be a text", "write it as"),
        ("[[exceptions]]\ncomponent = 'requests'\nreason = 'x'", 2, "`requests` is no component id", "pypi:requests"),
        (
            "[[exceptions]]\ncomponent = 'a/b'\nreason = 'x'\nexpires = '2027-01-01'",
            4,
            "`exceptions.expires` must be a date",
            "expires = 2027-06-30",
        ),
        (
            "[[exceptions]]\ncomponent = 'a/b'\nreason = 'x'\nexpires = 2027-01-01T00:00:00",
            4,
            "`exceptions.expires` must be a date",
            "expires = 2027-06-30",
        ),
        (
            "[[exceptions]]\ncomponent = 'a/b'\nreason = 'x'\nlicense = 'osi'",
            4,
            "`osi` is a class",
            "name the license",
        ),
        (
            "[[exceptions]]\ncomponent = 'a/b'\nreason = 'x'\nfinding = 'license-denyed'",
            4,
            "`license-denyed` is no code",
            "did you mean `license-denied`?",
        ),
        (
            "[[exceptions]]\ncomponent = 'a/b'\nreason = 'x'\nfinding = 'exception-expired'",
            4,
            "`exception-expired` is no code",
            "the codes are",
        ),
        ('extends = ["osi-olny"]', 1, "there is no preset `osi-olny`", "did you mean `osi-only`?"),
        ('extends = ["\\u0000"]', 1, "there is no preset", "the presets are"),
        ('extends = ["gone.toml"]', 1, "extends `gone.toml`, which does not exist", "existing"),
        ('extends = ["/dev/zero"]', 1, "extends `/dev/zero`, which is not a file", "existing"),
        ('extends = [\n"weighstation.toml"]', 2, "extends `weighstation.toml`, which leads back", "remove one step"),
        ("a = [", 1, "is not valid TOML", "correct"),
        ("a = 1\nextends = osi-only", 2, "is not valid TOML", "in quotes"),
        ("[[exceptions]]\nexpires = 2027-02-30", 2, "is not valid TOML", "a day that there is"),
        ("[tool.weighstation]\nextends = ['osi-only']", 1, "unknown key `tool`", "only a pyproject.toml has"),
    ],
)
def test_a_fault_has_its_line_and_a_remedy(tmp_path: Path, text: str, line: int, message: str, hint: str) -> None:
    found = faults(policy(tmp_path, text))
    assert len(found) == 1
    assert found[0][0] == line
    assert found[0][1].startswith(message)
    assert hint in found[0][2]


def test_all_faults_come_at_once_own_file_first_in_line_order(tmp_path: Path) -> None:
    policy(tmp_path, "wrong = 1\n", "base.toml")
    text = '[licenses]\ndeny = ["nope-nope"]\nunknown = 1\n[packages]\nx = 1\n'
    path = policy(tmp_path, f'extends = ["base.toml", "gone.toml"]\n{text}')
    assert [line for line, _, _ in faults(path)] == [1, 3, 4, 6, 1]
    with pytest.raises(PolicyError) as caught:
        load(path)
    assert str(caught.value).count("help: ") == 5


def test_a_missing_policy_is_one_fault(tmp_path: Path) -> None:
    assert [message for _, message, _ in faults(str(tmp_path / "gone.toml"))] == ["does not exist"]


def test_a_loop_over_several_files_is_reported_at_each_step_and_nowhere_else(tmp_path: Path) -> None:
    policy(tmp_path, 'extends = ["b.toml"]', "a.toml")
    policy(tmp_path, 'extends = ["a.toml", "leaf.toml"]', "b.toml")
    policy(tmp_path, "", "leaf.toml")
    found = faults(policy(tmp_path, 'extends = ["a.toml"]'))
    assert sorted(message for _, message, _ in found) == [
        "extends `a.toml`, which leads back to this file",
        "extends `b.toml`, which leads back to this file",
    ]


def test_a_diamond_is_no_loop(tmp_path: Path) -> None:
    policy(tmp_path, '[licenses]\nallow = ["osi"]\n', "base.toml")
    for side in ("left", "right"):
        policy(tmp_path, 'extends = ["base.toml"]', f"{side}.toml")
    assert len(load(policy(tmp_path, 'extends = ["left.toml", "right.toml"]')).entries) == 1


def test_a_chain_without_end_is_cut(tmp_path: Path) -> None:
    for number in range(60):
        policy(tmp_path, f'extends = ["{number + 1}.toml"]', f"{number}.toml")
    policy(tmp_path, "", "60.toml")
    assert any("more than 50 files" in message for _, message, _ in faults(str(tmp_path / "0.toml")))


_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(0, 9), st.sampled_from(["", "osi", "mit", "gpl", "deny", "a/b"])),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["allow", "deny", "unknown", "component", "reason", "x.y"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(["extends", "fail-on", "licenses", "packages", "exceptions", "use", "other"]), _values
    )
)
def test_no_structure_of_values_breaks_the_validation(table: dict[str, object]) -> None:
    source = files.Source("weighstation.toml", "weighstation.toml", table, {})
    found = list(structure_faults(source))
    list(entries(source, 0, found))
    list(exemptions(source, 0, found))
    found += gather(source)[1]
    assert all(fault.hint for fault in found)


@given(st.binary(max_size=120))
def test_random_bytes_are_loaded_or_refused_with_a_policy_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "random.toml"
    path.write_bytes(data)
    with suppress(PolicyError):
        assert load(str(path)).name == "random.toml"
