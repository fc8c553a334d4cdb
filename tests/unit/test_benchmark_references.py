"""The references benchmark: a small benchmark of one repository in, a table and an exit code out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "references.py"
SOURCE = """from transformers import AutoModel

AutoModel.from_pretrained("acme/one")
AutoModel.from_pretrained("acme/two@v1")
"""
FIRST = {"line": 3, "ref": "hf:acme/one", "how": "python-call", "use": "load"}
SECOND = {"line": 6, "ref": "https://huggingface.co/Acme/Two", "how": "python-call", "use": "load"}  # two lines off
WHERE = {"repo": "team/app", "path": "app.py"}


def run(tmp_path: Path, labels: list[dict[str, Any]], *arguments: str) -> subprocess.CompletedProcess[str]:
    folder, checkouts = tmp_path / "benchmark", tmp_path / "checkouts"
    (checkouts / "app").mkdir(parents=True)
    (checkouts / "app" / "app.py").write_text(SOURCE)
    folder.mkdir()
    (folder / "repos.json").write_text(json.dumps([{"repo": "team/app", "commit": "1" * 40}]))
    (folder / "files.jsonl").write_text(json.dumps(WHERE))
    (folder / "labels.jsonl").write_text("".join(json.dumps(WHERE | label) + "\n" for label in labels))
    command = [sys.executable, str(SCRIPT), str(folder), "--repositories", str(checkouts), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_what_is_found_on_nearly_the_same_line_in_another_spelling_counts(tmp_path: Path) -> None:
    done = run(tmp_path, [FIRST, SECOND])
    assert "| python-call              |     2 |   2 | 100.0% |" in done.stdout
    assert "2 findings right, 0 wrong, 0 ambiguous" in done.stdout
    assert done.returncode == 0


def test_a_load_that_is_not_found_is_named_and_fails(tmp_path: Path) -> None:
    third = {"line": 4, "ref": "hf:acme/three", "how": "python-call", "use": "load"}
    done = run(tmp_path, [FIRST, SECOND, third], "--missed", "9")
    assert "missed team/app app.py 4 python-call hf:acme/three" in done.stdout
    assert done.returncode == 1


def test_a_finding_without_a_label_is_false(tmp_path: Path) -> None:
    done = run(tmp_path, [FIRST], "--false", "9")
    assert "false  team/app app.py 4 hf:acme/two" in done.stdout
    assert done.returncode == 1


def test_what_may_be_a_model_counts_neither_way(tmp_path: Path) -> None:
    done = run(tmp_path, [FIRST, {"line": 4, "ignore": True, "string": "acme/two"}])
    assert "1 findings right, 0 wrong, 1 ambiguous" in done.stdout


def test_what_looks_like_a_model_and_is_labelled_as_none_is_false(tmp_path: Path) -> None:
    done = run(tmp_path, [FIRST, {"line": 4, "negative": True, "string": "acme/two"}])
    assert "1 findings right, 1 wrong" in done.stdout


def test_what_is_composed_at_run_time_or_built_here_is_not_asked_for(tmp_path: Path) -> None:
    apart = [{**FIRST, "line": 90, "ref": "hf:x/y", flag: True} for flag in ("dynamic", "local")]
    assert run(tmp_path, [FIRST, SECOND, *apart]).returncode == 0


def test_another_use_than_the_label_says_is_found_and_not_right(tmp_path: Path) -> None:
    done = run(tmp_path, [FIRST, {**SECOND, "use": "hosted"}])
    assert "use           50.0%" in done.stdout
    assert done.returncode == 1


def test_a_repository_that_is_not_there_is_said(tmp_path: Path) -> None:
    done = run(tmp_path, [FIRST, SECOND], "--repositories", str(tmp_path))
    assert "missing: team/app" in done.stderr
    assert done.returncode == 1
