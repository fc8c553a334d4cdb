"""A large document in portions is the one that is made at once, whatever becomes of the second process."""

from __future__ import annotations

import subprocess
import sys

import pytest

# In a process of its own, since a test runner has threads and forking those is deprecated.
PROGRAM = """
import os, sys
from weighstation.model import Claim, Component, Conclusion, Inventory, Occurrence, Project, Run, Verdict, Weighed
from weighstation.writers.cyclonedx import Options, large, schemas
from weighstation.writers.cyclonedx.document import written

os.cpu_count = lambda: {processors}
large.WORTH_IT = large._PORTION = 7
parent = os.getpid()
real = large.component

def component(one, run, options):
    if os.getpid() != parent:
        {fate}
    return real(one, run, options)

def weighed(number):
    kind, name = ("package", "npm:name") if number % 3 else ("model", "hf:org/name")
    one = Component(f"{{name}}-{{number}}", kind, "1", (Occurrence("src/a.py", number + 1, symbol="lock"),))
    return Weighed(one, Conclusion("MIT", 0.9, (Claim("MIT", "lock-file", "x", 0.9),)), Verdict("allow"))

large.component = component
run = Run(Inventory("/r", Project("shop", "1"), (), (), 1), tuple(map(weighed, range({count}))), (), "allow", "p")
made = large.validated(run, Options())
print("nothing" if made is None else made[1] and made[0] == written(run, Options())[1])
"""
CASES = {
    "both do their half": (2, "pass", 40, "True"),
    "there is one processor": (1, "raise ValueError", 40, "True"),
    "it is small": (2, "pass", 6, "nothing"),
    "the second process fails": (2, "raise ValueError", 40, "nothing"),
    "the second process is killed": (2, "os.kill(os.getpid(), 9)", 40, "nothing"),
    "its half is not valid": (2, "return {'type': 'unheard-of'}", 40, "nothing"),
    "both halves have the same reference": (
        2, "return {'type': 'library', 'name': 'x', 'bom-ref': 'project'}", 40, "nothing",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_when(case: str) -> None:
    processors, fate, count, printed = CASES[case]
    program = PROGRAM.format(processors=processors, fate=fate, count=count)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout == f"{printed}\n", done.stderr
