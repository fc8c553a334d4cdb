"""What a name of a model can look like, and what looks like one and is a path, a file or a placeholder."""

from __future__ import annotations

import re

from weighstation.readers._hosted import Named

# The Hub gave names without an owner to its first models only; today they lead to an owner's (knowledge: renames).
LEGACY = (
    r"(?:albert-x*(?:base|large)-v\d|(?:distil|cam?em)?bert-(?:base|large)[\w-]*|ctrl|distilgpt2|distilroberta-base|"
    r"gpt2(?:-medium|-large|-xl)?|openai-gpt|(?:xlm-)?roberta-(?:base|large)[\w-]*|t5-(?:small|base|large|3b|11b)|"
    r"transfo-xl-wt103|xlm-(?:clm|mlm)-[\w-]+|xlnet-(?:base|large)-cased|bart-(?:base|large)[\w-]*|electra-[\w-]+)"
)
# How the sentence-transformers project names its models, whose owner may be left out.
SENTENCE = r"(?:all|multi-qa|paraphrase|msmarco|gtr|stsb|nli|sentence-t5|distiluse|facebook-dpr)-[\w.-]+"
SPACY = r"[a-z]{2,3}_(?:core|dep|ent|sent|depent|pipeline|vectors|coref|udv25)_[a-z0-9]+_(?:sm|md|lg|trf)"
SLUG = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9_][\w.-]{0,95}")
PLACEHOLDER = re.compile(
    r"(?:^|[-_/<.])(?:your|my|user|username|hf_?user(?:name)?|fake|dummy|placeholder|todo|path[-_]to)(?:$|[-_/>.])"
    r"|(?:^|[/<])(?:org|organization|namespace|owner|repo|someone|foo|bar|x+)(?:$|[-_/>.])|<|>",
    re.IGNORECASE,
)
SITE_PAGES = frozenset(
    "api assets blog buckets chat collections course docs enterprise front inference-api inference-endpoints join "
    "kernels kernels-community learn login models new oauth organizations papers posts pricing search settings spaces "
    "support tasks transformers".split()
)
FOLDERS = frozenset(
    "adapters app artifacts assets bin build cache ckpt ckpts checkpoint checkpoints config configs data dataset "
    "datasets dist docs etc examples experiments export files finetuned home img images input inputs lib local log "
    "logs lora loras merged mnt model models onnx opt out output outputs path results root runs sample save saved "
    "saved_models saves scripts share src static temp test tests tmp train trained training usr var weights "
    "workspace".split()
)
WORDS = frozenset(
    "auto base bert bfloat16 cpu cuda custom default encoder false float16 float32 fp16 gpu huggingface large llm "
    "local main medium model models none null ollama openai pretrained small test tokenizer transformer transformers "
    "true unknown".split()
)
_PARTS = frozenset("config merges model spiece tokenizer vocab weights".split())  # what is kept in a folder of a model
_MEDIA = "application audio font image message multipart text video"  # MIME types
_ZONES = "africa america antarctica asia atlantic australia europe indian pacific"  # time zones
_OTHERS = "bedrock"  # a router's word for a service
_NOT_OWNERS = FOLDERS | SITE_PAGES | frozenset(f"{_MEDIA} {_ZONES} {_OTHERS}".split())
_FILE_ENDINGS = tuple(
    ".bin .ckpt .csv .dat .gguf .ggml .gif .git .h5 .html .ipynb .jpg .jpeg .js .json .jsonl .log .md .mp3 .mp4 .npy "
    ".npz .onnx .onnx_data .parquet .pb .pdf .pkl .png .pt .pth .py .safetensors .sh .svg .tar .gz .toml .ts .tsv .txt "
    ".wav .yaml .yml .zip .bmp .css .fbx .glb .gltf .jsx .map .mjs .obj .scss .stl .task .tflite .tsx .vrm .vue .wasm "
    ".webm .webp .htm .j2 .jinja .po .pot .rst .tpl .xml .xsl".split()
)
_DOMAINS = (".com", ".org", ".net", ".io", ".dev", ".co", ".gov", ".edu", ".local", ".svc")
_OLLAMA = r"(?i)(?:[\w.-]+/)?[a-z][\w.-]*(?::[\w.-]+)?"  # compiled when first needed, as few commits need it


def plausible(slug: str) -> bool:
    """Whether an ``org/name`` in a place for models can be one: no path, file, MIME type or placeholder."""
    owner, _, name = slug.partition("/")
    folded = owner.lower()
    if folded in _NOT_OWNERS or folded.endswith(_DOMAINS) or is_file(slug) or "--" in slug or ".." in slug:
        return False
    if (
        re.fullmatch(r"[\d.]+[bBmM]?", name) or len(slug) == len("N/A") or name in _PARTS
    ):  # a version, a date, a size; no answer
        return False
    return not PLACEHOLDER.search(owner + "/")


def is_file(value: str) -> bool:
    """Whether a value ends as the name of a file does."""
    return value.lower().endswith(_FILE_ENDINGS)


def ollama(value: str) -> Named | None:
    """A model of Ollama's library or of one of its users, with its tag: ``llama3.1:8b``, ``someone/model``."""
    if "/" in value and value.partition("/")[0].lower() in FOLDERS:
        return None
    if not is_ollama(value) or PLACEHOLDER.search(value) or is_file(value) or value.lower() in WORDS:
        return None
    return Named(f"ollama:{value.removesuffix(':latest')}", "model", "load", value.partition(":")[2])


def is_ollama(value: str) -> bool:
    """Whether a value has the form of an Ollama or Docker name, ``[owner/]name[:tag]``."""
    return re.fullmatch(_OLLAMA, value) is not None
