"""Which files are read, and which are reported instead."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.conftest import run_git
from weighstation import pipeline, repository
from weighstation.errors import RepositoryError
from weighstation.repository import git

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeRepo

MODEL = 'm = AutoModel.from_pretrained("acme-lab/one")\n'


def _ids(root: Path, selection: repository.Selection = "worktree") -> list[str]:
    return [component.id for component in pipeline.scan(str(root), selection).components]


def _unread(root: Path) -> dict[str, str]:
    return {unread.path: unread.reason for unread in pipeline.scan(str(root)).unread}


@pytest.mark.parametrize("git", [True, False])
def test_a_git_repository_and_a_plain_folder_give_the_same(make_repo: MakeRepo, *, git: bool) -> None:
    root = make_repo({"src/a.py": MODEL, "docs/x.txt": "nothing"}, git=git)
    assert _ids(root) == ["hf:acme-lab/one"]


def test_new_files_count_unless_git_ignores_them_or_only_tracked_ones_are_asked_for(make_repo: MakeRepo) -> None:
    root = make_repo({".gitignore": "ignored.py\n"})
    (root / "new.py").write_text(MODEL)
    (root / "ignored.py").write_text(MODEL.replace("one", "two"))
    assert _ids(root) == ["hf:acme-lab/one"]
    assert _ids(root, "tracked") == []


def test_staged_means_the_bytes_of_the_index(make_repo: MakeRepo) -> None:
    root = make_repo({"a.py": MODEL, "b.py": MODEL.replace("one", "b")})
    run_git(root, "commit", "--quiet", "--message", "x")
    (root / "a.py").write_text(MODEL.replace("one", "staged"))
    run_git(root, "add", "a.py")
    (root / "a.py").write_text(MODEL.replace("one", "later"))
    assert _ids(root, "staged") == ["hf:acme-lab/staged"]


def test_staged_before_the_first_commit(make_repo: MakeRepo) -> None:
    assert _ids(make_repo({"a.py": MODEL}), "staged") == ["hf:acme-lab/one"]


def test_a_folder_inside_a_repository_is_checked_by_itself(make_repo: MakeRepo) -> None:
    root = make_repo({"a/x.py": MODEL, "b/y.py": MODEL.replace("one", "two")})
    scanned = pipeline.scan(str(root / "a"))
    assert [place.path for place in scanned.components[0].occurrences] == ["x.py"]
    assert len(scanned.components) == 1


def test_a_folder_that_git_ignores_is_read_when_it_is_named(make_repo: MakeRepo) -> None:
    root = make_repo({".gitignore": "build/\n"})
    (root / "build").mkdir()
    (root / "build" / "a.py").write_text(MODEL)
    assert _ids(root) == []
    assert _ids(root / "build") == ["hf:acme-lab/one"]


def test_names_with_spaces_and_other_scripts(make_repo: MakeRepo) -> None:
    root = make_repo({"a folder/모델 하나.py": MODEL})
    [component] = pipeline.scan(str(root)).components
    assert component.occurrences[0].path == "a folder/모델 하나.py"


def test_a_link_inside_is_left_to_its_target_and_one_that_leaves_is_reported(
    make_repo: MakeRepo, tmp_path: Path
) -> None:
    (tmp_path / "outside.py").write_text(MODEL.replace("one", "outside"))
    root = make_repo({"a.py": MODEL})
    (root / "inside.py").symlink_to("a.py")
    (root / "leaves.py").symlink_to(tmp_path / "outside.py")
    (root / "circle.py").symlink_to("circle.py")
    (root / "folder").symlink_to(tmp_path)
    run_git(root, "add", "--all")
    assert _ids(root) == ["hf:acme-lab/one"]
    assert _unread(root) == {
        "circle.py": "is a symbolic link that leads nowhere or in a circle",
        "folder": "is a symbolic link out of the repository",
        "leaves.py": "is a symbolic link out of the repository",
    }


def test_a_file_that_vanished_is_reported(make_repo: MakeRepo) -> None:
    root = make_repo({"pyproject.toml": "[project]\nname = 'x'\n"})
    (root / "pyproject.toml").unlink()
    assert _unread(root) == {"pyproject.toml": "is listed by git but not in the working tree"}


def test_a_huge_file_is_reported_not_read(make_repo: MakeRepo) -> None:
    root = make_repo({"a.json": '{"base_model": "' + "x" * git.SIZE_LIMIT + '"}'})
    assert "more than the 8 MiB" in _unread(root)["a.json"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_reported(make_repo: MakeRepo) -> None:
    root = make_repo({"pyproject.toml": ""})
    (root / "pyproject.toml").chmod(0)
    assert "cannot be opened" in _unread(root)["pyproject.toml"]


def test_what_is_no_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RepositoryError, match="does not exist"):
        repository.open_repository(str(tmp_path / "nowhere"))
    (tmp_path / "file").write_text("")
    with pytest.raises(RepositoryError, match="is not a folder"):
        repository.open_repository(str(tmp_path / "file"))


def test_a_damaged_repository_is_an_error_with_gits_words(make_repo: MakeRepo) -> None:
    root = make_repo({"a.py": MODEL})
    (root / ".git" / "index").write_bytes(b"not an index")
    with pytest.raises(RepositoryError, match="git failed"):
        pipeline.scan(str(root))


def test_a_program_named_by_the_repositorys_configuration_is_not_run(make_repo: MakeRepo, tmp_path: Path) -> None:
    root = make_repo({"a.py": MODEL})
    witness = tmp_path / "witness"
    monitor = tmp_path / "monitor"
    monitor.write_text(f"#!/bin/sh\ntouch {witness}\n")
    monitor.chmod(0o755)
    run_git(root, "config", "core.fsmonitor", str(monitor))
    assert _ids(root) == ["hf:acme-lab/one"]
    assert not witness.exists()


# What a user, or the system, may have configured and would change what git prints
CONFIGURED = [
    "grep.column=true",
    "grep.fullName=true",
    "grep.lineNumber=true",
    "submodule.recurse=true",
    "color.ui=always",
]


@pytest.mark.parametrize("setting", CONFIGURED)
@pytest.mark.parametrize("folder", [".", "src"])
def test_no_setting_of_git_hides_a_model(
    setting: str, folder: str, make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_repo({"src/a.py": MODEL, "src/b.yaml": "model: acme-lab/two\nbase_model: acme-lab/two\n"})
    name, _, value = setting.partition("=")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", name)
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", value)
    assert _ids(root / folder) == ["hf:acme-lab/one", "hf:acme-lab/two"]


@pytest.mark.parametrize("name", ["LITERAL", "GLOB", "NOGLOB", "ICASE"])
def test_no_way_of_reading_paths_hides_a_model(name: str, make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_repo({"src/a.py": MODEL})
    monkeypatch.setenv(f"GIT_{name}_PATHSPECS", "1")
    assert _ids(root) == ["hf:acme-lab/one"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes in the file system")
@pytest.mark.parametrize("git", [True, False])
def test_a_pipe_is_never_waited_for(make_repo: MakeRepo, *, git: bool) -> None:
    root = make_repo({"a.py": MODEL}, git=git)
    os.mkfifo(root / "pipe.py")
    assert _ids(root) == ["hf:acme-lab/one"]
    assert _unread(root) == ({} if git else {"pipe.py": "is no regular file"})


def test_a_folder_that_cannot_be_listed_is_reported(make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_repo({"a.py": MODEL, "closed/b.py": MODEL}, git=False)
    scandir = os.scandir

    def refusing(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)  # root may list everything
    assert _ids(root) == ["hf:acme-lab/one"]
    assert _unread(root) == {"closed": "is a folder that cannot be listed"}


@pytest.mark.parametrize("selection", ["worktree", "tracked", "staged"])
def test_what_git_tells_a_hook_of_its_place_does_not_move_a_folder(
    selection: repository.Selection, make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_repo({"a.py": MODEL.replace("one", "two"), "sub/b.py": MODEL})
    monkeypatch.setenv("GIT_DIR", str(root / ".git"))  # as for hooks of a linked worktree, without GIT_WORK_TREE
    monkeypatch.setenv("GIT_PREFIX", "")
    assert _ids(root / "sub", selection) == ["hf:acme-lab/one"]
    scanned = pipeline.scan(str(root / "sub"), selection)
    assert [place.path for component in scanned.components for place in component.occurrences] == ["b.py"]
    monkeypatch.setenv("GIT_DIR", str(root / "another"))
    assert _ids(root / "sub", selection) == ["hf:acme-lab/one"]
