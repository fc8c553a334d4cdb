"""The characters of a shell text, each looked at once: quotes, comments, substitutions, redirections, arrays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.readers._shell_level import Documents, Level
from weighstation.readers._words import Command, Comment

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAIN = re.compile(r"[^\s\\'\"`$;&|<>()#}]+")
_QUOTED = re.compile(r'[^\\"`$}]+')
_BLANKS = re.compile(r"[^\S\n]*")
_ARRAY = re.compile(r"[A-Za-z_]\w*\+?=")
# ``$$NAME`` is how Makefiles and Compose files write the shell's ``$NAME``.
_DOLLAR = re.compile(r"\$?\$(?:([A-Za-z_]\w*)|\{(\w+)(?:\[[^\]}\n]*\])?(\}|:?[-=])|(\())|\$")
_REDIRECT = re.compile(r"(>&\d|[<>]&-|<&\d)|<<<|<>|>>|>\||>&|<&|[<>]")
_DEEPEST = 100  # levels of ``$(``; no one writes more


class Reader:
    """One reading: a position, a stack of levels, and in ``ready`` what is finished. Nothing is ever raised."""

    def __init__(self, text: str, offset: int) -> None:
        self.text, self.offset, self.at = text, offset, 0
        self.levels = [Level()]
        self.documents = Documents(text, offset)
        self.backticks = 0
        self.ready: list[Command | Comment] = []

    def step(self) -> bool:
        """Read one piece; False when there was nothing left."""
        level = self.levels[-1]
        if self.at >= len(self.text):
            self._finish()
            return False
        plain = (_QUOTED if level.quoted else _PLAIN).match(self.text, self.at)
        if plain:
            self._add(level, plain[0], self.at)
            self.at = plain.end()
        else:
            char = self.text[self.at]
            (_IN_QUOTES if level.quoted else _OUTSIDE).get(char, Reader.character)(self, level, char)
        return True

    def _finish(self) -> None:
        for level in reversed(self.levels):
            self._end_command(level)
        self.ready.extend(self.documents.finished())

    def _add(self, level: Level, text: str, at: int) -> None:
        level.begun(self.offset + at).add(text, self.offset + at)

    def character(self, level: Level, char: str) -> None:
        """A character that means nothing by itself here, or a blank between words."""
        blanks = _BLANKS.match(self.text, self.at)
        if blanks and blanks[0] and not level.quoted and not level.defaults:
            level.end_word()
            self.at = blanks.end()
            return
        self._add(level, char, self.at)
        self.at += 1

    def escape(self, level: Level, char: str) -> None:
        """A backslash: a quoted character, or a line that goes on."""
        following = self.text[self.at + 1 : self.at + 3]
        if following[:1] == "\n" or following == "\r\n":
            self.at += 2 + following.index("\n")
        elif not following or (level.quoted and following[0] not in '$`"\\'):
            self.character(level, char)
        else:
            self._add(level, following[0], self.at + 1)
            self.at += 2

    def single(self, level: Level, char: str) -> None:
        """A single quote; one that nothing closes is an apostrophe."""
        end = self.text.find(char, self.at + 1)
        if end < 0:
            self.character(level, char)
            return
        self._add(level, self.text[self.at + 1 : end], self.at + 1)
        self.at = end + 1

    def double(self, level: Level, char: str) -> None:
        """A double quote; one that nothing closes stands for itself."""
        if not level.quoted and self.text.find(char, self.at + 1) < 0:
            self.character(level, char)
            return
        self.at += 1
        level.begun(self.offset + self.at)
        level.quoted = not level.quoted

    def dollar(self, level: Level, char: str) -> None:
        """``$NAME``, ``${NAME:-default}`` or ``$(commands)``; anything else with a ``$`` is kept as written."""
        found = _DOLLAR.match(self.text, self.at)
        name, braced, after, paren = found.groups() if found else (None, None, None, None)
        written, start = found[0] if found else char, self.offset + self.at
        self.at += len(written)
        word = level.begun(start)
        if braced and after != "}":
            level.defaults.append((word.length, braced))
            return
        if name or braced:
            word.uses.append((word.length, word.length + len(written), name or braced or ""))
        word.add(written, start)
        if paren:
            self._open(Level(")"))

    def brace(self, level: Level, char: str) -> None:
        """The end of a ``${NAME:-default}``."""
        if not level.defaults or level.word is None:
            self.character(level, char)
            return
        start, name = level.defaults.pop()
        level.word.defaults.append((start, level.word.length, name))
        self.at += 1

    def backtick(self, level: Level, char: str) -> None:
        """The start of a substitution, or the end of the one that is open."""
        if not self.backticks:
            self.character(level, char)
            self._open(Level(char))
            return
        while self.levels[-1].close != char:  # left open inside the backticks
            self._end_command(self.levels.pop())
        self.at += 1
        self._close()

    def opening(self, level: Level, _: str) -> None:
        """A subshell, a function's parentheses, or an array after ``NAME=``."""
        word = level.word.build() if level.word and len(level.word.pieces) == 1 else None
        self.at += 1
        if word and _ARRAY.fullmatch(word.text):
            level.word = None
            self._open(Level(")", word))
            return
        self._end_command(level)
        level.parens += 1

    def closing(self, level: Level, char: str) -> None:
        """The end of a substitution, an array or a subshell, or of a pattern of ``case``."""
        self.at += 1
        if level.close == char and not level.parens:
            self._close()
            return
        self._end_command(level)
        level.parens = max(0, level.parens - 1)

    def separator(self, level: Level, char: str) -> None:
        """``;``, ``&``, ``|`` and their doubles, but not the ``&`` of ``&>``."""
        self.at += 1
        if char == "&" and self.text[self.at : self.at + 1] == ">":
            return
        self._end_command(level)

    def newline(self, level: Level, _: str) -> None:
        """The end of a command, and the start of here-documents; a blank inside an array."""
        self.at += 1
        if level.array:
            level.end_word()
            return
        self._end_command(level)
        self.at = self.documents.read(self.at)
        self.ready.extend(self.documents.finished())

    def comment(self, level: Level, char: str) -> None:
        """A ``#`` at the start of a word: the rest of the line is a comment."""
        if level.word is not None:
            self.character(level, char)
            return
        end = self.text.find("\n", self.at)
        end = len(self.text) if end < 0 else end
        self.ready.append(Comment(self.text[self.at + 1 : end], self.offset + self.at + 1))
        self.at = end

    def redirect(self, level: Level, char: str) -> None:
        """``>file``, ``2>&1``, ``<<EOF``, ``<<<word``, ``<(commands)``."""
        if level.word is not None and len(level.word.pieces) == 1 and level.word.pieces[0].isdigit():
            level.word = None  # the 2 of ``2>``
        level.end_word()
        if self.text[self.at + 1 : self.at + 2] == "(":
            self._add(level, char + "(", self.at)
            self.at += 2
            self._open(Level(")"))
        elif announced := self.documents.announced(self.at):
            level.tags.append(announced[0])
            self.at = announced[1]
        elif found := _REDIRECT.match(self.text, self.at):
            level.redirect = "" if found[1] else found[0]
            self.at = found.end()

    def _open(self, level: Level) -> None:
        if len(self.levels) < _DEEPEST:
            self.levels.append(level)
            self.backticks += level.close == "`"

    def _close(self) -> None:
        level = self.levels[-1]
        self._end_command(level)
        self.levels.pop()
        self.backticks -= level.close == "`"
        if not level.array:
            self._add(self.levels[-1], level.close, self.at - 1)

    def _end_command(self, level: Level) -> None:
        command, tags = level.end_command()
        if tags:
            self.documents.waiting.append((command, tags))
        elif command.words:
            self.ready.append(command)


_OUTSIDE: dict[str, Callable[[Reader, Level, str], None]] = {
    "\\": Reader.escape,
    "'": Reader.single,
    '"': Reader.double,
    "`": Reader.backtick,
    "$": Reader.dollar,
    "}": Reader.brace,
    "#": Reader.comment,
    "\n": Reader.newline,
    ";": Reader.separator,
    "&": Reader.separator,
    "|": Reader.separator,
    "(": Reader.opening,
    ")": Reader.closing,
    "<": Reader.redirect,
    ">": Reader.redirect,
}
_IN_QUOTES = {char: _OUTSIDE[char] for char in '\\"`$}'}
