"""How many of a benchmark's labelled model references weighstation finds, and how many of its findings are right.

usage: python benchmarks/references.py FOLDER --repositories FOLDER [--missed N] [--false N] [--predictions FILE]

The benchmark folder holds three files: ``repos.json`` (a list of objects with ``repo``, as ``owner/name``, and
``commit``), ``files.jsonl`` (``repo`` and ``path`` of every file that was labelled to the last reference) and
``labels.jsonl``, one reference a line: ``repo``, ``path``, ``line``, ``ref`` (the id), ``how`` (the way it is written)
and ``use``, or ``negative`` or ``ignore`` with the ``string`` that is none, or may be one.

Each repository, checked out at its commit as ``FOLDER/name`` or ``FOLDER/owner__name``, is read by ``weighstation scan
--format json``. The exit code is 1 when a measure is missed: 95 % of the loads found, 90 % in the mean over the ways
with five or more, 97 % of the findings right, 95 % of the uses right.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from _matching import Score, score

MEASURES = {"recall": 0.95, "mean recall": 0.90, "precision": 0.97, "use": 0.95}
_ENOUGH = 5  # labels of one way of writing that make its recall worth a mean

Row = dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("benchmark", type=Path)
    parser.add_argument("--repositories", type=Path, required=True, help="the folder with the checkouts")
    parser.add_argument("--missed", type=int, default=0, metavar="N", help="print N loads that were not found")
    parser.add_argument("--false", type=int, default=0, metavar="N", help="print N findings that are none")
    parser.add_argument("--predictions", type=Path, metavar="FILE", help="write all findings, one object a line")
    arguments = parser.parse_args()
    found = [row for repo in _repositories(arguments) for row in _scan(*repo)]
    if arguments.predictions:
        arguments.predictions.write_text("".join(f"{json.dumps(row)}\n" for row in found))
    result = score(_rows(arguments.benchmark / "labels.jsonl"), _rows(arguments.benchmark / "files.jsonl"), found)
    _show(result, arguments)
    return 0 if all(value >= MEASURES[name] for name, value in measured(result).items()) else 1


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _repositories(arguments: argparse.Namespace) -> list[tuple[str, Path]]:
    """Names and folders of the checkouts; what is missing is said, and its labels count as not found."""
    present = []
    for entry in json.loads((arguments.benchmark / "repos.json").read_text(encoding="utf-8")):
        owner, _, name = entry["repo"].partition("/")
        places = [arguments.repositories / name, arguments.repositories / f"{owner}__{name}"]
        folder = next((place for place in places if place.is_dir()), None)
        if folder is None:
            print(f"missing: {entry['repo']} at {entry['commit']} is not in {arguments.repositories}", file=sys.stderr)
        else:
            present.append((entry["repo"], folder))
    return present


def _scan(repo: str, folder: Path) -> list[Row]:
    """The models and hosted models of one repository; weights that lie in it are no references."""
    command = [sys.executable, "-m", "weighstation", "scan", str(folder), "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [
        {"repo": repo, "path": place["path"], "line": place["line"], "ref": component["id"], "use": place["use"]}
        for component in json.loads(done.stdout)["components"]
        if component["type"] in {"model", "service"} and not component["id"].startswith("file:")
        for place in component["occurrences"]
    ]


def measured(result: Score) -> dict[str, float]:
    """The four measures, as shares of one; what had nothing to measure is whole."""
    common = [hit / of for hit, of in result.recall.values() if of >= _ENOUGH]
    hits, labels = (sum(column) for column in zip((0, 0), *result.recall.values(), strict=True))
    return {
        "recall": hits / labels if labels else 1.0,
        "mean recall": sum(common) / len(common) if common else 1.0,
        "precision": result.true / (result.true + len(result.false)) if result.true or result.false else 1.0,
        "use": result.use_right / result.true if result.true else 1.0,
    }


def _show(result: Score, arguments: argparse.Namespace) -> None:
    print(f"| {'loads written as':24} | found |  of | recall |\n| {'-' * 24} | ----: | --: | -----: |")
    for how, (hit, of) in sorted(result.recall.items(), key=lambda item: -item[1][1]):
        print(f"| {how:24} | {hit:5} | {of:3} | {hit / of:6.1%} |")
    print()
    for name, value in measured(result).items():
        print(f"{name:12} {value:6.1%}  (measure: {MEASURES[name]:.0%})")
    print(f"{result.true} findings right, {len(result.false)} wrong, {result.ambiguous} ambiguous and not counted")
    for row in result.missed[: arguments.missed]:
        print("missed", row["repo"], row["path"], row["line"], row["how"], row["ref"])
    for row in result.false[: arguments.false]:
        print("false ", row["repo"], row["path"], row["line"], row["ref"])


if __name__ == "__main__":
    sys.exit(main())
