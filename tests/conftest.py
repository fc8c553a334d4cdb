"""What many tests need: a small repository made of a dictionary."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Protocol

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# A test's outcome must not depend on who runs it: no user configuration, no color, no repository around the hook.
for _name in ("NO_COLOR", "SOURCE_DATE_EPOCH", "GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
    os.environ.pop(_name, None)
os.environ.update(
    GIT_CONFIG_GLOBAL=os.devnull,
    GIT_CONFIG_NOSYSTEM="1",
    GIT_AUTHOR_NAME="A",
    GIT_AUTHOR_EMAIL="a@example.org",
    GIT_COMMITTER_NAME="A",
    GIT_COMMITTER_EMAIL="a@example.org",
    HF_HUB_CACHE=os.devnull,
    OLLAMA_MODELS=os.devnull,
)


# What lands must not depend on luck or on a busy machine. HYPOTHESIS_PROFILE=luck looks for new examples.
_CALM = [HealthCheck.too_slow]
settings.register_profile("same", derandomize=True, database=None, deadline=None, suppress_health_check=_CALM)
settings.register_profile("luck", deadline=None, suppress_health_check=_CALM)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


class MakeRepo(Protocol):
    """Makes a folder with these files; a git repository with all of them added unless ``git`` is false."""

    def __call__(self, files: Mapping[str, str | bytes], *, git: bool = True) -> Path: ...


@pytest.fixture
def make_repo(tmp_path: Path) -> MakeRepo:
    def make(files: Mapping[str, str | bytes], *, git: bool = True) -> Path:
        root = tmp_path / "repo"
        root.mkdir()
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        if git:
            run_git(root, "init", "--quiet", "--initial-branch=main")
            run_git(root, "add", "--all")
        return root

    return make


def run_git(root: Path, *arguments: str) -> str:
    """Runs git in a test's repository and returns what it prints."""
    done = subprocess.run(("git", *arguments), cwd=root, check=True, capture_output=True, text=True)
    return done.stdout
