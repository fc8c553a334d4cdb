"""From a written value to a component id: what ``org/name``, ``gpt-4o`` or a Hub URL means in its place.

A value alone rarely tells what it is (``text/plain`` is as good an ``org/name`` as ``google/flan-t5``), so the caller
says in what ``Place`` it stands. The stronger the place, the less the value itself has to prove.
"""

from __future__ import annotations

import re
from typing import Literal

from weighstation.readers import _hosted
from weighstation.readers._hosted import Named

__all__ = ["LEGACY", "SENTENCE", "Named", "Place", "identify"]

Place = Literal[
    "hub", "model", "weak", "ollama", "hosted", "spacy", "dataset", "whisper", "sentence", "torchhub", "docker-model"
]  # fmt: skip
"""``hub``: a loader that takes Hub ids, bare names too. ``model``: a key that names some model. ``weak``: anywhere
else, where only a URL or a publisher known to the knowledge base counts. The others take that kind of name only."""


# The Hub gave names without an owner to its first models only; today they lead to an owner's (knowledge: renames).
LEGACY = (
    r"(?:albert-x*(?:base|large)-v\d|(?:distil|cam?em)?bert-(?:base|large)[\w-]*|ctrl|distilgpt2|distilroberta-base|"
    r"gpt2(?:-medium|-large|-xl)?|openai-gpt|(?:xlm-)?roberta-(?:base|large)[\w-]*|t5-(?:small|base|large|3b|11b)|"
    r"transfo-xl-wt103|xlm-(?:clm|mlm)-[\w-]+|xlnet-(?:base|large)-cased|bart-(?:base|large)[\w-]*|electra-[\w-]+)"
)
_LEGACY = re.compile(LEGACY)
_SLUG = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9_][\w.-]{0,95}")
_BARE = re.compile(r"[A-Za-z][\w.-]*[A-Za-z0-9][\w.-]*")
# How the sentence-transformers project names its models, whose owner may be left out.
SENTENCE = r"(?:all|multi-qa|paraphrase|msmarco|gtr|stsb|nli|sentence-t5|distiluse|facebook-dpr)-[\w.-]+"
_HUB_URL = re.compile(
    r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com)/(?:api/models/)?"
    rf"(datasets/|spaces/)?({LEGACY}(?=/|$)|[A-Za-z0-9][\w.-]*/[\w.-]*[\w])(?:/(?:resolve|blob|tree|raw)/([\w.-]+))?"
)
_HUB_SCHEME = re.compile(
    r"(?:hf|huggingface|hf-hub|hf_hub)://?(?:(datasets|spaces|buckets)/)?([\w.-]+/[\w.-]+)|hf[-_]hub:([\w.-]+/[\w.-]+)"
)
_SITE_PAGES = frozenset(
    "api assets blog buckets chat collections course docs enterprise front inference-api inference-endpoints join "
    "kernels learn login models new organizations papers posts pricing search settings spaces support tasks transformers".split()
)
_SPACY_WHEEL = re.compile(r"github\.com/explosion/spacy-models/releases/download/([a-z]{2,3}_\w+?)-(\d[\w.]*)")
_SPACY = re.compile(r"[a-z]{2,3}_(?:core|dep|ent|sent|depent|pipeline|vectors|coref|udv25)_[a-z0-9]+_(?:sm|md|lg|trf)")
_OLLAMA = re.compile(r"(?:[\w.-]+/)?[a-z][\w.-]*(?::[\w.-]+)?", re.IGNORECASE)
_OLLAMA_REGISTRY = re.compile(r"(?:https?://)?(?:registry\.)?ollama\.(?:com|ai)/(?:library/)?")
_OLLAMA_PAGES = frozenset(
    "api blog cloud contact discord docs download install models privacy public search settings signin signup team terms u".split()
)
_WHISPER = re.compile(r"(?:tiny|base|small|medium|large(?:-v[123])?|turbo|large-v3-turbo|distil-[\w.-]+)(?:\.en)?")
_FILE_ENDINGS = (
    ".bin .ckpt .csv .dat .gguf .ggml .gif .git .h5 .html .ipynb .jpg .jpeg .js .json .jsonl .log .md .mp3 .mp4 .npy .npz "
    ".onnx .parquet .pb .pdf .pkl .png .pt .pth .py .safetensors .sh .svg .tar .gz .toml .ts .tsv .txt .wav .yaml .yml .zip"
).split()
_FOLDERS = frozenset(
    "adapters app artifacts assets bin build cache ckpt ckpts checkpoint checkpoints config configs data dataset datasets "
    "dist docs etc examples experiments export files finetuned home img images input inputs lib local log logs lora loras "
    "merged mnt model models opt out output outputs path results root runs sample save saved saved_models scripts share "
    "src static temp test tests tmp train trained training usr var weights workspace".split()
)
_MIME = frozenset("application audio font image message model multipart text video".split())
_PLACEHOLDER = re.compile(
    r"(?:^|[-_/<.])(?:your|my|user|username|hf_?user(?:name)?|fake|dummy|placeholder|todo|path[-_]to)(?:$|[-_/>.])"
    r"|(?:^|[/<])(?:org|organization|namespace|owner|repo|someone|foo|bar|x+)(?:$|[-_/>.])|<|>",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"\.(?:com|org|net|io|dev|co|gov|edu|local|svc)$", re.IGNORECASE)
_WORDS = frozenset(
    "auto base bert bfloat16 cpu cuda custom default encoder false float16 float32 fp16 gpu huggingface large llm local main "
    "medium model models none null ollama openai pretrained small test tokenizer transformer transformers true unknown".split()
)


def identify(value: str, place: Place) -> Named | None:
    """The component that ``value`` names in ``place``, or None where it names none."""
    value = value.strip()
    if not 1 < len(value) <= 300 or len(value.split(None, 1)) != 1:
        return None
    return _self_evident(value) or (None if "://" in value else _by_place(value, place))


def _self_evident(value: str) -> Named | None:
    """URLs and schemes that say themselves what they are, wherever they stand."""
    if found := _SPACY_WHEEL.search(value):
        return Named(f"spacy:{found[1]}", "model", "load", found[2])
    if _SPACY.fullmatch(value):
        return Named(f"spacy:{value}", "model", "load")
    if found := _OLLAMA_REGISTRY.match(value):
        page = value[found.end() :].partition("/")[0]
        return None if page in _OLLAMA_PAGES else _ollama(value[found.end() :])
    if value.startswith("ollama://"):
        return _ollama(value.removeprefix("ollama://").partition("/")[0] or "")
    if found := _HUB_SCHEME.match(value):
        return _hub_page(found[1] or "", found[2] or found[3], "")
    if found := _HUB_URL.match(value):
        return _hub_page((found[1] or "").rstrip("/"), found[2], found[3] or "")
    return None


def _hub_page(kind: str, slug: str, revision: str) -> Named | None:
    if kind == "datasets":
        return Named(f"hf-dataset:{slug}", "dataset", "load", "" if revision == "main" else revision)
    owner, _, name = slug.partition("/")
    if owner == "datasets":  # a legacy dataset without an owner
        return _hub_page(owner, name, revision)
    if kind or owner in _SITE_PAGES or _PLACEHOLDER.search(owner):
        return None
    return Named(f"hf:{slug.removesuffix('.git')}", "model", "load", "" if revision == "main" else revision)


def _by_place(value: str, place: Place) -> Named | None:
    match place:
        case "ollama":
            return _hub_tag(value) or _ollama(value)
        case "spacy":
            return None  # a pipeline's own name is self-evident, and any other one is a folder
        case "whisper":
            return _whisper(value)
        case "dataset":
            return _dataset(value)
        case "hosted":
            return _hosted_anywhere(value) or _hub(value, bare=False)
        case "torchhub":
            return Named(f"torchhub:{value}", "model", "load") if _SLUG.match(value) else None
        case "sentence":
            return _hub(value, bare=False) or _hub(f"sentence-transformers/{value}", bare=False)
        case "docker-model":
            return _docker_model(value)
        case "hub":
            return _hosted.prefixed(value) or _hub(value, bare=True)
        case "model":
            return _hosted_anywhere(value) or _hub(value, bare=False) or _known_bare(value)
        case "weak":
            return _known_publisher(value)


def _hosted_anywhere(value: str) -> Named | None:
    return _hosted.prefixed(value) or _hosted.bare(value)


def _hub(value: str, *, bare: bool) -> Named | None:
    slug, _, revision = value.partition("@")
    if ":" in slug:
        slug, _, revision = slug.partition(":")
    if _SLUG.fullmatch(slug):
        return Named(f"hf:{slug}", "model", "load", revision) if _plausible(slug) else None
    return Named(f"hf:{slug}", "model", "load", revision) if bare and _LEGACY.fullmatch(slug) else None


def _plausible(slug: str) -> bool:
    """Whether an ``org/name`` in a place for models can be one: no path, file, MIME type or placeholder."""
    owner, _, name = slug.partition("/")
    if owner.lower() in _FOLDERS | _MIME | _SITE_PAGES or _is_file(slug) or "--" in slug or ".." in slug:
        return False
    if _PLACEHOLDER.search(owner + "/") or name.isdigit() or _DOMAIN.search(owner):
        return False
    return not (owner.isdigit() and name.replace(".", "").isdigit())


def _is_file(value: str) -> bool:
    return value.lower().endswith(tuple(_FILE_ENDINGS))


def _ollama(value: str) -> Named | None:
    if "/" in value and value.partition("/")[0].lower() in _FOLDERS:
        return None
    if not _OLLAMA.fullmatch(value) or _PLACEHOLDER.search(value) or _is_file(value) or value.lower() in _WORDS:
        return None
    return Named(f"ollama:{value.removesuffix(':latest')}", "model", "load", value.partition(":")[2])


def _docker_model(value: str) -> Named | None:
    """A model as Docker Model Runner names it: ``ai/qwen3:8B-Q4_0`` on Docker Hub."""
    name = value.removesuffix(":latest").removeprefix("index.").removeprefix("docker.io/")
    return Named(f"docker-model:{name}", "model", "load", name.partition(":")[2]) if _OLLAMA.fullmatch(name) else None


def _hub_tag(value: str) -> Named | None:
    """Ollama's way to name a Hub model: ``hf.co/org/name:Q4_K_M``. Its bare form is handled as a URL before."""
    return None if "/" not in value else _known_publisher(value)


def _whisper(value: str) -> Named | None:
    if _WHISPER.fullmatch(value):
        return Named(f"whisper:{value}", "model", "load")
    return _hub(value, bare=False)


def _dataset(value: str) -> Named | None:
    if "/" in value and (not _SLUG.fullmatch(value) or not _plausible(value)):
        return None
    if value.lower() in _WORDS | _FOLDERS | {
        "csv",
        "json",
        "parquet",
        "text",
        "arrow",
        "imagefolder",
        "audiofolder",
        "pandas",
    }:
        return None
    return Named(f"hf-dataset:{value}", "dataset", "load") if "/" in value or _BARE.fullmatch(value) else None


_MODEL_NAME = re.compile(
    r"(?:^|[-_.])(?:\d+(?:\.\d+)?[bm]|instruct|chat|base|large|small|tiny|mini|embed\w*|rerank\w*|gguf|awq|gptq|mlx|onnx|"
    r"[a-z]*bert\w*|llama[\d.]*|mistral|mixtral|qwen[\d.]*|gemma|phi|whisper|vit|clip|sd|xl|lora|v\d[\d.]*)(?=$|[-_.])",
    re.IGNORECASE,
)


def _known_publisher(value: str) -> Named | None:
    """An ``org/name`` that nothing around it explains: a known model, or a known publisher's with a model's name."""
    from weighstation.knowledge import models

    found = _hub(value, bare=False)
    if found is None or found.id.partition("/")[0].removeprefix("hf:").lower() not in models.publishers():
        return None
    return found if _MODEL_NAME.search(found.id) or models.exact(found.id) else None


def _known_bare(value: str) -> Named | None:
    """A bare name that is a legacy Hub id (``gpt2``), or a known Ollama model with a tag (``llama3:8b``)."""
    if _LEGACY.fullmatch(value):
        return Named(f"hf:{value}", "model", "load")
    if ":" not in value:
        return None
    from weighstation.knowledge import models

    return _ollama(value) if models.exact(f"ollama:{value}") else None
