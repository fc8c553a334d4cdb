"""What a name promises about its value: ``base_model`` holds a Hub id, ``hub_model_id`` a place to push to.

Keys of YAML, JSON and TOML files, environment variables, command-line options, keyword arguments, variables and
parameters all name their values in the same words, so one table serves every reader.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weighstation.readers._ids import Place

_EXACT: dict[str, Place] = {
    "model": "model", "model_id": "model", "model_name": "model", "tokenizer": "model", "embedding_model": "model",
    "base_model": "hub", "base_model_config": "hub", "base_model_name_or_path": "hub", "base_model_id": "hub",
    "model_name_or_path": "hub", "pretrained_model_name_or_path": "hub", "tokenizer_name_or_path": "hub",
    "name_or_path": "hub", "_name_or_path": "hub", "hf_model_id": "hub", "hf_model": "hub", "hf_repo": "hub",
    "hf_repo_id": "hub", "hf_model_name": "hub", "hf_hub_id": "hub", "pretrained_model": "hub",
    "pretrained_model_name": "hub", "model_name_or_dir": "hub", "tokenizer_config": "model", "repo_id": "model",
    "processor_config": "model", "lora_model_name_or_path": "hub", "adapter_name_or_path": "hub",
    "reward_model_path": "hub", "ref_model_name_or_path": "hub", "teacher_model_name_or_path": "hub",
    "storage_uri": "weak", "storageuri": "weak", "uri": "weak", "url": "weak", "source": "weak", "from": "weak",
    "dataset": "dataset", "datasets": "dataset", "dataset_name": "dataset", "dataset_id": "dataset",
    "hf_hub_url": "dataset",
    "train_dataset": "dataset", "dataset_path": "dataset", "dataset_name_or_path": "dataset", "vectors": "spacy",
    "test_datasets": "dataset", "transformers_model": "hub", "pretraining_dataset": "dataset", "ollama_model": "ollama",
    "whisper_model": "whisper", "whisper_model_size": "whisper", "whisper_model_name": "whisper",
}  # fmt: skip
_NEVER = (  # compiled when a name is not in the table
    r"hub_model_id|hub_repo|push_|upload|output|out_?dir|save|export|served_model|model_type|model_class|model_kind|"
    r"model_card|model_dtype|model_parallel|model_max|model_dir|model_config$|config_class|tokenizer_type|tokenizer_class|"
    r"chat_template|prompt_|template|alias|deployment|wandb|run_name|project|experiment|(?:^|_)image(?:s|_name|_tag|_repo\w*|_pull\w*|_registry|_uri|_url)?$|docker|container|license|"
    r"description|title|label|author|version|_token$|api_?key|secret|password|_view_|widget|github|git_|"
    r"app_label|model_fields|data_?model|user_model|orm|db_|_dir$|_branch$|_commit$|_providers?$|"
    r"(?:asr|bert|clip|controlnet|diffus\w*|gpt|llm|stt|tts|vlm|whisper)_repo(?:sitory)?(?:_url)?$"
)
_MODEL = (
    r"model|tokenizer|embedding|encoder|checkpoint|ckpt|rerank|cross_?encoder|llm|pretrained|backbone|repo_id|"
    r"huggingface|hf_|lora|adapter|vae|unet|controlnet|whisper|vocoder|feature_extractor|processor|detector|classifier|"
    r"summari[sz]er|translator|transcri|diffus|generator|captioner|sentence_transformer|(?:^|_)(?:asr|tts|stt|nli|vlm|ner|clip|bert|gpt|draft|teacher|student|judge)(?:_|$)"
)
_DATA = r"(?:^|_)datasets?(?:_(?!\w*(?:model|llm|tokenizer|encoder|embed))|$)"
# Whose models a name speaks of: ``OPENROUTER_MODEL``, ``ollama_embed_model_name``.
_SERVED = (
    r"(?:^|_)(ollama|openrouter|groq|together|fireworks|watsonx|replicate|deepinfra|perplexity|cerebras|sambanova)_(?:\w+_)?"
    r"model(?:_name|_id)?"
)
_CAMEL = r"(?<=[a-z0-9])(?=[A-Z])"


OWN: dict[str, Place] = {}
"""Keys that a team's policy adds (``readers.own``)."""


@lru_cache(maxsize=4096)
def place(name: str) -> Place | None:
    """The place that a key or variable of this name makes for its value, None where it says nothing of models.

    ``name`` may be in any case, with dashes or leading ``--``: ``--model-id``, ``MODEL_ID`` and ``modelId`` are one.
    """
    word = fold(name)
    if known := OWN.get(word) or _EXACT.get(word):
        return known
    if re.search(_NEVER, word):
        return None
    if re.search(_DATA, word):
        return "data"
    if served := re.search(rf"{_SERVED}$", word):
        return served[1]  # type: ignore[return-value]  # each of them is a place
    return "model" if re.search(_MODEL, word) else None


def never(name: str) -> bool:
    """Whether a key of this name is known to hold no model, whatever its value looks like: a target or a label."""
    word = fold(name)
    return word not in _EXACT and word not in OWN and bool(re.search(_NEVER, word))


def fold(name: str) -> str:
    """``--model-id``, ``MODEL_ID`` and ``modelId`` alike as ``model_id``."""
    word = name.strip().lstrip("-")
    if not (word.islower() or word.isupper()):
        word = re.sub(_CAMEL, "_", word)
    return word.replace("-", "_").replace(".", "_").lower()
