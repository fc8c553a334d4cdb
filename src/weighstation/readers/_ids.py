"""From a written value to a component id: what ``org/name``, ``gpt-4o`` or a Hub URL means in its place.

A value alone rarely tells what it is (``text/plain`` is as good an ``org/name`` as ``google/flan-t5``), so the caller
says in what ``Place`` it stands. The stronger the place, the less the value itself has to prove.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from weighstation.readers import _hosted
from weighstation.readers._hosted import Named
from weighstation.readers._names import FOLDERS, LEGACY, SENTENCE, SLUG, SPACY, WORDS, is_ollama, ollama, plausible

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["LEGACY", "SENTENCE", "Named", "Place", "identify"]

Place = Literal[
    "hub", "model", "weak", "ollama", "hosted", "spacy", "dataset", "data", "whisper", "sentence", "torchhub",
    "docker-model", "timm", "ultralytics", "insightface", "keras", "kaggle", "modelscope", "gensim", "gpt4all",
    "bedrock", "cerebras", "cohere", "dashscope", "deepinfra", "deepseek", "fireworks", "google", "groq", "jina",
    "mistral-api", "moonshot", "nvidia-nim", "openrouter", "perplexity", "replicate", "sambanova", "together", "voyage",
    "watsonx", "xai", "zhipu",
]  # fmt: skip
"""``hub``: a loader that takes Hub ids, legacy names without owner too. ``model``: a key that names some model.
``weak``: anywhere else, where only an address or a publisher known to the knowledge base counts. The others take that
kind of name only, those of a provider whatever can be the name of a model of it; ``data`` takes data sets with an
owner, ``dataset`` those without one, too."""

_OF_DATA = ("dataset", "data")
_SCHEMES = ("hf://", "huggingface://")  # which leave it open what is meant; an address of the Hub does not
_LONGEST = 300  # characters; no id or address of one is longer
_ADDRESSES = ("hf", "local:", "http", "ollama", "registry.", "www.")
_WHISPER = r"(?:tiny|base|small|medium|large(?:-v[123])?|turbo|large-v3-turbo|distil-[\w.-]+)(?:\.en)?"
_SIZED = r"[a-z][\w.-]*:(?:\d+x)?\d+(?:\.\d+)?[bm](?:-[\w.-]+)?"
_COQUI = ("tts_models/", "vocoder_models/", "voice_conversion_models/")
_STS = r".*-(?:nli|stsb?|quora|mean-tokens|msmarco)\b.*"  # names of sentence-transformers that begin as legacy ones do
_NO_DATASETS = WORDS | FOLDERS | frozenset("csv json parquet text arrow imagefolder audiofolder pandas".split())
_MODEL_NAME = (
    r"(?i)(?:^|[-_.])(?:\d+(?:\.\d+)?[bm]|instruct|chat|base|large|small|tiny|mini|embed\w*|rerank\w*|gguf|awq|gptq|mlx|"
    r"onnx|[a-z]*bert\w*|llama[\d.]*|mistral|mixtral|qwen[\d.]*|gemma|phi|whisper|vit|clip|sd|xl|lora|v\d[\d.]*)(?=$|[-_.])"
)


def identify(value: str, place: Place) -> Named | None:
    """The component that ``value`` names in ``place``, or None where it names none."""
    value = value.strip()
    if not 1 < len(value) <= _LONGEST or len(value.split(None, 1)) != 1:
        return None
    found = _self_evident(value)
    if found and place in _OF_DATA and value.startswith(_SCHEMES) and found.id.startswith("hf:"):
        return found._replace(id=f"hf-dataset:{found.id.partition(':')[2]}", type="dataset")
    return found or (None if "://" in value else _by_rule(value, place))


def _by_rule(value: str, place: Place) -> Named | None:
    if rule := _RULES.get(place):
        return rule(value)
    from weighstation.readers import _stores

    return _stores.named(value, place)


def _self_evident(value: str) -> Named | None:
    """Addresses and the names of spaCy and Coqui, which mean the same wherever they stand."""
    if value.startswith(_ADDRESSES) or "://" in value:
        from weighstation.readers import _addresses

        return _addresses.addressed(value)
    if value.startswith(_COQUI) and re.fullmatch(r"\w+(?:/[\w.-]+){2,3}", value):
        return Named(f"coqui:{value}", "model", "load")
    if value.endswith(("_sm", "_md", "_lg", "_trf")) and re.fullmatch(SPACY, value):
        return Named(f"spacy:{value}", "model", "load")
    return None


def _owned(value: str) -> Named | None:
    """``org/name``, with ``@revision`` or ``:revision`` behind it."""
    slug, _, revision = value.partition("@")
    if ":" in slug:
        slug, _, revision = slug.partition(":")
    if SLUG.fullmatch(slug) and plausible(slug):
        return Named(f"hf:{slug}", "model", "load", revision)
    return None


def _legacy(value: str) -> Named | None:
    name, _, revision = value.partition("@")
    return Named(f"hf:{name}", "model", "load", revision) if re.fullmatch(LEGACY, name) else None


def _hub(value: str) -> Named | None:
    return _hosted.prefixed(value) or _owned(value) or _legacy(value)


def _model(value: str) -> Named | None:
    if value.startswith("pretrained="):  # lm-evaluation-harness: the arguments of a model, in one string
        value = value.partition("=")[2].partition(",")[0]
    return _hosted.prefixed(value) or _hosted.bare(value) or _owned(value) or _legacy(value) or _recorded(value)


def _recorded(value: str) -> Named | None:
    """A name without its owner that is known to be one, in a place that does not say whose names it holds."""
    if value.endswith(".pt"):
        from weighstation.readers import _stores

        return _stores.named(value, "ultralytics")
    return _tagged(value) or _sentence_name(value)


def _sentence_name(value: str) -> Named | None:
    """A model of sentence-transformers, ``all-MiniLM-L6-v2``."""
    if not re.fullmatch(SENTENCE, value):
        return None
    from weighstation.knowledge import models

    named = f"hf:sentence-transformers/{value}"
    return Named(named, "model", "load") if models.exact(named) else None


def _tagged(value: str) -> Named | None:
    """A model of Ollama's library with a tag, ``llama3:8b``."""
    if ":" not in value:
        return None
    from weighstation.knowledge import models

    return ollama(value) if re.fullmatch(_SIZED, value) or models.exact(f"ollama:{value}") else None


def _hosted_model(value: str) -> Named | None:
    return _hosted.prefixed(value) or _hosted.bare(value) or _owned(value)


def _sentence(value: str) -> Named | None:
    if "/" in value or value.lower() in FOLDERS | WORDS:
        return _owned(value)
    legacy = None if re.fullmatch(_STS, value) else _legacy(value)
    return legacy or _owned(f"sentence-transformers/{value}")


def _ollama(value: str) -> Named | None:
    return (_weak(value) if "/" in value else None) or ollama(value)


def _docker_model(value: str) -> Named | None:
    """A model as Docker Model Runner names it: ``ai/qwen3:8B-Q4_0`` on Docker Hub."""
    name = value.removesuffix(":latest").removeprefix("index.").removeprefix("docker.io/")
    return Named(f"docker-model:{name}", "model", "load", name.partition(":")[2]) if is_ollama(name) else None


def _whisper(value: str) -> Named | None:
    return Named(f"whisper:{value}", "model", "load") if re.fullmatch(_WHISPER, value) else _owned(value)


def _dataset(value: str) -> Named | None:
    good = (
        _owned(value) if "/" in value else value.lower() not in _NO_DATASETS and re.fullmatch(r"[A-Za-z][\w.-]+", value)
    )
    return Named(f"hf-dataset:{value}", "dataset", "load") if good else None


def _data(value: str) -> Named | None:
    return _dataset(value) if "/" in value else None


def _torch_hub(value: str) -> Named | None:
    return Named(f"torchhub:{value}", "model", "load") if SLUG.match(value) else None


def _weak(value: str) -> Named | None:
    """An ``org/name`` that nothing around it explains: a known model, or a known publisher's with a model's name."""
    found = _owned(value)
    if found is None:
        return None
    from weighstation.knowledge import models

    if found.id.partition("/")[0].removeprefix("hf:").lower() not in models.publishers():
        return None
    if re.search(_MODEL_NAME, found.id) or models.exact(found.id):
        return _hosted.prefixed(value) or found  # `openai/gpt-4` is not on the Hub
    return None


def in_library(value: str) -> Named | None:
    """A bare name that Ollama's library is known to have, for places that speak of Ollama and do not say whose."""
    from weighstation.knowledge import models

    found = identify(value, "ollama")
    return found if found and models.exact(found.id) else None


def _nothing(_value: str) -> None:
    """A spaCy pipeline's own name is self-evident, and any other one is a folder."""


_RULES: dict[Place, Callable[[str], Named | None]] = {
    "hub": _hub,
    "model": _model,
    "weak": _weak,
    "ollama": _ollama,
    "hosted": _hosted_model,
    "spacy": _nothing,
    "dataset": _dataset,
    "data": _data,
    "whisper": _whisper,
    "sentence": _sentence,
    "torchhub": _torch_hub,
    "docker-model": _docker_model,
}
