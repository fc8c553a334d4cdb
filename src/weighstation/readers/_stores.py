"""Names of models in places of one store or provider only, where a word can be enough: ``yolov8n.pt``, ``sonar``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.readers import _hosted
from weighstation.readers._hosted import Named
from weighstation.readers._names import PLACEHOLDER, SLUG, WORDS, is_file, plausible

if TYPE_CHECKING:
    from weighstation.readers._ids import Place

# Stores and the names of their models, as the libraries that fetch them spell those.
_STORES: dict[Place, str] = {
    "ultralytics": r"((?:yolo(?:v?\d+|_nas|e-)|rtdetr|sam2?(?:\.1)?_|FastSAM|mobile_sam)[\w-]*)\.pt",
    "insightface": r"(buffalo_(?:l|m|s|sc)|antelope(?:v2)?)",
    "keras": r"([a-z][a-z0-9.]*(?:_[a-z0-9.]+)+)",
    "gensim": r"((?:glove|word2vec|fasttext|conceptnet)-[\w-]+)",
    "gpt4all": r"([A-Za-z][\w.]*-[\w.-]+)",
    "kaggle": r"([\w-]+/[\w.-]+/(?:(?i:transformers|keras|pytorch|tensorflow[12]|tflite|tfjs|jax|flax|onnx|paxml|api|"
    r"maxtext|gemmacpp|gguf|other|coral))/[\w.-]+?)(?:/\d+)?",
}
_TIMM = r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*\.[a-z][a-z0-9_]+"


def named(value: str, place: Place) -> Named | None:
    """The model that a value names in a place of one store or provider, None where it names none."""
    if place == "timm":
        return _timm(value)
    if place == "modelscope":
        return Named(f"modelscope:{value}", "model", "load") if SLUG.fullmatch(value) and plausible(value) else None
    if form := _STORES.get(place):
        found = re.fullmatch(form, value)
        return Named(f"{place}:{found[1]}", "model", "load") if found else None
    if value.lower() in WORDS or is_file(value) or PLACEHOLDER.search(value):
        return None
    return _hosted.served(value, place)


def _timm(value: str) -> Named | None:
    """``architecture.tag``: timm keeps the weights of each at ``timm/`` on the Hub (timm, "Hugging Face Hub")."""
    return Named(f"hf:timm/{value}", "model", "load") if re.fullmatch(_TIMM, value) else None
