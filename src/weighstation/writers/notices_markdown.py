"""A bundle of notices as Markdown (CommonMark, as forges draw it).

What a repository wrote, ids and paths, stands in code spans: nothing in them is a tag, a link or somebody's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers.cyclonedx.text import clean
from weighstation.writers.notices_lines import lines

if TYPE_CHECKING:
    from weighstation.writers.notices import Bundle
    from weighstation.writers.notices_lines import Line
    from weighstation.writers.notices_spans import Span

_MARKS = {"title": "# ", "section": "## ", "block": "### ", "part": "- ", "item": "* ", "quote": "> "}
_LISTS = ("part", "item")  # with other marks, so that one list follows the other
_ESCAPED = {ord(mark): f"\\{mark}" for mark in "\\`*[]<>&~|#@"}


def write(bundle: Bundle) -> str:
    """The bundle as Markdown."""
    text: list[str] = []
    before = ""
    for line in lines(bundle):
        if text and not (line.kind == before and before in _LISTS):
            text.append("")
        text.append(_line(line))
        before = line.kind
    return "\n".join(text)


def _line(line: Line) -> str:
    return _MARKS.get(line.kind, "") + "".join(map(_span, line.spans))


def _span(span: Span) -> str:
    text = clean(span.text)
    shown = f"`{_coded(text)}`" if span.kind == "code" else text.translate(_ESCAPED)
    if span.address:
        return f"<{span.address}>" if span.address == span.text else f"[{shown}]({span.address})"
    return f"**{shown}**" if span.kind == "strong" else shown


def _coded(text: str) -> str:
    """What a code span can hold: no backtick, which would end it, and no blank at its ends, which would be dropped."""
    return text.replace("`", "'").strip() or "\ufffd"
