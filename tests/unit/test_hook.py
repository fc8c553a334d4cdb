"""The staged-files hook: the same verdicts as ``check``, without its start-up."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from weighstation.hook import main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeRepo

FALCON = 'm = AutoModel.from_pretrained("tiiuae/falcon-180B")\n'
FILES = {
    "falcon.py": FALCON,
    "plain.py": "x = 1\n",
    "open.py": FALCON.replace("tiiuae/falcon-180B", "mistralai/Mistral-7B-v0.1"),
    "unknown.py": FALCON.replace("tiiuae/falcon-180B", "acme-lab/unheard-of"),
    "half.json": '{"base_model": "gpt2"',
    "a folder/falcon copy.py": FALCON,
    "weighstation.toml": 'extends = ["osi-only"]\n',
    "strict.toml": 'extends = ["osi-only"]\nfail-on = "review"\n',
    "wrong.toml": 'extend = ["osi-only"]\n',
}


@pytest.fixture
def repo(make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_repo(FILES)
    monkeypatch.chdir(root)
    return root


CASES = {
    "nothing staged": ([], 0, ""),
    "no model": (["plain.py"], 0, ""),
    "an allowed model is not worth a word": (["open.py", "plain.py"], 0, ""),
    "a denied model": (["plain.py", "falcon.py"], 1, "falcon.py:1:32: deny hf:tiiuae/falcon-180B"),
    "a path with spaces": (["a folder/falcon copy.py"], 1, "a folder/falcon copy.py:1:32: deny"),
    "a model to review is shown and passes": (["unknown.py"], 0, "review hf:acme-lab/unheard-of"),
    "a model to review, blocked by an option": (["--fail-on", "review", "unknown.py"], 1, "review"),
    "a model to review, blocked by a policy": (["--policy=strict.toml", "unknown.py"], 1, "review"),
    "a file that is not readable is told": (["half.json"], 0, "half.json:1: not read"),
    "a file that vanished is told": (["gone.py"], 0, "gone.py: not read"),
    "a rare option goes the long way": (["--verbose", "open.py"], 0, "allow hf:mistralai/Mistral-7B-v0.1"),
    "files after --": (["--", "falcon.py"], 1, "deny"),
    "the policy itself": (["weighstation.toml"], 0, ""),
}


@pytest.mark.usefixtures("repo")
@pytest.mark.parametrize("case", CASES)
def test_verdict(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    words, code, shown = CASES[case]
    assert main(words) == code
    captured = capsys.readouterr()
    assert shown in captured.out
    assert bool(shown) == bool(captured.out)
    assert captured.err == ""


@pytest.mark.usefixtures("repo")
def test_a_policy_that_cannot_be_read_never_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--policy", "wrong.toml", "open.py"]) == 2
    assert "wrong.toml:1:" in capsys.readouterr().err


def test_a_staged_policy_with_a_fault_never_passes(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repo / "weighstation.toml").write_text("[licenses]\nallow = 3\n")
    assert main(["weighstation.toml"]) == 2
    assert "weighstation.toml:2:" in capsys.readouterr().err


@pytest.mark.usefixtures("repo")
def test_a_wrong_option_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--fail-on", "sometimes", "open.py"])
    assert caught.value.code == 2
    assert "usage: weighstation check" in capsys.readouterr().err


@pytest.mark.usefixtures("repo")
def test_a_review_that_an_option_makes_block_comes_with_its_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--fail-on", "review", "unknown.py"])
    assert "to accept it: weighstation waive" in capsys.readouterr().out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes in the file system")
def test_a_pipe_is_told_and_never_waited_for(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(repo / "pipe.py")
    assert main(["pipe.py"]) == 0
    assert "pipe.py: not read: is no regular file" in capsys.readouterr().out


def test_a_huge_file_is_told_without_reading_it(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (repo / "huge.py").open("wb") as file:
        file.truncate(1 << 40)
    assert main(["huge.py"]) == 0
    assert "huge.py: not read: has 1,099,511,627,776 bytes" in capsys.readouterr().out
