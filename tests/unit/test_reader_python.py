"""The Python reader: which strings are models, and which only look like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.readers import python_source


def seen(source: str) -> list[tuple[int, str, str]]:
    """Line, id and use of everything the reader reports."""
    found = [(r.occurrence.line, r.id, r.occurrence.use) for r in python_source.read_code("a.py", source)]
    return sorted(found)


FOUND = {
    "a loader with the id on its line": (
        'm = AutoModel.from_pretrained("tiiuae/falcon-180B")',
        [(1, "hf:tiiuae/falcon-180B", "load")],
    ),
    "a keyword argument alone on its line": (
        'm = LLM(\n    model="mistralai/Mistral-7B-v0.1",\n)',
        [(2, "hf:mistralai/Mistral-7B-v0.1", "load")],
    ),
    "a positional argument alone on its line": (
        'm = pipeline(\n    "summarization",\n    "facebook/bart-large-cnn",\n)',
        [(3, "hf:facebook/bart-large-cnn", "load")],
    ),
    "a legacy name without owner": ('tok = AutoTokenizer.from_pretrained("gpt2")', [(1, "hf:gpt2", "load")]),
    "a constant that a loader consumes": (
        'X = "acme-lab/unheard-of"\nm = AutoModel.from_pretrained(X)',
        [(1, "hf:acme-lab/unheard-of", "load")],
    ),
    "a constant of a function is not the module's": (
        'X = "acme-lab/one"\ndef f():\n    X = "acme-lab/two"\n    return AutoModel.from_pretrained(X)',
        [(3, "hf:acme-lab/two", "load")],
    ),
    "an attribute that a loader consumes": (
        'class A:\n    def __init__(self):\n        self.x = "acme-lab/one"\n'
        "    def go(self):\n        return AutoModel.from_pretrained(self.x)",
        [(3, "hf:acme-lab/one", "load")],
    ),
    "a function of the file that hands its parameter to a loader": (
        'def build(which, n):\n    return AutoModel.from_pretrained(which)\n\nbuild("acme-lab/one", 3)',
        [(4, "hf:acme-lab/one", "load")],
    ),
    "an argparse default": (
        'p.add_argument("-m", "--model-id", default="acme-lab/one")',
        [(1, "hf:acme-lab/one", "load")],
    ),
    "an argparse option that a loader consumes": (
        'p.add_argument("--which", default="acme-lab/one")\nargs = p.parse_args()\nAutoModel.from_pretrained(args.which)',
        [(1, "hf:acme-lab/one", "load")],
    ),
    "an environment default": (
        'MODEL = os.getenv("MODEL_ID", "acme-lab/one")',
        [(1, "hf:acme-lab/one", "load")],
    ),
    "an `or` chain": ('model = env.get("X") or "acme-lab/one"', [(1, "hf:acme-lab/one", "load")]),
    "a signature default": ('def f(model_name="acme-lab/one"): ...', [(1, "hf:acme-lab/one", "load")]),
    "a dataclass default": (
        'class A:\n    base_model: str = field(default="acme-lab/one")',
        [(2, "hf:acme-lab/one", "load")],
    ),
    "a dict value under a model's key": ('cfg = {"base_model": "acme-lab/one"}', [(1, "hf:acme-lab/one", "load")]),
    "a list under a model's name": (
        'MODELS = [\n    "acme-lab/one",\n    "acme-lab/two",\n]',
        [(2, "hf:acme-lab/one", "load"), (3, "hf:acme-lab/two", "load")],
    ),
    "a known publisher's model where nothing else tells": (
        'x = {"small": "meta-llama/Llama-2-7b-hf"}',
        [(1, "hf:meta-llama/Llama-2-7b-hf", "load")],
    ),
    "f-strings and sums of literals": (
        'm = AutoModel.from_pretrained("acme-lab/" + "one")',
        [(1, "hf:acme-lab/one", "load")],
    ),
    "a Hub URL anywhere": (
        'u = "https://huggingface.co/acme-lab/one/resolve/main/x.bin"',
        [(1, "hf:acme-lab/one", "load")],
    ),
    "a hosted model": (
        'client.chat.completions.create(model="gpt-4o")',
        [(1, "openai:gpt-4o", "hosted")],
    ),
    "a router's prefix": (
        'completion(model="anthropic/claude-3-opus-20240229")',
        [(1, "anthropic:claude-3-opus-20240229", "hosted")],
    ),
    "an owner on the Hub that is a provider, too": (
        'pipeline("asr", model="openai/whisper-large-v3")',
        [(1, "hf:openai/whisper-large-v3", "load")],
    ),
    "an Ollama client": ('ChatOllama(model="llama3.1:8b")', [(1, "ollama:llama3.1:8b", "load")]),
    "a sentence-transformers name without owner": (
        'SentenceTransformer("all-MiniLM-L6-v2")',
        [(1, "hf:sentence-transformers/all-MiniLM-L6-v2", "load")],
    ),
    "a spaCy pipeline": ('nlp = spacy.load("en_core_web_lg")', [(1, "spacy:en_core_web_lg", "load")]),
    "a whisper size": ('m = whisper.load_model("tiny")', [(1, "whisper:tiny", "load")]),
    "a dataset": ('d = load_dataset("acme-lab/data")', [(1, "hf-dataset:acme-lab/data", "load")]),
    "a dataset in a download": (
        'snapshot_download("acme-lab/data", repo_type="dataset")',
        [(1, "hf-dataset:acme-lab/data", "load")],
    ),
    "a comparison of a known model is a mention": (
        'if name == "meta-llama/Llama-2-7b-hf": pass',
        [(1, "hf:meta-llama/Llama-2-7b-hf", "mention")],
    ),
    "a command that the code starts": (
        'subprocess.run(["ollama", "pull", "llama3"])',
        [(1, "ollama:llama3", "load")],
    ),
}
FOUND |= {
    "an option of a command that the code starts": (
        'subprocess.run(["ollama", "pull", "llama3", "--model=acme-lab/one"])',
        [(1, "hf:acme-lab/one", "load"), (1, "ollama:llama3", "load")],
    ),
    "a command in one string": ('os.system("ollama pull llama3")', [(1, "ollama:llama3", "load")]),
    "a download in one string": ('os.system("hf download acme-lab/one")', [(1, "hf:acme-lab/one", "load")]),
}
FOUND |= {
    "the choices of a widget whose title speaks of models": (
        'x = st.selectbox("Choose a model", ["gpt-4o", "acme-lab/one"])',
        [(1, "hf:acme-lab/one", "load"), (1, "openai:gpt-4o", "hosted")],
    ),
    "the choices and the preset of a widget, by its label": (
        'gr.Dropdown(\n    choices=["acme-lab/one"],\n    value="acme-lab/two",\n    label="Model",\n)',
        [(2, "hf:acme-lab/one", "load"), (3, "hf:acme-lab/two", "load")],
    ),
    "the values of a setting under a key that speaks of models": (
        'c = {"Model": Setting(\n    value="all-MiniLM-L6-v2",\n    values=["acme-lab/one"],\n)}',
        [(2, "hf:sentence-transformers/all-MiniLM-L6-v2", "load"), (3, "hf:acme-lab/one", "load")],
    ),
    "what a function returns from within a block": (
        'def get_models(token):\n    try:\n        if not token:\n            return ["acme-lab/one", "gpt-4o"]\n'
        "    except OSError:\n        pass",
        [(4, "hf:acme-lab/one", "load"), (4, "openai:gpt-4o", "hosted")],
    ),
    "the first argument of a class or function that makes a model by its name": (
        'a = Model("gpt-4o")\nb = load_model("acme-lab/one")\nc = get_llm("claude-3-opus-20240229")',
        [
            (1, "openai:gpt-4o", "hosted"),
            (2, "hf:acme-lab/one", "load"),
            (3, "anthropic:claude-3-opus-20240229", "hosted"),
        ],
    ),
    "the members of an enumeration of models": (
        'class ChatModel(str, Enum):\n    SMALL = "gpt-4o-mini"\n    OWN = "acme-lab/one"',
        [(2, "openai:gpt-4o-mini", "hosted"), (3, "hf:acme-lab/one", "load")],
    ),
    "the cases of a test": (
        '@pytest.mark.parametrize(\n    "model",\n    ["gpt-4o", "litellm/anthropic/claude-3-5-haiku-latest"],\n)\n'
        "def test_it(model): ...",
        [(3, "anthropic:claude-3-5-haiku-latest", "hosted"), (3, "openai:gpt-4o", "hosted")],
    ),
    "the place of a data set, by what it is given to": (
        'x = DatasetInitializer(storage_uri="hf://acme-lab/one")',
        [(1, "hf-dataset:acme-lab/one", "load")],
    ),
    "an option with the name of weights that a loader consumes": (
        'p.add_argument("--source", default="yolov8s.pt")\nmodel = YOLO(p.parse_args().source)',
        [(1, "ultralytics:yolov8s", "load")],
    ),
    "a data set of a class of the file's own": (
        'train = InvoiceDataset("google/fleurs-large", split="train")',
        [(1, "hf-dataset:google/fleurs-large", "load")],
    ),
    "a constant that speaks of data, whatever else it speaks of": (
        'INPUT_HF_DATASET = "acme-lab/one"',
        [(1, "hf-dataset:acme-lab/one", "load")],
    ),
    "a model that makes data": ('DATASET_MODEL = "acme-lab/one"', [(1, "hf:acme-lab/one", "load")]),
}

NOT_FOUND = {
    "a widget for something else": 'x = st.selectbox("Country", ["acme-lab/one", "gpt-4o"])',
    "a bare name that a class gives a model of its own": 'm = ServedModel("bert-base-uncased", path=where)',
    "a data set without an owner, by a name that only ends so": 'TRAIN_DATASETS = ["iris", "titanic"]',
    "the constants of a class that is no enumeration": 'class ModelServer:\n    ROUTE = "acme-lab/one"',
    "cases of several values": '@pytest.mark.parametrize("model, image", [("x", "acme-lab/one")])\ndef test(): ...',
    "a size": 'MODEL_SIZE_NAME = "llama3_2/1B"',
    "no answer": 'def model_name():\n    return "N/A"',
    "a file in a folder of a model": 'model_file = "onnx/model.onnx_data"',
    "a docstring": '"""Uses meta-llama/Llama-2-7b-hf."""',
    "a comment": "# AutoModel.from_pretrained('meta-llama/Llama-2-7b-hf')",
    "a push target": 'model.push_to_hub("acme-lab/mine")',
    "a placeholder": 'AutoModel.from_pretrained("your-username/your-model")',
    "a MIME type": 'model_type = "text/plain"; x = "application/json"',
    "a path": 'AutoModel.from_pretrained("./models/mine"); AutoModel.from_pretrained("models/mine")',
    "a Django lookup": 'apps.get_model("database", "Agent"); migrations.AddField(model_name="agent", name="x")',
    "a class name": 'isinstance(m, "torch.nn.Module"); x = {"model_class": "LlamaForCausalLM"}',
    "a task": 'pipeline("text-classification")',
    "a chat template": 'cfg = {"chat_template": "llama3", "prompt_type": "llama2"}',
    "a GitHub slug": 'repo = "pallets/flask"',
    "a time zone": 'TIME_ZONE = "Europe/Berlin"',
    "a name that is composed at run time": 'AutoModel.from_pretrained(f"{org}/{name}")',
}


@pytest.mark.parametrize("case", FOUND)
def test_finds(case: str) -> None:
    source, expected = FOUND[case]
    assert seen(source) == expected


@pytest.mark.parametrize("case", NOT_FOUND)
def test_does_not_invent(case: str) -> None:
    assert seen(NOT_FOUND[case]) == []


def test_revision_and_symbol_are_kept() -> None:
    source = 'AutoModel.from_pretrained("acme-lab/one", revision="v1.0")'
    [reference] = python_source.read_code("a.py", source)
    assert (reference.version, reference.occurrence.symbol) == ("v1.0", "AutoModel.from_pretrained")


def test_lines_survive_the_blanking_of_what_does_not_matter() -> None:
    filler = (
        "def f():\n    return 1\n\n\nclass A:\n    x = 1\n\n    @property\n    def y(self):\n        return 2\n\n\n"
    )
    source = filler * 3 + 'if a:\n    b = 1\nelse:\n    model = "acme-lab/one"\n' + filler
    assert seen(source) == [(40, "hf:acme-lab/one", "load")]


def test_a_string_with_code_at_column_zero_does_not_confuse() -> None:
    source = 'TEXT = """\ndef f():\n    x = (\n"""\nmodel = "acme-lab/one"\n'
    assert seen(source) == [(5, "hf:acme-lab/one", "load")]


def test_a_syntax_error_names_its_line() -> None:
    with pytest.raises(ReadError) as caught:
        list(python_source.read("a.py", b'x = 1\nm = from_pretrained("gpt2"\n'))
    assert (caught.value.path, caught.value.line) == ("a.py", 2)


@given(st.binary())
def test_random_bytes_raise_nothing_else(data: bytes) -> None:
    try:
        list(python_source.read("a.py", data))
    except ReadError as error:
        assert error.path == "a.py"


@given(st.text(alphabet="abc/_-\"'()[]{}=:,.\n #@fmodel", max_size=200))
def test_random_source_raises_nothing_else(source: str) -> None:
    try:
        list(python_source.read("a.py", ('model = "a/b"\n' + source).encode()))
    except ReadError as error:
        assert error.line > 0


@given(st.integers(0, 3), st.integers(0, 3), st.sampled_from(["X", "name", "which"]))
def test_a_value_is_followed_whatever_stands_between(before: int, after: int, name: str) -> None:
    filler = "def g():\n    return 0\n\n"
    source = filler * before + f'{name} = "acme-lab/one"\n' + filler * after + f"AutoModel.from_pretrained({name})\n"
    assert seen(source) == [(3 * before + 1, "hf:acme-lab/one", "load")]


def test_the_column_is_that_of_the_id_in_characters() -> None:
    [reference] = python_source.read_code("a.py", 'x, 모델_model = 1, f"acme-lab/one"\n')
    assert reference.occurrence.column == len('x, 모델_model = 1, f"') + 1


def test_a_space_is_neither_a_model_nor_a_dataset() -> None:
    assert seen('snapshot_download("acme-lab/demo", repo_type="space")') == []
