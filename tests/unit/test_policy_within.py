"""Paths in a policy count from the policy, wherever in the repository a command is started."""

from __future__ import annotations

import hashlib
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.cli import main
from weighstation.hook import main as hook
from weighstation.policy.within import below

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeRepo

NC = 'm = AutoModel.from_pretrained("CohereForAI/c4ai-command-r-plus")\n'
PRODUCT = 'extends = ["commercial-product"]\n'
POLICIES = {
    "excluded": PRODUCT + '[readers]\nexclude = ["demo/*"]\n',
    "other facts": PRODUCT + '[[use.overrides]]\npaths = ["demo/x/*"]\ncommercial = false\n',
}
GLOBS = {
    ("demo/*", "demo/"): ["*"],
    ("*.py", "demo/"): ["*.py", ".py"],
    ("demo/x/*", "demo/x/"): ["*"],
    ("demo/[a-x]/*", "demo/b/"): ["*"],
    ("*/fixtures/*", "tests/"): ["*/fixtures/*", "/fixtures/*", "fixtures/*"],
    ("src/*", "demo/"): [],
    ("demo", "demo/"): [],
    ("d?mo/a.py", "demo/"): ["a.py"],
}


@pytest.mark.parametrize(("glob", "start"), GLOBS)
def test_what_is_left_of_a_glob_below_a_folder(glob: str, start: str) -> None:
    assert sorted(set(below(glob, start))) == sorted(GLOBS[glob, start])


@given(
    st.text("a/*?[]!-b", max_size=9), st.text("a/b", min_size=1, max_size=4), st.text("a/b]", min_size=1, max_size=5)
)
def test_below_a_folder_the_same_paths_fit(glob: str, start: str, rest: str) -> None:
    whole = fnmatchcase(f"{start}/{rest}", glob)
    assert any(fnmatchcase(rest, left) for left in below(glob, f"{start}/")) == whole


@pytest.fixture(params=POLICIES)
def repo(request: pytest.FixtureRequest, make_repo: MakeRepo) -> Path:
    return make_repo({"demo/x/m.py": NC, "app/m.py": NC, "weighstation.toml": POLICIES[request.param]})


PASSING = {"demo": ["check"], ".": ["check", "demo"], "demo/x": ["check"], "app": ["check", "../demo"]}


@pytest.mark.parametrize("folder", PASSING)
def test_a_folder_is_judged_as_the_policy_says_of_its_paths(
    folder: str, repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repo / folder)
    assert main(PASSING[folder]) == 0
    assert main(["check", str(repo / "app")]) == 1
    assert main(["check", str(repo)]) == 1


def test_named_files_are_judged_so_too(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repo / "demo")
    assert main(["check", "x/m.py"]) == 0
    assert hook(["x/m.py"]) == 0
    monkeypatch.chdir(repo / "app")
    assert main(["check", "m.py"]) == 1
    assert hook(["m.py"]) == 1


def test_a_policy_elsewhere_counts_from_the_top(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repo / "ci").mkdir()
    (repo / "weighstation.toml").rename(repo / "ci" / "strict.toml")
    monkeypatch.chdir(repo / "demo")
    assert main(["check", "--policy", "../ci/strict.toml"]) == 0
    assert main(["check", "--policy", "../ci/strict.toml", "../app"]) == 1


def test_scan_leaves_out_what_the_policy_excludes(
    make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_repo({"demo/x/m.py": NC, "demo/y/m.py": NC, "weighstation.toml": '[readers]\nexclude = ["demo/x/*"]\n'})
    monkeypatch.chdir(root / "demo")
    assert main(["scan"]) == 0
    shown = capsys.readouterr().out
    assert "y/m.py" in shown
    assert "x/m.py" not in shown


def test_the_file_of_a_clarification_is_found_from_a_folder(
    make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    digest = hashlib.sha256(b"agreed\n").hexdigest()
    said = f'[[clarifications]]\ncomponent = "hf:CohereForAI/*"\nlicense = "MIT"\nreason = "r"\nfile = "legal/a.txt"\nsha256 = "{digest}"\n'
    root = make_repo({"demo/m.py": NC, "legal/a.txt": "agreed\n", "weighstation.toml": PRODUCT + said})
    monkeypatch.chdir(root / "demo")
    assert main(["check"]) == 0
    assert "clarification-lapsed" not in capsys.readouterr().out


def test_a_baseline_taken_in_a_folder_is_that_of_all_the_policy_holds_for(
    make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = NC.replace("CohereForAI/c4ai-command-r-plus", "mistralai/Codestral-22B-v0.1")
    root = make_repo({"demo/m.py": NC, "app/m.py": other, "weighstation.toml": PRODUCT})
    taken = root / "weighstation-baseline.toml"
    monkeypatch.chdir(root / "demo")
    for words in ([], ["."], ["--policy", "../weighstation.toml"]):
        taken.unlink(missing_ok=True)
        assert main(["baseline", *words]) == 0
        assert taken.read_text().count("[[known]]") == 2
        assert "baseline.toml: the trouble of 2 components" in capsys.readouterr().out
    assert main(["check", ".."]) == 0
