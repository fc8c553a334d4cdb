"""What a person means by a word on the command line: from ids, URLs and bare names to components."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.model import Component

if TYPE_CHECKING:
    from weighstation.model import ComponentType
    from weighstation.readers._ids import Place

_SERVICES = (
    "ai21 anthropic azure bedrock cerebras cloudflare cohere dashscope deepinfra deepseek fireworks google groq "
    "jina litellm mistral-api moonshot novita nvidia-nim openai openrouter perplexity replicate sambanova "
    "together voyage watsonx xai zhipu"
)
_MODELS = (
    "hf ollama docker-model spacy whisper torchhub ultralytics insightface coqui keras kaggle tfhub modelscope gensim "
    "gpt4all file"
)
TYPES: dict[str, ComponentType] = {
    **dict.fromkeys(_MODELS.split(), "model"),
    **dict.fromkeys(("hf-dataset",), "dataset"),
    **dict.fromkeys(("pypi", "npm", "conda"), "package"),
    **dict.fromkeys(_SERVICES.split(), "service"),
}
"""The type of component that each scheme of an id stands for."""

_PURL_SCHEMES = {"huggingface": "hf", "pypi": "pypi", "npm": "npm", "conda": "conda"}


def written_out(text: str) -> Component | None:
    """A component whose kind is written out: an id with its scheme, a purl, an address on the Hub."""
    scheme, _, name = text.partition(":")
    if scheme == "pkg":
        return _from_purl(text)
    kind = TYPES.get(scheme.lower())
    if kind and name and not name.startswith("//"):
        revised = name.partition("@")[0] if scheme.lower().startswith("hf") else name
        return Component(f"{scheme.lower()}:{revised}", kind, "", ())
    return _component("weak", text) if "://" in text or text.startswith(("huggingface.co/", "hf.co/")) else None


def slug(text: str) -> Component | None:
    """``org/name`` of the Hub, a provider's ``openai/gpt-4o``, Docker's ``ai/name``."""
    if "/" not in text:
        return None
    from weighstation.knowledge import models

    # What is on record is no other kind of name, so what tells those apart need not be imported.
    if models.exact(f"hf:{text}") or models.own_family(f"hf:{text}"):
        return Component(f"hf:{text}", "model", "", ())
    return _component("docker-model" if text.startswith("ai/") else "hub", text)


def bare(text: str) -> Component | None:
    """A name alone: a hosted model, a legacy Hub id, a model of the Ollama library, a Hub model by its last part."""
    return _component("model", text) or _by_last_part(text) or (_component("ollama", text) if ":" in text else None)


def also(text: str) -> tuple[str, ...]:
    """Ids of the known models that are called as a license is: of Ollama's library, of the Hub by their last part."""
    from weighstation.knowledge import models

    named = [f"ollama:{text.lower()}"] if models.exact(f"ollama:{text.lower()}") else []
    found = _by_last_part(text) if text.isascii() and " " not in text else None
    return (*named, *([found.id] if found else []))


def _component(place: Place, text: str) -> Component | None:
    from weighstation.readers import _ids

    named = _ids.identify(text, place)
    return Component(named.id, named.type, named.revision, ()) if named else None


def _by_last_part(text: str) -> Component | None:
    """The only known original on the Hub that is called so, or the only one of an official publisher."""
    from weighstation.knowledge import repacks

    known = repacks.originals(text)
    official = [
        found for found in known if found.removeprefix("hf:").partition("/")[0].lower() in repacks.rules().official
    ]
    chosen = known if len(known) == 1 else official
    return Component(chosen[0], "model", "", ()) if len(chosen) == 1 else None


def _from_purl(text: str) -> Component | None:
    from packageurl import PackageURL

    try:
        found = PackageURL.from_string(text)
    except ValueError:
        return None
    scheme = _PURL_SCHEMES.get(found.type, "")
    name = f"{found.namespace}/{found.name}" if found.namespace else found.name
    return Component(f"{scheme}:{name}", TYPES[scheme], found.version or "", ()) if scheme else None
