"""The real pre-commit runs the hook that keeps ``bom.cdx.json`` current: it fails once, as formatters do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.test_hooks import CONFIG, cache, run, source
from tests.conftest import run_git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import MakeRepo

__all__ = ["cache", "source"]  # fixtures

pytestmark = pytest.mark.slow
ARGUMENTS = ("run", "weighstation-sbom", "--hook-stage", "manual", "--all-files")
MODEL = 'm = AutoModel.from_pretrained("{}")\n'


@pytest.fixture
def hook(make_repo: MakeRepo, source: Path, cache: dict[str, str]) -> tuple[Path, Callable[[str], tuple[int, str]]]:
    """A repository with the hook and a model, and how to run the hook there with one of the tools."""
    revision = run_git(source, "rev-parse", "HEAD").strip()
    config = CONFIG.format(source=source, revision=revision)
    root = make_repo({"app.py": MODEL.format("mistralai/Mistral-7B-v0.1"), ".pre-commit-config.yaml": config})

    def started(tool: str) -> tuple[int, str]:
        done = run(tool, root, cache, *ARGUMENTS)
        return done.returncode, done.stdout + done.stderr

    return root, started


@pytest.mark.parametrize("tool", ["pre-commit", "prek"])
def test_the_hook_fails_until_the_document_is_current_and_added(
    tool: str, hook: tuple[Path, Callable[[str], tuple[int, str]]]
) -> None:
    root, started = hook
    code, said = started(tool)  # the file is new, so that no tool notices by itself
    assert code == 1, said
    assert "bom.cdx.json did not exist and is written now" in said
    run_git(root, "add", "--all")
    assert started(tool)[0] == 0
    (root / "app.py").write_text(MODEL.format("google/gemma-2b"))
    run_git(root, "add", "--all")
    assert started(tool)[0] == 1
    names = [one["name"] for one in json.loads((root / "bom.cdx.json").read_bytes())["components"]]
    assert names == ["gemma-2b"]
    run_git(root, "add", "--all")
    assert started(tool)[0] == 0
