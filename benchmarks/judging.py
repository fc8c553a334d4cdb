"""What judging costs in a warm process: 1,000 components under the terms of five licenses, nothing stated and all.

usage: python benchmarks/judging.py [--rounds N]

Prints the median of the rounds, in milliseconds and as a multiple of ``python -c pass`` timed in turn with it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE / "src")]

from weighstation.model import Component, Conclusion, Occurrence  # noqa: E402 - this tree's, not an installed one
from weighstation.policy import files, load  # noqa: E402 - as above
from weighstation.policy.facts import Facts  # noqa: E402 - as above
from weighstation.policy.judge import judge  # noqa: E402 - as above

LICENSES = (
    "MIT",
    "CC-BY-NC-4.0",
    "LicenseRef-scancode-llama-3.1-license-2024",
    "LicenseRef-scancode-bigscience-open-rail-m",
    "MIT OR GPL-3.0-only",
)
COMPONENTS, DAY = 1_000, dt.date(2026, 11, 21)
STATED = Facts(
    commercial=True,
    monthly_active_users=10_000,
    annual_revenue_usd=10_000,
    territories=("KR",),
    purposes=("customer-support",),
    distributes=("outputs",),
    trains_other_models=False,
)


def main() -> None:
    """Prints a row for each set of facts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    pairs = [
        (Component(f"hf:org/m{n}", "model", "", (Occurrence("a.py", n + 1),)), Conclusion(LICENSES[n % len(LICENSES)]))
        for n in range(COMPONENTS)
    ]
    default = load(*files.preset("default"))
    for name, policy in (("nothing stated", default), ("all stated", default._replace(facts=STATED))):
        judge(pairs, policy, DAY)  # warm
        timed = [(_time(lambda p=policy: judge(pairs, p, DAY)), _time(_start)) for _ in range(rounds)]
        own = statistics.median(judging for judging, _ in timed)
        ratio = statistics.median(judging / start for judging, start in timed)
        sys.stdout.write(f"1,000 components, {name}: {own * 1000:.1f} ms, {ratio:.1f} x python -c pass\n")


def _start() -> None:
    subprocess.run((sys.executable, "-c", "pass"), check=True)


def _time(work: object) -> float:
    assert callable(work)
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
