"""The table of readers: which file goes to which one."""

from __future__ import annotations

import json
import os
import re

import pytest
import yaml

from weighstation import readers

ROWS = {
    "src/app.py": "python_source",
    "a/notes.ipynb": "notebook",
    "train.yaml": "yaml_file",
    "ci.yml": "yaml_file",
    "adapter_config.json": "json_file",
    "config.toml": "toml_file",
    "setup.cfg": "ini_file",
    "Dockerfile": "dockerfile",
    "docker/Dockerfile.gpu": "dockerfile",
    "gpu.Dockerfile": "dockerfile",
    "Containerfile": "dockerfile",
    "Modelfile": "modelfile",
    "ollama/Modelfile.support": "modelfile",
    "run.sh": "shell",
    ".env": "env_file",
    ".env.example": "env_file",
    "Makefile": "makefile",
    "README.md": "markdown",
    "docs/guide.mdx": "markdown",
    "requirements.txt": "requirements",
    "requirements-dev.txt": "requirements",
    "requirements/base.in": "requirements",
    "deep/requirements/gpu.txt": "requirements",
    "pyproject.toml": "pyproject",
    "uv.lock": "uv_lock",
    "poetry.lock": "poetry_lock",
    "pylock.toml": "pylock",
    "pylock.dev.toml": "pylock",
    "pdm.lock": "pdm_lock",
    "api/Pipfile": "pipfile",
    "api/Pipfile.lock": "pipfile_lock",
    "environment.yml": "conda",
    "environment-gpu.yaml": "conda",
    "model/conda.yaml": "conda",
    "environments.yaml": "yaml_file",
    "package.json": "package_json",
    "web/package-lock.json": "npm_lock",
    "web/pnpm-lock.yaml": "pnpm_lock",
    "pnpm-lock.feature.yaml": "pnpm_lock",
    "web/yarn.lock": "yarn_lock",
}
NONE = ["LICENSE", "a.txt", "MANIFEST.in", "tsconfig.json", "weighstation.toml", "bom.cdx.json", "a.pyc"]


@pytest.mark.parametrize("path", ROWS)
def test_a_file_goes_to_its_reader(path: str) -> None:
    row = readers.row_for(path)
    assert row is not None
    assert row[0] == ROWS[path]


@pytest.mark.parametrize("path", NONE)
def test_other_files_go_to_none(path: str) -> None:
    assert readers.row_for(path) is None


@pytest.mark.parametrize("row", [row for row in readers.TABLE if row[0]], ids=lambda row: row[0])
def test_every_row_names_a_module_that_reads_an_empty_file(row: readers.Row) -> None:
    name = row[1][0].replace("*", "x")
    empty = b"{}" if "json" in row[0] or row[0] in {"npm_lock", "pipfile_lock", "notebook"} else b""
    assert list(readers.reader(row)(name, empty)) == []


def _hook(name: str) -> dict[str, object]:
    path = os.path.join(os.path.dirname(__file__), "..", "..", ".pre-commit-hooks.yaml")
    with open(path, encoding="utf-8") as stream:
        return next(hook for hook in yaml.safe_load(stream) if hook["id"] == name)


@pytest.mark.parametrize("name", [name for module, names, _ in readers.TABLE if module for name in names])
def test_the_hook_passes_every_file_that_a_reader_wants(name: str) -> None:
    assert re.search(str(_hook("weighstation")["files"]), f"some/folder/{name.replace('*', 'x')}")


def test_the_policy_itself_is_passed_to_the_hook() -> None:
    assert re.search(str(_hook("weighstation")["files"]), "weighstation.toml")


def test_the_manifest_is_plain_data() -> None:
    assert json.dumps(_hook("weighstation-repo"))
