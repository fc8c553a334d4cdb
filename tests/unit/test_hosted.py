"""Names of hosted models: whose they are, and what on the Hub only looks alike."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighstation.explain.refs import TYPES
from weighstation.readers._hosted import _BARE, _PROVIDERS, bare, prefixed, served
from weighstation.readers._ids import identify
from weighstation.readers._python_lines import can_name, telling

BARE = {
    "gpt-4o": "openai", "gpt-3.5-turbo-0125": "openai", "gpt-35-turbo": "openai", "chatgpt-4o-latest": "openai",
    "o1": "openai", "o3-mini": "openai", "text-embedding-3-small": "openai", "text-embedding-ada-002": "openai",
    "text-davinci-003": "openai", "code-davinci-002": "openai", "davinci-002": "openai", "dall-e-3": "openai",
    "tts-1-hd": "openai", "whisper-1": "openai", "omni-moderation-latest": "openai", "sora-2": "openai",
    "computer-use-preview": "openai", "codex-mini-latest": "openai", "ft:gpt-3.5-turbo-0125:acme::1": "openai",
    "claude-3-5-sonnet-20240620": "anthropic", "claude-sonnet-4@20250514": "anthropic", "claude-2.1": "anthropic",
    "gemini-1.5-pro": "google", "text-embedding-004": "google", "textembedding-gecko@003": "google",
    "multimodalembedding@001": "google", "chat-bison@001": "google", "code-gecko@002": "google",
    "imagen-3.0-generate-002": "google", "imagegeneration@006": "google", "veo-2.0": "google", "learnlm-1.5": "google",
    "embedding-001": "google", "medlm-large": "google", "lyria-002": "google",
    "grok-2": "xai", "command-r-plus": "cohere", "embed-english-v3.0": "cohere", "rerank-v3.5": "cohere",
    "c4ai-aya-expanse-8b": "cohere", "mistral-large-latest": "mistral-api", "codestral-latest": "mistral-api",
    "open-mistral-7b": "mistral-api", "open-mixtral-8x22b": "mistral-api", "ministral-8b-2410": "mistral-api",
    "pixtral-large-latest": "mistral-api", "magistral-medium-2506": "mistral-api", "voxtral-mini-2507": "mistral-api",
    "devstral-small-2505": "mistral-api", "open-codestral-mamba": "mistral-api",
    "anthropic.claude-3-sonnet-20240229-v1:0": "bedrock", "us.anthropic.claude-3-7-sonnet-20250219-v1:0": "bedrock",
    "amazon.titan-embed-text-v2:0": "bedrock", "amazon.nova-pro-v1:0": "bedrock", "ai21.j2-ultra-v1": "bedrock",
    "meta.llama3-8b-instruct-v1:0": "bedrock", "mistral.mixtral-8x7b-instruct-v0:1": "bedrock",
    "cohere.command-r-v1:0": "bedrock", "stability.sd3-large-v1:0": "bedrock", "deepseek.r1-v1:0": "bedrock",
    "openai.gpt-oss-20b-1:0": "bedrock", "eu.meta.llama3-2-1b-instruct-v1:0": "bedrock",
    "llama-3.3-70b-versatile": "groq", "llama-3.1-8b-instant": "groq", "mixtral-8x7b-32768": "groq",
    "llama3-70b-8192": "groq", "deepseek-chat": "deepseek", "deepseek-reasoner": "deepseek",
    "sonar-pro": "perplexity", "pplx-70b-online": "perplexity", "llama-3.1-sonar-small-128k-online": "perplexity",
    "voyage-3-lite": "voyage", "rerank-2-lite": "voyage", "jina-embeddings-v3": "jina",
    "accounts/fireworks/models/llama-v3p1-8b-instruct": "fireworks", "@cf/meta/llama-3-8b-instruct": "cloudflare",
    "jamba-1.5-large": "ai21", "j2-ultra": "ai21", "moonshot-v1-8k": "moonshot", "kimi-latest": "moonshot",
    "qwen-turbo": "dashscope", "qwen-vl-max": "dashscope", "glm-4-plus": "zhipu",
}  # fmt: skip
NOT_BARE = (
    "gpt2", "gpt-j-6b", "gpt-neox-20b", "gpt-oss-20b", "whisper-large-v3", "grok-1", "llama3", "llama-3.1-8b", "mixtral",
    "qwen2.5", "qwen2.5-7b-instruct", "deepseek-coder", "deepseek-r1:7b", "gemma2-9b-it", "mistral", "mistral-7b", "text",
    "command", "embed-model", "rerank", "openai.api_key", "meta.yaml", "google.cloud.aiplatform_v1", "amazon.com",
    "nvidia.com/gpu", "models/llama-7b", "glm-4-9b-chat", "code-block-1", "jina-hub", "voyage-home", "o1js", "sonarqube",
)  # fmt: skip
ROUTED = {
    "openai/gpt-4o": "openai:gpt-4o", "openai:gpt-4o": "openai:gpt-4o", "openai:/gpt-4o": "openai:gpt-4o",
    "openai:chat:gpt-4o": "openai:gpt-4o", "anthropic/claude-3.5-sonnet": "anthropic:claude-3.5-sonnet",
    "anthropic:messages:claude-3-opus-20240229": "anthropic:claude-3-opus-20240229",
    "google-gla:gemini-1.5-flash": "google:gemini-1.5-flash", "vertex_ai/gemini-pro": "google:gemini-pro",
    "x-ai/grok-2": "xai:grok-2", "cohere/command-r-plus": "cohere:command-r-plus",
    "mistralai/mistral-large": "mistral-api:mistral-large", "deepseek/deepseek-r1": "deepseek:deepseek-r1",
    "amazon/nova-pro-v1": "bedrock:nova-pro-v1", "bedrock/anthropic.claude-v2": "bedrock:anthropic.claude-v2",
    "bedrock/converse/us.anthropic.claude-3-haiku-20240307-v1:0": "bedrock:us.anthropic.claude-3-haiku-20240307-v1:0",
    "bedrock/us-east-1/anthropic.claude-v2:1": "bedrock:anthropic.claude-v2:1",
    "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-v2": "",
    "groq/gemma2-9b-it": "groq:gemma2-9b-it", "groq:openai/gpt-oss-20b": "groq:openai/gpt-oss-20b",
    "together_ai/acme-lab/one": "together:acme-lab/one", "openrouter/acme-lab/one": "openrouter:acme-lab/one",
    "fireworks_ai/accounts/fireworks/models/mixtral-8x7b": "fireworks:accounts/fireworks/models/mixtral-8x7b",
    "nvidia_nim/meta/llama3-70b-instruct": "nvidia-nim:meta/llama3-70b-instruct",
    "acme-lab/one:free": "openrouter:acme-lab/one", "openai/gpt-4o:free": "openai:gpt-4o",
    "anthropic/claude-3.5-sonnet:beta": "anthropic:claude-3.5-sonnet",
    "acme/one:" + "0a" * 32: "replicate:acme/one",
    "ollama/llama3": "ollama:llama3", "ollama_chat/llama3:8b": "ollama:llama3:8b", "ollama:chat:llama3": "ollama:llama3",
    "ollama/hf.co/acme-lab/one": "hf:acme-lab/one", "huggingface/acme-lab/one": "hf:acme-lab/one",
    "huggingface:acme-lab/one": "hf:acme-lab/one", "huggingface/together/acme-lab/one": "hf:acme-lab/one",
    "huggingface:text-generation:acme-lab/one": "hf:acme-lab/one", "hosted_vllm/acme-lab/one": "hf:acme-lab/one",
    "openai/acme-lab/one": "hf:acme-lab/one",
}  # fmt: skip
ON_THE_HUB = (
    "openai/whisper-large-v3", "openai/gpt-oss-20b", "openai/clip-vit-base-patch32", "google/gemma-2-9b",
    "google/flan-t5-base", "mistralai/Mistral-7B-v0.1", "mistralai/Mistral-Large-Instruct-2407", "cohere/one",
    "CohereForAI/c4ai-command-r-v01", "deepseek-ai/DeepSeek-R1", "amazon/chronos-t5-small", "cerebras/Cerebras-GPT-13B",
    "xai-org/grok-1", "meta-llama/Llama-3.1-8B", "huggingface/CodeBERTa-small-v1", "vllm/one", "together/one",
)  # fmt: skip
NEITHER = (
    "mistral:7b",
    "codestral:22b",
    "bedrock/my-endpoint",
    "local/one",
    "azure",
    "openai/",
    "openai:",
    "groq/<model>",
)


@pytest.mark.parametrize("name", BARE)
def test_a_name_tells_its_provider(name: str) -> None:
    found = bare(name)
    assert found is not None
    assert (found.id, found.type, found.use) == (f"{BARE[name]}:{name}", "service", "hosted")


@pytest.mark.parametrize("name", BARE)
def test_python_looks_at_every_line_with_such_a_name(name: str) -> None:
    assert can_name(name)
    assert telling(f'x = 1\nrun("{name}")\n') == [2]


@pytest.mark.parametrize("name", NOT_BARE)
def test_a_name_of_weights_or_of_something_else_is_nobody_s(name: str) -> None:
    assert bare(name) is None


def test_an_address_of_amazon_is_the_model_in_it() -> None:
    found = bare("arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-v2")
    assert found is not None
    assert found.id == "bedrock:anthropic.claude-v2"
    assert bare("arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abc") is None


@pytest.mark.parametrize("value", ROUTED)
def test_a_route_tells_provider_and_model(value: str) -> None:
    found = prefixed(value)
    assert (found.id if found else "") == ROUTED[value]


@pytest.mark.parametrize("value", ON_THE_HUB)
def test_what_the_hub_has_is_not_hosted(value: str) -> None:
    found = identify(value, "hub")
    assert found is not None
    assert (found.id, found.use) == (f"hf:{value}", "load")


@pytest.mark.parametrize("value", NEITHER)
def test_names_of_ones_own_and_tags_are_no_route(value: str) -> None:
    assert prefixed(value) is None


def test_in_a_provider_s_place_its_models_need_no_form() -> None:
    assert served("gemma2-9b-it", "groq") == ("groq:gemma2-9b-it", "service", "hosted", "")
    assert served("gpt-4o", "openrouter") == ("openrouter:gpt-4o", "service", "hosted", "")
    assert served("acme/one:" + "0a" * 32, "replicate") == ("replicate:acme/one", "service", "hosted", "0a" * 32)
    assert served("openrouter/acme/one", "openrouter") == ("openrouter:acme/one", "service", "hosted", "")
    assert served("my-profile", "bedrock") is None
    assert identify("default", "groq") is None
    assert identify("your-model", "groq") is None


def test_every_provider_has_a_type_for_explain() -> None:
    assert {TYPES[provider] for provider in (*_PROVIDERS.values(), *(row[0] for row in _BARE))} == {"service"}


@settings(max_examples=100)
@given(st.text(alphabet="abcgot:/@.-4", max_size=30))
def test_no_text_is_too_strange(text: str) -> None:
    for found in (bare(text), prefixed(text), identify(text, "model"), identify(text, "replicate")):
        assert found is None or ":" in found.id
