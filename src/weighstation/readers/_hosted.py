"""Models behind an API: which provider a model name belongs to, written bare or with a router's prefix."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from weighstation.model import ComponentType, Use
    from weighstation.readers._ids import Place


class Named(NamedTuple):
    """A component that a value names: its id, type, use, and the revision or tag the value itself carries."""

    id: str
    type: ComponentType
    use: Use
    revision: str = ""


# (provider, how its names begin, their whole form); compiled when a name begins so.
_BARE: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("openai", ("ft:", "gpt-", "chatgpt", "o1", "o3", "o4", "text-", "davinci", "babbage", "code-", "dall", "tts",
                "whisper", "omni", "sora-", "computer-use", "codex-"),
     r"(?:ft:)?(?:gpt-[345][\w.:-]*|gpt-(?!j|neo|neox|oss|sw3|2)\w+[\w.-]*|chatgpt-[\w.-]+|o[134](?:-[\w.-]+)?|"
     r"text-embedding-(?:ada-002|3-\w+)|(?:text|code)-(?:davinci|curie|babbage|ada|search|similarity)(?:-[\w-]+)?-\d+|"
     r"(?:davinci|babbage)-002|dall-e-[23]|tts-1(?:-hd)?|whisper-1|omni-moderation[\w-]*|text-moderation[\w-]*|"
     r"sora-\d[\w-]*|computer-use-preview[\w-]*|codex-mini-latest)"),
    ("anthropic", ("claude-",), r"claude-(?:\d|instant|opus|sonnet|haiku|v\d|mythos|fable)[\w.@:-]*"),
    ("google", ("models/", "gemini-", "text-", "textembedding-", "multimodalembedding", "embedding-", "chat-", "code-",
                "codechat-", "imagen-", "imagegeneration", "veo-", "learnlm-", "medlm-", "lyria-"),
     r"(?:models/)?(?:gemini-[\w.-]+|text-embedding-00\d|text-multilingual-embedding-00\d|textembedding-gecko[\w-]*(?:@\d+)?|"
     r"multimodalembedding(?:@\d+)?|embedding-(?:gecko-)?001|(?:chat|text|code|codechat)-(?:bison|gecko|unicorn)(?:-\w+)?(?:@\d+)?|"
     r"imagen-[\w.-]+|imagegeneration@\d+|veo-[\w.-]+|learnlm-[\w.-]+|medlm-[\w.-]+|lyria-\d+)|models/gemma-[\w.-]+"),
    ("xai", ("grok-",), r"grok-(?!1\b)[\w.-]+"),
    ("cohere", ("command-", "embed-", "rerank-", "c4ai-aya-"),
     r"command-(?:a|r|light|nightly)[\w.-]*|embed-(?:english|multilingual|v4)[\w.-]*|"
     r"rerank-(?:english|multilingual|v\d)[\w.-]*|c4ai-aya-[\w-]+"),
    ("mistral-api", ("mistral-", "codestral", "pixtral", "ministral", "magistral", "devstral", "voxtral", "open-"),
     r"mistral-(?:tiny|small|medium|large|saba|embed|moderation|ocr)(?:-(?:latest|\d{4}))?|open-(?:mi[sx]tral|codestral)-[\w-]+|"
     r"(?:codestral(?:-mamba|-embed)?|pixtral-large|pixtral-12b|ministral-\d+b|magistral-\w+|devstral-\w+|voxtral-\w+)"
     r"-(?:latest|\d{4})|codestral-embed"),
    ("bedrock", ("arn:aws", "us.", "us-gov.", "eu.", "apac.", "jp.", "au.", "ca.", "global.", "anthropic.", "amazon.",
                 "ai21.", "meta.", "mistral.", "cohere.", "stability.", "deepseek.", "qwen.", "openai.", "google.gemma",
                 "minimax.", "moonshot.", "nvidia.", "writer.", "luma.", "twelvelabs.", "zai."),
     r"(?:arn:aws[\w-]*:bedrock:[\w-]*:\d*:(?:foundation-model|inference-profile)/)?"
     r"(?:(?:us|us-gov|eu|apac|jp|au|ca|global)\.)?(?:anthropic\.claude-[\w.-]*|"
     r"(?:amazon\.(?:nova|titan|rerank)|ai21\.j|meta\.llama|mistral\.[mpdv]|cohere\.[cer]|stability\.s|deepseek\.[rv]|"
     r"qwen\.qwen|openai\.gpt|google\.gemma|minimax\.minimax|moonshot\.kimi|nvidia\.n|writer\.p|luma\.ray|"
     r"twelvelabs\.[mp]|zai\.glm)[\w.-]*\d[\w.-]*)(?::\d+[\w:]*)?"),
    ("groq", ("llama", "mixtral-", "gemma", "qwen-", "deepseek-r1", "compound-beta"),
     r"(?:llama|mixtral|gemma|qwen|deepseek)[\w.-]*-(?:versatile|instant|specdec|8192|32768|tool-use-preview)|"
     r"llama-3\.2-\d+b-(?:\w+-)?preview|compound-beta(?:-mini)?"),
    ("deepseek", ("deepseek-",), r"deepseek-(?:chat|reasoner)"),
    ("perplexity", ("sonar", "pplx-", "llama-3"),
     r"sonar(?:-pro|-reasoning(?:-pro)?|-deep-research|-(?:small|medium)-(?:chat|online))?|pplx-\d+b(?:-chat|-online)?|"
     r"llama-3(?:\.1)?-sonar-[\w-]+"),
    ("voyage", ("voyage-", "rerank-"), r"voyage-[\w.-]*\d[\w.-]*|rerank-(?:lite-)?[12][\w.-]*"),
    ("jina", ("jina-",), r"jina-(?:embeddings?|reranker|colbert|clip|code-embeddings)-[\w.-]*\d[\w.-]*"),
    ("fireworks", ("accounts/fireworks/",), r"accounts/fireworks/(?:models|routers)/[\w.-]+"),
    ("cloudflare", ("@cf/", "@hf/"), r"@[ch]f/[\w.-]+/[\w.-]+"),
    ("ai21", ("jamba-", "j2-"), r"jamba-(?:1\.\d-)?(?:large|mini|instruct)[\w.-]*|j2-(?:ultra|mid|light)[\w-]*"),
    ("moonshot", ("moonshot-", "kimi-"), r"moonshot-v1-(?:8k|32k|128k|auto)[\w-]*|kimi-(?:latest|thinking-preview)"),
    ("dashscope", ("qwen", "text-embedding-v"),
     r"qwen(?:\d[\w.]*)?-(?:(?:vl|coder|math|audio|omni|mt)-)?(?:turbo|plus|max|long|flash)[\w.-]*|text-embedding-v\d"),
    ("zhipu", ("glm-",), r"glm-4v?-(?:plus|air|airx|flash|flashx|long|0520)|glm-3-turbo"),
)  # fmt: skip

# Routers and providers as LiteLLM, LangChain's init_chat_model, DSPy, pydantic-ai and the AI SDK spell them.
_PROVIDERS = {
    "openai": "openai", "text-completion-openai": "openai", "openai-chat": "openai", "openai-responses": "openai",
    "azure": "azure", "azure_ai": "azure", "azure_openai": "azure", "azure_text": "azure", "anthropic": "anthropic",
    "anthropic_text": "anthropic", "gemini": "google", "google": "google", "google_genai": "google",
    "google_vertexai": "google", "google_anthropic_vertex": "google", "google-gla": "google", "google-vertex": "google",
    "vertex": "google", "vertex_ai": "google", "vertex_ai_beta": "google", "vertexai": "google", "palm": "google",
    "xai": "xai", "x-ai": "xai", "grok": "xai", "cohere": "cohere", "cohere_chat": "cohere", "mistral": "mistral-api",
    "mistralai": "mistral-api", "codestral": "mistral-api", "bedrock": "bedrock", "bedrock_converse": "bedrock",
    "amazon": "bedrock", "groq": "groq", "cerebras": "cerebras", "together_ai": "together", "together": "together",
    "fireworks_ai": "fireworks", "fireworks": "fireworks", "deepinfra": "deepinfra", "replicate": "replicate",
    "perplexity": "perplexity", "openrouter": "openrouter", "watsonx": "watsonx", "watsonx_text": "watsonx",
    "sambanova": "sambanova", "novita": "novita", "nvidia_nim": "nvidia-nim", "deepseek": "deepseek",
    "voyage": "voyage", "jina_ai": "jina", "cloudflare": "cloudflare", "ai21": "ai21", "ai21_chat": "ai21",
    "dashscope": "dashscope", "moonshot": "moonshot", "zai": "zhipu", "zhipu": "zhipu",
}  # fmt: skip
# These prefixes are organisations on the Hub too: the name behind them has to look hosted.
_HUB_ORGS = frozenset(
    "openai google anthropic cohere xai x-ai mistral mistralai replicate grok cerebras together fireworks amazon "
    "ai21 vertex palm gemini deepseek".split()
)
_GATEWAYS = frozenset({"litellm", "litellm_proxy", "portkey"})  # what stands before a whole route
_TAGGED = frozenset({"mistral", "codestral"})  # names of Ollama's library, which have tags behind a colon
_MADE_BY = {
    "amazon": r"(?:nova|titan)-[\w.-]+",
    "deepseek": r"deepseek[-_](?:chat|coder|reasoner|r\d|v\d|prover)[\w.-]*",
}
_WEIGHTS: dict[str, Place] = {
    "ollama": "ollama", "ollama_chat": "ollama", "huggingface": "hub", "hosted_vllm": "hub", "vllm": "hub",
    "local": "hub",
}  # fmt: skip
_ROUTE = (
    r"([a-z][\w-]*)(:/?|/)(?:(?:chat|completions?|embeddings?|messages|responses|converse(?:_like)?|invoke|text-generation|"
    r"[a-z]{2}(?:-gov)?-[a-z]+-\d)[:/])?([^:/].*)"
)
_VARIANTS = frozenset("free beta nitro floor online extended thinking exacto".split())
_VERSION = r"([\w.-]+/[\w.-]+):([0-9a-f]{64})"
_NAME = r"@?[A-Za-z0-9][\w.-]*(?:[/@:][\w.-]+)*"


def provider(word: str) -> str:
    """The provider that a word of a router or a configuration means, as ids spell it; empty for others."""
    return _PROVIDERS.get(word, "")


def bare(name: str) -> Named | None:
    """``gpt-4o`` is OpenAI's, ``claude-3-opus-20240229`` Anthropic's …; None where no provider's pattern fits whole."""
    for provider, beginnings, form in _BARE:
        if name.startswith(beginnings) and re.fullmatch(form, name):
            short = name.rpartition("/")[2] if name.startswith("arn:") else name.removeprefix("models/")
            return Named(f"{provider}:{short}", "service", "hosted")
    return None


def served(name: str, provider: str) -> Named | None:
    """The model that ``provider`` has under a name, in a place that its models' names only stand in."""
    name = name.removeprefix(f"{provider}/")
    known = bare(name)
    if known and known.id.startswith(f"{provider}:"):
        return known
    if provider == "bedrock":
        return known
    if provider == "replicate":
        return _versioned(name) or (_named(provider, name) if name.count("/") == 1 else None)
    return _named(provider, name)


def prefixed(value: str) -> Named | None:
    """``openai/gpt-4o``, ``bedrock/anthropic.claude-v2``, ``ollama/llama3`` as routers write it; None otherwise."""
    first = value.partition("/")[0]
    if ":" not in value and first not in _PROVIDERS and first not in _WEIGHTS and first not in _GATEWAYS:
        return None  # as nearly all names on the Hub
    route = re.fullmatch(_ROUTE, value)
    if route is None:
        return None
    router, separator, name = route.groups()
    if router in _GATEWAYS:
        return prefixed(name) or bare(name)
    if place := _WEIGHTS.get(router):
        return None if router == "local" and separator == "/" else _weights(name, place)
    return _versioned(value) or _variant(value) or _routed(router, separator, name)


def _routed(router: str, separator: str, name: str) -> Named | None:
    provider = _PROVIDERS.get(router)
    if provider is None:
        return None
    known = bare(name)
    if known or router in _TAGGED or (separator == "/" and router in _HUB_ORGS):
        return known or _of_maker(router, provider, name)
    return None if provider == "bedrock" else _named(provider, name)


def _of_maker(router: str, provider: str, name: str) -> Named | None:
    """A name that looks hosted only behind its maker's; of OpenAI's protocol, the weights that a server of it has."""
    if router == "openai" and name.count("/") == 1:
        return _weights(name, "hub")
    return _named(provider, name) if re.fullmatch(_MADE_BY.get(router, "-"), name) else None


def _weights(name: str, place: Place) -> Named | None:
    from weighstation.readers._ids import identify

    if place == "hub" and "/" not in name:
        return None
    owned = name.count("/") == 1 or place != "hub"
    return identify(name if owned else name.partition("/")[2], place)  # huggingface/<who serves it>/org/name


def _versioned(value: str) -> Named | None:
    """``owner/name:<64 hexadecimal digits>``, as only Replicate writes its versions."""
    found = re.fullmatch(_VERSION, value)
    return Named(f"replicate:{found[1]}", "service", "hosted", found[2]) if found else None


def _variant(value: str) -> Named | None:
    """``org/name:free`` and its kin, as only OpenRouter writes them."""
    slug, _, variant = value.rpartition(":")
    if variant not in _VARIANTS or slug.count("/") != 1:
        return None
    return prefixed(slug) or Named(f"openrouter:{slug}", "service", "hosted", variant)


def _named(provider: str, name: str) -> Named | None:
    return Named(f"{provider}:{name}", "service", "hosted") if re.fullmatch(_NAME, name) else None
