"""HCL: Terraform's variables, their values, and what it deploys; the native syntax as far as values go.

Blocks, attributes, objects and lists become the keys of a tree. Expressions are not evaluated: every text in one is a
value of its attribute. The default of ``variable "model_id"`` stands under the name of the variable.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from weighstation.readers import _tree
from weighstation.readers._leaves import Leaf
from weighstation.readers._mentions import in_prose
from weighstation.readers._text import decode, positions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from weighstation.model import Reference
    from weighstation.readers._leaves import Keys

_TOKEN = re.compile(
    r"(?:#|//)(?P<remark>[^\n]*)|(?P<note>/\*)"
    r'|"(?P<text>(?:[^"\\\n]|\\.)*)"'
    r"|<<-?(?P<tag>\w+)[ \t]*\n"
    r"|(?P<word>[A-Za-z_][\w.-]*)|(?P<mark>[={}\[\]:,\n])"
)
_LINE_OF_ONE_WORD = re.compile(r"^[ \t]*(\w+)[ \t]*$", re.MULTILINE)
_DEEPEST = 100  # levels; no one writes more


def read(path: str, data: bytes) -> Iterator[Reference]:
    """References of an HCL file, those in its comments as mentions. Raises ``ReadError`` only where it is no text."""
    text = decode(path, data)
    position = positions(text)
    tree = _Tree()
    for kind, part, offset in _tokens(text):
        if kind == "comment":
            yield from in_prose(path, part, position, offset)
        else:
            tree.take(kind, part, offset)
    yield from _tree.sight(path, tree.leaves, position)


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """The pieces of a file: ``comment``, ``text``, ``word`` or ``mark``, what is written, and where."""
    ends: dict[str, list[int]] = {}
    for line in _LINE_OF_ONE_WORD.finditer(text) if "<<" in text else ():
        ends.setdefault(line[1], []).append(line.start())
    at = 0
    while token := _TOKEN.search(text, at):
        kind, at = token.lastgroup or "", token.end()
        if kind == "note":
            end = text.find("*/", at)
            start, at = at, len(text) if end < 0 else end + 2
            yield "comment", text[start:at], start
        elif kind == "tag":
            lines = ends.get(token["tag"], [])
            index = bisect_left(lines, at)
            if index < len(lines):
                yield "text", text[at : lines[index]], at
                end = text.find("\n", lines[index])
                at = len(text) if end < 0 else end
        else:
            yield "comment" if kind == "remark" else kind, token[kind], token.start(kind)


class _Tree:
    """What is open: the keys to it, whether it is a list, how many items it had; and the words not yet placed."""

    def __init__(self) -> None:
        self.leaves: list[Leaf] = []
        self.open: list[tuple[Keys, bool]] = [((), False)]
        self.counts: dict[Keys, int] = {}
        self.head: list[str] = []
        self.key = ""

    def take(self, kind: str, text: str, offset: int) -> None:
        """One token of the file."""
        if kind == "mark":
            _MARKS[text](self, text)
        elif not self._is_value():
            self.head.append(text)
        elif kind != "word":
            self.leaves.append(Leaf(_variable(self._next()), text, offset))

    def _is_value(self) -> bool:
        return bool(self.key) or self.open[-1][1]

    def _next(self) -> Keys:
        """The keys of the value that comes now."""
        keys, is_list = self.open[-1]
        return (*keys, self._count(keys)) if is_list else (*keys, self.key)

    def _count(self, keys: Keys) -> int:
        self.counts[keys] = self.counts.get(keys, -1) + 1
        return self.counts[keys]

    def assign(self, mark: str) -> None:
        """``key =`` and, in objects, ``key :``; the colon of a condition is in a value."""
        if self.head and not (mark == ":" and self._is_value()):
            self.key, self.head = self.head[-1], []

    def begin(self, mark: str) -> None:
        """An object or list that is a value, or the body of a block, of which there may be several."""
        if self._is_value():
            keys = self._next()
        else:
            name = (*self.open[-1][0], *self.head)
            keys = (*name, self._count(name)) if self.head[:1] != ["variable"] else name
        self.open.append((keys if len(self.open) < _DEEPEST else self.open[-1][0], mark == "["))
        self.key, self.head = "", []

    def end(self, _: str) -> None:
        """The end of what was opened last."""
        if len(self.open) > 1:
            self.open.pop()
        self.separate("")

    def separate(self, _: str) -> None:
        """The end of an attribute."""
        self.key, self.head = "", []


_MARKS: dict[str, Callable[[_Tree, str], None]] = {
    "=": _Tree.assign,
    ":": _Tree.assign,
    "{": _Tree.begin,
    "[": _Tree.begin,
    "}": _Tree.end,
    "]": _Tree.end,
    ",": _Tree.separate,
    "\n": _Tree.separate,
}


def _variable(keys: Keys) -> Keys:
    """The keys of a variable's default: the variable is what it is the value of."""
    return (keys[1], *keys[3:]) if keys[:1] == ("variable",) and keys[2:3] == ("default",) else keys
