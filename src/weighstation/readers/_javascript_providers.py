"""Whose models a name of a JavaScript file serves, by what it is imported from or made with.

``groq("llama-3.1-8b-instant")`` says nothing by its form; ``import { groq } from "@ai-sdk/groq"`` does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.readers import _hosted
from weighstation.readers._hosted import Named
from weighstation.readers._ids import identify

if TYPE_CHECKING:
    from weighstation.readers._ids import Place

MODULES = {
    "@ai-sdk/openai": "openai", "@ai-sdk/azure": "azure", "@ai-sdk/anthropic": "anthropic", "@ai-sdk/google": "google",
    "@ai-sdk/google-vertex": "google", "@ai-sdk/mistral": "mistral-api", "@ai-sdk/groq": "groq", "@ai-sdk/xai": "xai",
    "@ai-sdk/amazon-bedrock": "bedrock", "@ai-sdk/cohere": "cohere", "@ai-sdk/togetherai": "together",
    "@ai-sdk/fireworks": "fireworks", "@ai-sdk/deepinfra": "deepinfra", "@ai-sdk/perplexity": "perplexity",
    "@ai-sdk/cerebras": "cerebras", "@ai-sdk/deepseek": "deepseek", "@ai-sdk/replicate": "replicate",
    "@openrouter/ai-sdk-provider": "openrouter", "ollama-ai-provider": "ollama", "ollama-ai-provider-v2": "ollama",
    "ai-sdk-ollama": "ollama", "ollama": "ollama", "ollama/browser": "ollama", "openai": "openai", "groq-sdk": "groq",
    "@anthropic-ai/sdk": "anthropic", "@google/generative-ai": "google", "@google/genai": "google",
    "@mistralai/mistralai": "mistral-api", "cohere-ai": "cohere", "together-ai": "together", "replicate": "replicate",
    "@cerebras/cerebras_cloud_sdk": "cerebras", "@aws-sdk/client-bedrock-runtime": "bedrock",
}  # fmt: skip
FAMILIAR = frozenset("openai anthropic google vertex mistral groq xai cohere bedrock azure gateway myProvider".split())
"""Names that people give to a provider of the ai SDK, wherever they import it from."""
KINDS = frozenset(
    "chat completion responses messages embedding embeddingModel textEmbedding textEmbeddingModel languageModel image "
    "imageModel speech transcription chatModel completionModel reranking rerankingModel".split()
)
"""The methods of such a provider that take a model."""

_REBASED = frozenset({"openai", "azure"})  # their clients often talk to somebody else's server
_IMPORT = re.compile(r"""import\s+(?:type\s+)?([^'";]{1,2000}?)\s*\bfrom\s*["']([^"']{1,200})["']""")
_REQUIRE = re.compile(
    r"""(?:const|let|var)\s+(\{[^}=]{1,500}\}|[\w$]+)\s*=\s*(?:await\s+)?(?:require|import)\s*\(\s*["']([^"']{1,200})["']"""
)
_NAME = re.compile(r"(?:[\w$]+\s*(?:\bas\b|:)\s*)?([\w$]+)\s*(?:,|\}|$)")
_MADE = re.compile(r"([\w$]+)\s*(?::[^=;\n]{1,80})?=\s*(?:await\s+)?(?:new\s+)?([\w$]+)\s*(?:<[^>]{0,80}>)?\s*\(")
_SERVED = re.compile(r"[A-Za-z0-9][\w.-]*(?:/[\w.-]+)*(?::[\w.-]+)*")


def providers(source: str) -> dict[str, str]:
    """The names of a file that stand for a provider's models, each with the provider as ids spell it."""
    found: dict[str, str] = {}
    for match in (*_IMPORT.finditer(source), *_REQUIRE.finditer(source)):
        if provider := MODULES.get(match[2]):
            found.update((name, provider) for name in _NAME.findall(match[1]))
    if found:
        for name, maker in _MADE.findall(source):
            if maker in found:
                found.setdefault(name, found[maker])
    return found


def served(text: str, provider: str, place: Place) -> Named | None:
    """The model that ``provider`` has under a name, in the place that the name stands in otherwise."""
    if provider == "ollama":
        return identify(text, "ollama")
    if provider in _REBASED:
        return _hosted.bare(text) or identify(text, place)
    if not _SERVED.fullmatch(text):
        return None
    if provider == "replicate":
        name, _, version = text.partition(":")
        return Named(f"replicate:{name}", "service", "hosted", version) if "/" in name else None
    found = _hosted.bare(text)
    return found if found and found.id.startswith(f"{provider}:") else Named(f"{provider}:{text}", "service", "hosted")
