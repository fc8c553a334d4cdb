"""Reading by several processes: the same result as by one, whatever becomes of the others."""

from __future__ import annotations

import subprocess
import sys

import pytest

# In a process of its own, since a test runner has threads and forking those is deprecated.
PROGRAM = """
import os
from weighstation import parallel
from weighstation.inventory import Reading
from weighstation.model import Base, Distribution, Occurrence, Reference, Unread

os.cpu_count = lambda: 2
parent = os.getpid()
taken, took = os.pipe()
seen = []

def one(files):
    if os.getpid() == parent:
        files = [*files] if seen or os.read(taken, 1) else []  # not before the helper has a file
    else:
        files = [next(files)]
        os.write(took, b".")
        {fate}
    seen.extend(files)
    bases, named = (Base("hf:c/d", "adapter"),), (Distribution("", "d.whl", "sha256", "0a"),)
    found = [Reference("hf:a/b", "model", Occurrence(f, 1), bases=bases, distributions=named) for f in files]
    return Reading(found, [Unread(f, "broken", 2) for f in files if f.endswith("7")], [])

reading = parallel.read(one, [f"f{{number}}" for number in range(200)], len)
assert sorted(reading.references) == sorted(one([f"f{{number}}" for number in range(200)]).references)
assert {{type(reference.occurrence) for reference in reading.references}} == {{Occurrence}}
assert {{type(base) for reference in reading.references for base in reference.bases}} == {{Base}}
assert {{type(one) for reference in reading.references for one in reference.distributions}} == {{Distribution}}
assert len(reading.unread) == 20
print(len(seen) - 200)
"""
FATES = {
    "it reads its share": ("pass", 199),
    "it fails": ("raise ValueError", 200),
    "it is killed": ("os.kill(os.getpid(), 9)", 200),
}


@pytest.mark.parametrize("fate", FATES)
def test_nothing_is_lost_when(fate: str) -> None:
    code, read_here = FATES[fate]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(fate=code)], capture_output=True, text=True, check=False
    )
    assert done.stdout == f"{read_here}\n", done.stderr
