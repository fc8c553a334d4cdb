"""The real pre-commit and prek run our hooks on real commits: one that is blocked, one that passes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import run_git

if TYPE_CHECKING:
    from tests.conftest import MakeRepo

HERE = Path(__file__).resolve().parents[2]
DENIED = {
    "weighstation.toml": 'extends = ["osi-only"]\n',
    "app/model.py": 'model = AutoModel.from_pretrained("tiiuae/falcon-180B")\n',
}
ALLOWED = {**DENIED, "app/model.py": 'model = AutoModel.from_pretrained("mistralai/Mistral-7B-v0.1")\n'}
CONFIG = """\
repos:
  - repo: {source}
    rev: {revision}
    hooks:
      - id: weighstation
      - id: weighstation-repo
      - id: weighstation-sbom
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A git repository of the working tree as it is now, which is what a hook is installed from."""
    root = tmp_path_factory.mktemp("source") / "weighstation"
    listed = run_git(HERE, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in filter(None, listed.split("\0")):
        if name.startswith(("src/", "policies/", "docs/findings/")) or "/" not in name:
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(HERE / name, target)
    run_git(root, "init", "--quiet")
    run_git(root, "add", "--all")
    run_git(root, "commit", "--quiet", "--message", "source")
    return root


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The tools' caches live for this test session only."""
    folder = tmp_path_factory.mktemp("cache")
    return {"PRE_COMMIT_HOME": str(folder / "pre-commit"), "PREK_HOME": str(folder / "prek")}


def run(tool: str, root: Path, cache: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    import os

    program = Path(sys.executable).parent / tool
    environment = {**os.environ, **cache, "PATH": f"{program.parent}:{os.environ['PATH']}"}
    return subprocess.run(
        [program, *arguments], cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=300
    )


@pytest.mark.parametrize("tool", ["pre-commit", "prek"])
def test_try_repo_blocks_a_denied_model_and_passes_an_allowed_one(
    tool: str, make_repo: MakeRepo, source: Path, cache: dict[str, str]
) -> None:
    root = make_repo(DENIED)
    done = run(tool, root, cache, "try-repo", str(source), "weighstation", "--all-files")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "app/model.py:1:" in done.stdout
    assert "deny hf:tiiuae/falcon-180B" in done.stdout
    (root / "app/model.py").write_text(ALLOWED["app/model.py"])
    run_git(root, "add", "--all")
    done = run(tool, root, cache, "try-repo", str(source), "weighstation", "--all-files")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("tool", ["pre-commit", "prek"])
def test_a_commit_is_blocked_or_made(tool: str, make_repo: MakeRepo, source: Path, cache: dict[str, str]) -> None:
    revision = run_git(source, "rev-parse", "HEAD").strip()
    config = CONFIG.format(source=source, revision=revision)
    root = make_repo({**DENIED, ".pre-commit-config.yaml": config})
    installed = run(tool, root, cache, "install")
    assert installed.returncode == 0, installed.stderr
    blocked = _commit(root, cache)
    assert blocked.returncode == 1
    assert "deny hf:tiiuae/falcon-180B" in blocked.stdout + blocked.stderr
    assert "traceback" not in (blocked.stdout + blocked.stderr).lower()
    (root / "app/model.py").write_text(ALLOWED["app/model.py"])
    run_git(root, "add", "--all")
    made = _commit(root, cache)
    assert made.returncode == 0, made.stdout + made.stderr
    assert run_git(root, "log", "--format=%s").strip() == "a commit"


def test_the_sbom_hook_fails_when_it_changes_the_document(
    make_repo: MakeRepo, source: Path, cache: dict[str, str]
) -> None:
    revision = run_git(source, "rev-parse", "HEAD").strip()
    root = make_repo(
        {**ALLOWED, "bom.cdx.json": "{}\n", ".pre-commit-config.yaml": CONFIG.format(source=source, revision=revision)}
    )
    arguments = ("run", "weighstation-sbom", "--hook-stage", "manual", "--all-files")
    assert run("pre-commit", root, cache, *arguments).returncode == 1
    run_git(root, "add", "--all")
    again = run("pre-commit", root, cache, *arguments)
    assert again.returncode == 0, again.stdout


def _commit(root: Path, cache: dict[str, str]) -> subprocess.CompletedProcess[str]:
    import os

    environment = {**os.environ, **cache, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    command = ["git", "commit", "--message", "a commit"]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=300)
