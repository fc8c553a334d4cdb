"""A newcomer takes each sample repository from "blocked" to "passes", with reasons on record, by what the messages say.

Nothing is known here but the output: facts of use are copied into the policy as shown, exceptions are the commands shown.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from weighstation.cli import main

SAMPLES = Path(__file__).resolve().parents[2] / "sample_repos"
NAMES = sorted(path.name for path in SAMPLES.iterdir() if path.is_dir() and path.name != "expected")
FACT = re.compile(r"^  (\w+ = \S.*?)  # ", re.MULTILINE)
COMMAND = re.compile(r"^  to accept it: weighstation (waive .+)$", re.MULTILINE)
ROUNDS = 4


def check(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(["check", "--fail-on", "review"])
    return code, capsys.readouterr().out


@pytest.mark.parametrize("name", NAMES)
def test_the_messages_are_enough(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(shutil.copytree(SAMPLES / name, tmp_path / name))
    policy = Path("weighstation.toml")
    for _ in range(ROUNDS):
        code, shown = check(capsys)
        if code == 0:
            break
        facts, commands = FACT.findall(shown), COMMAND.findall(shown)
        assert facts or commands, shown
        if facts:
            text = policy.read_text()
            policy.write_text(text + ("" if "[use]" in text else "\n[use]\n") + "\n".join(facts) + "\n")
            continue  # some of the exceptions may not be needed any more
        for command in commands:
            assert main(shlex.split(command.replace("…", "our lawyer read it"))) == 0, command
        capsys.readouterr()
    else:
        pytest.fail(shown)
    waived = policy.read_text().count("our lawyer read it") if policy.exists() else 0
    assert shown.count("our lawyer read it") >= waived
