"""``weighstation notices``: formats by name, what ``--check`` says, files that stay as they are, exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.unit._weights import safetensors
from weighstation.cli import main
from weighstation.outbound_model import NOTICES_MARK

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeRepo

LOAD = 'm = AutoModel.from_pretrained("{}")\n'
MET: dict[str, str | bytes] = {"app.py": LOAD.format("gpt2"), "weighstation.toml": "[use]\ndistributes = []\n"}
LACKING: dict[str, str | bytes] = {
    "chat/README.md": "---\nlicense: llama2\n---\n",
    "chat/model.safetensors": safetensors({"format": "pt"}),
    "weighstation.toml": '[use]\ndistributes = ["weights"]\nfine_tunes = false\n',
}
NOTICE = "Llama 2 is licensed under the LLAMA 2 Community License, Copyright (c) somebody.\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")


@pytest.mark.parametrize(
    ("name", "begin"),
    [("n.md", "# "), ("N.MD", "# "), ("n.html", "<!DOCTYPE html>"), ("n.htm", "<!DOCTYPE"), ("NOTICE", "Notices of")],
)
def test_the_ending_of_the_file_names_the_format(name: str, begin: str, make_repo: MakeRepo) -> None:
    assert main(["notices", str(make_repo(MET)), "-o", name]) == 0
    with open(name, encoding="utf-8") as stream:
        assert stream.read().startswith(begin)


def test_a_format_that_is_named_counts_more_than_the_ending(
    make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]
) -> None:
    root = str(make_repo(MET))
    assert main(["notices", root, "--format", "markdown"]) == 0
    assert capsys.readouterr().out.startswith("# Notices of `repo`\n")
    assert main(["notices", root, "--format", "text", "-o", "n.html"]) == 0
    with open("n.html", encoding="utf-8") as stream:
        assert stream.read().startswith("Notices of repo\n===")


def test_a_check_says_what_is_missing_and_writes_nothing(
    make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["notices", str(make_repo(LACKING)), "--check"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("missing in the repository:\n  * Llama 2 Community License Agreement: write a Notice file")
    assert "for file:chat" in out
    assert os.listdir() == []


def test_a_check_of_a_repository_that_lacks_nothing_is_silent(
    make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["notices", str(make_repo(MET)), "--check"]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_check_that_hangs_on_a_fact_says_so_on_standard_error(
    make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_repo({"app.py": LOAD.format("gpt2"), "weighstation.toml": "[use]\ncommercial = true\n"})
    assert main(["notices", str(root), "--check"]) == 0
    assert "1 fact of use not stated" in capsys.readouterr().err


def test_a_check_finds_a_file_out_of_date(make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_repo(MET)
    assert main(["notices", str(root), "-o", "n.md"]) == 0
    assert main(["notices", str(root), "-o", "n.md", "--check"]) == 0
    (root / "b.py").write_text(LOAD.format("openai/whisper-tiny"))
    assert main(["notices", str(root), "-o", "n.md", "--check"]) == 1
    assert capsys.readouterr().out == "n.md is out of date\n"


@pytest.mark.parametrize("name", ["NOTICE.md", "chat/NOTICE", "docs/attributions.html"])
def test_writing_it_into_the_repository_changes_nothing_of_what_it_says(name: str, make_repo: MakeRepo) -> None:
    root = make_repo({**LACKING, "docs/a.md": "x\n"})
    target = root / name
    assert main(["notices", str(root), "-o", str(target)]) == 0
    first = target.read_bytes()
    assert b"2 things missing" in first
    assert main(["notices", str(root), "-o", str(target)]) == 0
    assert target.read_bytes() == first
    assert main(["notices", str(root), "-o", "elsewhere.txt"]) == 0
    with open("elsewhere.txt", encoding="utf-8") as stream:
        assert "2 things missing" in stream.read()


def test_a_notice_that_a_person_wrote_is_never_overwritten(
    make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_repo({**LACKING, "NOTICE": NOTICE})
    assert main(["notices", str(root), "-o", str(root / "NOTICE")]) == 2
    assert (root / "NOTICE").read_text() == NOTICE
    assert "weighstation did not write it" in capsys.readouterr().err


def test_an_empty_file_is_out_of_date_and_is_written(make_repo: MakeRepo, tmp_path: Path) -> None:
    (tmp_path / "out" / "n.txt").touch()
    root = str(make_repo(MET))
    assert main(["notices", root, "-o", "n.txt", "--check"]) == 1
    assert main(["notices", root, "-o", "n.txt"]) == 0
    assert main(["notices", root, "-o", "n.txt", "--check"]) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--check", "-o", "gone.md"], "gone.md: does not exist"),
        (["-o", "no/such/folder.md"], "no/such/folder.md: cannot be written"),
        (["--policy", "gone.toml"], "gone.toml"),
    ],
)
def test_what_cannot_be_done_ends_with_2(
    arguments: list[str], message: str, make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["notices", str(make_repo(MET)), *arguments]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("path", ["gone", "."])
def test_a_folder_without_files_ends_with_2(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notices", path]) == 2
    assert capsys.readouterr().out == ""


def test_files_that_could_not_be_read_are_counted_in_the_document(make_repo: MakeRepo) -> None:
    root = make_repo({**MET, "broken.json": '{"model": \n'})
    assert main(["notices", str(root), "-o", "n.txt"]) == 0
    with open("n.txt", encoding="utf-8") as stream:
        assert "1 file not read, so that" in stream.read()


def test_the_same_bytes_under_any_hash_seed(make_repo: MakeRepo) -> None:
    root = make_repo(
        {**LACKING, **{f"{n}.py": LOAD.format(name) for n, name in enumerate(("gpt2", "bert-base-cased"))}}
    )
    code = (
        f"import sys; sys.path[:0] = {sys.path!r}; from weighstation.cli import main; main(['notices', {str(root)!r}])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert NOTICES_MARK.encode() in outputs.pop()
