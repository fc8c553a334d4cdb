"""What the tests of the validators share: the documents of the sample repositories, and what is installed with npm.

Validators that are no part of the development environment run once, in `nox -s validators`, which sets
``WEIGHSTATION_VALIDATORS``: our documents are the same on every Python.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn, Protocol

import pytest

from weighstation.cli import main

HERE = Path(__file__).parent
SAMPLES = sorted(path.parent for path in (HERE.parents[1] / "sample_repos").glob("*/README.md"))
# Without the optional packages of cdxgen, the analyzers that it makes documents with: 220 MB that validate nothing.
INSTALL = "install --no-audit --no-fund --ignore-scripts --no-package-lock --omit=optional".split()


class Boms(Protocol):
    """The documents of all sample repositories in one version and format."""

    def __call__(self, version: str, form: str) -> list[Path]: ...


@pytest.fixture(scope="session")
def boms(tmp_path_factory: pytest.TempPathFactory) -> Boms:
    """Copies outside any git repository, where no policy of a parent folder applies, and documents of them when asked."""
    root = tmp_path_factory.mktemp("samples")
    samples = [Path(shutil.copytree(sample, root / sample.name)) for sample in SAMPLES]

    def made(version: str, form: str) -> list[Path]:
        paths = [root / f"{sample.name}-{version}.cdx.{form}" for sample in samples]
        for sample, path in zip(samples, paths, strict=True):
            if not path.exists():
                assert main(["sbom", "--no-validate", "--spec-version", version, "-o", str(path), str(sample)]) == 0
        return paths

    return made


@pytest.fixture(scope="session")
def node_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside of the source tree that holds ``node/`` and the packages it needs (``WEIGHSTATION_NODE_CACHE``)."""
    if not os.environ.get("WEIGHSTATION_VALIDATORS"):
        pytest.skip("the validators of Node run in `nox -s validators`")
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        _unavailable("needs Node.js and npm for the validators of CycloneDX's JavaScript library and of cdxgen")
    folder = Path(os.environ.get("WEIGHSTATION_NODE_CACHE") or _shared(tmp_path_factory) / "node")
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        shutil.copytree(HERE / "node", folder, dirs_exist_ok=True)
        done = subprocess.run([npm, *INSTALL], cwd=folder, check=False, capture_output=True, text=True, timeout=600)
    if done.returncode:
        _unavailable(f"npm could not install the validators: {done.stderr[-300:]}")
    return folder


def _shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The temporary folder of this run, which all processes of pytest-xdist have."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


def _unavailable(reason: str) -> NoReturn:
    """Skips where somebody works without Node or network, and fails in CI: a check that never runs is none."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
