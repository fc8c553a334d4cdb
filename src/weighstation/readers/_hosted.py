"""Models behind an API: which provider a model name belongs to, written bare or with a router's prefix."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from weighstation.model import ComponentType, Use


class Named(NamedTuple):
    """A component that a value names: its id, type, use, and the revision or tag the value itself carries."""

    id: str
    type: ComponentType
    use: Use
    revision: str = ""


# (provider, how its names begin, their whole form); compiled when a name begins so.
_BARE: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "openai",
        (
            "ft:",
            "gpt-",
            "chatgpt",
            "o1",
            "o3",
            "o4",
            "text-",
            "davinci",
            "babbage",
            "code-",
            "dall",
            "tts",
            "whisper",
            "omni",
        ),
        r"(?:ft:)?(?:gpt-[345][\w.:-]*|gpt-(?!j|neo|neox|oss|sw3|2)\w+[\w.-]*|chatgpt-[\w.-]+|o[134](?:-[\w.-]+)?|"
        r"text-embedding-(?:ada-002|3-\w+)|text-(?:davinci|curie|babbage|ada)-\d+|(?:davinci|babbage)-002|"
        r"code-davinci-\d+|dall-e-[23]|tts-1(?:-hd)?|whisper-1|omni-moderation[\w-]*|text-moderation[\w-]*)",
    ),
    ("anthropic", ("claude-",), r"claude-(?:\d|instant|opus|sonnet|haiku|v\d|mythos)[\w.@:-]*"),
    (
        "google",
        ("models/", "gemini-", "text-", "embedding-", "chat-", "imagen-", "veo-"),
        r"(?:models/)?(?:gemini-[\w.-]+|text-embedding-00\d|embedding-001|(?:chat|text)-bison(?:-\w+)?(?:@\d+)?|"
        r"imagen-[\w.-]+|veo-[\w.-]+)",
    ),
    ("xai", ("grok-",), r"grok-(?!1\b)[\w.-]+"),
    (
        "cohere",
        ("command-", "embed-", "rerank-"),
        r"command-(?:a|r|light|nightly)[\w.-]*|embed-(?:english|multilingual|v4)[\w.-]*|"
        r"rerank-(?:english|multilingual|v\d)[\w.-]*",
    ),
    (
        "mistral-api",
        ("mistral-", "codestral", "pixtral", "ministral", "magistral", "devstral", "open-mi"),
        r"mistral-(?:tiny|small|medium|large|embed|moderation|ocr)(?:-(?:latest|\d{4}))?|open-mi[sx]t?r?al-[\w-]+|"
        r"(?:codestral|pixtral-large|ministral-[38]b|magistral-\w+|devstral-\w+)-(?:latest|\d{4})",
    ),
    (
        "bedrock",
        (
            "us.",
            "eu.",
            "apac.",
            "global.",
            "a",
            "meta.",
            "mistral.",
            "cohere.",
            "stability.",
            "deepseek.",
            "qwen.",
            "openai.",
        ),
        r"(?:(?:us|eu|apac|global)\.)?(?:anthropic|amazon|meta|mistral|cohere|ai21|stability|deepseek|qwen|openai)\."
        r"[\w.-]*\d[\w.-]*(?::\d+[\w:]*)?",
    ),
)

# Routers and providers as LiteLLM, LangChain's init_chat_model, DSPy and the AI SDK spell them.
_PROVIDERS = {
    "openai": "openai", "azure": "azure", "azure_ai": "azure", "anthropic": "anthropic", "gemini": "google",
    "google": "google", "google_genai": "google", "vertex_ai": "google", "vertexai": "google", "xai": "xai",
    "x-ai": "xai", "cohere": "cohere", "cohere_chat": "cohere", "mistral": "mistral-api", "bedrock": "bedrock",
    "groq": "groq", "cerebras": "cerebras", "together_ai": "together", "fireworks_ai": "fireworks",
    "deepinfra": "deepinfra", "replicate": "replicate", "perplexity": "perplexity", "openrouter": "openrouter",
    "watsonx": "watsonx", "sambanova": "sambanova", "novita": "novita", "nvidia_nim": "nvidia-nim",
}  # fmt: skip
# These prefixes are organisations on the Hub too: the name behind them has to look hosted.
_HUB_ORGS = frozenset({"openai", "google", "anthropic", "cohere", "xai", "x-ai", "mistral", "replicate", "cerebras"})


def provider(word: str) -> str:
    """The provider that a word of a router or a configuration means, as ids spell it; empty for others."""
    return _PROVIDERS.get(word, "")


def bare(name: str) -> Named | None:
    """``gpt-4o`` is OpenAI's, ``claude-3-opus-20240229`` Anthropic's …; None where no provider's pattern fits whole."""
    for provider, beginnings, form in _BARE:
        if name.startswith(beginnings) and re.fullmatch(form, name):
            return Named(f"{provider}:{name.removeprefix('models/')}", "service", "hosted")
    return None


def prefixed(value: str) -> Named | None:
    """``openai/gpt-4o``, ``bedrock/anthropic.claude-v2``, ``ollama/llama3`` as routers write it; None otherwise."""
    prefix, slash, name = value.partition("/")
    if not slash or not name:
        prefix, slash, name = value.partition(":")
    if prefix in {"ollama", "ollama_chat"} and name:
        return Named(f"ollama:{name.removesuffix(':latest')}", "model", "load")
    if prefix == "huggingface" and name.count("/") == 1:
        return Named(f"hf:{name}", "model", "load")
    provider = _PROVIDERS.get(prefix) if name else None
    if provider is None:
        return None
    known = bare(name)
    if prefix in _HUB_ORGS:
        return known
    return known or Named(f"{provider}:{name}", "service", "hosted")
