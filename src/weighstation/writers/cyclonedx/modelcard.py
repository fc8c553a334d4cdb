"""What CycloneDX has for models and data sets only. CycloneDX 2.0 redesigns this part: all of it is here.

Only what the repository or a license states is written: the task by the loader that the code calls, the data sets that
a card beside the weights names, the uses that the governing license bars. Architecture and inputs are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.licensing.strictness import governing
from weighstation.model import Component
from weighstation.writers.cyclonedx.license_entry import tree_of
from weighstation.writers.cyclonedx.links import page
from weighstation.writers.cyclonedx.properties import listed
from weighstation.writers.cyclonedx.text import Json, clean, present

if TYPE_CHECKING:
    from weighstation.writers.cyclonedx.items import Item

_SCHEME = "hf-dataset:"
# A loader that fits one task only says what the model is used for here. The tasks are those of the Hub.
_TASKS = {
    "AutoModelForCausalLM": "text-generation",
    "AutoModelForSeq2SeqLM": "text2text-generation",
    "AutoModelForSequenceClassification": "text-classification",
    "AutoModelForTokenClassification": "token-classification",
    "AutoModelForQuestionAnswering": "question-answering",
    "AutoModelForMaskedLM": "fill-mask",
    "AutoModelForSpeechSeq2Seq": "automatic-speech-recognition",
    "AutoModelForImageClassification": "image-classification",
    "SentenceTransformer": "sentence-similarity",
    "HuggingFaceEmbeddings": "sentence-similarity",
    "CrossEncoder": "text-ranking",
    "StableDiffusionPipeline": "text-to-image",
    "StableDiffusionXLPipeline": "text-to-image",
    "WhisperModel": "automatic-speech-recognition",
    "ChatOllama": "text-generation",
    "OllamaEmbeddings": "feature-extraction",
    "LLM": "text-generation",
    "vllm serve": "text-generation",
}


def model_card(item: Item) -> Json:
    """The ``modelCard`` of a model: task, data sets, barred uses, and where its own card is.

    Data sets stand inline, not as ``{"ref": …}``: some parsers fail on a reference, and ``dependencies`` has the link.
    """
    model = item.component
    named = dict.fromkeys(one for one in model.depends_on if one.startswith(_SCHEME))
    parameters: Json = {"task": _task(model), "datasets": [_data(one) for one in named]}
    barred = [{"name": f"The license bars use for: {topic}"} for topic in _topics(item.weighed.conclusion.expression)]
    fields: Json = {
        "modelParameters": present(parameters),
        "considerations": present({"ethicalConsiderations": barred}),
        "properties": listed([("model-card:url", page(model)), ("model-card:read", "no" if page(model) else "")]),
    }
    return present(fields)


def _task(model: Component) -> str:
    """The one task of the loaders that the code calls; empty where they name none or several."""
    words = {word for place in model.occurrences for word in (place.symbol, *place.symbol.split("."))}
    tasks = {_TASKS[word] for word in words if word in _TASKS}
    return tasks.pop() if len(tasks) == 1 else ""


def _topics(expression: str) -> list[str]:
    """The topics of the use restrictions of the license that governs an expression."""
    tree = tree_of(expression)
    if tree is None:
        return []
    _, license_ = governing(tree)
    topics = license_.terms.get("restriction_topics") if license_ else None
    return [clean(str(topic)) for topic in topics] if isinstance(topics, list) else []


def dataset(component: Component) -> list[Json]:
    """The ``data`` of a data set component: what it is and where its content is."""
    return [_data(component.id)]


def _data(dataset_id: str) -> Json:
    """One ``componentData``; the sensitivity is said to be unknown, since some parsers insist on a classification."""
    component = Component(clean(dataset_id), "dataset", "", ())
    address = page(component)
    contents = {"url": address} if address else None
    fields: Json = {"type": "dataset", "name": component.name, "contents": contents, "classification": "unknown"}
    return present(fields)
