"""Rows of ``_loaders``: clients, frameworks and routers over models that somebody serves, Ollama's among them.

A row's place is the provider where a class is of that provider only; ``hosted`` where the model's name has to tell,
``model`` where routes such as ``groq/llama3-8b-8192`` are taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weighstation.readers._ids import Place

_ANY = "model model_name model_id"

# (place, positions of arguments from 0, keywords, callables)
ROWS: tuple[tuple[Place, str, str, str], ...] = (
    # OpenAI, Anthropic, Google: their clients, and classes of LangChain, LlamaIndex, Haystack, pydantic-ai, smolagents
    ("hosted", "0", f"{_ANY} deployment_name",
     "ChatOpenAI AzureChatOpenAI OpenAIEmbeddings AzureOpenAIEmbeddings OpenAIEmbedding ChatAnthropic "
     "ChatAnthropicVertex ChatGoogleGenerativeAI GoogleGenerativeAI GoogleGenerativeAIEmbeddings GenerativeModel "
     "ChatVertexAI VertexAI VertexAIEmbeddings OpenAI AzureOpenAI Anthropic Gemini GeminiEmbedding GoogleGenAI "
     "GoogleGenAIEmbedding encoding_for_model OpenAIModel OpenAIChatModel OpenAIResponsesModel AnthropicModel "
     "GeminiModel GoogleModel OpenAIServerModel AzureOpenAIServerModel OpenAILLM AnthropicLLM GPTModel"),
    ("hosted", "", "model",
     "completions.create messages.create responses.create embeddings.create images.generate transcriptions.create "
     "speech.create moderations.create completions.parse responses.parse messages.stream messages.count_tokens "
     "models.generate_content models.generate_content_stream models.embed_content models.generate_images "
     "models.generate_videos models.count_tokens chats.create live.connect OpenAIGenerator OpenAIChatGenerator "
     "OpenAITextEmbedder OpenAIDocumentEmbedder AnthropicGenerator AnthropicChatGenerator GoogleAIGeminiGenerator "
     "GoogleAIGeminiChatGenerator GoogleGenAIChatGenerator VertexAIGeminiGenerator VertexAIGeminiChatGenerator"),
    ("google", "0", "model_name",
     "TextGenerationModel.from_pretrained ChatModel.from_pretrained CodeGenerationModel.from_pretrained "
     "CodeChatModel.from_pretrained TextEmbeddingModel.from_pretrained MultiModalEmbeddingModel.from_pretrained "
     "ImageGenerationModel.from_pretrained ImageTextModel.from_pretrained"),
    # other providers
    ("bedrock", "", "modelId model_id model",
     "invoke_model invoke_model_with_response_stream converse converse_stream ChatBedrock ChatBedrockConverse "
     "Bedrock BedrockLLM BedrockChat BedrockEmbeddings BedrockConverse BedrockEmbedding AmazonBedrockServerModel "
     "AmazonBedrockModel"),
    ("bedrock", "0", "model model_name model_id",
     "BedrockConverseModel BedrockModel AmazonBedrockGenerator AmazonBedrockChatGenerator "
     "AmazonBedrockTextEmbedder AmazonBedrockDocumentEmbedder"),
    ("cohere", "", "model model_name",
     "cohere.chat cohere.chat_stream cohere.generate cohere.embed cohere.rerank ChatCohere CohereEmbeddings "
     "CohereRerank CohereEmbedding CohereLLM CohereTextEmbedder CohereDocumentEmbedder CohereGenerator "
     "CohereChatGenerator CohereRanker"),
    ("mistral-api", "", "model model_name",
     "ChatMistralAI MistralAI MistralAIEmbedding MistralAIEmbeddings MistralLLM"),
    ("mistral-api", "", "model",
     "mistralai.complete mistralai.stream mistralai.complete_async mistralai.stream_async mistralai.chat "
     "mistralai.chat_stream mistralai.create mistralai.embeddings mistralai.process MistralChatGenerator "
     "MistralTextEmbedder MistralDocumentEmbedder"),
    ("groq", "", "model model_name", "ChatGroq Groq GroqLLM"),
    ("together", "", "model model_name", "ChatTogether TogetherLLM TogetherEmbeddings TogetherEmbedding"),
    ("fireworks", "", "model model_name", "ChatFireworks Fireworks FireworksEmbeddings FireworksEmbedding"),
    ("cerebras", "", "model model_name", "ChatCerebras Cerebras"),
    ("deepseek", "", "model model_name", "ChatDeepSeek DeepSeek"),
    ("perplexity", "", "model model_name", "ChatPerplexity Perplexity"),
    ("xai", "", "model model_name", "ChatXAI"),
    ("openrouter", "", "model model_name", "ChatOpenRouter OpenRouter OpenRouterChatGenerator"),
    ("deepinfra", "", "model_id model", "DeepInfra ChatDeepInfra DeepInfraEmbeddings DeepInfraLLM"),
    ("sambanova", "", "model", "ChatSambaNova ChatSambaNovaCloud SambaNovaCloud"),
    ("nvidia-nim", "", "model",
     "ChatNVIDIA NVIDIA NVIDIAEmbeddings NVIDIAEmbedding NVIDIARerank NvidiaGenerator NvidiaChatGenerator "
     "NvidiaTextEmbedder NvidiaDocumentEmbedder NvidiaRanker"),
    ("watsonx", "", "model_id model",
     "ModelInference ChatWatsonx WatsonxLLM WatsonxEmbeddings WatsonxRerank WatsonX WatsonxGenerator "
     "WatsonxChatGenerator ibm_watsonx_ai.Embeddings"),
    ("voyage", "", "model model_name",
     "VoyageAIEmbeddings VoyageEmbedding VoyageAIRerank VoyageTextEmbedder VoyageDocumentEmbedder VoyageRanker "
     "voyageai.embed voyageai.rerank voyageai.contextualized_embed voyageai.multimodal_embed"),
    ("jina", "", "model model_name",
     "JinaEmbeddings JinaEmbedding JinaRerank JinaTextEmbedder JinaDocumentEmbedder JinaRanker"),
    ("replicate", "0", "ref model version",
     "replicate.run replicate.async_run replicate.stream replicate.async_stream replicate.create ChatReplicate "
     "Replicate"),
    ("groq", "0", "model_name", "GroqModel"),
    ("mistral-api", "0", "model_name", "MistralModel"),
    ("cohere", "0", "model_name", "CohereModel"),
    ("cerebras", "0", "model_name", "CerebrasModel"),
    ("openrouter", "0", "model_name", "OpenRouterModel"),
    # clients of one provider, whatever their names: resolved by what they are imported from
    ("groq", "", "model", "groq.create"),
    ("together", "", "model", "together.create together.generate"),
    ("fireworks", "", "model", "fireworks.create fireworks.acreate"),
    ("cerebras", "", "model", "cerebras.create"),
    ("dashscope", "", "model model_name", "ChatTongyi Tongyi DashScope DashScopeEmbedding DashScopeEmbeddings"),
    ("zhipu", "", "model model_name", "ChatZhipuAI ZhipuAIEmbeddings ZhipuAI zhipuai.create"),
    ("moonshot", "", "model model_name", "MoonshotChat Moonshot"),
    # routers, which take a provider's name before the model's
    ("model", "0", _ANY,
     "init_chat_model init_embeddings dspy.LM dspy.Embedder from_provider infer_model ChatLiteLLM LiteLLM "
     "LiteLLMModel LiteLLMEmbedding resolve_embed_model resolve_llm Agent OpenAILike OpenAILikeEmbedding"),
    ("model", "0", "model",
     "completion acompletion text_completion atext_completion embedding aembedding batch_completion "
     "image_generation aimage_generation litellm.transcription litellm.speech litellm.rerank litellm.responses "
     "litellm.moderation"),
    # Ollama
    ("ollama", "0", "model model_name name",
     "ChatOllama OllamaLLM Ollama OllamaEmbeddings OllamaEmbedding OllamaEmbeddingFunction OllamaMultiModal "
     "OllamaGenerator OllamaChatGenerator OllamaTextEmbedder OllamaDocumentEmbedder OllamaModel "
     "OllamaChatCompletionClient dspy.OllamaLocal ollama.chat ollama.generate ollama.pull ollama.embed "
     "ollama.embeddings ollama.show"),
    ("ollama", "", "from_", "ollama.create"),
)  # fmt: skip
