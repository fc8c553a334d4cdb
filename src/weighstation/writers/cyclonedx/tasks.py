"""Tasks of models, as the Hub names them: which loader fits one task only, and what goes in and out of each task."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weighstation.model import Component

# A loader that fits one task only says what the model is used for here.
_TASKS = {
    "AutoModelForCausalLM": "text-generation",
    "AutoModelForSeq2SeqLM": "text2text-generation",
    "AutoModelForSequenceClassification": "text-classification",
    "AutoModelForTokenClassification": "token-classification",
    "AutoModelForQuestionAnswering": "question-answering",
    "AutoModelForMaskedLM": "fill-mask",
    "AutoModelForSpeechSeq2Seq": "automatic-speech-recognition",
    "AutoModelForCTC": "automatic-speech-recognition",
    "AutoModelForAudioClassification": "audio-classification",
    "AutoModelForImageClassification": "image-classification",
    "AutoModelForObjectDetection": "object-detection",
    "AutoModelForSemanticSegmentation": "image-segmentation",
    "AutoModelForDepthEstimation": "depth-estimation",
    "AutoModelForImageTextToText": "image-text-to-text",
    "AutoModelForVision2Seq": "image-text-to-text",
    "AutoModelForTextToWaveform": "text-to-audio",
    "AutoPipelineForText2Image": "text-to-image",
    "AutoPipelineForImage2Image": "image-to-image",
    "SentenceTransformer": "sentence-similarity",
    "HuggingFaceEmbeddings": "sentence-similarity",
    "CrossEncoder": "text-ranking",
    "StableDiffusionPipeline": "text-to-image",
    "StableDiffusionXLPipeline": "text-to-image",
    "StableDiffusion3Pipeline": "text-to-image",
    "StableDiffusionImg2ImgPipeline": "image-to-image",
    "FluxPipeline": "text-to-image",
    "WhisperModel": "automatic-speech-recognition",
    "ChatOllama": "text-generation",
    "OllamaEmbeddings": "feature-extraction",
    "LLM": "text-generation",
    "vllm serve": "text-generation",
}

# What each of these tasks takes and gives, by the Hub's description of it: https://huggingface.co/tasks
_FORMATS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "text-generation": (("text",), ("text",)),
    "text2text-generation": (("text",), ("text",)),
    "text-classification": (("text",), ("label",)),
    "token-classification": (("text",), ("label",)),
    "question-answering": (("text",), ("text",)),
    "fill-mask": (("text",), ("text",)),
    "automatic-speech-recognition": (("audio",), ("text",)),
    "audio-classification": (("audio",), ("label",)),
    "image-classification": (("image",), ("label",)),
    "object-detection": (("image",), ("bounding box", "label")),
    "image-segmentation": (("image",), ("mask", "label")),
    "depth-estimation": (("image",), ("depth map",)),
    "image-text-to-text": (("image", "text"), ("text",)),
    "text-to-audio": (("text",), ("audio",)),
    "text-to-image": (("text",), ("image",)),
    "image-to-image": (("image",), ("image",)),
    "sentence-similarity": (("text",), ("score",)),
    "text-ranking": (("text",), ("score",)),
    "feature-extraction": (("text",), ("vector",)),
}


def task(model: Component) -> str:
    """The one task of the loaders that the code calls; empty where they name none or several."""
    words = {word for place in model.occurrences for word in (place.symbol, *place.symbol.split("."))}
    tasks = {_TASKS[word] for word in words if word in _TASKS}
    return tasks.pop() if len(tasks) == 1 else ""


def formats(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What goes in and what comes out of a task; nothing for a task that is not known."""
    return _FORMATS.get(name, ((), ()))
