"""Callables whose names say too little: what they load depends on what the file imports, or makes its client with."""

from __future__ import annotations

import pytest

from weighstation.readers._loaders import LOADERS, loader
from weighstation.readers._loaders_hosted import ROWS as HOSTED
from weighstation.readers._loaders_weights import ROWS as WEIGHTS
from weighstation.readers._python_modules import meanings, with_origin
from weighstation.readers.python_source import read_code

FILES = {
    'from mlx_lm import load\nload("acme-lab/one")': "hf:acme-lab/one",
    'from mlx_vlm import generate, load\nload("acme-lab/one")': "hf:acme-lab/one",
    'from json import load\nload("acme-lab/one")': "",
    'from modelscope import AutoModel\nAutoModel.from_pretrained("acme-lab/one")': "modelscope:acme-lab/one",
    'from modelscope.hub.snapshot_download import snapshot_download\nsnapshot_download("acme-lab/one")': "modelscope:acme-lab/one",
    'from modelscope.pipelines import pipeline\npipeline("chat", model="acme-lab/one")': "modelscope:acme-lab/one",
    'from modelscope.pipelines import pipeline\npipeline("chat", model="./one")': "",
    'from huggingface_hub import snapshot_download\nsnapshot_download("acme-lab/one")': "hf:acme-lab/one",
    'from ollama import Client\nclient = Client(host=h)\nclient.chat(model="llama3")': "ollama:llama3",
    "class A:\n    def __init__(self):\n        self.client = ollama.AsyncClient()\n"
    '    def go(self):\n        return self.client.generate(model="llama3")': "ollama:llama3",
    'ollama.create(model="my-pet", from_="llama3")': "ollama:llama3",
    'from groq import Groq\nc = Groq()\nc.chat.completions.create(model="openai/gpt-oss-20b")': "groq:openai/gpt-oss-20b",
    'from together import Together\nc = Together()\nc.chat.completions.create(model="acme-lab/one")': "together:acme-lab/one",
    'from openai import OpenAI\nc = OpenAI()\nc.chat.completions.create(model="acme-lab/one")': "hf:acme-lab/one",
    'import cohere\nco: cohere.Client = cohere.Client(key)\nco.embed(texts=t, model="embed-english-v3.0")': "cohere:embed-english-v3.0",
    'from timm import create_model\ncreate_model("resnet50.a1_in1k", pretrained=True)': "hf:timm/resnet50.a1_in1k",
    'from timm import create_model\ncreate_model("resnet50")': "",
    'from keras import models\nmodels.create_model("timm.layers")': "",
    'import gensim.downloader as api\nv = api.load("glove-wiki-gigaword-100")': "gensim:glove-wiki-gigaword-100",
    'from gensim.models import Word2Vec\nv = Word2Vec.load("glove-wiki-gigaword-100")': "",
    'from gpt4all import GPT4All\nm = GPT4All("orca-mini-3b-gguf2-q4_0.gguf")': "gpt4all:orca-mini-3b-gguf2-q4_0.gguf",
    'from langchain_community.llms import GPT4All\nm = GPT4All(model="./models/orca-mini-3b.gguf")': "",
    'from ultralytics import SAM\nm = SAM("sam2_b.pt")': "ultralytics:sam2_b",
    'from elsewhere import SAM\nm = SAM("sam2_b.pt")': "",
    'YOLO("yolov8n.yaml")': "",
    'YOLO("yolo11x-seg.pt")': "ultralytics:yolo11x-seg",
    'FaceAnalysis(name="buffalo_l")': "insightface:buffalo_l",
    'import kagglehub\nkagglehub.model_download("google/gemma/transformers/2b/1")': "kaggle:google/gemma/transformers/2b",
    'keras_hub.models.GemmaCausalLM.from_preset("gemma_2b_en")': "keras:gemma_2b_en",
    'GemmaCausalLM.from_preset("kaggle://keras/gemma/keras/gemma_2b_en")': "kaggle:keras/gemma/keras/gemma_2b_en",
    'GemmaCausalLM.from_preset("./mine")': "",
    'hub.load("https://tfhub.dev/google/universal-sentence-encoder/4")': "tfhub:google/universal-sentence-encoder",
    'hub.KerasLayer("https://www.kaggle.com/models/google/yamnet/tensorFlow2/yamnet/1")': "kaggle:google/yamnet/tensorFlow2/yamnet",
    'from_single_file("https://civitai.com/api/download/models/128713?type=Model")': "url:https://civitai.com/api/download/models/128713",
    "import en_core_web_sm\nnlp = en_core_web_sm.load()": "spacy:en_core_web_sm",
    'SentenceTransformer("bert-base-uncased")': "hf:bert-base-uncased",
    'SentenceTransformer("bert-base-nli-mean-tokens")': "hf:sentence-transformers/bert-base-nli-mean-tokens",
    'simple_evaluate(model="hf", model_args="pretrained=acme-lab/one,dtype=float16")': "hf:acme-lab/one",
    'simple_evaluate(model="hf", model_args="pretrained=./mine")': "",
    'from vertexai.language_models import TextGenerationModel\nTextGenerationModel.from_pretrained("text-bison@001")': "google:text-bison@001",
    'stable_whisper.load_model("base")': "whisper:base",
    'mlx_whisper.transcribe("a/b.wav", path_or_hf_repo="acme-lab/one")': "hf:acme-lab/one",
}


@pytest.mark.parametrize("source", FILES)
def test_a_file_brings(source: str) -> None:
    assert [reference.id for reference in read_code("a.py", source)] == FILES[source].split()


def test_no_callable_has_two_rows() -> None:
    names = [name for *_, named in (*WEIGHTS, *HOSTED) for name in named.split()]
    assert sorted(set(names)) == sorted(names)
    assert set(names) == set(LOADERS)


def test_names_are_known_by_module_then_by_ending() -> None:
    assert loader("x.y.from_pretrained") is LOADERS["from_pretrained"]
    assert loader("load") is None
    assert loader("load", {"load": "mlx_lm.utils.load"}.__getitem__) is LOADERS["mlx_lm.load"]
    assert loader("nothing.at_all") is None


def test_what_names_stand_for() -> None:
    source = "import a.b as c, d\nfrom e.f import (\n    g,\n    h as i,\n)\nfrom . import j\nk = c.Client(url)\n"
    assert meanings(source) == {"c": "a.b", "g": "e.f.g", "i": "e.f.h", "k": "a.b.Client"}
    assert with_origin("self.k.chat", meanings(source)) == "a.b.Client.chat"
    assert with_origin("unknown.chat", {}) == "unknown.chat"
