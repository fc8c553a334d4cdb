"""What is being read of a shell text: the levels of commands inside commands, and here-documents still to come."""

from __future__ import annotations

import re
from bisect import bisect_left

from weighstation.readers._words import Builder, Command, Heredoc, Word, joined, part

_HEREDOC = re.compile(r"<<-?[^\S\n]*(?:'([^'\n]+)'|\"([^\"\n]+)\"|\\?([^\s;&|<>()'\"\\]+))")
_KEY = re.compile(r"\[[^\]]*\]=")
_LINE_OF_ONE_WORD = re.compile(r"^[^\S\n]*(\S{1,80})[^\S\n]*$", re.MULTILINE)


class Tag:
    """A here-document that was announced; its body comes after the line."""

    __slots__ = ("body", "end")

    def __init__(self, end: str) -> None:
        self.end, self.body = end, Heredoc("", 0)


class Level:
    """Where commands are being read: the text itself, a ``$(…)``, backticks or an array ``NAME=(…)``.

    ``defaults`` are the ``${NAME:-`` still open: where in the word its default starts, and NAME. ``redirect`` is the
    operator whose target is the next word.
    """

    __slots__ = ("array", "close", "defaults", "output", "parens", "quoted", "redirect", "tags", "word", "words")

    def __init__(self, close: str = "", array: Word | None = None) -> None:
        self.close, self.array = close, array
        self.words: list[Word] = []
        self.word: Builder | None = None
        self.defaults: list[tuple[int, str]] = []
        self.tags: list[Tag] = []
        self.quoted, self.parens, self.redirect, self.output = False, 0, "", ""

    def begun(self, offset: int) -> Builder:
        """The word being read, begun at ``offset`` if there was none."""
        if self.word is None:
            self.word = Builder(offset)
        return self.word

    def end_word(self) -> None:
        """The word is over: it is a word of the command, or the target of a redirection."""
        if self.word is None:
            return
        word, redirect = self.word.build(), self.redirect
        self.word, self.redirect, self.defaults = None, "", []
        if ">" in redirect:
            self.output = word.text
        elif not redirect:
            self.words.append(word)

    def end_command(self) -> tuple[Command, list[Tag]]:
        """The command is over; it may have no words. With it the here-documents that it awaits."""
        self.end_word()
        words = [joined(self.array, _element(word)) for word in self.words] if self.array else self.words
        command, tags = Command(tuple(words), self.output), self.tags
        self.words, self.output, self.redirect, self.tags = [], "", "", []
        return command, tags


def _element(word: Word) -> Word:
    """An element of an array without its key: ``[key]=value`` is ``value``."""
    found = _KEY.match(word.text)
    return part(word, found.end()) if found else word


class Documents:
    """The here-documents of a text, and the commands that wait for them."""

    def __init__(self, text: str, offset: int) -> None:
        self.text, self.offset = text, offset
        self.tags: list[Tag] = []
        self.waiting: list[tuple[Command, list[Tag]]] = []
        self.ends: dict[str, list[int]] | None = None

    def announced(self, at: int) -> tuple[Tag, int] | None:
        """The here-document announced at ``at`` (``<<EOF``) and where the text goes on; None where none is."""
        found = _HEREDOC.match(self.text, at)
        if found is None:
            return None
        self.tags.append(Tag(found[found.lastindex or 0]))
        return self.tags[-1], found.end()

    def read(self, at: int) -> int:
        """Read the bodies of all documents announced, from the start of a line on; where the text goes on."""
        for tag in self.tags:
            tag.body, at = self._body(tag.end, at)
        return at

    def finished(self) -> list[Command]:
        """The commands that waited, each with its documents."""
        commands = [
            command._replace(heredocs=tuple(tag.body for tag in tags if tag.body.text))
            for command, tags in self.waiting
        ]
        self.waiting, self.tags = [], []
        return commands

    def _body(self, end: str, at: int) -> tuple[Heredoc, int]:
        """The lines up to the one that is ``end``, or none: a shift such as ``1 << 2`` announces no document."""
        if self.ends is None:
            self.ends = {}
            for line in _LINE_OF_ONE_WORD.finditer(self.text):
                self.ends.setdefault(line[1], []).append(line.start())
        lines = self.ends.get(end, [])
        index = bisect_left(lines, at)
        if index == len(lines):
            return Heredoc("", self.offset + at), at
        body = Heredoc(self.text[at : lines[index]], self.offset + at)
        return body, (self.text.find("\n", lines[index]) + 1) or len(self.text)
