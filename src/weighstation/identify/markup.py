"""What a text is wrapped in does not count: HTML, Markdown's escapes, RTF, a JSON string, comment words, line numbers.

All is done within the lines of the file, so that a place found in the text is a place in the file. Where the markup
begins a new line, ``BREAK`` stands in the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BREAK = "\x1f"
"""A new line of the text inside a line of the file."""

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))  # soft hyphens, spaces of no width
_BLOCKS = (
    "p|br|div|li|ul|ol|dl|dt|dd|h[1-6]|tr|td|th|table|pre|blockquote|section|article|hr|title|body|html|head|center"
)
_INLINE = "a|b|i|u|em|strong|span|font|code|tt|sup|sub|small|big|meta|link|main|nav|header|footer|tbody|thead|img"
_BLOCK = re.compile(rf"</?(?:{_BLOCKS})(?:\s[^<>]{{0,2000}})?/?>", re.IGNORECASE)
_TAG = re.compile(rf"</?(?:{_INLINE})(?:\s[^<>]{{0,2000}})?/?>|<!doctype[^<>]{{0,200}}>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_JSON = re.compile(r"\\(?:r\\n|n|r)")
_LETTER = re.compile(r"\\u([0-9a-fA-F]{4})")
_RTF = re.compile(r"\\'([0-9a-fA-F]{2})|\\u(-?[0-9]{1,5}) ?\??|\\([a-z]+)-?[0-9]* ?|\\([^a-z])|([{}])")
_RTF_BREAKS = ("par", "line", "sect", "page", "cell", "row")
_RTF_TABLES = ("fonttbl", "colortbl", "stylesheet", "info", "listtable", "listoverridetable", "pict", "themedata")
_PREFIXED = re.compile(r"^[ \t]*(?:(?:rem|dnl)\b|[0-9]{1,5}(?:[:|]|[ \t]{2}|\t|$))", re.IGNORECASE)
_MOST_LINES = 0.9  # the share of lines that have to begin so
_FEWEST_LINES = 5


def plain(text: str) -> str:
    """The text without what it is wrapped in, with as many lines."""
    text = text.translate(_INVISIBLE)
    if text.startswith("{\\rtf"):
        return "".join(_rtf(text))
    if "</" in text or "/>" in text:
        text = _TAG.sub(" ", _BLOCK.sub(BREAK, _without(_without(text, "script"), "style")))
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", _LETTER.sub(_letter, _JSON.sub(BREAK, text)))
    if "&" in text and ";" in text:
        import html

        text = html.unescape(text)
    return _unprefixed(text)


def _without(text: str, tag: str) -> str:
    """The text without the elements of a tag; their line ends stay."""
    folded, parts, start = text.lower(), [], 0
    if len(folded) != len(text):  # letters that are longer in lower case: places would not be the same
        return text
    while (begin := folded.find(f"<{tag}", start)) >= 0 and (end := folded.find(f"</{tag}>", begin)) >= 0:
        parts += [text[start:begin], "\n" * text.count("\n", begin, end)]
        start = end + len(tag) + 3
    return "".join([*parts, text[start:]])


def _letter(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def _unprefixed(text: str) -> str:
    """The lines without the word or number that nearly all of them begin with: ``REM``, ``dnl``, their own numbers."""
    lines = text.splitlines()
    written = [line for line in lines if line.strip()]
    found = sum(1 for line in written if _PREFIXED.match(line))
    if found < _FEWEST_LINES or found < _MOST_LINES * len(written):
        return text
    return "\n".join(_PREFIXED.sub("", line, count=1) for line in lines)


def _rtf(text: str) -> Iterator[str]:
    """The words of a text in the Rich Text Format (specification 1.9.1), line ends of the file kept."""
    depth, hidden, start = 0, 0, 0
    for found in _RTF.finditer(text):
        between = text[start : found.start()]
        yield between if not hidden else "\n" * between.count("\n")
        start = found.end()
        code, number, word, sign, brace = found.groups()
        depth += (brace == "{") - (brace == "}")
        hidden = 0 if depth < hidden else hidden or depth * (word in _RTF_TABLES or sign == "*")
        if not hidden:
            yield _rtf_sign(code, number, word, sign)
    yield text[start:]


def _rtf_sign(code: str | None, number: str | None, word: str | None, sign: str | None) -> str:
    if code:
        return bytes.fromhex(code).decode("cp1252", "replace")
    if number:
        return chr(int(number) % 0x10000)
    if word:
        return BREAK if word in _RTF_BREAKS else ""
    return f"{BREAK}\n" if sign == "\n" else (sign or "")
