"""The hook, the command on the tree, on what is staged and on a file, and a call of the library agree."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from weighstation import hook, pipeline, policy
from weighstation.cli import main

if TYPE_CHECKING:
    from tests.conftest import MakeRepo

CODESTRAL, STARCODER, WHISPER = "mistralai/Codestral-22B-v0.1", "bigcode/starcoder", "openai/whisper-tiny"
POLICY = """\
[use]
commercial = true
purposes = ["customer-support"]
distributes = []

[[use.overrides]]
paths = ["demo/*"]
commercial = false

[levels]
license-conflict = "off"
"""


@pytest.mark.parametrize(
    ("path", "model", "outcome"),
    [
        ("app.py", CODESTRAL, "deny"),
        ("demo/app.py", CODESTRAL, "allow"),
        ("app.py", STARCODER, "allow"),
        ("app.py", "acme-nobody/chat", "review"),
        ("app.py", WHISPER, "allow"),
    ],
)
def test_all_ways_lead_to_one_verdict(  # noqa: PLR0913, PLR0917 - the columns of the table
    path: str,
    model: str,
    outcome: str,
    make_repo: MakeRepo,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = f"from transformers import AutoModel\nAutoModel.from_pretrained({model!r})\n"
    monkeypatch.chdir(make_repo({path: code, "weighstation.toml": POLICY}))
    blocked = int(outcome == "deny")
    for arguments in ([], ["--staged"], ["--scope", "staged"], ["--scope", "tree"], [path]):
        assert main(["check", "--format", "json", *arguments]) == blocked, arguments
        assert json.loads(capsys.readouterr().out)["verdict"] == outcome, arguments
    assert hook.main([path, "weighstation.toml"]) == blocked
    rules = policy.load(policy.find("."))
    run = pipeline.judge(pipeline.scan(".", options=rules.readers), rules, dt.date(2026, 11, 21))
    assert run.verdict == outcome
    assert policy.blocks(run, rules.fail_on) == bool(blocked)
