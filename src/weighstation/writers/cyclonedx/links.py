"""Who made and who hands out a component, and where to read about it: facts that its id states, nothing guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.purl import tagged
from weighstation.writers.cyclonedx.text import Json, under

if TYPE_CHECKING:
    from weighstation.model import Component
    from weighstation.writers.cyclonedx.items import Item

HUB = "https://huggingface.co"
_HUB_DATASETS = f"{HUB}/datasets"
_OLLAMA = "https://ollama.com"

_SUPPLIERS: dict[str, tuple[str, str]] = {
    "hf": ("Hugging Face Hub", HUB),
    "hf-dataset": ("Hugging Face Hub", HUB),
    "ollama": ("Ollama", _OLLAMA),
}

_PROVIDERS = {
    "openai": "OpenAI",
    "azure": "Microsoft Azure",
    "anthropic": "Anthropic",
    "google": "Google",
    "xai": "xAI",
    "cohere": "Cohere",
    "mistral-api": "Mistral AI",
    "bedrock": "Amazon Bedrock",
    "groq": "Groq",
    "cerebras": "Cerebras",
    "together": "Together AI",
    "fireworks": "Fireworks AI",
    "deepinfra": "DeepInfra",
    "replicate": "Replicate",
    "perplexity": "Perplexity",
    "openrouter": "OpenRouter",
    "watsonx": "IBM watsonx",
    "sambanova": "SambaNova",
    "novita": "Novita AI",
    "nvidia-nim": "NVIDIA NIM",
}


def supplier(item: Item) -> Json | None:
    """The organization that hands the component out: the hub it is loaded from."""
    known = _SUPPLIERS.get(item.scheme)
    return {"name": known[0], "url": [known[1]]} if known else None


def manufacturer(item: Item) -> Json | None:
    """The account that published the component on the Hub: the namespace of its id."""
    if item.scheme not in {"hf", "hf-dataset"} or not item.group:
        return None
    return {"name": item.group, "url": [under(HUB, item.group)]}


def provider(item: Item) -> Json | None:
    """The company that runs a hosted model."""
    name = _PROVIDERS.get(item.scheme)
    return {"name": name} if name else None


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


def references(item: Item, licenses: list[str]) -> list[Json]:
    """External references in the order model card or website, the exact state, license texts (URLs given)."""
    address = page(item.component)
    found = [("model-card" if item.scheme == "hf" else "website", address)] if address else []
    if item.version and item.scheme in {"hf", "hf-dataset"}:
        found.append(("distribution", f"{address}/tree/{item.version}"))
    return [{"url": where, "type": what} for what, where in (*found, *(("license", one) for one in licenses))]
