"""Which lines of a Python file can hold a reference: those with a string literal that can name something."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from weighstation.readers._names import LEGACY, SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOSTED = (
    r"gpt-|claude-|gemini-|text-|embed-|embedding-|o[134](?:-|[\"'])|chatgpt-|davinci-|babbage-|dall-e|tts-|whisper-1|grok-|"
    r"command-|rerank-|mistral-|codestral-|open-mi|models/|ministral-|magistral-|devstral-|pixtral-|imagen-|veo-|ft:|"
    r"omni-|(?:us|eu|apac|global)\.|(?:amazon|anthropic|cohere|meta|ai21|stability|mistral|deepseek|qwen|openai)\."
)
_SPACY = r"[a-z]{2,3}_[a-z]+_[a-z0-9]+_(?:sm|md|lg|trf)[\"']"
_STARTED = r"(?:ollama|hf|huggingface-cli|vllm|git|python3?|bash|sh|docker) "  # a command in one string
_OTHER = rf"load_dataset\([\"']\w|[\"'](?:{_STARTED}|{_HOSTED}|{_SPACY}|{LEGACY}[\"']|{SENTENCE}[\"'])"
TELLING = rf"[\"'](?:(?:--[\w-]+=)?[\w.-]+/[\w.\"'-]|\w+://)|{_OTHER}"
"""The beginning of a literal that can name something, for Python's ``re`` and for PCRE."""
_PLAIN_STEMS = ("ollama", "Ollama", "OLLAMA", "hisper")
PLAIN = "|".join(_PLAIN_STEMS)
"""A tool whose models have plain words for names, such as ``mistral`` and ``tiny``."""

_OTHERS = re.compile(_OTHER)
_SLASH = re.compile(r"/[\w./\"'-]")
_SLUG = re.compile(r"[\w.-]+/|\w+://")
_OWNER = re.compile(r"[\"'](?:(?:--[\w-]+=)?[\w.-]+|\w+:)$")
_LONGEST = 100  # characters of an owner on the Hub, with room to spare
_WORD = r"""["'][A-Za-z][\w.:-]+["']"""
_ASKING = r"(?i)model|tokenizer|embed|llm|encoder|checkpoint|llama|whisper|dataset|pipeline|pretrained"


def plain_names(source: str) -> bool:
    """Whether the file speaks of a tool whose models have plain words for names."""
    return any(stem in source for stem in _PLAIN_STEMS)


def can_name(text: str) -> bool:
    """Whether the text of a literal can name something by its form."""
    return _SLUG.match(text) is not None or _OTHERS.match(f'"{text}"') is not None


def telling(source: str) -> list[int]:
    """Numbers of the lines, ascending and from 1, with a string literal that can name something; no prose."""
    offsets = {found.end() - 1 for found in _OTHERS.finditer(source)}
    offsets.update(_slugs(source))
    if plain_names(source):
        offsets.update(_asked(source))
    if not offsets:
        return []
    inside = _prose(source)
    return _line_numbers(source, sorted(offset for offset in offsets if not bisect_right(inside, offset) % 2))


def _slugs(source: str) -> Iterator[int]:
    """Where an ``org/name`` or an address begins a literal: found by its slash, which is rarer than quotes are."""
    for found in _SLASH.finditer(source):
        slash = found.start()
        if _OWNER.search(source[max(0, slash - _LONGEST) : slash]):
            yield slash


def _line_numbers(source: str, offsets: list[int]) -> list[int]:
    """The lines that ascending offsets lie on, each once; counted from one to the next, since they are few."""
    lines: dict[int, None] = {}
    line, last = 1, 0
    for offset in offsets:
        line, last = line + source.count("\n", last, offset), offset
        lines[line] = None
    return list(lines)


def _asked(source: str) -> Iterator[int]:
    """Plain words on a line that asks for a model, or on the line below an opening bracket of such a line."""
    asking = re.compile(_ASKING)
    for found in re.finditer(_WORD, source):
        start = source.rfind("\n", 0, max(0, source.rfind("\n", 0, found.start()))) + 1
        if asking.search(source, start, found.start()):
            yield found.end() - 1


def _prose(source: str) -> list[int]:
    """Where strings in triple quotes begin and end, in turn: docstrings and texts, which name nothing by themselves."""
    bounds: list[int] = []
    quotes = [quote for quote in ('"""', "'''") if quote in source]
    offset = 0
    while opened := [found for quote in quotes if (found := source.find(quote, offset)) >= 0]:
        start = min(opened)
        end = source.find(source[start : start + 3], start + 3)
        end = len(source) if end < 0 else end
        bounds += [start, end]
        offset = end + 3
    return bounds
