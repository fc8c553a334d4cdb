"""Which literals of a JavaScript or TypeScript file can name something: found before anything is parsed."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from weighstation.readers._names import LEGACY, SENTENCE, SPACY
from weighstation.readers._slugs import HOSTED, can_be_id

if TYPE_CHECKING:
    from collections.abc import Iterator

_STARTED = r"(?:ollama|hf|huggingface-cli|vllm|git|python3?|bash|sh|docker) "  # a command in one string
_SLUG = r"(?:[A-Za-z0-9]|\$\{[\w.]+\})(?:[\w.-]|\$\{[\w.]+\}){0,100}/[\w${\"'`]"
_ENDED = rf"(?:{LEGACY}|{SENTENCE}|{SPACY}|[\w.-]{{1,100}}-MLC(?:-\d+k)?)[\"'`]"
_LITERAL = re.compile(rf"[\"'`](?:{_SLUG}|\w+://|hf:|{HOSTED}|{_STARTED}|{_ENDED})".encode())
_PLAIN = re.compile(rb"[\"'`][A-Za-z][\w.:-]{1,100}[\"'`]")
_ASKING = re.compile(
    rb"(?i)model|tokenizer|embed|llm|encoder|checkpoint|llama|whisper|dataset|groq|together|fireworks|cerebras|deepseek|"
    rb"perplexity|bedrock|replicate|openrouter|pull|repo"
)
_PLAIN_STEMS = (
    b"llama", b"hisper", b"roq", b"ogether", b"ireworks", b"erebras", b"eepseek", b"erplexity", b"openrouter",
    b"istral", b"replicate", b"-MLC",
)  # fmt: skip
_ELSE = re.compile(  # a module's name, the end of a composed text, a comment
    rb"(?:\bfrom|\bimport|\b(?:require|import|mock|define)\s*\(|\+)\s*\Z|^[ \t]*(?://|\*)[^\n]*\Z", re.MULTILINE
)
_AROUND = 300  # bytes before a plain word in which something has to ask for a model
_BEFORE = 100  # bytes before a literal that can say that it is something else
_LONGEST_LINE = 2000  # bytes; no person writes a longer one, and bundles are not the source of anything
_MOST = 20_000  # literals of one file that are looked at; a table of more is data


def telling(data: bytes) -> list[int]:
    """Offsets, ascending, of the opening quotes of literals that can name something."""
    return sorted(set(islice(_readable(data), _MOST)))


def can_name(text: str) -> bool:
    """Whether the text of a literal can name something by its form alone."""
    return _LITERAL.match(b'"' + text.encode() + b'"') is not None


def plain_names(data: bytes) -> bool:
    """Whether the file speaks of a tool or provider whose models have plain words for names, such as ``mistral``."""
    return any(stem in data for stem in _PLAIN_STEMS)


def _readable(data: bytes) -> Iterator[int]:
    """Offsets of candidates, without what is something else and what stands in lines that no person wrote."""
    for offset in _candidates(data):
        if not _bundled(data, offset) and not _ELSE.search(data, max(0, offset - _BEFORE), offset):
            yield offset


def _bundled(data: bytes, offset: int) -> bool:
    """Whether a place is in a line that is too long to be written by hand."""
    before = data.rfind(b"\n", max(0, offset - _LONGEST_LINE), offset) < 0 and offset >= _LONGEST_LINE
    after = data.find(b"\n", offset, offset + _LONGEST_LINE) < 0 and len(data) - offset > _LONGEST_LINE
    return before or after


def _candidates(data: bytes) -> Iterator[int]:
    for found in _LITERAL.finditer(data):
        if b"/" not in found[0] or can_be_id(_text(data, found.start())):
            yield found.start()
    if plain_names(data):
        for found in _PLAIN.finditer(data):
            if _ASKING.search(data, _line_above(data, found.start()), found.start()):
                yield found.start()


def _text(data: bytes, start: int) -> str:
    """The text of the literal whose opening quote is at ``start``, as far as it can matter."""
    end = data.find(data[start : start + 1], start + 1, start + _AROUND)
    return data[start + 1 : end if end > 0 else start + _AROUND].partition(b"\n")[0].decode(errors="replace")


def _line_above(data: bytes, offset: int) -> int:
    """Where the line above a place begins, or a little before the place if that is far away."""
    nearest = max(0, offset - _AROUND)
    return data.rfind(b"\n", nearest, max(0, data.rfind(b"\n", nearest, offset))) + 1 or nearest
