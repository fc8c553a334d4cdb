"""JavaScript callables that take a model, and which of their arguments or options names it.

Looked up by the longest dotted ending that has a row, as Python's are. Options of an object (``{ model: "…" }``) that
have no row of their own are judged by name (``_keys.place``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from weighstation.readers._ids import Place


class Row(NamedTuple):
    """Places of a callable's arguments (by index) and options (by key), and the provider if it has only one."""

    positional: Mapping[int, Place]
    options: Mapping[str, Place]
    provider: str = ""


def _row(place: Place, *options: str, index: int | None = 0) -> Row:
    return Row({} if index is None else {index: place}, dict.fromkeys(options, place))


def _rows(names: str, row: Row) -> dict[str, Row]:
    return dict.fromkeys(names.split(), row)


_MODEL = ("model", "modelName", "modelId")
_HOSTED = _row("hosted", *_MODEL)

LOADERS: dict[str, Row] = {
    # transformers.js
    "pipeline": Row({1: "hub"}, {"model": "hub"}),
    **_rows("from_pretrained load_pretrained TextStreamer.from_pretrained", _row("hub", *_MODEL)),
    # @huggingface/inference and /hub
    **_rows(
        "textGeneration textGenerationStream chatCompletion chatCompletionStream featureExtraction fillMask "
        "summarization textClassification tokenClassification zeroShotClassification sentenceSimilarity "
        "questionAnswering translation tableQuestionAnswering automaticSpeechRecognition audioClassification "
        "textToSpeech imageClassification objectDetection imageSegmentation textToImage imageToImage imageToText "
        "textToVideo documentQuestionAnswering visualQuestionAnswering zeroShotImageClassification",
        _row("hub", "model", index=None),
    ),
    **_rows("downloadFile snapshotDownload listFiles modelInfo fileDownloadInfo",
            _row("hub", "repo", "name", index=None)),
    "datasetInfo": _row("dataset", "name", index=None),
    # in the browser and on the machine
    **_rows("loadModelFromHF", _row("hub", "repo")),
    **_rows("CreateMLCEngine CreateWebWorkerMLCEngine CreateServiceWorkerMLCEngine", Row({0: "model", 1: "model"}, {})),
    **_rows("resolveModelFile createModelDownloader", _row("hub", "modelUri", "uri")),
    **_rows("loadModel", _row("model", "modelPath", "model", "modelUrl")),
    # Ollama
    **_rows(
        "ollama.chat ollama.generate ollama.pull ollama.embed ollama.embeddings ollama.show ChatOllama Ollama "
        "OllamaEmbeddings OllamaEmbedding OllamaLLM",
        _row("ollama", *_MODEL),
    ),
    # LangChain.js, LlamaIndex.TS
    **_rows(
        "HuggingFaceTransformersEmbeddings HuggingFaceInferenceEmbeddings HuggingFaceInference HuggingFaceEmbedding "
        "HuggingFaceLLM",
        _row("hub", *_MODEL, "modelType"),
    ),
    **_rows(
        "ChatOpenAI AzureChatOpenAI OpenAIEmbeddings OpenAIEmbedding OpenAI ChatAnthropic Anthropic ChatVertexAI "
        "Gemini ChatGoogleGenerativeAI GoogleGenerativeAIEmbeddings GeminiEmbedding getGenerativeModel "
        "encodingForModel encoding_for_model",
        _HOSTED,
    ),
    **_rows("ChatMistralAI MistralAIEmbeddings MistralAI MistralAIEmbedding", _HOSTED._replace(provider="mistral-api")),
    **_rows("ChatCohere CohereEmbeddings CohereRerank", _HOSTED._replace(provider="cohere")),
    **_rows("ChatBedrockConverse ChatBedrock BedrockChat BedrockEmbeddings InvokeModelCommand ConverseCommand",
            _HOSTED._replace(provider="bedrock")),
    **_rows("ChatGroq Groq", _HOSTED._replace(provider="groq")),
    **_rows("ChatTogetherAI TogetherAIEmbeddings TogetherLLM TogetherEmbedding", _HOSTED._replace(provider="together")),
    **_rows("ChatFireworks FireworksEmbeddings FireworksLLM FireworksEmbedding",
            _HOSTED._replace(provider="fireworks")),
    **_rows("ChatXAI", _HOSTED._replace(provider="xai")),
    **_rows("ChatPerplexity Perplexity", _HOSTED._replace(provider="perplexity")),
    **_rows("ChatDeepSeek DeepSeekLLM", _HOSTED._replace(provider="deepseek")),
    **_rows("initChatModel", _row("model", *_MODEL)),
    # clients of one API
    **_rows("completions.create messages.create responses.create embeddings.create images.generate", _HOSTED),
    "replicate.run": Row({0: "hosted"}, {}, "replicate"),
    **_rows("predictions.create deployments.predictions.create", Row({}, {"model": "hosted"}, "replicate")),
    # the ai SDK
    **_rows("generateText streamText generateObject streamObject embed embedMany gateway", _row("model", "model")),
    **_rows("gateway.languageModel gateway.textEmbeddingModel gateway.embeddingModel", _row("model")),
}  # fmt: skip

# Calls whose strings name modules, targets of a push, or what is put into a page.
WRITERS = frozenset(
    "require resolve mock unmock doMock requireActual importActual createRepo deleteRepo uploadFile uploadFiles "
    "uploadFilesWithProgress commit getElementById querySelector querySelectorAll createElement addEventListener "
    "removeEventListener setAttribute getAttribute setHeader getHeader".split()
)
# Calls whose strings are shown, compared or expected, never loaded.
SPEAKERS = frozenset(
    "log info debug warn error trace dir write alert confirm prompt Error TypeError RangeError assert equal "
    "strictEqual notEqual deepEqual deepStrictEqual toBe toEqual toStrictEqual toContain toContainEqual toMatch "
    "toMatchObject toThrow toThrowError toHaveBeenCalledWith toHaveBeenLastCalledWith toHaveBeenNthCalledWith "
    "toHaveProperty describe it test skip each includes startsWith endsWith indexOf lastIndexOf has split replace "
    "replaceAll match matchAll search localeCompare getByText findByText getByRole objectContaining "
    "stringContaining arrayContaining".split()
)
COMPARERS = frozenset("includes indexOf has startsWith endsWith localeCompare match some every find".split())
# Calls that hand their argument on: containers, state of a page, fields of a schema.
PASSES = frozenset(
    "String Set Map Array Object freeze seal assign from of concat memo useState useRef useMemo ref shallowRef "
    "reactive signal writable readable atom computed $state enum literal union default optional catch prefault "
    "fromEntries entries Promise all resolve nativeEnum picklist oneOf URL Request structuredClone unref toRef "
    "encodeURIComponent encodeURI".split()
)
# Their second argument is the value that counts; the first one names it.
DEFAULTS = frozenset(
    "get getEnv getenv env envOr getEnvOrDefault getOrDefault getEnvironmentVariable getConfig".split()
)
OPTIONS = frozenset("option requiredOption Option addOption".split())
STARTERS = frozenset("exec execSync spawn spawnSync execFile execFileSync execa execaSync execaCommand".split())


def loader(dotted: str) -> Row | None:
    """The row for a dotted callable name, longest ending first; None for a callable that loads nothing we know."""
    parts = dotted.split(".")
    for start in range(max(0, len(parts) - 3), len(parts)):
        if row := LOADERS.get(".".join(parts[start:])):
            return row
    return None
