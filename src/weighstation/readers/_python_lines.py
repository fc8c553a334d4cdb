"""Which lines of a Python file can hold a reference, and the file with everything else blanked.

Parsing costs more than all the rest of a scan, so only the functions and statements around a telling line are parsed.
What is held back has no string that could name anything; line numbers stay as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from weighstation.readers._ids import LEGACY, SENTENCE
from weighstation.readers._text import positions

if TYPE_CHECKING:
    from collections.abc import Iterator

_SLASH = re.compile(r"/[\w.-]*[\"'@:?/]")
_SLUG = re.compile(r"""["'](?:[\w.-]+/[\w.\"'-]|\w+://)""")
_HOSTED_STEMS = (
    "gpt",
    "claude",
    "gemini",
    "embed",
    "chatgpt",
    "davinci",
    "dall-e",
    "grok",
    "command-",
    "tral-",
    "o1",
    "o3",
    "o4",
)
_HOSTED = re.compile(
    r"""["'](?:gpt|claude|gemini|text-|embed|o[134]\b|chatgpt|davinci|dall-e|tts-|grok|command-|"""
    r"""mi[sx]tral|codestral|models/|(?:us|eu)\.|(?:amazon|anthropic|cohere|meta|ai21|mistral)\.)"""
)
_SPACY_STEMS = ("_sm", "_md", "_lg", "_trf")
_SPACY = re.compile(r"""["'][a-z]{2,3}_[a-z]+_[a-z0-9]+_(?:sm|md|lg|trf)["']""")
_LEGACY_STEMS = (
    "bert",
    "gpt2",
    "t5-",
    "xlm",
    "xlnet",
    "camem",
    "ctrl",
    "openai-gpt",
    "transfo-xl",
    "MiniLM",
    "mpnet",
    "-base",
    "-v",
)
_LEGACY = re.compile(rf"""["']{LEGACY}["']|["']{SENTENCE}["']""")
_PLAIN_STEMS = ("ollama", "Ollama", "OLLAMA", "hisper")
_WORD = re.compile(r"""["'][A-Za-z][\w.:-]+["']""")
_ASKING = re.compile(r"(?i)model|tokenizer|embed|llm|encoder|checkpoint|llama|whisper|dataset|pipeline|pretrained")
_TOP = re.compile(r"^(?=[^\s#)\]}])", re.MULTILINE)
_MEMBER = re.compile(r"^    (?=[^\s#)\]}])", re.MULTILINE)
_BRANCH = re.compile(r"(?:else|elif|except|finally|case)\b")


def telling(source: str) -> list[int]:
    """Numbers of the lines, ascending and from 1, with a string literal that can name something."""
    offsets = set(_offsets(source))
    if not offsets:
        return []
    line_of = positions(source)
    return sorted({line_of(offset)[0] for offset in offsets})


def plain_names(source: str) -> bool:
    """Whether the file speaks of a tool whose models have plain words for names, such as ``mistral`` and ``tiny``."""
    return any(stem in source for stem in _PLAIN_STEMS)


def _offsets(source: str) -> Iterator[int]:
    if _SLASH.search(source):
        yield from (found.end() for found in _SLUG.finditer(source))
    if any(stem in source for stem in _HOSTED_STEMS):
        yield from (found.end() for found in _HOSTED.finditer(source))
    if any(stem in source for stem in _SPACY_STEMS):
        yield from (found.end() - 1 for found in _SPACY.finditer(source))
    if any(stem in source for stem in _LEGACY_STEMS):
        yield from (found.end() - 1 for found in _LEGACY.finditer(source))
    if plain_names(source):
        yield from _asked(source)


def _asked(source: str) -> Iterator[int]:
    """Plain words on a line that asks for a model, or on the line below an opening bracket of such a line."""
    for found in _WORD.finditer(source):
        start = source.rfind("\n", 0, max(0, source.rfind("\n", 0, found.start()))) + 1
        if _ASKING.search(source, start, found.start()):
            yield found.end() - 1


def reduced(source: str, lines: list[int]) -> str:
    """The source with every top-level block and class member that holds none of ``lines`` blanked, line by line.

    A cut in the middle of a multi-line string makes text that does not parse; the caller then parses the whole file.
    """
    rows = source.split("\n")
    for first, last, indent in _blocks(source, len(rows)):
        index = bisect_left(lines, first)
        if index == len(lines) or lines[index] > last:
            rows[first - 1 : last] = [indent + "pass", *[""] * (last - first)]
    return "\n".join(rows)


def _blocks(source: str, count: int) -> Iterator[tuple[int, int, str]]:
    """First line, last line and indentation of each top-level block; a class is split into its members."""
    line_of = positions(source)
    starts = _starts(_TOP, source, 0, len(source))
    for start, end in zip(starts, [*starts[1:], len(source)], strict=False):
        first, last = line_of(start)[0], line_of(end)[0] - 1 if end < len(source) else count
        if not source.startswith("class ", start):
            yield first, last, ""
            continue
        members = [line_of(member)[0] for member in _starts(_MEMBER, source, start + 6, end)]
        for member, following in zip(members, [*members[1:], last + 1], strict=True):
            yield member, following - 1, "    "


def _starts(pattern: re.Pattern[str], source: str, start: int, end: int) -> list[int]:
    """Where blocks start: a later branch belongs to its statement, and what follows a decorator to the decorator."""
    starts: list[int] = []
    decorated = False
    for found in pattern.finditer(source, start, end):
        if not decorated and not _BRANCH.match(source, found.end()):
            starts.append(found.start())
        decorated = source.startswith("@", found.end())
    return starts
