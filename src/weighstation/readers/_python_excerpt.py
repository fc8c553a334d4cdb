"""The part of a Python file around some of its lines: their statements, and the heads of the blocks they stand in.

Parsing costs more than all the rest of a scan, so only this part is parsed. Statements are told apart by indentation
and brackets at the start of lines, as people write them. Where that is wrong (a string with text at the margin) the
excerpt does not parse, and the caller takes the whole file.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

_HEAD = re.compile(
    r"(?:async\s+)?(?:def|class|if|elif|for|while|with|except)\b|(?:else|try|finally)\s*:|(?:match|case)\b.*:\s*(?:#.*)?$"
)
# A later branch has no meaning without the first one, so it becomes one of its own.
_BRANCH = re.compile(r"(?:else|try|finally)\s*:|except\b[^:]*:|(?:match|case)\b.*:(?=\s*(?:#.*)?$)")
_CLOSERS = (")", "]", "}")
_COMMENT = re.compile(r"\s*(?:#[^\"']*)?$")


class _Block(NamedTuple):
    """The head of a block, in rows from 0: where it starts and where its colon is."""

    first: int
    last: int


def excerpt(rows: Sequence[str], lines: Iterable[int], inside: Collection[int] = ()) -> str:
    """The source with everything blank but the statements of ``lines`` (from 1); line numbers stay as they are.

    ``inside`` are the rows (from 0) that begin within triple quotes, whose indentation means nothing.
    """
    made = _Excerpt(rows, inside, {}, set(), {})
    for line in lines:
        if line - 1 not in made.kept:
            made.keep(line - 1)
    for head in made.heads:
        made.close(head)
    return "\n".join([made.kept.get(index, "") for index in range(max(made.kept, default=-1) + 1)])


class _Excerpt(NamedTuple):
    """The rows kept so far, the heads among them, and for rows that were looked at, what they stand in."""

    rows: Sequence[str]
    inside: Collection[int]
    kept: dict[int, str]
    heads: set[_Block]
    known: dict[int, tuple[int, ...]]

    def keep(self, index: int) -> None:
        """Keeps the statement of a row and the heads around it."""
        rows, kept = self.rows, self.kept
        for start in reversed(self._around(index)):
            block = _block(rows, start) if _HEAD.match(rows[start].lstrip()) else None
            if block is None:
                kept.update((row, rows[row]) for row in range(start, self._end(start)))
                kept[start] = _independent(rows[start])
                if rows[start].lstrip().startswith("@"):  # a decorator decorates something
                    kept[self._end(start)] = _margin(rows[start]) + "def _(): pass"
                return
            self.heads.add(block)
            kept.update((row, rows[row]) for row in range(block.first, block.last + 1))
            kept[start] = _independent(rows[start])
            if block.last >= index:
                return

    def _around(self, index: int) -> tuple[int, ...]:
        """The row itself and, going up, every row that is less indented than all before: what it stands in."""
        known = self.known.get(index)
        if known is None:
            closes = self.rows[index].lstrip()[:1] in _CLOSERS  # what it closes is indented just as much
            above = self._above(index, _indent(self.rows[index]) + closes)
            outer = () if above < 0 else self._around(above)
            known = self.known[index] = outer if closes else (index, *outer)
        return known

    def _above(self, index: int, level: int) -> int:
        """The nearest row above that is indented less than ``level``, -1 if none is."""
        rows = self.rows
        while index > 0 and level > 0:
            index -= 1
            text = rows[index].lstrip()
            if text and len(rows[index]) - len(text) < level and text[0] != "#" and index not in self.inside:
                return index
        return -1

    def _end(self, start: int) -> int:
        """The row behind the statement: not more indented, and no closing bracket of it."""
        rows, level = self.rows, _indent(self.rows[start])
        row = start + 1
        while row < len(rows):
            text = rows[row].lstrip()
            less = text and len(rows[row]) - len(text) <= level
            if less and text[0] not in _CLOSERS and row not in self.inside:
                break
            row += 1
        return row

    def close(self, head: _Block) -> None:
        """Gives a head of which nothing inside is kept a body."""
        rows, kept = self.rows, self.kept
        level = _indent(rows[head.first])
        for row in range(head.last + 1, len(rows)):
            if row in kept and kept[row].strip():
                if _indent(kept[row]) > level:
                    return
                break
            if rows[row].strip() and _indent(rows[row]) <= level:
                break
        kept[head.last] = _COMMENT.sub("", kept[head.last]) + " pass"


def _block(rows: Sequence[str], start: int) -> _Block | None:
    """The head that starts here, up to the row with its colon; None if the block is on the same row."""
    for row in range(start, min(start + 200, len(rows))):
        code = _COMMENT.sub("", rows[row]) if "#" in rows[row] else rows[row].rstrip()
        if code.endswith(":"):
            return _Block(start, row)
        if row == start and all(code.count(a) <= code.count(b) for a, b in ("()", "[]", "{}")):
            return None
    return None


def _independent(row: str) -> str:
    text = row.lstrip()
    text = text[2:] if text.startswith("elif") else _BRANCH.sub("if 1:", text, count=1) if _BRANCH.match(text) else text
    return _margin(row) + text


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())


def _margin(row: str) -> str:
    return row[: _indent(row)]
