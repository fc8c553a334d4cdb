"""``weighstation init``: a policy for what is there, which judges as its preset until somebody changes it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from weighstation.cli import main
from weighstation.model import Component, Conclusion, Inventory, Occurrence, Project, Reason, Run, Verdict, Weighed
from weighstation.policy import files, load
from weighstation.policy.facts import Facts
from weighstation.policy.schema import KEYS
from weighstation.policy.starter import QUESTIONS, asked, fixtures, policy_text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeRepo

SOURCE = """\
a = AutoModel.from_pretrained("meta-llama/Llama-2-7b")
b = AutoModel.from_pretrained("tiiuae/falcon-180B")
c = AutoModel.from_pretrained("mistralai/Mistral-7B-v0.1")
"""
COMMENTED = re.compile(r"^# (?=[a-z_-]+ = |\[)", re.MULTILINE)
OTHER = '[tool.other]\nname = "x"\n'


def verdicts(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["check", str(root), "--format", "json", *arguments]) in {0, 1}
    return {each["id"]: each["verdict"] for each in json.loads(capsys.readouterr().out)["components"]}


def weighed(name: str, *reasons: Reason, path: str = "a.py") -> Weighed:
    outcome = reasons[0].outcome if reasons else "allow"
    return Weighed(Component(name, "model", "", (Occurrence(path, 1),)), Conclusion("MIT"), Verdict(outcome, reasons))


def run_of(*components: Weighed) -> Run:
    return Run(Inventory("", Project("x"), (), (), 1), components, (), "allow", "default")


# What is written


@pytest.mark.parametrize("preset", files.presets())
def test_the_file_loads_and_judges_as_its_preset(
    preset: str, make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_repo({"a.py": SOURCE})
    alone = verdicts(root, capsys, "--policy", files.preset(preset)[0])
    assert main(["init", str(root), "--preset", preset]) == 0
    assert verdicts(root, capsys) == alone
    own, theirs = load(str(root / "weighstation.toml")), load(*files.preset(preset))
    assert [entry[:4] for entry in own.entries] == [entry[:4] for entry in theirs.entries]
    assert own.facts._replace(places=()) == theirs.facts._replace(places=())
    assert (own.fail_on, own.exceptions) == (theirs.fail_on, ())


@pytest.mark.parametrize("preset", files.presets())
def test_every_line_that_is_only_commented_out_is_valid(preset: str, make_repo: MakeRepo) -> None:
    root = make_repo({"a.py": SOURCE, "tests/fixtures/b.py": SOURCE})
    assert main(["init", str(root), "--preset", preset]) == 0
    path = root / "weighstation.toml"
    path.write_text(COMMENTED.sub("", path.read_text()))
    loaded = load(str(path))
    assert loaded.fail_on == "review"
    assert None not in loaded.facts
    assert len(loaded.exceptions) == 1
    assert loaded.readers.exclude == ("tests/fixtures/*",)


def test_a_fact_that_the_team_takes_in_keeps_those_of_the_preset(make_repo: MakeRepo) -> None:
    root = make_repo({"a.py": SOURCE})
    assert main(["init", str(root)]) == 0
    path = root / "weighstation.toml"
    path.write_text(path.read_text().replace("# fine_tunes", "fine_tunes"))
    assert load(str(path)).facts.commercial is True


def test_the_facts_that_are_asked_for_come_first_and_say_who_asks(make_repo: MakeRepo) -> None:
    root = make_repo({"a.py": SOURCE})
    assert main(["init", str(root)]) == 0
    text = (root / "weighstation.toml").read_text()
    assert "with its affiliates? Asked by hf:meta-llama/Llama-2-7b.\n# monthly_active_users = 250_000\n" in text
    assert text.index("# monthly_active_users =") < text.index("\ncommercial =") < text.index("# annual_revenue_usd")


def test_each_fact_has_its_question() -> None:
    assert set(QUESTIONS) == {key[4:] for key in KEYS if key.startswith("use.") and key.count(".") == 1} - {"overrides"}


def test_the_most_asked_fact_comes_first() -> None:
    who = Reason("x", "review", "m", question="Who? (use.purposes)")
    how = Reason("x", "review", "m", question="How many? (use.monthly_active_users, or an exception)")
    other = Reason("x", "review", "m", question="Which license does it have?")
    run = run_of(weighed("hf:a/a", who, other), weighed("hf:a/b", how), weighed("hf:a/c", how, how))
    assert list(asked(run).items()) == [("monthly_active_users", ("hf:a/b", "hf:a/c")), ("purposes", ("hf:a/a",))]


def test_the_example_of_an_exception_is_about_what_is_denied() -> None:
    review, deny = Reason("license-review", "review", "m"), Reason("license-denied", "deny", "m")
    run = run_of(weighed("hf:a/a", review), weighed("hf:a/b", deny), weighed("hf:a/c"))
    assert '# component = "hf:a/b"\n# finding = "license-denied"\n' in policy_text("default", Facts(), run)


def test_the_folders_of_fixtures_are_suggested_outermost_and_only_those() -> None:
    paths = [
        "tests/fixtures/a/snapshots/x.py",
        "tests/unit/x.py",
        "pkg/[id]/testdata/x.json",
        "fixtures.py",
        "src/data/x.py",
        "test/data/x",
    ]
    run = run_of(*(weighed(f"hf:a/{number}", path=path) for number, path in enumerate(paths)))
    assert fixtures(run) == ("pkg/[[]id]/testdata/*", "test/data/*", "tests/fixtures/*")


def test_an_id_cannot_break_out_of_its_comment(tmp_path: Path) -> None:
    asking = Reason("x", "review", "m", question="(use.purposes)")
    text = policy_text("default", Facts(), run_of(weighed('hf:a/"b\nfail-on = "review"', asking)))
    (tmp_path / "p.toml").write_text(text)
    assert load(str(tmp_path / "p.toml")).fail_on == "deny"


def test_an_id_that_is_no_utf_8_is_shown_with_question_marks() -> None:
    denied = Reason("license-denied", "deny", "m", question="(use.purposes)")
    text = policy_text("default", Facts(), run_of(weighed("file:a\udcff", denied, path="fixtures/\udcff/tests/data/x")))
    assert '# component = "file:a?"\n' in text
    assert text.encode()


# What is said


def test_what_was_found_is_said_in_three_lines_with_what_comes_next(
    make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_repo({"a.py": SOURCE, "requirements.txt": "requests==2.32.0\n", "half.json": '{"base_model": "gpt2"'})
    monkeypatch.chdir(root)
    assert main(["init", "--preset", "osi-only"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        "found 3 models, 1 package in 3 files; 1 file could not be read",
        "by the preset osi-only: 2 denied, 2 allowed",
        "facts of use that would settle reviews: none",
        "wrote weighstation.toml",
    ]
    assert {"weighstation check", "weighstation baseline", "- id: weighstation"} <= {
        line.strip().partition("  ")[0] for line in lines
    }


def test_a_repository_without_components_gets_a_policy_too(
    make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_repo({"a.txt": "nothing\n"})
    assert main(["init", str(root)]) == 0
    assert "by the preset default: nothing to judge" in capsys.readouterr().out
    assert load(str(root / "weighstation.toml")).entries


def test_a_policy_above_is_said_to_lose_its_place(make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_repo({"sub/a.py": SOURCE, "weighstation.toml": 'extends = ["osi-only"]\n'})
    assert main(["init", str(root / "sub")]) == 0
    assert 'to build on it: extends = ["../weighstation.toml"]' in capsys.readouterr().out


# What is refused


def test_a_policy_is_not_overwritten_unless_asked(make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_repo({"a.py": SOURCE, "weighstation.toml": "# mine\n"})
    assert main(["init", str(root)]) == 2
    assert "is there already\n  help: change it by hand, or overwrite it with --force" in capsys.readouterr().err
    assert (root / "weighstation.toml").read_text() == "# mine\n"
    assert main(["init", str(root), "--force"]) == 0
    assert load(str(root / "weighstation.toml")).entries


def test_a_link_to_nothing_counts_as_a_policy(make_repo: MakeRepo) -> None:
    root = make_repo({"a.py": SOURCE})
    (root / "weighstation.toml").symlink_to("gone.toml")
    assert main(["init", str(root)]) == 2


@pytest.mark.parametrize("more", [[], ["--force"]])
def test_a_policy_in_pyproject_stops_it(
    make_repo: MakeRepo, capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    root = make_repo({"a.py": SOURCE, "pyproject.toml": f'{OTHER}[tool.weighstation]\nfail-on = "deny"\n'})
    assert main(["init", str(root), *more]) == 2
    assert "pyproject.toml: holds the policy in [tool.weighstation]" in capsys.readouterr().err
    assert not (root / "weighstation.toml").exists()


def test_another_table_in_pyproject_does_not(make_repo: MakeRepo) -> None:
    assert main(["init", str(make_repo({"pyproject.toml": OTHER}))]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--preset", "osionly"], "did you mean `osi-only`?"),
        (["--preset", "../x"], "the presets are "),
        (["nowhere"], "nowhere: does not exist"),
        (["a.py"], "a.py: is not a folder"),
    ],
)
def test_what_cannot_be_done_is_exit_2(
    make_repo: MakeRepo,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    root = make_repo({"a.py": SOURCE})
    monkeypatch.chdir(root)
    assert main(["init", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not (root / "weighstation.toml").exists()


def test_a_folder_in_the_files_place_is_said(make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_repo({"weighstation.toml/x": "x"})
    assert main(["init", str(root), "--force"]) == 2
    assert "weighstation.toml: " in capsys.readouterr().err


def test_the_hook_that_is_suggested_gets_weights_too(make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(make_repo({"a.py": "x = 1\n"}))]) == 0
    shown = capsys.readouterr().out
    assert "entry: weighstation-hook" in shown
    assert "types:" not in shown  # `text` would leave out weights, whose headers are read
