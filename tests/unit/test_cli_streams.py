"""Standard streams as shells give them: closed, full, of another encoding, or read by somebody who has seen enough."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeRepo

FALCON = 'm = AutoModel.from_pretrained("tiiuae/falcon-180B")  # caf\u00e9\n'
MANY = "".join(f'm = AutoModel.from_pretrained("tiiuae/falcon-180B-{number:04}")\n' for number in range(600))
OSI = 'extends = ["osi-only"]\n'
HOOK = "from weighstation.hook import run; run()"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="shells of POSIX")


def _in_shell(line: str, root: Path) -> subprocess.CompletedProcess[bytes]:
    """Runs a line in which ``ws`` and ``hook`` are our two programs."""
    functions = (
        f"ws() {{ '{sys.executable}' -m weighstation \"$@\"; }}; hook() {{ '{sys.executable}' -c '{HOOK}' \"$@\"; }}"
    )
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = ["bash", "-c", f"{functions}; {line}"]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False)


@pytest.fixture
def repo(make_repo: MakeRepo) -> Path:
    return make_repo({"a.py": FALCON, "open.py": "x = 1\n", "weighstation.toml": OSI})


CLOSED = {
    "ws check >&-": 1,
    "ws scan >&-": 0,
    "ws sbom --no-validate >&-": 0,
    "ws check --policy nowhere.toml 2>&-": 2,
    "ws explain gpt2 >&- 2>&-": 0,
    "ws explain - <&-": 0,
    "ws identify - <&-": 1,
    "ws check <&-": 1,
    "hook a.py >&-": 1,
    "hook open.py >&-": 0,
}


@pytest.mark.parametrize("line", CLOSED)
def test_a_closed_stream_changes_no_exit_code(line: str, repo: Path) -> None:
    done = _in_shell(line, repo)
    assert done.returncode == CLOSED[line], done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("line", ["ws check", "ws scan", "ws sbom --no-validate", "ws explain gpt2", "hook a.py"])
def test_a_full_disk_is_told_and_never_passes(line: str, repo: Path) -> None:
    done = _in_shell(f"{line} > /dev/full", repo)
    assert done.returncode == 2
    assert b"standard output cannot be written: No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("program", ["ws check", "hook a.py", "ws check --format json"])
def test_a_reader_that_has_seen_enough_does_not_turn_a_denial_into_a_pass(program: str, make_repo: MakeRepo) -> None:
    root = make_repo({"a.py": MANY, "weighstation.toml": OSI})
    done = _in_shell(f"{program} | head -n 1; exit ${{PIPESTATUS[0]}}", root)
    assert done.returncode == 1
    assert done.stderr == b""


@pytest.mark.parametrize("program", ["ws check", "hook a.py"])
def test_another_encoding_is_no_fault(program: str, repo: Path) -> None:
    done = _in_shell(f"PYTHONIOENCODING=ascii {program}", repo)
    assert done.returncode == 1
    assert b"caf?" in done.stdout
    assert done.stderr == b""


@pytest.mark.parametrize("command", ["check", "scan", "check --format json", "sbom --no-validate", "spdx"])
def test_a_file_name_that_is_no_text_is_no_fault(command: str, repo: Path) -> None:
    name = os.fsencode(repo) + b"/bad\xfe.py"
    try:
        with open(name, "w", encoding="utf-8") as file:
            file.write(FALCON)
    except OSError:
        pytest.skip("this file system has no such names")
    for line in (f"ws {command} -o told.txt", f"ws {command}"):
        done = _in_shell(line, repo)
        assert b"Traceback" not in done.stderr
        assert done.returncode == (1 if command.startswith("check") else 0)
    assert b"bad" in (repo / "told.txt").read_bytes()


READING = {"audit -": 1, "score -": 0, "diff - bom.cdx.json": 0, "diff bom.cdx.json -": 0, "merge - -o merged.json": 2}


@pytest.mark.parametrize("command", READING)
def test_documents_are_read_from_standard_input(command: str, repo: Path) -> None:
    assert _in_shell("ws sbom -o bom.cdx.json", repo).returncode == 0
    done = _in_shell(f"ws {command} < bom.cdx.json", repo)
    assert done.returncode == READING[command], done.stderr.decode()
    assert (b"-: is written by weighstation itself" in done.stderr) == command.startswith("merge")
    assert b"Traceback" not in done.stderr
