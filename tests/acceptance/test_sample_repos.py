"""Every sample repository has the inventory, the verdict and the document that its snapshots say.

Read a snapshot's change by eye before you accept it: WEIGHSTATION_UPDATE_SNAPSHOTS=1 writes them anew.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from weighstation.cli import main

SAMPLES = Path(__file__).resolve().parents[2] / "sample_repos"
NAMES = sorted(path.name for path in SAMPLES.iterdir() if path.is_dir() and path.name != "expected")
EXIT_CODES = {
    "chatbot-llama2": 0,
    "code-assistant": 1,
    "hosted-mix": 0,
    "image-studio": 0,
    "no-ai": 0,
    "rag-open": 0,
}


@pytest.fixture
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy outside any git repository, where no policy of a parent folder applies."""
    return Path(shutil.copytree(SAMPLES / request.param, tmp_path / request.param))


def _expect(name: str, file: str, shown: str) -> None:
    path = SAMPLES / "expected" / name / file
    if os.environ.get("WEIGHSTATION_UPDATE_SNAPSHOTS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


def test_every_sample_is_expected() -> None:
    assert set(NAMES) == set(EXIT_CODES)


@pytest.mark.parametrize("sample", NAMES, indirect=True)
def test_inventory(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", "--format", "json", str(sample)]) == 0
    document = json.loads(capsys.readouterr().out)
    places = [
        {"id": component["id"], "version": component["version"], **occurrence}
        for component in document["components"]
        for occurrence in component["occurrences"]
        if component["type"] != "package"
    ]
    packages = [f"{c['id']} {c['version'] or ''}".strip() for c in document["components"] if c["type"] == "package"]
    inventory = {"references": places, "packages": packages, "unread": document["unread"]}
    _expect(sample.name, "inventory.json", json.dumps(inventory, indent=1, ensure_ascii=False) + "\n")


@pytest.mark.parametrize("sample", NAMES, indirect=True)
def test_verdict(sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(sample)
    assert main(["check"]) == EXIT_CODES[sample.name]
    _expect(sample.name, "verdict.txt", capsys.readouterr().out)


@pytest.mark.parametrize("sample", NAMES, indirect=True)
def test_bom(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sbom", str(sample)]) == 0
    _expect(sample.name, "bom.cdx.json", capsys.readouterr().out)
