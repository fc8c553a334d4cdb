"""The licenses benchmark: a few cases in, measures and an exit code out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
RIGHT = {"id": "hf:meta-llama/Llama-2-7b-hf", "license": "llama2", "source": "a list"}
OPEN = {"id": "hf:openai-community/gpt2", "license": "MIT License", "source": "a list"}
UNNAMED = {"id": "hf:facebook/opt-1.3b", "license": "other", "source": "a list"}
BOTH_BIND = {"id": "hf:deepseek-ai/DeepSeek-R1-Distill-Llama-8B", "license": "mit", "source": "a list"}


def run(tmp_path: Path, *cases: dict[str, str]) -> subprocess.CompletedProcess[str]:
    path = tmp_path / "cases.jsonl"
    path.write_text("".join(json.dumps(case) + "\n" for case in cases))
    command = [sys.executable, str(BENCHMARKS / "licenses.py"), str(path), "--wrong", "5"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_same_license_in_another_spelling_is_right_and_one_of_two_that_bind_too(tmp_path: Path) -> None:
    done = run(tmp_path, RIGHT, OPEN, BOTH_BIND)

    assert done.returncode == 0, done.stderr
    assert "accuracy                       100.0%" in done.stdout


def test_a_case_without_a_named_license_is_not_compared(tmp_path: Path) -> None:
    assert "compared                            1" in run(tmp_path, RIGHT, UNNAMED).stdout


def test_another_license_is_named_and_the_exit_code_says_so(tmp_path: Path) -> None:
    done = run(tmp_path, RIGHT, RIGHT | {"license": "apache-2.0"})

    assert done.returncode == 1
    assert "named otherwise: hf:meta-llama/Llama-2-7b-hf: 'apache-2.0' says a list" in done.stdout


def test_what_is_restricted_elsewhere_and_open_here_is_a_fault_of_its_own(tmp_path: Path) -> None:
    done = run(tmp_path, *[OPEN] * 200, OPEN | {"license": "llama2"})

    assert done.returncode == 1
    assert "restricted, called open             1" in done.stdout


def test_the_cases_of_the_project_have_their_sources_and_no_id_twice_from_one() -> None:
    cases = [json.loads(line) for line in (BENCHMARKS / "data" / "licenses.jsonl").read_text("utf-8").splitlines()]

    assert len(cases) >= 150
    assert all(case.keys() == {"id", "license", "source"} and all(case.values()) for case in cases)
    assert len({(case["id"].lower(), case["source"]) for case in cases}) == len(cases)
