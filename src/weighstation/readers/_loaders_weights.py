"""Rows of ``_loaders``: Python libraries that fetch weights and data sets, and which argument names them.

Names are dotted where the last word alone says too little: the module first, whatever is imported from it, or the
class. Positions and keywords are those of the libraries' own signatures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weighstation.readers._ids import Place

# (place, positions of arguments from 0, keywords, callables)
ROWS: tuple[tuple[Place, str, str, str], ...] = (
    # transformers, diffusers, PEFT, optimum, unsloth, llama-cpp-python, GLiNER, SetFit, NeMo, pyannote …
    ("hub", "0", "pretrained_model_name_or_path model_name_or_path model_name model_id repo_id model peft_model_id",
     "from_pretrained load_pretrained from_quantized from_finetuned from_model_id load_adapter"),
    ("hub", "1 3 4", "model tokenizer feature_extractor image_processor assistant_model", "pipeline"),
    ("hub", "1", "model_id", "PeftModel.from_pretrained"),
    ("hub", "0", "pretrained_model_link_or_path_or_dict pretrained_model_link_or_path config", "from_single_file"),
    ("hub", "0", "pretrained_model_name_or_path_or_dict pretrained_model_name_or_path",
     "load_lora_weights load_textual_inversion load_ip_adapter load_attn_procs lora_state_dict"),
    # TRL
    ("hub", "0", "model", "SFTTrainer ORPOTrainer CPOTrainer RewardTrainer PRMTrainer PPOTrainer"),
    ("hub", "0 1", "model ref_model reward_model reward_funcs teacher_model",
     "DPOTrainer KTOTrainer BCOTrainer GRPOTrainer RLOOTrainer GKDTrainer OnlineDPOTrainer NashMDTrainer "
     "XPOTrainer"),
    # huggingface_hub
    ("hub", "0", "repo_id",
     "hf_hub_download snapshot_download hf_hub_url model_info ModelCard.load try_to_load_from_cache load_from_hub "
     "from_pretrained_fastai from_pretrained_keras get_safetensors_metadata"),
    ("hub", "0", "model", "InferenceClient AsyncInferenceClient"),
    ("hub", "0", "repo_id", "InferenceApi"),
    ("hub", "", "repository", "create_inference_endpoint"),
    # vLLM (and whatever else has a class of that name), SGLang, lmdeploy, TensorRT-LLM
    ("model", "0", "model tokenizer", "LLM"),
    ("hub", "0", "model tokenizer", "EngineArgs AsyncEngineArgs"),
    ("hub", "2", "lora_path lora_local_path", "LoRARequest"),
    ("hub", "0", "model_path tokenizer_path", "sglang.Engine sglang.Runtime sgl.Engine sgl.Runtime ServerArgs"),
    ("hub", "0", "model_path", "lmdeploy.pipeline lmdeploy.serve"),
    # Apple's MLX
    ("hub", "0", "path_or_hf_repo", "mlx_lm.load mlx_vlm.load mlx_embeddings.load"),
    ("hub", "0", "hf_path", "mlx_lm.convert mlx_vlm.convert"),
    ("hub", "0", "path_or_hf_repo", "mlx_whisper.load_model"),
    ("hub", "", "path_or_hf_repo", "mlx_whisper.transcribe"),
    # converters and other runtimes
    ("hub", "0", "model_name_or_path", "TransformersConverter"),
    ("hub", "0", "model", "models.Transformers models.transformers models.vllm models.mlxlm models.llamacpp"),
    ("hub", "0", "model_id_or_path model_id", "OpenVINOLLM"),
    # embeddings and rerankers
    ("sentence", "0", "model_name_or_path model_name model",
     "SentenceTransformer SentenceTransformerEmbeddings SentenceTransformerEmbeddingFunction HuggingFaceEmbeddings "
     "HuggingFaceEmbedding HuggingFaceInstructEmbeddings HuggingFaceBgeEmbeddings "
     "HuggingFaceInferenceAPIEmbeddings SentenceTransformersTextEmbedder SentenceTransformersDocumentEmbedder "
     "SentenceTransformersDiversityRanker KeyBERT SentenceTransformerBackend"),
    ("sentence", "", "embedding_model", "BERTopic"),
    ("hub", "0", "model_name_or_path model_name model",
     "CrossEncoder SparseEncoder HuggingFaceCrossEncoder HuggingFaceCrossEncoderReranker "
     "sentence_transformers.Transformer from_model2vec from_distillation SentenceTransformersSimilarityRanker "
     "TransformersSimilarityRanker SentenceTransformersRanker SentenceTransformersSparseTextEmbedder "
     "SentenceTransformersSparseDocumentEmbedder INSTRUCTOR InstructorEmbedding models.Transformer ColBERT"),
    ("hub", "", "model", "SentenceTransformerRerank FlagEmbeddingReranker ColbertRerank"),
    ("hub", "0", "model_name_or_path",
     "FlagModel BGEM3FlagModel FlagLLMModel FlagICLModel FlagReranker FlagLLMReranker LayerWiseFlagLLMReranker "
     "LightWeightFlagLLMReranker"),
    ("hub", "0", "model_name model",
     "TextEmbedding SparseTextEmbedding LateInteractionTextEmbedding LateInteractionMultimodalEmbedding "
     "ImageEmbedding TextCrossEncoder FastEmbedEmbeddings FastEmbedEmbedding FastEmbedSparse FastembedTextEmbedder "
     "FastembedDocumentEmbedder FastembedSparseTextEmbedder FastembedSparseDocumentEmbedder FastembedRanker"),
    ("hub", "0", "model_name_or_path", "create_and_save_optimum_model"),
    # frameworks over models of the Hub
    ("hub", "0", "repo_id model model_id",
     "HuggingFaceHub HuggingFaceEndpoint HuggingFaceEndpointEmbeddings HuggingFaceHubEmbeddings ChatHuggingFace "
     "HuggingFacePipeline CTransformers MLXPipeline"),
    ("hub", "", "model_name tokenizer_name model",
     "HuggingFaceLLM HuggingFaceInferenceAPI HuggingFaceAPIEmbedding HuggingFaceInferenceAPIEmbedding "
     "OptimumEmbedding"),
    ("hub", "", "model model_name", "VLLM VLLMOpenAI Vllm"),
    ("hub", "0", "model model_name_or_path",
     "HuggingFaceLocalGenerator HuggingFaceLocalChatGenerator ExtractiveReader TransformersTextRouter FARMReader "
     "TransformersReader TransformersSummarizer TransformersTranslator"),
    ("hub", "", "model",
     "TransformersZeroShotTextRouter TransformersZeroShotDocumentClassifier NamedEntityExtractor"),
    ("hub", "0", "model_id", "TransformersModel InferenceClientModel HfApiModel MLXModel VLLMModel"),
    ("hub", "0", "model_id model path_or_hf_repo tokenizer_id",
     "TransformersLLM InferenceEndpointsLLM MlxLLM distilabel.vLLM"),
    ("hub", "0", "model model_name", "HuggingFaceModel dspy.HFModel dspy.HFClientVLLM dspy.HFClientTGI"),
    ("model", "0", "model_name_or_path", "PromptNode PromptModel"),
    ("hub", "0", "transformers_model", "mlflow.transformers.log_model mlflow.transformers.save_model"),
    ("model", "", "model_args", "simple_evaluate"),
    # speech and sound
    ("whisper", "0", "name model_size_or_path model_name model size_or_id whisper_arch model_size",
     "WhisperModel whisper.load_model whisperx.load_model stable_whisper.load_model "
     "stable_whisper.load_faster_whisper stable_whisper.load_hf_whisper whisper_timestamped.load_model "
     "faster_whisper.download_model LocalWhisperTranscriber FasterWhisperParser pywhispercpp.Model"),
    ("hub", "", "model_name", "load_align_model"),
    ("hub", "0", "source", "from_hparams"),
    ("hub", "0", "name", "get_pretrained"),
    ("hub", "0", "model", "pyannote.Inference"),
    # language
    ("spacy", "0", "name model", "spacy.load spacy.cli.download spacy.util.load_model spacy_download"),
    ("hub", "0", "model_path model",
     "SequenceTagger.load TextClassifier.load SentenceTagger.load flair.load "
     "TransformerWordEmbeddings TransformerDocumentEmbeddings"),
    ("gensim", "0", "name", "gensim.downloader.load"),
    # vision
    ("timm", "0", "model_name", "timm.create_model"),
    ("ultralytics", "0", "model",
     "YOLO YOLOWorld YOLOE YOLOv10 ultralytics.RTDETR ultralytics.SAM ultralytics.FastSAM ultralytics.NAS"),
    ("insightface", "0", "name", "FaceAnalysis"),
    # other stores of models
    ("torchhub", "0", "repo_or_dir", "torch.hub.load"),
    ("keras", "0", "preset", "from_preset"),
    ("kaggle", "0", "handle", "kagglehub.model_download"),
    ("gpt4all", "0", "model_name", "gpt4all.GPT4All"),
    ("modelscope", "0", "model_id model pretrained_model_name_or_path model_dir",
     "modelscope.snapshot_download modelscope.model_file_download modelscope.from_pretrained "
     "modelscope.dataset_snapshot_download"),
    ("modelscope", "1", "model", "modelscope.pipeline"),
    # data sets
    ("dataset", "0", "path dataset_name repo_id",
     "load_dataset load_dataset_builder dataset_info get_dataset_config_names get_dataset_split_names "
     "get_dataset_infos get_dataset_default_config_name Dataset.from_hub FeedbackDataset.from_huggingface"),
)  # fmt: skip
