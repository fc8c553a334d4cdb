"""From the bytes of a text to its words, as far as they count for telling licenses apart.

Case, white space, punctuation, comment marks, single letters, numbers of list items and copyright lines don't count,
and some spellings are one (SPDX specification 2.3, annex B, "License matching guidelines").
"""

from __future__ import annotations

import re
from typing import NamedTuple

from weighstation.errors import ReadError
from weighstation.identify.markup import BREAK, plain

MAX_BYTES = 4_000_000

# A word, a version number with its dots, or one character of a script that puts no spaces between words.
_WORD = re.compile(r"[0-9]+(?:\.[0-9]+)+|[^\W_\u3040-\u30ff\u3400-\u9fff]+|[\u3040-\u30ff\u3400-\u9fff]")
_NUMBERED = re.compile(r"[\s#*/;>|%\"-]*(?:\(?(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[ivx]{1,5}|[a-z])[.)]\s)+")
_MARKS = r"[\s#*/;>|%.\"'-]*"
_COPYRIGHT = re.compile(
    rf"{_MARKS}(?:portions |parts )?copyrights?[\s:]*(?:\(c\)|©|&copy;|[0-9]{{4}}|[<\[{{])"
    rf"|{_MARKS}(?:(?:\(c\)|©)\s*(?:copyright|[0-9]{{4}}|[<\[{{])|©)"
    rf"|{_MARKS}all rights reserved\W*$"
)
_SPELLINGS = {
    "licence": "license",
    "licences": "licenses",
    "licenced": "licensed",
    "licencing": "licensing",
    "sublicence": "sublicense",
    "acknowledgement": "acknowledgment",
    "acknowledgements": "acknowledgments",
    "analogue": "analog",
    "authorisation": "authorization",
    "authorised": "authorized",
    "behaviour": "behavior",
    "favour": "favor",
    "fulfil": "fulfill",
    "judgement": "judgment",
    "labour": "labor",
    "modelled": "modeled",
    "organisation": "organization",
    "organisations": "organizations",
    "recognise": "recognize",
    "utilisation": "utilization",
    "whilst": "while",
    "https": "http",
}
_NOTICE_WORDS = 24
# Words without which hardly anything is restricted. How often a license has them itself is in the fingerprints.
LIMITING = frozenset(
    "noncommercial commercial commercially academic evil revenue turnover monthly active users military weapons weapon "
    "surveillance competitor competitors competing compete royalty royalties fee fees subscription restrict restricts "
    "restricted restriction restrictions research evaluation personal educational internal private testing production "
    "ethical rights not never cannot no prohibited forbidden disallowed only solely exclusively must shall display "
    "separate permission consent approval authorization additional conditions condition terms limited "
    "void revoked terminated subject required requires policy".split()
)
# Those of them that stand in the names of copyright holders, and in notices.
_IN_NOTICES = frozenset(
    "limited rights research academic production private internal testing educational display no".split()
)
_SPEAKING = (LIMITING - _IN_NOTICES) | frozenset("use can may license licensed granted sold sell".split())
_JOINED = re.compile(r"\b(non|sub)-(?=[a-z])")
_JOINED_OVER_LINES = re.compile(r"\b(non|sub)-[ \t\r]*(\n[\s#*/;>|%\"-]{0,40})([a-z]+)")


class Words(NamedTuple):
    """The words that count, and of each the line it stands in (from 1)."""

    words: list[str]
    lines: list[int]


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 (also without a mark), else Windows-1252. ``ReadError`` where it is none."""
    if len(data) > MAX_BYTES:
        raise ReadError(
            f"larger than {MAX_BYTES // 1_000_000} MB: not read", hint="name the file with the license text"
        )
    coding = _coding(data)
    try:
        return data.decode(coding)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def normalise(text: str) -> Words:
    """The words of a text that count, with their lines."""
    words: list[str] = []
    lines: list[int] = []
    lowered = _JOINED_OVER_LINES.sub(r"\1\3\2", _JOINED.sub(r"\1", plain(text).casefold()))
    for number, line in enumerate(lowered.splitlines(), 1):
        said = [word for part in line.split(BREAK) for word in _line(part)]
        found = [_SPELLINGS.get(word, word) for word in said if len(word) > 1 or word.isdigit() or word > "\xff"]
        words += found
        lines += [number] * len(found)
    return Words(words, lines)


def _coding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = data[:4096]
    if b"\0" not in sample:
        return "utf-8-sig"
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if max(odd, even) * 5 > len(sample) * 2 and min(odd, even) * 20 < len(sample):
        return "utf-16-le" if odd > even else "utf-16-be"
    raise ReadError("is no text: it holds NUL bytes", hint="name a text file")


def _line(line: str) -> list[str]:
    bullet = _NUMBERED.match(line)
    words: list[str] = _WORD.findall(line, bullet.end() if bullet else 0)
    return [] if _COPYRIGHT.match(line) and _only_names(words) else words


def _only_names(words: list[str]) -> bool:
    """Whether a line with a copyright mark is a notice alone, not the begin of a text and no place for a condition."""
    return len(words) <= _NOTICE_WORDS and _SPEAKING.isdisjoint(words)
