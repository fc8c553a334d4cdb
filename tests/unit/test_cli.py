"""The command line: exit codes, output, help, and messages for what a user gets wrong."""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Protocol

import pytest

from tests.conftest import run_git
from weighstation.cli import COMMANDS, main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeRepo

FALCON = 'm = AutoModel.from_pretrained("tiiuae/falcon-180B")\n'
MISTRAL = 'm = AutoModel.from_pretrained("mistralai/Mistral-7B-v0.1")\n'
OSI = 'extends = ["osi-only"]\n'


class Ws(Protocol):
    """Runs a command line: exit code, standard output, standard error."""

    def __call__(self, *arguments: object) -> tuple[int, str, str]: ...


@pytest.fixture
def ws(capsys: pytest.CaptureFixture[str]) -> Ws:
    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def test_a_denied_model_blocks(make_repo: MakeRepo, ws: Ws) -> None:
    code, out, err = ws("check", make_repo({"a.py": FALCON, "weighstation.toml": OSI}))
    assert (code, err) == (1, "")
    assert "a.py:1:32: deny hf:tiiuae/falcon-180B [license-denied]" in out
    assert "deny: 1 denied; policy: weighstation.toml" in out


def test_an_open_model_passes(make_repo: MakeRepo, ws: Ws) -> None:
    code, out, _ = ws("check", make_repo({"a.py": MISTRAL, "weighstation.toml": OSI}))
    assert code == 0
    assert out.startswith("allow: 1 allowed")


def test_without_a_policy_the_default_says_so(make_repo: MakeRepo, ws: Ws) -> None:
    _, out, _ = ws("check", make_repo({"a.py": MISTRAL}))
    assert "policy: built-in default (no weighstation.toml found)" in out


def test_a_review_blocks_only_when_asked_to(make_repo: MakeRepo, ws: Ws) -> None:
    root = make_repo({"a.py": 'm = AutoModel.from_pretrained("acme-lab/unheard-of")\n', "weighstation.toml": OSI})
    assert ws("check", root)[0] == 0
    assert ws("check", root, "--fail-on", "review")[0] == 1


def test_an_exception_lets_a_model_pass_and_is_shown(make_repo: MakeRepo, ws: Ws) -> None:
    policy = OSI + '[[exceptions]]\ncomponent = "hf:tiiuae/falcon-180B"\nreason = "agreed with TII"\n'
    code, out, _ = ws("check", make_repo({"a.py": FALCON, "weighstation.toml": policy}))
    assert code == 0
    assert "allow hf:tiiuae/falcon-180B [exception]" in out
    assert "agreed with TII" in out


def test_a_policy_in_pyproject(make_repo: MakeRepo, ws: Ws) -> None:
    files = {"a.py": FALCON, "pyproject.toml": '[project]\nname = "x"\n[tool.weighstation]\nextends = ["osi-only"]\n'}
    assert ws("check", make_repo(files))[0] == 1


def test_every_fault_of_a_policy_is_told_with_line_and_remedy(make_repo: MakeRepo, ws: Ws) -> None:
    policy = 'extend = ["osi-only"]\n[licenses]\nallow = ["apache2.0", "no-such-license"]\nunknown = "maybe"\n'
    code, out, err = ws("check", make_repo({"a.py": FALCON, "weighstation.toml": policy}))
    assert (code, out) == (2, "")
    assert "weighstation.toml:1: " in err
    assert "did you mean" in err
    assert "weighstation.toml:3: " in err
    assert "weighstation.toml:4: " in err


@pytest.mark.parametrize("policy", [b"[licenses\n", b"\xff\xfe\x00", b"allow = [\x00]"])
def test_a_policy_that_is_no_toml_is_exit_2(make_repo: MakeRepo, ws: Ws, policy: bytes) -> None:
    code, _, err = ws("check", make_repo({"a.py": MISTRAL, "weighstation.toml": policy}))
    assert code == 2
    assert "weighstation.toml" in err


def test_an_empty_repository_is_not_a_pass(make_repo: MakeRepo, ws: Ws) -> None:
    code, out, _ = ws("check", make_repo({}))
    assert code == 2
    assert "nothing was checked" in out


def test_a_wrong_path_is_exit_2(tmp_path: Path, ws: Ws) -> None:
    code, _, err = ws("check", tmp_path / "nowhere")
    assert code == 2
    assert "does not exist" in err


def test_half_written_files_are_listed_and_the_others_read(make_repo: MakeRepo, ws: Ws) -> None:
    files: dict[str, str | bytes] = {
        "good.py": MISTRAL,
        "half.py": 'm = AutoModel.from_pretrained("gpt2"\n',
        "half.json": '{"base_model": "gpt2"',
        "half.yaml": 'base_model: "gpt2\nx: [1,\n',
        "half.toml": 'model = "gpt2\n',
        "half.ipynb": '{"cells": [{"model"',
        "latin.py": 'model = "gpt2"  # caf\xe9'.encode("latin-1"),
        "weighstation.toml": OSI,
    }
    code, out, _ = ws("check", "--format", "json", make_repo(files))
    document = json.loads(out)
    assert code == 0
    assert [component["id"] for component in document["components"]] == ["hf:mistralai/Mistral-7B-v0.1"]
    unread = {entry["path"]: entry for entry in document["unread"]}
    assert set(unread) == set(files) - {"good.py", "weighstation.toml"}
    assert all(entry["reason"] and entry["line"] and entry["hint"] for entry in unread.values())


def test_scan_json_has_the_contracts_keys(make_repo: MakeRepo, ws: Ws) -> None:
    _, out, _ = ws("scan", "--format", "json", make_repo({"a.py": FALCON, "requirements.txt": "requests==2.32.0\n"}))
    document = json.loads(out)
    assert document["schema_version"] == 1
    model, package = document["components"]
    assert model["occurrences"] == [
        {"path": "a.py", "line": 1, "column": 32, "use": "load", "symbol": "AutoModel.from_pretrained"}
    ]
    assert model["purl"] == "pkg:huggingface/tiiuae/falcon-180B"
    assert {"expression", "key", "osi_approved", "category", "source", "confidence", "acknowledgement"} <= set(
        model["licenses"][0]
    )
    assert model["licenses"][0]["key"] == "falcon-180b-tii"
    assert (package["id"], package["version"], package["licenses"]) == ("pypi:requests", "2.32.0", [])


def test_check_json_has_the_contracts_keys(make_repo: MakeRepo, ws: Ws) -> None:
    _, out, _ = ws("check", "--format", "json", make_repo({"a.py": FALCON, "weighstation.toml": OSI}))
    document = json.loads(out)
    [component] = document["components"]
    [reason] = component["reasons"]
    assert (document["verdict"], component["verdict"]) == ("deny", "deny")
    assert set(reason) == {"code", "outcome", "message", "clause", "policy", "question"}
    assert reason["code"] == "license-denied"
    assert reason["policy"]


def test_files_and_staged_files_are_checked_alone(
    make_repo: MakeRepo,
    ws: Ws,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = make_repo({"a.py": MISTRAL, "b.py": FALCON, "weighstation.toml": OSI})
    monkeypatch.chdir(root)
    assert ws("check", "a.py")[0] == 0
    assert ws("check", "a.py", "b.py")[0] == 1
    run_git(root, "commit", "--quiet", "--message", "x")
    assert ws("check", "--staged")[0] == 0
    (root / "c.py").write_text(FALCON)
    run_git(root, "add", "c.py")
    (root / "c.py").write_text("")
    assert ws("check", "--staged")[0] == 1


def test_explain_answers_each_line_in_order(ws: Ws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"gpt2\n\nno such thing\nMIT\n")))
    code, out, _ = ws("explain", "--format", "json", "-")
    assert code == 0
    assert [json.loads(line)["kind"] for line in out.splitlines()] == ["model", "unknown", "unknown", "license"]


def test_output_file(make_repo: MakeRepo, ws: Ws, tmp_path: Path) -> None:
    root = make_repo({"a.py": FALCON})
    target = tmp_path / "out.txt"
    code, out, _ = ws("scan", root, "--output-file", target)
    assert (code, out) == (0, "")
    assert "falcon-180B" in target.read_text()
    code, _, err = ws("scan", root, "--output-file", tmp_path)
    assert code == 2
    assert "cannot be written" in err


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_teaches(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([command, "--help"] if command else ["--help"])
    assert caught.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"usage: weighstation {command}".rstrip())
    assert len(shown.splitlines()) > 8


@pytest.mark.parametrize("words", [["nonsense"], [], ["check", "--fail-on", "x"], ["scan", "a", "b"], ["explain"]])
def test_wrong_usage_is_exit_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert "usage: weighstation" in capsys.readouterr().err


def test_python_m_and_a_closed_pipe(make_repo: MakeRepo) -> None:
    root = make_repo({"a.py": FALCON})
    command = [sys.executable, "-m", "weighstation", "scan", "--format", "json", str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def test_source_date_epoch_sets_the_timestamp(make_repo: MakeRepo, ws: Ws, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_repo({"a.py": FALCON})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    _, first, _ = ws("sbom", root)
    assert json.loads(first)["metadata"]["timestamp"] == "2026-01-01T00:00:00Z"
    assert ws("sbom", root)[1] == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    code, _, err = ws("sbom", root)
    assert code == 2
    assert "SOURCE_DATE_EPOCH" in err


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
@pytest.mark.parametrize(("no_color", "painted"), [("", True), ("1", False)])
def test_color_on_a_terminal_unless_no_color(make_repo: MakeRepo, no_color: str, *, painted: bool) -> None:
    root = make_repo({"a.py": FALCON, "weighstation.toml": OSI})
    master, slave = os.openpty()
    environment = {**os.environ, "NO_COLOR": no_color}
    command = [sys.executable, "-m", "weighstation", "check", str(root)]
    done = subprocess.run(command, stdout=slave, env=environment, check=False)
    os.close(slave)
    shown = os.read(master, 65536)
    os.close(master)
    assert done.returncode == 1
    assert (b"\x1b[" in shown) is painted


def test_an_unused_exception_is_told_by_a_whole_check_only(
    make_repo: MakeRepo, ws: Ws, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = OSI + '[[exceptions]]\ncomponent = "hf:acme-lab/gone"\nreason = "no longer needed"\n'
    root = make_repo({"a.py": MISTRAL, "weighstation.toml": policy})
    monkeypatch.chdir(root)
    assert "[exception-unused]" in ws("check")[1]
    assert "[exception-unused]" not in ws("check", "a.py")[1]
    assert "[exception-unused]" not in ws("check", "--staged")[1]


def test_what_could_not_be_read_did_not_pass(make_repo: MakeRepo, ws: Ws) -> None:
    root = make_repo({"a.py": MISTRAL, "half.json": '{"base_model": "gpt2"', "weighstation.toml": OSI})
    code, out, _ = ws("check", root)
    assert code == 0
    assert "review: 1 allowed, 1 file not read" in out
    assert ws("check", root, "--fail-on", "review")[0] == 1


def test_python_may_declare_its_encoding(make_repo: MakeRepo, ws: Ws) -> None:
    source = '# -*- coding: latin-1 -*-\nname = "caf\xe9"\n' + FALCON
    _, out, _ = ws("scan", make_repo({"a.py": source.encode("latin-1")}))
    assert "hf:tiiuae/falcon-180B" in out
    assert "0 not read" in out


def test_nothing_staged_to_check_is_said_as_such(make_repo: MakeRepo, ws: Ws, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_repo({"a.py": MISTRAL, "weighstation.toml": OSI})
    monkeypatch.chdir(root)
    run_git(root, "commit", "--quiet", "--message", "x")
    assert ws("check", "--staged") == (0, "nothing to check: no staged file is one that weighstation reads\n", "")
    assert ws("check", "--staged", "--quiet") == (0, "", "")
    assert json.loads(ws("check", "--staged", "--format", "json")[1])["components"] == []


STAGED_FAULTS = {
    "outside git": (["--staged"], "is not in a git repository", False),
    "with files": (["--staged", "a.py"], "--staged takes no files", True),
    "with the other scope": (["--staged", "--scope", "tree"], "not allowed with argument", True),
}


@pytest.mark.parametrize("case", STAGED_FAULTS)
def test_what_cannot_be_checked_as_staged_is_refused(
    case: str, make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words, said, git = STAGED_FAULTS[case]
    monkeypatch.chdir(make_repo({"a.py": FALCON, "weighstation.toml": OSI}, git=git))
    try:
        code: object = main(["check", *words])
    except SystemExit as error:
        code = error.code
    assert code == 2
    assert said in capsys.readouterr().err


def test_quiet_says_nothing_where_all_is_well(make_repo: MakeRepo, ws: Ws) -> None:
    assert ws("check", "--quiet", make_repo({"a.py": MISTRAL, "weighstation.toml": OSI})) == (0, "", "")


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([])
    assert "judge the models" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("columns", [80, 300])
def test_help_fits_the_terminal(
    command: str, columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    with pytest.raises(SystemExit):
        main([command, "--help"] if command else ["--help"])
    assert max(map(len, capsys.readouterr().out.splitlines())) <= min(columns, 120)


@pytest.mark.parametrize("command", [command for command in COMMANDS if command != "explain"])
def test_help_has_the_exit_codes(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    with pytest.raises(SystemExit):
        main([command, "--help"])
    assert "\nexit codes: 0 " in capsys.readouterr().out


def test_a_dumb_terminal_gets_no_colors(monkeypatch: pytest.MonkeyPatch) -> None:
    from argparse import Namespace

    from weighstation.cli import _options

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    for term, painted in (("xterm", True), ("dumb", False)):
        monkeypatch.setenv("TERM", term)
        assert _options.color(Namespace(color="auto", output_file=None)) is painted


@pytest.mark.parametrize("command", ["check", "scan"])
def test_places_lead_from_where_the_command_was_started(
    command: str, make_repo: MakeRepo, ws: Ws, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_repo({"app/src/a.py": FALCON, "app/half.json": '{"base_model": "gpt2"', "weighstation.toml": OSI})
    monkeypatch.chdir(root)
    for folder, start in (("app", "app/"), ("./app/", "app/"), (root / "app", f"{root}/app/"), (".", "app/")):
        shown = ws(command, folder)[1]
        assert f"{start}src/a.py:1" in shown
        assert f"\n{start}half.json:1: not read" in shown
    assert "/src/a.py" not in ws(command, "--format", "json", "app")[1]


def test_the_command_that_accepts_changes_the_policy_that_denied(
    make_repo: MakeRepo, ws: Ws, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_repo({"an app/a.py": FALCON, "an app/weighstation.toml": OSI, "weighstation.toml": OSI})
    monkeypatch.chdir(root)
    shown = ws("check", "an app")[1]
    (line,) = [line for line in shown.splitlines() if "to accept it: " in line]
    command = shlex.split(line.partition("to accept it: weighstation ")[2].replace("…", "agreed"))
    code, out, err = ws(*command)
    assert (code, err) == (0, "")
    assert out.startswith("an app/weighstation.toml:3: added an exception")
    assert ws("check", "an app")[0] == 0
    assert "--policy" not in ws("check")[1]
    (root / "other.toml").write_text(OSI)
    assert " --policy 'other.toml' --reason " in ws("check", "--policy", "other.toml")[1]


def test_the_line_that_is_shown_of_a_staged_file_is_the_staged_one(
    make_repo: MakeRepo, ws: Ws, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_repo({"sub/a.py": FALCON, "weighstation.toml": OSI})
    (root / "sub/a.py").write_text("# nothing of the kind\n")
    monkeypatch.chdir(root)
    for words, start in (([], "sub/"), (["sub"], "sub/")):
        shown = ws("check", "--staged", *words)[1]
        assert f"{start}a.py:1:32: deny" in shown
        assert "  1 | m = AutoModel" in shown
        assert "nothing of the kind" not in shown
