"""Shell words that remember where in the file each of their characters came from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import NamedTuple


class Word(NamedTuple):
    """One word as the shell would pass it on: quotes and escapes gone, ``${NAME:-default}`` replaced by its default.

    What is only known at run time stays as written, with its ``$`` or `````. ``offset`` is where the word stands in
    the source. ``runs`` are pairs (index in ``text``, offset in the source) where the two part ways, empty where the
    word is written in one piece. ``uses`` are the ``$NAME`` and ``defaults`` the defaults in ``text``: (start, end,
    NAME).
    """

    text: str
    offset: int
    runs: tuple[tuple[int, int], ...] = ()
    uses: tuple[tuple[int, int, str], ...] = ()
    defaults: tuple[tuple[int, int, str], ...] = ()


class Heredoc(NamedTuple):
    """The body of a here-document, and its offset in the source."""

    text: str
    offset: int


class Command(NamedTuple):
    """One simple command: its words, the file its output goes to, and the here-documents it is fed."""

    words: tuple[Word, ...]
    output: str = ""
    heredocs: tuple[Heredoc, ...] = ()


class Comment(NamedTuple):
    """The text of a comment after its ``#``, and its offset in the source."""

    text: str
    offset: int


def source(word: Word, index: int) -> int:
    """The offset in the source of the character ``index`` of a word."""
    at = bisect_right(word.runs, index, key=_index) - 1
    start, offset = word.runs[at] if at >= 0 else (0, word.offset)
    return offset + index - start


def part(word: Word, start: int, end: int | None = None) -> Word:
    """A stretch of a word. Its offset is exact where it is written in one piece, else that of the whole word."""
    end = len(word.text) if end is None else end
    low, high = bisect_right(word.runs, start, key=_index), bisect_left(word.runs, end, key=_index)
    inner = tuple((index - start, offset) for index, offset in word.runs[low:high])
    first = source(word, start)
    return Word(word.text[start:end], word.offset if inner else first, ((0, first), *inner) if inner else ())


def moved(word: Word, outer: Word) -> Word:
    """A word that was read from the text of ``outer``, with its offsets turned into those of the source."""
    if not word.runs:
        piece = part(outer, word.offset, word.offset + len(word.text))
        return word._replace(offset=piece.offset, runs=piece.runs)
    runs = tuple((index, source(outer, offset)) for index, offset in word.runs)
    return word._replace(offset=source(outer, word.offset), runs=runs)


def joined(head: Word, tail: Word) -> Word:
    """``head`` (written in one piece) and ``tail`` as one word, each character keeping its place."""
    size = len(head.text)
    runs = tail.runs or ((0, tail.offset),)
    uses = tuple((start + size, end + size, name) for start, end, name in tail.uses)
    defaults = tuple((start + size, end + size, name) for start, end, name in tail.defaults)
    moved_runs = ((0, head.offset), *((index + size, offset) for index, offset in runs))
    return Word(head.text + tail.text, head.offset, moved_runs, uses, defaults)


_index = itemgetter(0)


class Builder:
    """A word while it is being read."""

    __slots__ = ("defaults", "length", "offset", "pieces", "runs", "uses")

    def __init__(self, offset: int) -> None:
        self.offset, self.length = offset, 0
        self.pieces: list[str] = []
        self.runs: list[tuple[int, int]] = []
        self.uses: list[tuple[int, int, str]] = []
        self.defaults: list[tuple[int, int, str]] = []

    def add(self, text: str, offset: int) -> None:
        """Append text that stands at ``offset`` in the source."""
        if not self.pieces:
            self.offset = offset
        if not self.runs or self.runs[-1][1] + self.length - self.runs[-1][0] != offset:
            self.runs.append((self.length, offset))
        self.pieces.append(text)
        self.length += len(text)

    def add_word(self, word: Word) -> None:
        """Append a word, piece by piece."""
        starts = [index for index, _ in word.runs] or [0]
        for start, end in zip(starts, [*starts[1:], len(word.text)], strict=True):
            if start < end:
                self.add(word.text[start:end], source(word, start))

    def build(self) -> Word:
        """The finished word."""
        runs = tuple(self.runs) if len(self.runs) > 1 else ()
        return Word("".join(self.pieces), self.offset, runs, tuple(self.uses), tuple(self.defaults))
