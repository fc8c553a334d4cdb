"""Comparing words as people write them: neither case nor blanks nor punctuation count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weighstation.outbound_model import Excerpt

_SAID = re.compile(r"(?:built (?:with|using|on)|powered by|improved using|licensed by) \S.*", re.IGNORECASE)
_ALTERNATIVE = re.compile(r" \(or ([^)]*)\)")


def wordings(text: str) -> tuple[str, ...]:
    """The exact words that an attribution asks for, each of them enough; none where it only describes them.

    ``Built with Qwen (or Improved using Qwen)`` has two; ``credit to the creator`` has none.
    """
    if not _SAID.fullmatch(text):
        return ()
    return (text.partition(" (")[0], *_ALTERNATIVE.findall(text))


def holding(texts: Iterable[Excerpt], words: Iterable[str]) -> str:
    """The path of the first text that has one of some wordings; empty where none has."""
    wanted = [plain(each) for each in words]
    return next((each.path for each in texts if any(word in plain(each.text) for word in wanted)), "")


def plain(text: str) -> str:
    """Letters and digits in lower case, one blank between words."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def squeezed(text: str) -> str:
    """Letters and digits in lower case, as names are compared: ``Llama-3`` and ``llama 3`` are one."""
    return "".join(re.findall(r"[^\W_]+", text.casefold()))
