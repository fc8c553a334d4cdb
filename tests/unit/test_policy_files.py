"""Finding and reading policy files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from weighstation.errors import PolicyError
from weighstation.policy import files

if TYPE_CHECKING:
    from pathlib import Path

OURS = "[tool.weighstation]\nfail-on = 'review'\n"


def write(folder: Path, name: str, text: str = "") -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_own_folder_comes_before_its_parents(tmp_path: Path) -> None:
    write(tmp_path, ".git/HEAD")
    outer = write(tmp_path, "weighstation.toml")
    inner = write(tmp_path, "a/weighstation.toml")
    (tmp_path / "a" / "b").mkdir()
    assert files.find(str(tmp_path / "a" / "b")) == inner
    assert files.find(str(tmp_path)) == outer


def test_the_search_ends_at_the_git_top_level(tmp_path: Path) -> None:
    write(tmp_path, "weighstation.toml")
    write(tmp_path, "repository/.git", "gitdir: elsewhere")  # a file in worktrees and submodules
    (tmp_path / "repository" / "src").mkdir()
    assert files.find(str(tmp_path / "repository" / "src")) is None


def test_outside_git_only_the_folder_itself_is_searched(tmp_path: Path) -> None:
    write(tmp_path, "weighstation.toml")
    (tmp_path / "sub").mkdir()
    assert files.find(str(tmp_path / "sub")) is None
    assert files.find(str(tmp_path)) == str(tmp_path / "weighstation.toml")


def test_pyproject_counts_only_with_our_table(tmp_path: Path) -> None:
    path = write(tmp_path, "pyproject.toml", "[project]\nname = 'x'\ndependencies = ['weighstation']\n")
    assert files.find(str(tmp_path)) is None
    write(tmp_path, "pyproject.toml", OURS)
    assert files.find(str(tmp_path)) == path


def test_weighstation_toml_comes_before_pyproject_and_the_other_is_named(tmp_path: Path) -> None:
    own, other = write(tmp_path, "weighstation.toml"), write(tmp_path, "pyproject.toml", OURS)
    assert files.find(str(tmp_path)) == own
    assert files.shadowed(own) == other
    write(tmp_path, "pyproject.toml", "[project]\nname = 'weighstation-user'\n")
    assert files.shadowed(own) is None


def test_a_broken_pyproject_that_may_hold_the_policy_is_not_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", "\n[tool.weighstation\n")
    with pytest.raises(PolicyError) as caught:
        files.find(str(tmp_path))
    assert caught.value.line == 2


def test_a_broken_pyproject_that_does_not_name_us_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", "[tool.other\n")
    assert files.find(str(tmp_path)) is None


def test_a_policy_that_is_a_folder_is_found_and_refused(tmp_path: Path) -> None:
    (tmp_path / "weighstation.toml").mkdir()
    found = files.find(str(tmp_path))
    assert found is not None
    with pytest.raises(PolicyError, match="is not a file"):
        files.read(found, "weighstation.toml")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [("a = 1\nb = \n", 2, "not valid TOML"), ("# " + "x" * files.LARGEST, 0, "larger than 1 MiB")],
)
def test_a_file_that_cannot_be_a_policy_is_refused(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(PolicyError, match=words) as caught:
        files.read(write(tmp_path, "p.toml", text), "shown.toml")
    assert (caught.value.path, caught.value.line) == ("shown.toml", line)
    assert caught.value.hint


def test_devices_are_refused_instead_of_read_for_ever() -> None:
    with pytest.raises(PolicyError, match="is not a file"):
        files.read(os.devnull, "null")


def test_a_pyproject_without_our_table_is_no_policy(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"no \[tool.weighstation\] table"):
        files.read(write(tmp_path, "pyproject.toml", "[tool]\n"), "pyproject.toml")


def test_lines_of_a_pyproject_are_those_of_the_whole_file(tmp_path: Path) -> None:
    source = files.read(write(tmp_path, "pyproject.toml", "[project]\nname = 'x'\n\n" + OURS), "pyproject.toml")
    assert source.table == {"fail-on": "review"}
    assert source.where(("fail-on",)) == "pyproject.toml:5"
    assert source.where(("fail-on", "nothing", 3)) == "pyproject.toml:5"


def test_presets_are_found_by_name() -> None:
    assert {"default", "osi-only", "commercial-product", "research"} <= set(files.presets())
    path, name = files.preset("default")
    assert os.path.isfile(path)
    assert name == "weighstation/policies/default.toml"


@pytest.mark.parametrize("text", ["[tool]\nweighstation = 3\n", "[[tool.weighstation]]\nfail-on = 'review'\n"])
def test_a_pyproject_in_which_our_table_is_none_is_not_passed_over(tmp_path: Path, text: str) -> None:
    write(tmp_path, "pyproject.toml", text)
    with pytest.raises(PolicyError, match="must be a table") as caught:
        files.find(str(tmp_path))
    assert caught.value.path.endswith("pyproject.toml")
    assert "[tool.weighstation]" in caught.value.hint
