"""Who made and who hands out a component, and where to read about it: facts that its id states, nothing guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.purl import tagged
from weighstation.writers.cyclonedx.license_entry import texts, use_policies
from weighstation.writers.cyclonedx.text import Json, under

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Component
    from weighstation.writers.cyclonedx.items import Item

HUB = "https://huggingface.co"
_HUB_DATASETS = f"{HUB}/datasets"
_OLLAMA = "https://ollama.com"

_SUPPLIERS: dict[str, tuple[str, str]] = {
    "hf": ("Hugging Face Hub", HUB),
    "hf-dataset": ("Hugging Face Hub", HUB),
    "ollama": ("Ollama", _OLLAMA),
    "docker-model": ("Docker Hub", "https://hub.docker.com"),
    "kaggle": ("Kaggle", "https://www.kaggle.com"),
    "modelscope": ("ModelScope", "https://www.modelscope.cn"),
}
_ACCOUNTS = {"hf": HUB, "hf-dataset": HUB, "ollama": _OLLAMA}
"""Where the first part of a name is the account that published it, and where its page is."""

_PROVIDERS = {
    "openai": ("OpenAI", "https://openai.com"),
    "azure": ("Microsoft Azure", "https://azure.microsoft.com"),
    "anthropic": ("Anthropic", "https://www.anthropic.com"),
    "google": ("Google", "https://ai.google.dev"),
    "xai": ("xAI", "https://x.ai"),
    "cohere": ("Cohere", "https://cohere.com"),
    "mistral-api": ("Mistral AI", "https://mistral.ai"),
    "bedrock": ("Amazon Bedrock", "https://aws.amazon.com/bedrock"),
    "groq": ("Groq", "https://groq.com"),
    "cerebras": ("Cerebras", "https://www.cerebras.ai"),
    "together": ("Together AI", "https://www.together.ai"),
    "fireworks": ("Fireworks AI", "https://fireworks.ai"),
    "deepinfra": ("DeepInfra", "https://deepinfra.com"),
    "deepseek": ("DeepSeek", "https://www.deepseek.com"),
    "replicate": ("Replicate", "https://replicate.com"),
    "perplexity": ("Perplexity", "https://www.perplexity.ai"),
    "openrouter": ("OpenRouter", "https://openrouter.ai"),
    "watsonx": ("IBM watsonx", "https://www.ibm.com/watsonx"),
    "sambanova": ("SambaNova", "https://sambanova.ai"),
    "novita": ("Novita AI", "https://novita.ai"),
    "nvidia-nim": ("NVIDIA NIM", "https://build.nvidia.com"),
    "jina": ("Jina AI", "https://jina.ai"),
    "voyage": ("Voyage AI", "https://www.voyageai.com"),
    "cloudflare": ("Cloudflare Workers AI", "https://developers.cloudflare.com/workers-ai"),
}


def supplier(item: Item) -> Json | None:
    """The organization that hands the component out: the hub it is loaded from."""
    known = _SUPPLIERS.get(item.scheme)
    return {"name": known[0], "url": [known[1]]} if known else None


def manufacturer(item: Item) -> Json | None:
    """The account that published the component: the namespace of its id."""
    if item.scheme not in _ACCOUNTS or not item.group:
        return None
    return {"name": item.group, "url": [under(_ACCOUNTS[item.scheme], item.group)]}


def provider(item: Item) -> Json | None:
    """The company that runs a hosted model."""
    known = _PROVIDERS.get(item.scheme)
    return {"name": known[0], "url": [known[1]]} if known else None


def page(component: Component) -> str:
    """The web page of a model or data set, or an empty text. Packages have their purl instead."""
    if component.dynamic:
        return ""
    if component.scheme == "hf-dataset":
        return under(_HUB_DATASETS, component.name)
    if component.scheme == "hf":
        return under(HUB, component.name)
    if component.scheme == "ollama":
        group, name, _ = tagged(component)
        return under(_OLLAMA, f"{group or 'library'}/{name}")
    return ""


def references(item: Item, expression: str) -> list[Json]:
    """External references in the order model card or website, the exact state, license texts, policies of use."""
    address = page(item.component)
    found = [("model-card" if item.scheme == "hf" else "website", address)] if address else []
    if item.version and item.scheme in {"hf", "hf-dataset"}:
        found.append(("distribution", f"{address}/tree/{item.version}"))
    found += [("license", one) for one in texts(expression)]
    plain: list[Json] = [{"url": where, "type": what} for what, where in found]
    return [*plain, *_policies(expression)]


def _policies(expression: str) -> Iterator[Json]:
    """The acceptable use policies that licenses of an expression are bound to, where they have an address."""
    for name, address in use_policies(expression).items():
        yield {"url": address, "comment": f"acceptable use policy of {name}", "type": "other"}
