"""How well license texts are told apart, measured on the texts that the fingerprints were made of.

usage: python benchmarks/identify.py SCANCODE [--show N] [--seed N]

SCANCODE is the wheel of ``scancode-toolkit-mini`` (scripts/generate_fingerprints.py says how to get it). Each text of a
covered license is tried whole, with 5 % of its words changed (replaced, left out, one put in; by words of everyday or
of other licenses), behind a preamble, and inside a longer file. Texts of licenses that are not covered must stay
unnamed: with the shipped fingerprints, and with fingerprints that don't know them. A covered license that grants
commercial use gets a clause that takes it back: at its end, in its middle, before it. The exit code is 1 when a measure
is missed.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

HERE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE / "src"), str(HERE / "scripts")]

from generate_fingerprints import entries, source, wanted  # noqa: E402 - its folder is not on the path before

from weighstation import identify  # noqa: E402 - this tree's, not an installed one
from weighstation.identify.build import Source, build  # noqa: E402 - as above
from weighstation.identify.words import normalise  # noqa: E402 - as above
from weighstation.knowledge import fingerprints, licenses  # noqa: E402 - as above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

EVERYDAY = (
    "river stone window paper garden yellow seven mountain quickly table copper bright system value number people "
    "every thing small house under water letter engine winter simple corner market planet summer bridge forest"
).split()
PREAMBLE = (
    "Foo is a library for reading and writing pictures of rivers. It was written by the authors listed in AUTHORS, to "
    "whom we are thankful. Unless a file says something else, what follows is the license of this project. If you "
    "have questions about it, write to legal@example.org. The parts in the folder vendor have their own notices.\n\n"
)
NOTICE = (
    "NOTICE\n\nFoo\nCopyright 2021 The Foo Authors\n\nThis product includes software developed at the Example "
    "Institute (https://example.org/). Thanks go to everybody who sent corrections, and to the maintainers of Bar, "
    "from which the build scripts were taken.\n\nLicense of this product\n=======================\n\n"
)
AFTER = (
    "\n\n-----\n\nHistory\n\nVersion 1 came out in 2019 and could read only one format. Version 2 added the other "
    "formats and made everything faster. See the change log for what came later, and the web site for pictures.\n"
)
CLAUSES = (
    "The Software shall be used for Good, not Evil.",
    "The Software may not be used for commercial purposes.",
    "Commercial use requires a separate license from the authors.",
    "If your products have more than 100 million monthly active users, you shall prominently display the name of the "
    "model on the user interface.",
    "You are not authorized to exercise any rights under this license if the global consolidated monthly revenue of "
    "your company exceeds 20 million dollars.",
    "Without limiting other conditions in the License, the grant of rights under the License will not include, and the "
    "License does not grant to you, the right to sell the Software.",
    "You may not provide the software to third parties as a hosted or managed service.",
    "Use by military organizations is prohibited.",
    "For research purposes only.",
    "The model must not be used to train other language models.",
)


class Row(NamedTuple):
    """One measure: how many were tried, how many were right, the share asked, and what went wrong."""

    name: str
    tried: int
    right: int
    asked: float
    wrong: list[str]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scancode", type=Path)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N texts that went wrong of each row")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    found = list(entries(arguments.scancode))
    sources = [source(entry) for entry in found]
    covered = [one for one in sources if one.key]
    same = {tuple(normalise(one.text).words) for one in covered}
    current = [source(entry) for entry in found if not entry.record.get("is_deprecated")]
    others = [one for one in current if one.kind == "other" and tuple(normalise(one.text).words) not in same]
    rows = [*_named(covered, arguments.seed), *_unnamed(others, [s for s in wanted(found) if s.kind != "other"])]
    rows += _restricted(covered, arguments.seed)
    _show(rows, arguments.show)
    _times(covered)
    return 0 if all(row.right >= row.asked * row.tried for row in rows) else 1


def _named(covered: list[Source], seed: int) -> Iterator[Row]:
    """Texts that must be called by their key."""
    rng = random.Random(seed)
    legal = [word for one in rng.sample(covered, 100) for word in one.text.split()]
    ways: dict[str, tuple[float, Callable[[str], str]]] = {
        "whole": (1.0, lambda text: text),
        "5 % changed, everyday words": (0.95, lambda text: edited(text, rng, EVERYDAY)),
        "5 % changed, words of licenses": (0.95, lambda text: edited(text, rng, legal)),
        "behind a preamble": (0.95, lambda text: PREAMBLE + text),
        "in a longer file": (0.95, lambda text: NOTICE + text + AFTER),
        "in a longer file, 5 % changed": (0.95, lambda text: NOTICE + edited(text, rng, EVERYDAY) + AFTER),
        "as a comment, in UTF-16": (0.95, lambda text: "\n".join(f" * {line}" for line in text.splitlines())),
        "all in one line": (0.95, lambda text: " ".join(text.split())),
    }
    for name, (asked, way) in ways.items():
        coding = "utf-16" if "UTF-16" in name else "utf-8"
        tried = [(one, identify.text(way(one.text).encode(coding))) for one in covered]
        wrong = [_say(one, match) for one, match in tried if not match or match.key != one.key]
        yield Row(name, len(tried), len(tried) - len(wrong), asked, wrong)


def _unnamed(others: list[Source], known: list[Source]) -> Iterator[Row]:
    """Texts of licenses without facts: with the shipped fingerprints, and with some that know the covered ones only."""
    alone = fingerprints.unpack(*build(known))
    for name, prints, asked in (("others", fingerprints.load(), 1.0), ("others, never seen", alone, 0.9)):
        tried = [(one, identify.text(one.text, prints)) for one in others]
        wrong = [_say(one, match) for one, match in tried if match and match.key]
        yield Row(f"{name}: no key", len(tried), len(tried) - len(wrong), asked, wrong)
        wrong = [_say(one, match) for one, match in tried if match and match.exact]
        yield Row(f"{name}: not exact", len(tried), len(tried) - len(wrong), 1.0, wrong)


def _restricted(covered: list[Source], seed: int) -> Iterator[Row]:
    """Licenses that the OSI approved, with a clause that takes something back: no key, or another one."""
    free = [one for one in covered if _approved(one.key)]
    rng = random.Random(seed)
    places: dict[str, Callable[[str, str], str]] = {
        "at the end": lambda text, clause: f"{text}\n\n{clause}\n",
        "in the middle": _inserted,
        "before it": lambda text, clause: f"{clause}\n\n{text}",
        "in the middle, 5 % changed": lambda text, clause: _inserted(edited(text, rng, EVERYDAY), clause),
    }
    for name, place in places.items():
        tried = [(one, clause, identify.text(place(one.text, clause))) for one in free for clause in CLAUSES]
        wrong = [f"{clause[:40]}: {_say(one, match)}" for one, clause, match in tried if match and _approved(match.key)]
        asked = 0.9 if "%" in name else 0.99
        yield Row(f"restricted {name}", len(tried), len(tried) - len(wrong), asked, wrong)


def edited(text: str, rng: random.Random, pool: list[str]) -> str:
    """A text with one word in twenty replaced, left out, or followed by another."""
    words = text.split(" ")
    for at, word in enumerate(words):
        if word.strip() and rng.random() < 0.05:
            other = rng.choice(pool)
            words[at] = rng.choices((other, "", f"{word} {other}"), (3, 1, 1))[0]
    return " ".join(words)


def _inserted(text: str, clause: str) -> str:
    words = text.split(" ")
    middle = len(words) // 2
    return " ".join([*words[:middle], clause, *words[middle:]])


def _approved(key: str) -> bool:
    known = licenses.license(key) if key else None
    return bool(known and known.osi_approved)


def _say(one: Source, match: identify.Match | None) -> str:
    if match is None:
        return f"{one.id}: nothing"
    return f"{one.id}: {match.key or '-'} ({match.id}, {match.score}, coverage {match.coverage}) {match.note}"


def _show(rows: Iterable[Row], most: int) -> None:
    print(f"| {'texts':34} | tried | right |  share | asked |\n| {'-' * 34} | ----: | ----: | -----: | ----: |")
    for row in rows:
        share = row.right / row.tried
        print(f"| {row.name:34} | {row.tried:5} | {row.right:5} | {share:6.1%} | {row.asked:5.0%} |")
        for line in row.wrong[:most]:
            print(f"    {line}")


def _times(covered: list[Source]) -> None:
    """Milliseconds for texts of 8 to 12 kB, each three times, in a warm process."""
    texts = [one.text.encode() for one in covered if 8_000 < len(one.text) < 12_000]
    times = []
    for text in texts * 3:
        start = time.perf_counter()
        identify.text(text)
        times.append((time.perf_counter() - start) * 1000)
    print(f"\n{len(texts)} texts of 8 to 12 kB: median {statistics.median(times):.1f} ms, most {max(times):.1f} ms")


if __name__ == "__main__":
    sys.exit(main())
