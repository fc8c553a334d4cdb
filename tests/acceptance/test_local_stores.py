"""The caches of a machine speak where they are asked, and never in a document that every machine has to write alike."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from weighstation.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeRepo

COMMIT = "a" * 40
CODE = 'from transformers import AutoModel\nAutoModel.from_pretrained("acme-nobody/chat")\n'


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the Hub that holds the card of one model nobody has on record."""
    snapshot = tmp_path / "hf/hub/models--acme-nobody--chat/snapshots" / COMMIT
    snapshot.mkdir(parents=True)
    (snapshot / "README.md").write_text("---\nlicense: apache-2.0\n---\n")
    monkeypatch.delenv("HF_HUB_CACHE")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    return snapshot


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize(
    ("arguments", "expression"),
    [
        (["scan", "--format", "json"], "Apache-2.0"),
        (["check", "--format", "json"], "Apache-2.0"),
        (["check", "--format", "json", "--no-local-stores"], None),
        (["sbom"], None),
        (["sbom", "--local-stores"], "Apache-2.0"),
    ],
)
def test_who_asks_the_cache(
    arguments: list[str], expression: str | None, make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_repo({"app.py": CODE})
    main([*arguments, str(root)])
    shown = capsys.readouterr().out
    assert ("Apache-2.0" in shown) == (expression is not None)
    assert ("hub-cache" in shown) == (expression is not None)


@pytest.mark.usefixtures("cache")
def test_explain_shows_where_it_read_the_license(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--format", "json", "acme-nobody/chat"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["expression"] == "Apache-2.0"
    assert [(claim["source"], claim["where"]) for claim in answer["evidence"]] == [
        ("hub-cache", f"models--acme-nobody--chat/snapshots/{COMMIT}/README.md:2")
    ]
