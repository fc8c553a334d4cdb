"""YAML that is not YAML yet: templates of Helm, Jinja and their kin, read by lines and indentation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.readers._leaves import Leaf

if TYPE_CHECKING:
    from weighstation.readers._leaves import Keys

    Path = list[tuple[int, str | int]]

_LINE = re.compile(
    r"^(?P<dashes>[ \t]*(?:-[ \t]+)*)"
    r"(?:(?P<key>[\w.$/-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*:(?=[ \t]|$))?[ \t]*(?P<value>[^\n]*)$",
    re.MULTILINE,
)
_COMMENT = re.compile(r"(?<![^\s])#.*")
_BLOCK = re.compile(r"[|>][-+\d]*")
_WIDEST = 200  # columns of indentation that are told apart
_IGNORED = ("{{", "{%", "<%", "#", "---")


def leaves(text: str, start: int = 0) -> list[Leaf]:
    """The values of ``key: value`` and list lines; lines that are only template are passed over.

    ``text`` stands at offset ``start`` of its file.
    """
    found: list[Leaf] = []
    path: Path = []  # indentation and key (or place in the list) of the lines that are open
    read = 0  # where the block ends that was read last
    for line in _LINE.finditer(text):
        if line.start() < read or not line[0].strip() or line[0].lstrip().startswith(_IGNORED):
            continue
        leaf = _leaf(path, line, start)
        if _BLOCK.fullmatch(leaf.value):
            read = _block_end(text, line)
            leaf = leaf._replace(value=text[line.end() + 1 : read], offset=start + line.end() + 1)
        found.append(leaf)
    return [leaf for leaf in found if leaf.value]


def _block_end(text: str, line: re.Match[str]) -> int:
    """Where the lines end that are blank, or further to the right than the key of their block."""
    indent = len(line[0]) - len(line[0].lstrip())
    block = re.compile(rf"(?:\n(?:[ \t]{{{min(indent, _WIDEST) + 1},}}[^\n]*|[ \t]*(?=\n|\Z)))*").match(
        text, line.end()
    )
    return block.end() if block else line.end()


def _leaf(path: Path, line: re.Match[str], start: int) -> Leaf:
    """Close what the line's indentation closes, open what it opens, and take its value."""
    for column, char in enumerate(line["dashes"]):
        if char == "-":
            path.append((column, _close(path, column, is_item=True)))
    if line["key"]:
        column = len(line["dashes"])
        _close(path, column, is_item=False)
        path.append((column, line["key"].strip("\"'")))
    value = _COMMENT.sub("", line["value"]).strip()
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    keys: Keys = tuple(key for _, key in path)
    return Leaf(keys, value[1:-1] if is_quoted else value, start + line.start("value") + is_quoted)


def _close(path: Path, column: int, *, is_item: bool) -> int:
    """Take off what is right of a new key or item, and its forerunner; the number of the item.

    The items of a list may be as far left as the key of the list, which then stays.
    """
    number = 0
    while path and (path[-1][0] > column or (path[-1][0] == column and (not is_item or isinstance(path[-1][1], int)))):
        at, last = path.pop()
        number = last + 1 if at == column and isinstance(last, int) else 0
    return number
