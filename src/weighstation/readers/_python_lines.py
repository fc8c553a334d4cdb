"""Which lines of a Python file can hold a reference: those with a string literal that can name something."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from weighstation.readers._names import LEGACY, SENTENCE
from weighstation.readers._slugs import can_be_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HOSTED = (
    r"(?:gpt|claude|gemini|text|embed(?:ding)?|chatgpt|davinci|babbage|dall|tts|grok|command|rerank|mistral|codestral|"
    r"ministral|magistral|devstral|pixtral|voxtral|imagen|veo|omni|sora|textembedding|learnlm|medlm|lyria|c4ai|deepseek|"
    r"pplx|voyage|jina|jamba|j2|moonshot|kimi|glm|o[134]|(?:code|codechat|codex|computer|open)(?=-[bcdgmsu])|"
    r"(?:llama|mixtral|qwen)[\w.-]*(?=-(?:8192|32768|versatile|instant|specdec|preview|sonar|turbo|plus|max|long|flash)))-|"
    r"o[134][\"']|whisper-1|chat-bison|models/|ft:|sonar|multimodalem|imagegen|arn:aws|accounts/fireworks/|@[ch]f/|google\.gemma|"
    r"(?:us|us-gov|eu|apac|jp|au|ca|global|amazon|anthropic|cohere|meta|ai21|stability|mistral|deepseek|qwen|openai|minimax|"
    r"moonshot|nvidia|writer|luma|twelvelabs|zai)\.[a-z]"
)
_SPACY = r"[a-z]{2,3}_[a-z]+_[a-z0-9]+_(?:sm|md|lg|trf)[\"']"
_ROUTED = (  # provider:model, as init_chat_model and pydantic-ai write it
    r"(?:openai|anthropic|google|gemini|vertex|groq|grok|mistral|cohere|bedrock|xai|ollama|deepseek|together|fireworks|azure|"
    r"openrouter|perplexity|cerebras|nvidia|huggingface)[\w-]*:/?[\w.-]"
)
_STARTED = r"(?:ollama|hf|huggingface-cli|vllm|git|python3?|bash|sh|docker) |pretrained="  # a command in one string
WEIGHTS = (  # names that only one library has
    r"(?:yolo|rtdetr-|sam2?|FastSAM|mobile_sam)[\w.-]+\.pt|(?:buffalo_|antelopev)\w+|(?:glove|word2vec|fasttext)-[\w-]+|"
    r"[\w.-]+-[\w.-]+\.gguf"
)
_WORDY = r"(?:(?<=load_dataset\(.)|(?<=from_preset\(.))\w|(?<=create_model\(.)[a-z]\w*\."  # any word may be a name
_QUOTED = rf"{_STARTED}|{_ROUTED}|{_HOSTED}|{_SPACY}|(?:{WEIGHTS}|{LEGACY}|{SENTENCE})[\"']|{_WORDY}"
_PACKAGE = r"import [a-z]{2,3}_[a-z]+_[a-z0-9]+_(?:sm|md|lg|trf)\b"  # a pipeline of spaCy is a package, too
TELLING = rf"[\"'](?:(?:[\w.:=-]+|\{{[A-Z][A-Z\d_]*\}})/[\w.\"'{{%-]|\w+://|{_QUOTED})|{_PACKAGE}"
"""The beginning of a literal that can name something, for Python's ``re`` and for PCRE."""
_PLAIN_STEMS = (  # tools whose models have plain words for names, as ``tiny``
    "ollama", "Ollama", "OLLAMA", "hisper", "ChatGroq", "ChatDeepSeek", "ChatPerplexity", "VoyageAI", "timm.",
)  # fmt: skip
SEARCH = rf"(?:{TELLING})[^\"'\n]{{0,200}}[\"']?|{'|'.join(map(re.escape, _PLAIN_STEMS))}"
"""The same with the rest of the literal, and tools whose models' names need a second look: what git searches for."""

_OTHERS = re.compile(rf"[\"'](?:{_QUOTED})")
_PACKAGES = re.compile(_PACKAGE)
_CONSTANT = re.compile(rb"^[ \t]*[A-Z][A-Z\d_]+[ \t]*(?::[^=\n]+)?=[^=\n]*[\"'][\w.-]+/", re.MULTILINE)
_QUOTE = re.compile(r"[\"']")
_SLASH = re.compile(r"/[\w./\"'{%-]")
_SLUG = re.compile(r"(?:[\w-]+:)?[\w.-]+/|\w+://")
_OWNER = re.compile(r"(?:[\w.:=-]+|\}[A-Z\d_]*[A-Z]\{)[\"']")  # backwards
_LONGEST = 100  # characters of an owner on the Hub, with room to spare
_WORD = r"""["'][A-Za-z][\w.:-]+["']"""
_ASKING = r"(?i)model|tokenizer|embed|llm|encoder|checkpoint|llama|whisper|dataset|pipeline|pretrained"


def plain_names(source: str) -> bool:
    """Whether the file speaks of a tool whose models have plain words for names."""
    return any(stem in source for stem in _PLAIN_STEMS)


def can_name(text: str) -> bool:
    """Whether the text of a literal can name something by its form."""
    return _SLUG.match(text) is not None or _OTHERS.match(f'"{text}"') is not None


def offers(data: bytes) -> bool:
    """Whether a file gives a name in capitals a text with a slash, which another file may load."""
    return _CONSTANT.search(data) is not None


def outside_prose(source: str, lines: Iterable[int]) -> list[int]:
    """Those of the lines (ascending, from 1) that do not begin within triple quotes."""
    bounds = _line_numbers(source, _prose(source))
    return [line for line in lines if not bisect_left(bounds, line) % 2]


def inside_prose(source: str) -> set[int]:
    """The rows (from 0) that begin within triple quotes, the one of the closing quotes included."""
    bounds = _line_numbers(source, _prose(source))
    return {row for first, last in zip(bounds[::2], bounds[1::2], strict=True) for row in range(first, last)}


def telling(source: str) -> list[int]:
    """Numbers of the lines, ascending and from 1, with a string literal that can name something; no prose."""
    offsets = {found.end() - 1 for names in (_OTHERS, _PACKAGES) for found in names.finditer(source)}
    offsets.update(_slugs(source))
    if plain_names(source):
        offsets.update(_asked(source))
    if not offsets:
        return []
    inside = _prose(source)
    outside = sorted(offset for offset in offsets if not bisect_right(inside, offset) % 2)
    return [*dict.fromkeys(_line_numbers(source, outside))]


def found(matches: Iterable[tuple[int, str]]) -> tuple[int, ...] | None:
    """Of the matches of ``SEARCH`` in a file, with their lines, the lines of those that can name something.

    None where the whole file has to be looked at, since a plain word in it may be a name.
    """
    lines = []
    for line, match in matches:
        if any(stem in match for stem in _PLAIN_STEMS):
            return None
        if "/" not in match or _OTHERS.match(match) or can_be_id(_QUOTE.split(match[1:], 1)[0]):
            lines.append(line)
    return tuple(dict.fromkeys(lines))


def _slugs(source: str) -> Iterator[int]:
    """Where an ``org/name`` or an address stands in a literal: found by its slash, which is rarer than quotes are."""
    for slash in _SLASH.finditer(source):
        offset = slash.start()
        owner = _OWNER.match(source[max(0, offset - _LONGEST) : offset][::-1])
        if owner and can_be_id(_literal(source, offset - owner.end())):
            yield offset


def _literal(source: str, start: int) -> str:
    """The text from the quote at ``start`` to the next one, or to the end of the line."""
    ends = (source.find(end, start + 1) for end in (source[start], "\n"))
    return source[start + 1 : min((end for end in ends if end >= 0), default=len(source))]


def _line_numbers(source: str, offsets: list[int]) -> list[int]:
    """The lines that ascending offsets lie on; counted from one to the next, since they are few."""
    lines = []
    line, last = 1, 0
    for offset in offsets:
        line, last = line + source.count("\n", last, offset), offset
        lines.append(line)
    return lines


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
