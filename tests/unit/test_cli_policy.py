"""``weighstation policy``: every fault at once, and the policy in one file that judges alike."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weighstation.cli import main
from weighstation.knowledge.licenses import keys
from weighstation.knowledge.licenses import license as known_license
from weighstation.model import Component, Conclusion, Occurrence
from weighstation.policy import files, load
from weighstation.policy.effective import effective
from weighstation.policy.effective_text import to_toml
from weighstation.policy.judge import judge
from weighstation.policy.schema import KEYS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeRepo
    from weighstation.model import ComponentType
    from weighstation.policy import Policy

TODAY = dt.date(2026, 11, 20)
TYPES: tuple[ComponentType, ...] = ("model", "dataset", "package", "service")
LICENSES = [found.id for key in keys() if (found := known_license(key))]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def policy(*arguments: str) -> int:
    return main(["policy", *arguments])


# check

FAULTY = 'extend = ["osi-only"]\n\n[licenses]\nallow = ["apache2.0"]\nunknown = "maybe"\n'


def test_every_fault_is_said_at_once_with_line_and_nearest_key(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "weighstation.toml").write_text(FAULTY)
    assert policy("check") == 2
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "weighstation.toml:1: unknown key `extend`\n  help: did you mean `extends`?\n" in captured.out
    assert "weighstation.toml:5: `licenses.unknown` must be" in captured.out
    assert captured.out.endswith("2 faults\n") or captured.out.endswith("3 faults\n")


def test_the_faults_as_json(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "p.toml").write_text('extend = ["osi-only"]\n')
    assert policy("check", "p.toml", "--format", "json") == 2
    assert json.loads(capsys.readouterr().out) == [
        {"path": "p.toml", "line": 1, "message": "unknown key `extend`", "hint": "did you mean `extends`?"}
    ]


def test_a_policy_without_faults_is_one_line(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "p.toml").write_text('extends = ["osi-only"]\n[[exceptions]]\ncomponent = "a/b"\nreason = "x"\n')
    assert policy("check", "p.toml") == 0
    out = capsys.readouterr().out
    assert out.startswith("p.toml: no faults; ")
    assert out.endswith(" entries, 1 exception; builds on weighstation/policies/osi-only.toml\n")
    assert policy("check", "p.toml", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_the_preset_that_is_only_implied_is_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "p.toml").write_text('fail-on = "review"\n')
    assert policy("check", "p.toml") == 0
    assert "builds on weighstation/policies/default.toml" in capsys.readouterr().out


def test_without_a_policy_the_built_in_one_is_checked(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert policy("check") == 0
    assert capsys.readouterr().out.startswith("built-in default (no weighstation.toml found): no faults")


def test_a_second_policy_is_a_warning(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "weighstation.toml").write_text('extends = ["osi-only"]\n')
    (here / "pyproject.toml").write_text('[tool.weighstation]\nfail-on = "deny"\n')
    assert policy("check") == 0
    assert "warning: [tool.weighstation] is not read" in capsys.readouterr().out


def test_the_policy_of_the_folder_above_is_found_and_named_from_here(
    make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_repo({"src/a.py": "x = 1\n", "weighstation.toml": 'extend = ["osi-only"]\n'})
    monkeypatch.chdir(root / "src")
    assert policy("check") == 2
    assert capsys.readouterr().out.startswith("../weighstation.toml:1: ")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "p.toml:1: is not UTF-8 text"),
        (b"[licenses\n", "p.toml:1: is not valid TOML"),
        (b"a = " + b"[" * 5000, "p.toml"),
        (b"#" * (1 << 21), "p.toml: is larger than 1 MiB"),
        (b'extends = ["nothing"]', "p.toml:1: there is no preset `nothing`"),
        (b'extends = ["./p.toml"]', "leads back to this file"),
    ],
)
@pytest.mark.parametrize("action", ["check", "show"])
def test_a_policy_that_cannot_be_read_is_exit_2(
    here: Path, capsys: pytest.CaptureFixture[str], action: str, content: bytes, said: str
) -> None:
    (here / "p.toml").write_bytes(content)
    assert policy(action, "p.toml") == 2
    captured = capsys.readouterr()
    assert said in captured.out + captured.err


@pytest.mark.parametrize("action", ["check", "show"])
@pytest.mark.parametrize("name", ["nowhere.toml", "."])
def test_what_is_no_file_is_exit_2(here: Path, capsys: pytest.CaptureFixture[str], action: str, name: str) -> None:
    assert policy(action, name) == 2
    captured = capsys.readouterr()
    told = "does not exist" if name == "nowhere.toml" else "is not a file"
    assert f"{name}: {told}" in captured.out + captured.err


def test_an_action_is_required(here: Path) -> None:
    with pytest.raises(SystemExit, match="2"):
        policy()


# show

FULL = """\
extends = ["./company.toml"]
fail-on = "review"

[use]
commercial = false
purposes = ["customer-support"]
monthly_active_users_on = { "2023-07-18" = 40_000 }

[[use.overrides]]
paths = ["shop/*"]
components = ["hf:acme/*"]
commercial = true
distributes = []

[licenses]
allow = ["llama3.1", "steward:Meta", "hf:acme/*", "LicenseRef-acme"]
unverified = "deny"

[packages]
deny = ["network-copyleft"]

[[exceptions]]
component = "hf:acme/chat"
reason = 'two "words"'
expires = 2027-06-30
approved-by = "Kim Lee"

[[clarifications]]
component = "hf:acme/talk"
license = "apache-2.0"
reason = "they told us"

[levels]
unpinned-revision = "error"

[baseline]
file = "known.toml"

[readers]
loaders = ["acme.load(0)"]

[sbom]
supplier = "Acme"
contact-email = "security@acme.example"
"""
COMPANY = 'extends = ["osi-only"]\n[licenses]\nreview = ["llama3.1"]\n[readers]\nloaders = ["acme.load_model"]\n'


@pytest.fixture
def full(here: Path) -> Path:
    (here / "company.toml").write_text(COMPANY)
    (here / "p.toml").write_text(FULL)
    return here


def test_the_example_uses_every_table() -> None:
    assert {key.partition(".")[0] for key in KEYS} - {"models", "datasets", "hosted"} <= set(tomli.loads(FULL))


def test_what_is_shown_loads_and_says_the_same(full: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert policy("show", "p.toml") == 0
    (full / "shown.toml").write_text(capsys.readouterr().out)
    was, now = load("p.toml"), load("shown.toml")
    assert (now.fail_on, now.levels, now.baseline_file) == (was.fail_on, was.levels, was.baseline_file)
    assert now.publisher == was.publisher
    assert now.readers == was.readers
    assert now.facts._replace(places=()) == was.facts._replace(places=())
    assert [each.facts._replace(places=()) for each in now.overrides] == [
        each.facts._replace(places=()) for each in was.overrides
    ]
    assert [each[1:3] for each in now.overrides] == [each[1:3] for each in was.overrides]
    assert [each[:7] for each in now.exceptions] == [each[:7] for each in was.exceptions]
    assert [each[:7] for each in now.clarifications] == [each[:7] for each in was.clarifications]


def test_each_value_says_where_it_comes_from(full: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert policy("show", "p.toml") == 0
    lines = capsys.readouterr().out.splitlines()
    for line in (
        'fail-on = "review"  # p.toml:2',
        "commercial = false  # p.toml:5",
        "# territories: not stated",
        "[[use.overrides]]  # p.toml:9",
        '  "llama3.1",  # p.toml:16; overrules review at company.toml:3',
        '  "steward:meta",  # p.toml:16',
        '  "osi",  # weighstation/policies/osi-only.toml:7',
        'unverified = "deny"  # p.toml:17',
        "[[exceptions]]  # p.toml:22",
        'unpinned-revision = "error"  # p.toml:34',
        'file = "known.toml"  # p.toml:37',
        '  "acme.load_model",  # company.toml:5',
    ):
        assert line in lines
    assert lines[0] == "# What holds here, put together from p.toml, company.toml, weighstation/policies/osi-only.toml."


def test_the_same_as_json(full: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert policy("show", "p.toml", "--format", "json") == 0
    document = json.loads(capsys.readouterr().out)
    assert document["files"] == ["p.toml", "company.toml", "weighstation/policies/osi-only.toml"]
    assert document["fail-on"] == {"value": "review", "where": "p.toml:2", "note": ""}
    assert document["use"]["territories"] == {"value": None, "where": "not stated", "note": ""}
    assert document["licenses"]["allow"][0]["value"] == "llama3.1"
    assert document["exceptions"][0]["expires"]["value"] == "2027-06-30"
    assert document["exceptions"][0]["where"] == "p.toml:22"


def test_a_place_with_a_line_end_in_its_name_stays_a_comment(here: Path) -> None:
    (here / "a\nfail-on = 1.toml").write_text('extends = ["osi-only"]\n')
    shown = to_toml(effective("a\nfail-on = 1.toml", "a\nfail-on = 1.toml"))
    assert tomli.loads(shown)["fail-on"] == "deny"


# The same verdicts


def outcomes(rules: Policy) -> list[tuple[str, ComponentType, str]]:
    """What a policy says about every license, for each type of component."""
    cases = [(license_id, kind) for license_id in [*LICENSES, "LicenseRef-acme", ""] for kind in TYPES]
    pairs = [
        (Component(f"hf:acme/vision-{kind}", kind, "", (Occurrence("a.py", 1),)), Conclusion(license_id))
        for license_id, kind in cases
    ]
    verdicts, _ = judge(pairs, rules, TODAY)
    return [(*case, verdict.outcome) for case, verdict in zip(cases, verdicts, strict=True)]


@pytest.mark.parametrize("preset", files.presets())
def test_a_preset_judges_as_what_is_shown_of_it(preset: str, here: Path) -> None:
    (here / "shown.toml").write_text(to_toml(effective(*files.preset(preset))))
    assert outcomes(load("shown.toml")) == outcomes(load(*files.preset(preset)))


WORDS = "osi permissive weak-copyleft data community noncommercial steward:Meta mit LicenseRef-acme hf:acme/*".split()
SECTION = st.fixed_dictionaries({word: st.sampled_from(["", "allow", "weigh", "review", "deny"]) for word in WORDS})
LAYER = st.fixed_dictionaries(
    {
        "licenses": SECTION,
        "packages": SECTION,
        "unknown": st.sampled_from(["", "allow", "deny"]),
        "facts": st.sampled_from(["", "commercial = true", "commercial = false", "distributes = ['weights']"]),
    }
)


def written(layer: dict[str, dict[str, str]], extends: str) -> str:
    lines = [f"extends = {[extends]}", "[use]", str(layer["facts"])]
    for section in ("licenses", "packages"):
        lines.append(f"[{section}]")
        for decision in ("allow", "weigh", "review", "deny"):
            words = [word for word, said in layer[section].items() if said == decision]
            lines.append(f"{decision} = {words}")
    if layer["unknown"]:
        lines.append(f'unknown = "{layer["unknown"]}"')
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("far", "near", "named"),
    [
        ('deny = ["osi"]', 'allow = ["permissive"]', ("mit", "allow", "permissive", "osi")),
        ('deny = ["permissive"]', 'weigh = ["osi"]', ("mit", "weigh", "osi", "permissive")),
        # its terms deny what the class alone would let pass
        ('deny = ["data"]', 'allow = ["noncommercial"]', ("mdl-2021", "weigh", "noncommercial", "data")),
        ('deny = ["data"]', 'review = ["noncommercial"]', ("mdl-2021", "deny", "noncommercial", "data")),
    ],
)
def test_where_a_nearer_class_wins_the_licenses_are_named(
    here: Path, far: str, near: str, named: tuple[str, str, str, str]
) -> None:
    (here / "company.toml").write_text(f"[use]\ncommercial = true\n[licenses]\n{far}\n")
    (here / "p.toml").write_text(f'extends = ["./company.toml"]\n[licenses]\n{near}\n')
    key, decision, winner, loser = named
    shown = to_toml(effective("p.toml"))
    assert f'  "{key}",  # p.toml:3 (class {winner}, before {loser} at company.toml:4)' in shown.splitlines()
    assert key in tomli.loads(shown)["licenses"][decision]
    (here / "shown.toml").write_text(shown)
    assert outcomes(load("shown.toml")) == outcomes(load("p.toml"))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LAYER, min_size=1, max_size=2), st.sampled_from(files.presets()))
def test_any_policy_judges_as_what_is_shown_of_it(
    here: Path, layers: list[dict[str, dict[str, str]]], preset: str
) -> None:
    for number, layer in enumerate(layers):
        (here / f"{number}.toml").write_text(written(layer, f"./{number - 1}.toml" if number else preset))
    path = f"{len(layers) - 1}.toml"
    (here / "shown.toml").write_text(to_toml(effective(path)))
    assert outcomes(load("shown.toml")) == outcomes(load(path))


@pytest.mark.parametrize("command", ["check", "scan", "sbom", "spdx", "notices", "baseline"])
def test_the_place_of_a_fault_leads_from_where_the_command_was_started(
    command: str, make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = 'extends = ["./base.toml"]\nwrong = 1\n'
    root = make_repo({"sub/a.py": "x = 1\n", "weighstation.toml": policy, "base.toml": "bad = 1\n"})
    monkeypatch.chdir(root / "sub")
    assert main([command]) == 2
    said = capsys.readouterr().err
    assert "weighstation: ../weighstation.toml:2: unknown key `wrong`" in said
    assert "\n../base.toml:1: unknown key `bad`" in said
