"""How often weighstation names the license that another source names, and whether it calls a restricted one open.

usage: python benchmarks/licenses.py [CASES] [--wrong N]

CASES has one JSON object a line: ``id`` (as ``weighstation explain`` takes it), ``license`` as the other source writes
it, and ``source``. Both are put to ``weighstation explain - --format json``, the license as ``license:TEXT``. A case
counts for the accuracy where both answers name a license; it is right where the license of the other source is one of
those that bind, or one that its name can stand for. The exit code is 1 when a measure is missed: 98 % of the cases
right, no model that the other source calls restricted resolved as approved by the OSI, and no such answer from
unverified facts alone where the other source says restricted or names no license that is known.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

CASES = Path(__file__).parent / "data" / "licenses.jsonl"
ACCURACY = 0.98
_JOINTS = str.maketrans("()", "  ")
_NO_NAME = {"other", "unknown", "none", "glm-other-custom"}  # keys that stand for "no license is known"

Answer = dict[str, Any]


class Case(NamedTuple):
    """What the other source says, and both answers."""

    id: str
    license: str
    source: str
    said: Answer
    ours: Answer

    @property
    def compared(self) -> bool:
        return named(self.ours) and (named(self.said) or not _NO_NAME.issuperset(self.said["candidates"]))

    @property
    def right(self) -> bool:
        if self.said["license"]:
            return self.said["license"]["spdx"] in self.ours["expression"].translate(_JOINTS).split()
        return self.ours["license"]["key"] in self.said["candidates"]

    @property
    def open_against(self) -> bool:
        """Whether ours is approved by the OSI and the other source's license is not."""
        return approved(self.ours) and named(self.said) and not approved(self.said)

    @property
    def open_unread(self) -> bool:
        """Whether ours is approved by the OSI, nobody read a record of it, and the other source does not agree."""
        return approved(self.ours) and not approved(self.said) and not any(c["verified"] for c in self.ours["evidence"])


def named(answer: Answer) -> bool:
    return bool(answer["license"]) and answer["license"]["key"] not in _NO_NAME


def approved(answer: Answer) -> bool:
    return bool(answer["license"] and answer["license"]["osi_approved"])


def explained(texts: list[str]) -> list[Answer]:
    command = [sys.executable, "-m", "weighstation", "explain", "-", "--format", "json"]
    done = subprocess.run(command, input="\n".join(texts) + "\n", capture_output=True, text=True, check=False)
    if done.returncode > 1:
        sys.exit(f"weighstation explain failed: {done.stderr.strip()}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def read(path: Path) -> list[Case]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
    said = explained([f"license:{row['license']}" for row in rows])
    ours = explained([row["id"] for row in rows])
    return [Case(row["id"], row["license"], row["source"], *pair) for row, *pair in zip(rows, said, ours, strict=True)]


def report(cases: list[Case], wrong: int) -> bool:
    """Print the measures and, of each kind of fault, at most ``wrong``; whether all measures are met."""
    compared = [case for case in cases if case.compared]
    right = sum(case.right for case in compared)
    faults = {
        "named otherwise": [case for case in compared if not case.right],
        "restricted, called open": [case for case in cases if case.open_against],
        "open by unverified facts only": [case for case in cases if case.open_unread],
    }
    accuracy = right / len(compared) if compared else 0.0
    answered = sum(named(case.ours) for case in cases)
    print(f"cases                          {len(cases):6d}")
    print(f"answered                       {answered:6d}")
    print(f"compared                       {len(compared):6d}")
    print(f"accuracy                       {accuracy:6.1%}  (measure: {ACCURACY:.0%})")
    for name, found in faults.items():
        print(f"{name:30} {len(found):6d}" + ("" if name == "named otherwise" else "  (measure: 0)"))
    for name, found in faults.items():
        for case in found[:wrong]:
            print(
                f"{name}: {case.id}: {case.license!r} says {case.source}; here {case.ours['expression'] or 'unknown'}"
            )
    return accuracy >= ACCURACY and not any(found for name, found in faults.items() if name != "named otherwise")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path, nargs="?", default=CASES)
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="print N cases of each kind of fault")
    options = parser.parse_args()
    return 0 if report(read(options.cases), options.wrong) else 1


if __name__ == "__main__":
    sys.exit(main())
