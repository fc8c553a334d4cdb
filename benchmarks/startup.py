"""What a hook, a check and an SBOM cost, as multiples of starting Python, measured in one interleaved run.

usage: python benchmarks/startup.py [--rounds N] [--repository PATH …]

Installs the working tree into a fresh environment (compiled, as pip leaves it), makes small files to check, and runs
`python -c pass` and every command in turn, N rounds; prints the median of each and the median of the ratios. A
repository given by path (such as a clone of axolotl) is checked and scanned, too.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
NO_MODEL = "import os\n\n\ndef add(a: int, b: int) -> int:\n    return a + b\n" * 40
MANY = 1_000  # files
MODEL = 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("tiiuae/falcon-180B")\n'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--repository", action="append", default=[], type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table = _commands(Path(folder), arguments.repository)
        _show(table, _measure(table, Path(folder) / "files", arguments.rounds))


def _commands(folder: Path, repositories: list[Path]) -> dict[str, list[str]]:
    python = _environment(folder / "env")
    names = _files(folder / "files")
    hook = str(python.parent / "weighstation-hook")
    weighstation = str(python.parent / "weighstation")
    policy = ["--policy", str(folder / "files" / "weighstation.toml")]
    table = {
        "python -c pass": [str(python), "-c", "pass"],
        "hook, 1 file without a model": [hook, names[0]],
        "hook, 20 files without a model": [hook, *names[:20]],
        "hook, 1 file with a model, denied by a policy": [hook, "model.py"],
        "hook, 20 files, one with a model": [hook, *names[:19], "model.py"],
    }
    table[f"scan of {MANY:,} files with a model"] = [weighstation, "scan", str(_many(folder / "many"))]
    for path in repositories:
        place = str(path.resolve())
        table[f"check {path.name}"] = [weighstation, "check", place, *policy]
        table[f"scan {path.name}"] = [weighstation, "scan", place]
        table[f"sbom {path.name}"] = [weighstation, "sbom", place, *policy]
        table[f"git grep -c in {path.name}"] = ["git", "-C", place, "grep", "-c", "from_pretrained"]
    return table


def _many(folder: Path) -> Path:
    """A repository of modules that all load a model, each another one, between forty lines of other code."""
    folder.mkdir()
    for number in range(MANY):
        (folder / f"module_{number}.py").write_text(NO_MODEL + MODEL.replace("180B", f"180B-{number}"))
    for command in ("init -q", "add ."):
        subprocess.run(["git", *command.split()], cwd=folder, check=True)
    return folder


def _environment(path: Path) -> Path:
    venv.create(path, with_pip=True)
    python = path / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(HERE)], check=True)
    return python


def _files(folder: Path) -> list[str]:
    folder.mkdir()
    names = [f"plain_{number}.py" for number in range(20)]
    for name in names:
        (folder / name).write_text(NO_MODEL)
    (folder / "model.py").write_text(MODEL)
    (folder / "weighstation.toml").write_text('extends = ["osi-only"]\n')
    return names


def _measure(table: dict[str, list[str]], folder: Path, rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in table}
    for round_ in range(rounds + 1):  # the first one warms the page cache and is not counted
        for name, command in table.items():
            start = time.perf_counter()
            done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
            if done.returncode not in {0, 1}:
                sys.exit(f"{name}: exit code {done.returncode}: {done.stderr.decode()[-300:]}")
            if round_:
                times[name].append(time.perf_counter() - start)
    return times


def _show(table: dict[str, list[str]], times: dict[str, list[float]]) -> None:
    floor = times["python -c pass"]
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, {len(floor)} rounds, page cache warm\n")
    print(f"| {'command':46} | median ms | x python -c pass |\n| {'-' * 46} | --------: | ---------------: |")
    for name in table:
        ratio = statistics.median(a / b for a, b in zip(times[name], floor, strict=True))
        print(f"| {name:46} | {statistics.median(times[name]) * 1000:9.1f} | {ratio:16.1f} |")
    each = statistics.median(times[f"scan of {MANY:,} files with a model"]) / MANY * 1000
    print(f"\nEach of {MANY:,} Python files that load a model costs {each:.2f} ms.")


if __name__ == "__main__":
    main()
