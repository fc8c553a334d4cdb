"""Literals of source code that have a slash in them: most are paths, pages and types, which need no second look."""

from __future__ import annotations

import re
from functools import lru_cache

from weighstation.readers._names import FOLDERS, WORDS

HOSTED = (
    r"ft:|gpt-|chatgpt|o[134](?:-|[\"'`])|text-(?:embedding|moderation|davinci|curie|babbage|ada|bison)|davinci-|babbage-|"
    r"dall-e|tts-1|whisper-|omni-|claude-|gemini-|embedding-|embed-|imagen-|veo-|models/|grok-|command-|rerank-|"
    r"mistral-|codestral|pixtral|ministral|magistral|devstral|open-mi|"
    r"(?:us|eu|apac|global)\.|(?:amazon|anthropic|cohere|meta|ai21|stability|mistral|deepseek|qwen|openai)\."
)
"""How the names of hosted models begin, behind the opening quote."""
_UNKNOWN = re.compile(r"\$?\{[^{}]*\}?|%(?:\(\w+\))?[sd]")  # parts that are filled in
# Parts of addresses that may lead to models.
_HOSTS = tuple("hugging hf ollama spacy models tfhub kaggle modelscope replicate ultralytics".split())


@lru_cache(maxsize=4096)
def can_be_id(text: str) -> bool:
    """Whether a literal with a slash names something in the place that asks the least, or does once it is composed."""
    if "://" in text and not any(host in text for host in _HOSTS):
        return False
    if text.find("/") == len(text) - 1:  # an owner, to which a name is added
        return text[:-1].lower() not in FOLDERS | WORDS
    from weighstation.readers._ids import identify

    whole = _UNKNOWN.sub("a0", text)
    whole = whole.partition("=")[2] if whole.startswith("--") else whole
    return (identify(whole, "model") or identify(whole, "kaggle")) is not None
