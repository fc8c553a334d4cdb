"""Values that say themselves what they are, wherever they stand: URLs of the Hub, schemes, wheels of spaCy models."""

from __future__ import annotations

import re

from weighstation.readers._hosted import Named
from weighstation.readers._names import LEGACY, PLACEHOLDER, SITE_PAGES, ollama, plausible

_HUB_URL = re.compile(
    r"(?:https?://)?(?:(?:www\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com)/(?:api/models/)?"
    r"|(?:api-inference\.huggingface\.co|router\.huggingface\.co/hf-inference)/(?:models|pipeline/[\w-]+)/)"
    rf"(datasets/|spaces/)?({LEGACY}(?=/|$)|[A-Za-z0-9][\w.-]*/[\w.-]*[\w])(?:/(?:resolve|blob|tree|raw)/([\w.-]+))?"
)
_HUB_SCHEME = re.compile(
    r"(?:hf|huggingface|hf-hub|hf_hub)://?(?:(datasets|spaces|buckets)/)?([\w.-]+/[\w.-]+)|(?:hf[-_]hub|local):([\w.-]+/[\w.-]+)"
)
_SPACY_WHEEL = re.compile(r"github\.com/explosion/spacy-models/releases/download/([a-z]{2,3}_\w+?)-(\d[\w.]*)")
_OLLAMA_REGISTRY = re.compile(r"(?:(?:https?|oci|docker)://)?(?:registry\.)?ollama\.(?:com|ai)/(?:library/)?")
_TFHUB = re.compile(r"https?://tfhub\.dev/([\w-]+(?:/[\w.-]*[A-Za-z][\w.-]*)+)(?:/(\d+))?")
_KAGGLE = re.compile(  # owner/model/framework/variation/version
    r"(?:kaggle://|https?://(?:www\.)?kaggle\.com/models/)([\w-]+(?:/[\w.-]*[A-Za-z][\w.-]*){1,3})"
    r"(?:/(?:versions/)?(\d+))?"
)
_MODELSCOPE = re.compile(r"(?:modelscope://|https?://(?:www\.)?modelscope\.(?:cn|ai)/models/)([\w.-]+/[\w.-]*\w)")
_REPLICATE = re.compile(r"https?://(?:www\.)?replicate\.com/([\w-]+/[\w.-]*\w)(?:[:/](?:versions/)?([0-9a-f]{64}))?")
_CIVITAI = re.compile(r"(https?://(?:www\.)?civitai\.com/(?:models|api/download/models)/\d+)")
_ULTRALYTICS = re.compile(r"https?://github\.com/ultralytics/assets/releases/download/([\w.-]+)/([\w.-]+)\.pt\b")
_REPLICATE_PAGES = frozenset("about account blog changelog collections docs explore guides home pricing".split())
_OLLAMA_PAGES = frozenset(
    "api blog cloud contact discord docs download install library models privacy public search settings signin signup "
    "team terms u upgrade pricing account connect login logout turbo".split()
)


def addressed(value: str) -> Named | None:
    """The component that an address names; None where it is no address of one."""
    if found := _SPACY_WHEEL.search(value):
        return Named(f"spacy:{found[1]}", "model", "load", found[2])
    if found := _OLLAMA_REGISTRY.match(value):
        name = value[found.end() :]
        return None if name.partition("/")[0] in _OLLAMA_PAGES else ollama(name)
    if value.startswith("ollama://"):
        return ollama(value.removeprefix("ollama://").partition("/")[0])
    if found := _HUB_SCHEME.match(value):
        return _hub_page(found[1] or "", found[2] or found[3], "")
    if found := _HUB_URL.match(value):
        return _hub_page((found[1] or "").rstrip("/"), found[2], found[3] or "")
    return _other_store(value)


def _other_store(value: str) -> Named | None:
    """What is not on the Hub: TensorFlow Hub, Kaggle, ModelScope, Replicate, Civitai, releases of Ultralytics."""
    if (found := _MODELSCOPE.match(value)) and plausible(found[1]):
        return Named(f"modelscope:{found[1]}", "model", "load")
    for pattern, scheme in ((_TFHUB, "tfhub"), (_KAGGLE, "kaggle")):
        if found := pattern.match(value):
            return Named(f"{scheme}:{found[1]}", "model", "load", found[2] or "")
    if (found := _REPLICATE.match(value)) and found[1].partition("/")[0] not in _REPLICATE_PAGES:
        return Named(f"replicate:{found[1]}", "service", "hosted", found[2] or "")
    if found := _ULTRALYTICS.match(value):
        return Named(f"ultralytics:{found[2]}", "model", "load", found[1])
    return Named(f"url:{found[1]}", "model", "load") if (found := _CIVITAI.match(value)) else None


def _hub_page(kind: str, slug: str, revision: str) -> Named | None:
    revision = "" if revision == "main" else revision
    owner, _, name = slug.partition("/")
    if kind == "datasets":
        return Named(f"hf-dataset:{slug}", "dataset", "load", revision)
    if owner == "datasets":  # a legacy data set without an owner
        return Named(f"hf-dataset:{name}", "dataset", "load", revision)
    if kind or owner in SITE_PAGES or PLACEHOLDER.search(owner):
        return None
    return Named(f"hf:{slug.removesuffix('.git')}", "model", "load", revision)
