"""Patterns in which ``*`` stands for any characters. ``fnmatch`` would do, at the price of importing ``re``."""

from __future__ import annotations


def matches(text: str, pattern: str) -> bool:
    """Whether the whole of ``text`` fits ``pattern``; both in lower case."""
    first, *parts = pattern.split("*")
    if not parts:
        return text == pattern
    last = parts.pop()
    if not text.startswith(first) or not text.endswith(last) or len(text) < len(first) + len(last):
        return False
    return _in_order(text[len(first) : len(text) - len(last)], parts)


def weight(pattern: str) -> int:
    """How specific a pattern is: the number of its literal characters."""
    return len(pattern) - pattern.count("*")


def _in_order(text: str, parts: list[str]) -> bool:
    for part in parts:
        place = text.find(part)
        if place < 0:
            return False
        text = text[place + len(part) :]
    return True
