"""Python callables that take a model, and which of their arguments names it.

Looked up by the longest dotted ending that has a row: ``spacy.load`` before ``load``. Keyword arguments that have no
row of their own are judged by name (``_keys.place``), so a loader is listed only where a positional argument or a
bare name needs the table's word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from weighstation.readers._ids import Place


class Loader(NamedTuple):
    """Places of a callable's positional arguments (by index) and of its keyword arguments (by name)."""

    positional: Mapping[int, Place]
    keywords: Mapping[str, Place]


def _row(place: Place, *keywords: str, index: int = 0) -> Loader:
    return Loader({index: place}, dict.fromkeys(keywords, place))


_HUB = _row("hub", "pretrained_model_name_or_path", "model_name_or_path", "model_name", "model_id", "repo_id", "model")
_HOSTED = _row("hosted", "model", "model_name", "model_id", "deployment_name")
_OLLAMA = _row("ollama", "model", "model_name", "name")
_SENTENCE = _row("sentence", "model_name_or_path", "model_name", "model")
_WHISPER = _row("whisper", "name", "model_size_or_path", "model_name", "model")
_DATASET = _row("dataset", "path", "dataset_name", "repo_id")
_ROUTER = Loader({0: "model"}, {"model": "model", "model_name": "model", "model_id": "model"})


def _rows(row: Loader, names: str) -> dict[str, Loader]:
    return dict.fromkeys(names.split(), row)


LOADERS: dict[str, Loader] = {
    # transformers, diffusers, PEFT, TRL, unsloth, llama.cpp bindings
    "from_pretrained": _HUB,
    "load_pretrained": _HUB,
    "pipeline": Loader({1: "hub", 3: "hub"}, {"model": "hub", "tokenizer": "hub", "feature_extractor": "hub"}),
    "from_single_file": _HUB,
    "load_lora_weights": _HUB,
    "load_textual_inversion": _HUB,
    "load_ip_adapter": _HUB,
    "load_adapter": _HUB,
    "PeftModel.from_pretrained": Loader({1: "hub"}, {"model_id": "hub"}),
    "SFTTrainer": Loader({0: "hub"}, {"model": "hub"}),
    "DPOTrainer": Loader({0: "hub"}, {"model": "hub", "ref_model": "hub"}),
    "GRPOTrainer": Loader({0: "hub"}, {"model": "hub", "reward_funcs": "hub"}),
    **_rows(
        _HUB,
        "from_quantized from_finetuned from_pretrained_model get_pretrained from_preset load_checkpoint_and_dispatch "
        "SparseEncoder models.Transformer TransformersConverter RewardTrainer KTOTrainer PPOTrainer ORPOTrainer "
        "CPOTrainer RLOOTrainer ModelCard.load SequenceTagger.load TextClassifier.load SentenceTagger.load",
    ),
    "LoRARequest": Loader({2: "hub"}, {"lora_path": "hub", "lora_local_path": "hub"}),
    "from_hparams": Loader({}, {"source": "hub"}),
    # huggingface_hub
    "hf_hub_url": _row("hub", "repo_id"),
    "hf_hub_download": _row("hub", "repo_id"),
    "snapshot_download": _row("hub", "repo_id"),
    "InferenceClient": _row("hub", "model"),
    "AsyncInferenceClient": _row("hub", "model"),
    "model_info": _row("hub", "repo_id"),
    "load_dataset": _DATASET,
    "load_dataset_builder": _DATASET,
    "dataset_info": _DATASET,
    # servers and engines
    "LLM": _row("hub", "model"),
    "EngineArgs": _row("hub", "model", "tokenizer"),
    "AsyncEngineArgs": _row("hub", "model", "tokenizer"),
    "sgl.Engine": _row("hub", "model_path"),
    "mlx_lm.load": _HUB,
    "lmdeploy.pipeline": _row("hub", "model_path"),
    "outlines.models.transformers": _HUB,
    "models.Transformers": _HUB,
    **_rows(_HUB, "InferenceClientModel HfApiModel TransformersModel VLLMModel"),
    **_rows(_ROUTER, "LiteLLMModel Agent"),
    "WhisperModel": _WHISPER,
    "whisperx.load_model": _WHISPER,
    "whisper.load_model": _WHISPER,
    # embeddings and rerankers
    "SentenceTransformer": _SENTENCE,
    "SentenceTransformerEmbeddings": _SENTENCE,
    "SentenceTransformerEmbeddingFunction": _SENTENCE,
    "HuggingFaceEmbeddings": _SENTENCE,
    "HuggingFaceEmbedding": _SENTENCE,
    "HuggingFaceInstructEmbeddings": _SENTENCE,
    "HuggingFaceBgeEmbeddings": _SENTENCE,
    "SentenceTransformersTextEmbedder": _SENTENCE,
    "SentenceTransformersDocumentEmbedder": _SENTENCE,
    "CrossEncoder": _HUB,
    "HuggingFaceCrossEncoder": _HUB,
    "FlagModel": _HUB,
    "BGEM3FlagModel": _HUB,
    **_rows(
        _HUB,
        "FlagReranker FlagLLMModel FlagLLMReranker LayerWiseFlagLLMReranker LightWeightFlagLLMReranker TextEmbedding "
        "SparseTextEmbedding LateInteractionTextEmbedding LateInteractionMultimodalEmbedding ImageEmbedding "
        "TextCrossEncoder ColBERT resolve_embed_model",
    ),
    "KeyBERT": _SENTENCE,
    "BERTopic": Loader({}, {"embedding_model": "sentence"}),
    # vision, audio, language
    "timm.create_model": _row("timm", "model_name"),
    **_rows(_row("weak", "model_name"), "open_clip.create_model_and_transforms open_clip.get_tokenizer"),
    "YOLO": _row("ultralytics", "model"),
    "spacy.load": _row("spacy", "name"),
    "spacy.cli.download": _row("spacy", "model"),
    "torch.hub.load": Loader({0: "torchhub"}, {"repo_or_dir": "torchhub"}),
    # frameworks over hosted models
    "HuggingFaceHub": _HUB,
    "HuggingFaceEndpoint": _HUB,
    "HuggingFacePipeline.from_model_id": _HUB,
    "HuggingFaceLLM": _HUB,
    "ChatOpenAI": _HOSTED,
    "AzureChatOpenAI": _HOSTED,
    "OpenAIEmbeddings": _HOSTED,
    "OpenAIEmbedding": _HOSTED,
    "ChatAnthropic": _HOSTED,
    "ChatGoogleGenerativeAI": _HOSTED,
    "GoogleGenerativeAIEmbeddings": _HOSTED,
    "GenerativeModel": _HOSTED,
    "ChatVertexAI": _HOSTED,
    "ChatBedrock": _HOSTED,
    "BedrockEmbeddings": _HOSTED,
    "ChatCohere": _HOSTED,
    "ChatMistralAI": _HOSTED,
    "ChatGroq": _row("groq", "model", "model_name"),
    "ChatDeepSeek": _row("deepseek", "model", "model_name"),
    "ChatTogether": _row("together", "model", "model_name"),
    "ChatFireworks": _row("fireworks", "model", "model_name"),
    "ChatNVIDIA": _row("nvidia-nim", "model"),
    "ChatPerplexity": _row("perplexity", "model"),
    "ChatWatsonx": _row("watsonx", "model_id"),
    "ChatCerebras": _row("cerebras", "model"),
    "VoyageAIEmbeddings": _row("voyage", "model"),
    "replicate.run": _row("replicate", "ref"),
    "OpenAI": _HOSTED,
    "Anthropic": _HOSTED,
    "completions.create": _HOSTED,
    "messages.create": _HOSTED,
    "responses.create": _HOSTED,
    "embeddings.create": _HOSTED,
    "images.generate": _HOSTED,
    "encoding_for_model": _HOSTED,
    "init_chat_model": _ROUTER,
    "completion": _ROUTER,
    "acompletion": _ROUTER,
    "embedding": _ROUTER,
    "dspy.LM": _ROUTER,
    "from_provider": _ROUTER,
    # Ollama
    "ChatOllama": _OLLAMA,
    "OllamaLLM": _OLLAMA,
    "Ollama": _OLLAMA,
    "OllamaEmbeddings": _OLLAMA,
    "OllamaEmbedding": _OLLAMA,
    "OllamaGenerator": _OLLAMA,
    "OllamaChatGenerator": _OLLAMA,
    "ollama.chat": _OLLAMA,
    "ollama.generate": _OLLAMA,
    "ollama.pull": _OLLAMA,
    "ollama.embed": _OLLAMA,
    "ollama.embeddings": _OLLAMA,
}

OWN: dict[str, Loader] = {}
"""Rows that a team's policy adds (``readers.own``)."""

# Calls whose strings name what is written, printed, compared or looked up, never what is loaded.
WRITERS = frozenset(
    "push_to_hub create_repo upload_file upload_folder upload_large_folder delete_repo save_pretrained save_to_disk "
    "get_model register get_logger getLogger add_model DeleteModel RemoveField RenameField RunPython import_module "
    "include url reverse redirect mount".split()
)
SPEAKERS = frozenset(
    "print debug info warning warn error exception critical log write writelines format startswith endswith split "
    "replace compile match search sub fullmatch findall strip lstrip rstrip removeprefix removesuffix index find count "
    "join skip skipif xfail assertEqual assertIn assertTrue fail echo secho markdown text title header caption".split()
)
# Their second argument, or ``default=``, is the value that counts; the first one names it.
DEFAULTS = frozenset("getenv get pop setdefault getattr env str_env environ config getoption".split())
# The value of a field with a default: dataclasses, attrs, pydantic, Django, typer, click, gradio, Streamlit.
FIELDS = frozenset("field Field attrib ib Option Argument option argument CharField TextField Input Parameter".split())


def loader(dotted: str) -> Loader | None:
    """The row for a dotted callable name, longest ending first; None for a callable that loads nothing we know."""
    parts = dotted.split(".")
    for start in range(max(0, len(parts) - 3), len(parts)):
        name = ".".join(parts[start:])
        if row := OWN.get(name) or LOADERS.get(name):
            return row
    return None
