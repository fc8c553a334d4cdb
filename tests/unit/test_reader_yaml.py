"""The YAML reader: which values are models, by the keys that lead to them, and which only look like it."""

from __future__ import annotations

import time
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.readers import yaml_file


def seen(text: str, path: str = "conf/a.yaml") -> list[tuple[int, str, str]]:
    """Line, id and use of everything the reader reports."""
    found = [(r.occurrence.line, r.id, r.occurrence.use) for r in yaml_file.read(path, dedent(text).encode())]
    return sorted(found)


def loads(*names: tuple[int, str]) -> list[tuple[int, str, str]]:
    return [(line, name, "load") for line, name in names]


QWEN = "hf:Qwen/Qwen2.5-7B-Instruct"

FOUND = {
    "axolotl": (
        """\
        base_model: meta-llama/Llama-3.2-1B
        # hub_model_id: username/custom_model_name
        datasets:
          - path: tatsu-lab/alpaca
            type: alpaca
            ds_type: json
        output_dir: ./outputs/out
        """,
        loads((1, "hf:meta-llama/Llama-3.2-1B"), (4, "hf-dataset:tatsu-lab/alpaca")),
    ),
    "LLaMA-Factory": (
        """\
        model_name_or_path: meta-llama/Meta-Llama-3-8B-Instruct
        dataset: identity,alpaca_en_demo
        template: llama3
        output_dir: saves/llama3-8b/lora/sft
        adapter_name_or_path: saves/llama3-8b/lora/sft
        """,
        loads((1, "hf:meta-llama/Meta-Llama-3-8B-Instruct")),
    ),
    "TRL": (
        """\
        model_name_or_path: acme-lab/base
        dataset_name: trl-lib/Capybara
        teacher_model_name_or_path: acme-lab/teacher
        """,
        loads((1, "hf:acme-lab/base"), (2, "hf-dataset:trl-lib/Capybara"), (3, "hf:acme-lab/teacher")),
    ),
    "torchtune": (
        """\
        tokenizer:
          _component_: torchtune.models.llama3.llama3_tokenizer
          path: /tmp/Meta-Llama-3-8B/original/tokenizer.model
        dataset:
          _component_: torchtune.datasets.chat_dataset
          source: acme-lab/chats
        checkpointer:
          checkpoint_dir: /tmp/Meta-Llama-3-8B/
          checkpoint_files: [consolidated.00.pth]
          model_type: LLAMA3
        """,
        loads((6, "hf-dataset:acme-lab/chats")),
    ),
    "mergekit": (
        """\
        merge_method: slerp
        models:
          - model: psmathur/orca_mini_v3_13b
            parameters: {weight: 0.5}
          - model: garage-bAInd/Platypus2-13B
        base_model: TheBloke/Llama-2-13B-fp16
        """,
        loads(
            (3, "hf:psmathur/orca_mini_v3_13b"),
            (5, "hf:garage-bAInd/Platypus2-13B"),
            (6, "hf:TheBloke/Llama-2-13B-fp16"),
        ),
    ),
    "a list under a model key": ("fallback_models: [acme-lab/one, 'acme-lab/two']\n", loads((1, "hf:acme-lab/one"), (1, "hf:acme-lab/two"))),
    "several names in one value": (
        'vars:\n  models: "en_core_web_sm,en_core_web_lg"\n',
        loads((2, "spacy:en_core_web_lg"), (2, "spacy:en_core_web_sm")),
    ),
    "a list written as text": (
        "visible_models: \"['acme-lab/one', 'acme-lab/two']\"\n",
        loads((1, "hf:acme-lab/one"), (1, "hf:acme-lab/two")),
    ),
    "a model that says its name in a key of its own": (
        "model:\n  name: acme-lab/one\n  dtype: bfloat16\n",
        loads((2, "hf:acme-lab/one")),
    ),
    "KServe": (
        """\
        apiVersion: serving.kserve.io/v1alpha2
        kind: LLMInferenceService
        metadata:
          name: acme-lab/one
          annotations:
            example.org/model: acme-lab/one
          labels: {model: acme-lab/one}
        spec:
          model:
            uri: hf://Qwen/Qwen2.5-7B-Instruct
            name: Qwen/Qwen2.5-7B-Instruct
          predictor:
            model:
              modelFormat: {name: huggingface}
              storageUri: gs://bucket/models/iris
          containers:
            - image: vllm/vllm-openai:v0.8.3
              resources: {limits: {nvidia.com/gpu: "1"}}
        """,
        loads((10, QWEN), (11, QWEN), (15, "uri:gs://bucket/models/iris")),
    ),
    "kubeai": (
        """\
        kind: Model
        metadata: {name: gemma2-2b-cpu}
        spec:
          features: [TextGeneration]
          url: ollama://gemma2:2b
          adapters:
            - name: colorist
              url: hf://acme-lab/colorist-lora
        """,
        loads((5, "ollama:gemma2:2b"), (8, "hf:acme-lab/colorist-lora")),
    ),
    "a pair of name and value": (
        """\
        env:
          - name: MODEL_ID
            value: acme-lab/one
          - name: LOG_LEVEL
            value: info/debug
          - name: HF_TOKEN
            valueFrom: {secretKeyRef: {name: hf, key: token}}
        """,
        loads((3, "hf:acme-lab/one")),
    ),
    "a pod's template": (
        """\
        kind: Deployment
        spec:
          template:
            spec:
              containers:
                - args: [--model=acme-lab/one]
                  env: [{name: EMBEDDING_MODEL, value: acme-lab/two}]
        """,
        loads((6, "hf:acme-lab/one"), (7, "hf:acme-lab/two")),
    ),
    "words of a container's command": (
        """\
        containers:
          - command: [vllm, serve]
            args:
              - Qwen/Qwen2.5-7B-Instruct
              - --port
              - 8000
        """,
        loads((4, QWEN)),
    ),
    "arguments for the program of an image": (
        """\
        containerArgs:
          - "--model"
          - acme-lab/one
          - "--tokenizer"
          - acme-lab/two
        initContainers:
          - args:
              - hf://acme-lab/three
              - /mnt/models
        """,
        loads((3, "hf:acme-lab/one"), (5, "hf:acme-lab/two"), (8, "hf:acme-lab/three")),
    ),
    "a shell in a container": (
        """\
        command: ["/bin/sh", "-c"]
        args:
          - |
            set -e
            huggingface-cli download acme-lab/one
        """,
        loads((5, "hf:acme-lab/one")),
    ),
    "spaCy's project": (
        """\
        vars:
          vectors: en_core_web_lg
          dataset: archaeo
        commands:
          - name: download
            script:
              - "python -m spacy download en_core_web_md"
              - "python scripts/train.py ${vars.vectors}"
        """,
        loads((2, "spacy:en_core_web_lg"), (7, "spacy:en_core_web_md")),
    ),
    "a workflow": (
        """\
        on:
          workflow_dispatch:
            inputs:
              chat_model: {description: 'Which', default: 'gemini-2.5-flash', type: string}
        jobs:
          test:
            steps:
              - uses: actions/checkout@v4
              - run: |
                  pip install .
                  python -m spacy download en_core_web_sm
                env:
                  CHAT_MODEL: ${{ inputs.chat_model || 'claude-3-5-sonnet-latest' }}
        """,
        [
            (4, "google:gemini-2.5-flash", "hosted"),
            (11, "spacy:en_core_web_sm", "load"),
            (13, "anthropic:claude-3-5-sonnet-latest", "hosted"),
        ],
    ),
    "MLproject and dvc": (
        """\
        entry_points:
          main:
            parameters:
              model_name: {type: string, default: "acme-lab/one"}
            command: "python train.py --model {model_name}"
        stages:
          fetch:
            cmd: hf download acme-lab/two
        """,
        loads((4, "hf:acme-lab/one"), (8, "hf:acme-lab/two")),
    ),
    "tasks named after models": (
        """\
        stages:
          train_model: {cmd: hf download acme-lab/one}
        tasks:
          fetch-model: {run: hf download acme-lab/two}
        """,
        loads((2, "hf:acme-lab/one"), (4, "hf:acme-lab/two")),
    ),
    "Ollama's chart": (
        """\
        ollama:
          models:
            pull: [codellama]
            run: [llama3:8b]
        """,
        loads((3, "ollama:codellama"), (4, "ollama:llama3:8b")),
    ),
    "a program and its arguments": (
        "server:\n  command: vllm\n  args: [serve, acme-lab/one]\n",
        loads((3, "hf:acme-lab/one")),
    ),
    "Haystack": (
        """\
        components:
          embedder:
            type: haystack.components.embedders.SentenceTransformersTextEmbedder
            init_parameters:
              model: BAAI/bge-small-en-v1.5
        """,
        loads((5, "hf:BAAI/bge-small-en-v1.5")),
    ),
    "LlamaIndex": ("embed_model: local:BAAI/bge-small-en\n", loads((1, "hf:BAAI/bge-small-en"))),
    "litellm": (
        """\
        model_list:
          - model_name: gpt-4
            litellm_params:
              model: openai/gpt-4o
              api_key: os.environ/OPENAI_API_KEY
          - model_name: local
            litellm_params: {model: ollama/llama3:8b, api_base: "http://localhost:11434"}
        """,
        [(4, "openai:gpt-4o", "hosted"), (7, "ollama:llama3:8b", "load")],
    ),
    "promptfoo": (
        """\
        providers:
          - openai:gpt-4o
          - openai:chat:gpt-4o-mini
          - id: huggingface:text-generation:acme-lab/one
          - ollama:chat:llama3:8b
        """,
        [
            (2, "openai:gpt-4o", "hosted"),
            (3, "openai:gpt-4o-mini", "hosted"),
            (4, "hf:acme-lab/one", "load"),
            (5, "ollama:llama3:8b", "load"),
        ],
    ),
    "the provider next to the model": (
        """\
        models:
          - name: Local
            provider: ollama
            model: codellama
          - name: gpt-4o
            provider: openai
            model: gpt-4o
        """,
        [(4, "ollama:codellama", "load"), (5, "openai:gpt-4o", "hosted"), (7, "openai:gpt-4o", "hosted")],
    ),
    "the provider above the model": (
        "llm:\n  provider: ollama\n  config:\n    model: mistral\n",
        loads((4, "ollama:mistral")),
    ),
    "an alias repeats its text": (
        "x-base: &base acme-lab/one\ntrain:\n  model: *base\n",
        loads((3, "hf:acme-lab/one")),
    ),
    "an address anywhere": (
        "anything: https://huggingface.co/acme-lab/one/resolve/main/model.safetensors\n",
        loads((1, "hf:acme-lab/one")),
    ),
    "an address to look at": ("homepage: https://huggingface.co/acme-lab/one\n", [(1, "hf:acme-lab/one", "mention")]),
    "files of a ConfigMap: settings, a script, code": (
        """\
        kind: ConfigMap
        data:
          app.yaml: |
            model: acme-lab/one
          run.sh: |
            # starts it
            vllm serve acme-lab/two
          app.py: |
            m = AutoModel.from_pretrained("acme-lab/three")
          broken.py: |
            def (:
          app.toml: |
            [llm]
            model_id = "acme-lab/four"
        """,
        loads(
            (4, "hf:acme-lab/one"), (7, "hf:acme-lab/two"), (9, "hf:acme-lab/three"), (14, "hf:acme-lab/four")
        ),
    ),
    "the configuration of a Ray service": (
        "spec:\n  serveConfigV2: |\n    llm_configs:\n    - model_loading_config:\n        model_source: acme-lab/one\n",
        loads((5, "hf:acme-lab/one")),
    ),
    "ids that are keys": (
        "dataset_mixer:\n  acme-lab/rows: 0.5\nmodels:\n  acme-lab/one:\n    weight: 1\n  'acme-lab/two': {}\n",
        loads((2, "hf-dataset:acme-lab/rows"), (4, "hf:acme-lab/one"), (6, "hf:acme-lab/two")),
    ),
    "the values that a sweep tries": (
        "parameters:\n  model_name:\n    values: [bert-base-uncased, acme-lab/one]\n",
        loads((3, "hf:acme-lab/one"), (3, "hf:bert-base-uncased")),
    ),
    "weights that Ultralytics fetches by their name": (
        "model: yolov8n.pt\nweights: out/yolov8n.pt\n",
        loads((1, "ultralytics:yolov8n")),
    ),
    "the exact version of a model, as an address": (
        "models:\n- name: one\n  version: https://huggingface.co/acme-lab/one/commit/0e9e39f249a1\n",
        loads((3, "hf:acme-lab/one")),
    ),
    "the name of an embedding model without its owner": (
        "embedding_model: all-MiniLM-L6-v2\n",
        loads((1, "hf:sentence-transformers/all-MiniLM-L6-v2")),
    ),
    "the address of a model under a key of data": (
        "dataset_url: https://huggingface.co/acme-lab/one/resolve/main/x.zip\n",
        loads((1, "hf:acme-lab/one")),
    ),
    "an address under a key of data": ("eval_dataset: hf://acme-lab/rows\n", loads((1, "hf-dataset:acme-lab/rows"))),
    "a dataset's address": ("sample: https://huggingface.co/datasets/acme-lab/rows\n", loads((1, "hf-dataset:acme-lab/rows"))),
    "weights at an address": (
        "assets:\n  - url: https://example.org/vectors/cc.en.300.vec.gz\n",
        loads((2, "url:https://example.org/vectors/cc.en.300.vec.gz")),
    ),
    "a comment": (
        "# base_model: meta-llama/Llama-2-7b\nx: 1 # see https://huggingface.co/acme-lab/one\n",
        [(1, "hf:meta-llama/Llama-2-7b", "mention"), (2, "hf:acme-lab/one", "mention")],
    ),
    "several documents": ("model: acme-lab/one\n---\nmodel: acme-lab/two\n", loads((1, "hf:acme-lab/one"), (3, "hf:acme-lab/two"))),
    "Windows line ends": ("a: 1\r\nmodel: acme-lab/one\r\n", loads((2, "hf:acme-lab/one"))),
    "tags": ("model: !!python/object/apply:os.system acme-lab/one\n", loads((1, "hf:acme-lab/one"))),
}  # fmt: skip


@pytest.mark.parametrize("text", FOUND)
def test_finds(text: str) -> None:
    source, expected = FOUND[text]
    assert seen(source) == expected


COMPOSE = {
    "a default with a colon": ("environment:\n      - LLM_MODEL=${LLM_MODEL:-acme-lab/one}", "hf:acme-lab/one"),
    "a default without a colon": ("environment:\n      - LLM_MODEL=${LLM_MODEL-acme-lab/one}", "hf:acme-lab/one"),
    "a map": ("environment:\n      LLM_MODEL: ${LLM_MODEL:-acme-lab/one}", "hf:acme-lab/one"),
    "a bare name where Ollama is": (
        "environment: {OLLAMA_URL: 'http://h',\n      LLM: '${LLM-llama2}'}",
        "ollama:llama2",
    ),
    "an entrypoint": (
        'image: a\n    entrypoint: ["python3", "-m", "x", "--model-path", "${PATH_:-acme-lab/one}"]',
        "hf:acme-lab/one",
    ),
    "a command line": ("image: b\n    command: vllm serve acme-lab/one --port 80", "hf:acme-lab/one"),
    "a model of Docker Model Runner": (
        "provider:\n      type: model\n      options:\n        model: ai/smollm2",
        "docker-model:ai/smollm2",
    ),
}


@pytest.mark.parametrize("case", COMPOSE)
def test_finds_in_a_compose_file(case: str) -> None:
    service, expected = COMPOSE[case]
    assert [name for _, name, _ in seen(f"services:\n  app:\n    {service}\n")] == [expected]


def test_takes_the_models_of_a_compose_file_for_those_of_docker_model_runner() -> None:
    text = "services: {app: {models: [m]}}\nmodels:\n  m: {model: ai/qwen3:8B}\n  h: {model: hf.co/acme-lab/one}\n"
    assert seen(text) == loads((3, "docker-model:ai/qwen3:8B"), (4, "hf:acme-lab/one"))


NOTHING = {
    "labels and limits of Kubernetes": "models:\n  app.kubernetes.io/name: x\n  nvidia.com/gpu: 1\nlabels:\n  acme-lab/one: x\n",
    "images and actions": "image: vllm/vllm-openai:v0.8.3\nuses: actions/checkout@v4\nbase_image: nvidia/cuda:12.1",
    "an image in parts": "image:\n  repository: ollama/ollama\n  name: acme-lab/one\n",
    "Kubernetes names": "apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata:\n  name: model/one",
    "push targets": "hub_model_id: acme-lab/mine\npush_to_hub_model_id: acme-lab/mine\noutput_model: acme-lab/mine",
    "placeholders": "base_model: your_name/lora_model\nmodel: username/custom_model_name\nmodel_id: <org>/<name>",
    "local paths": "model: ./models/a\nbase_model: /srv/models/a\ncheckpoint: outputs/run/model\ntokenizer: models/a",
    "chat templates": "chat_template: gemma3\ntemplate: llama3\nprompt_template: llama2",
    "types": "model_type: llama\ntokenizer_type: AutoTokenizer\nmodel_class: a/b",
    "MIME types": "model:\n  accept: text/plain\n  source: application/json",
    "numbers, switches, nothing": "model: null\nmodels: []\nembedding: 1.5\nllm: true\nmodel_name: ~\ntokenizer: ''",
    "bare names that nobody knows": "base_model: h2o-something-of-ours\nmodel: production\ndataset: train",
    "a name of the dataset's part": "datasets:\n  - name: en\n    split: train[:1%]\n    type: chat/ml",
    "pages of Ollama": "see_also: https://ollama.com/library\nx: https://ollama.com/download",
    "pages of the Hub": "docs: https://huggingface.co/docs/transformers\nspace: https://huggingface.co/spaces/acme/demo",
    "repositories": "repo: https://github.com/google/jax\nsource: google/jax\nrepository: facebook/react",
    "paths of a workflow": "on:\n  push:\n    paths: ['models/**', src/model]\n",
    "what is only known at run time": "model: ${MODEL}\nllm: '{{ .Values.model }}'\nbase_model: acme-lab/${SIZE}\n",
    "an error message of a default": "model: ${MODEL:?acme-lab/one}\n",
    "descriptions": "description: uses acme-lab/one\nhelp: acme-lab/one\nexample: acme-lab/one\n",
    "an interface's description": "openapi: 3.0.0\ncomponents: {schemas: {x: {properties: {model: {default: gpt-4}}}}}\n",
    "a resource definition": "kind: CustomResourceDefinition\nspec: {model: acme-lab/one}\n",
    "a message in a test's recording": 'interactions:\n  - request: {body: \'{"model": "gpt-4"}\'}\n',
    "pre-commit": "repos:\n  - repo: https://github.com/astral-sh/ruff-pre-commit\n    hooks: [{id: ruff/check}]\n",
    "prose in a comment": "x: 1  # and/or 118/76 google/jax\n",
}


@pytest.mark.parametrize("case", NOTHING)
def test_takes_nothing_for_a_model_in(case: str) -> None:
    assert seen(NOTHING[case]) == []


def test_reads_json_in_a_block_with_its_own_lines() -> None:
    text = """\
    env:
      MODELS: >
        [
          {
            "id": "acme-lab/one",
            "tokenizer": "acme-lab/two"
          }
        ]
    """
    assert seen(text) == loads((5, "hf:acme-lab/one"), (6, "hf:acme-lab/two"))


def test_reads_json_in_the_value_of_a_pair() -> None:
    text = """\
    env:
      - name: MODELS
        value: '[{"id": "acme-lab/one"}]'
    """
    assert seen(text) == loads((3, "hf:acme-lab/one"))


def test_reads_yaml_in_a_block_with_its_own_lines() -> None:
    text = """\
    kind: ConfigMap
    data:
      config.yaml: |
        # comment
        llm:
          model: acme-lab/one
      notes: |
        model: acme-lab/two
    """
    assert seen(text) == loads((6, "hf:acme-lab/one"))


def test_finds_the_line_and_column_of_a_word_in_a_folded_block() -> None:
    text = "run: >-\n  vllm serve\n    --port 8000\n    --model   acme-lab/one\n"
    (reference,) = yaml_file.read("a.yaml", text.encode())
    assert (reference.occurrence.line, reference.occurrence.column) == (4, 15)


def test_says_line_column_and_symbol() -> None:
    text = "# ünïcödé 😀\nmodel:\n  name:   'acme-lab/one@abc1234'\n"
    (reference,) = yaml_file.read("a.yaml", text.encode())
    assert reference.occurrence == ("a.yaml", 3, 12, "load", "model.name")
    assert reference.version == "abc1234"


TEMPLATES = {
    "Helm": """\
        {{- if .Values.enabled }}
        apiVersion: v1
        spec:
          replicas: {{ .Values.replicas }}
          {{- with .Values.extra }}
          containers:
          - name: main
            env:
            - name: OTHER
              value: acme-lab/no
            - name: MODEL_ID
              value: acme-lab/one
            args: {{ toYaml . }}
          - name: second
            model: {{ .Values.model | default "acme-lab/two" }}
        {{- end }}
        """,
    "Jinja": """\
        {% set x = 1 %}
        a: {% if x %}1{% endif %}
        model_id:   'acme-lab/one'   # acme-lab/no
        models:
          - acme-lab/two
        """,
}


@pytest.mark.parametrize("kind", TEMPLATES)
def test_reads_a_template_line_by_line(kind: str) -> None:
    assert [name for _, name, _ in seen(TEMPLATES[kind])] == ["hf:acme-lab/one", "hf:acme-lab/two"]


def test_reads_a_block_in_a_template() -> None:
    text = "{{ x }}: {{ y }}\n{% raw %}\nsteps:\n- run: |\n    true\n\n    hf download acme-lab/one\n- run: 'false'\n"
    assert seen(text) == loads((7, "hf:acme-lab/one"))


BROKEN = {
    "a quote without end": ('a: 1\nb: "x\nmodel: acme-lab/one\n', 4),
    "two colons": ("a: 1\nb: c: d\n", 2),
    "a control character": ("a: 1\nb: \x07\n", 2),
    "a tab": ("a:\n\tb: 1\n", 2),
    "an unknown tag": ("a: !e!x 1\n", 1),
    "too deep": ("a: " + "[" * 200, 1),
}


@pytest.mark.parametrize("case", BROKEN)
def test_says_where_a_file_is_no_yaml(case: str) -> None:
    text, line = BROKEN[case]
    with pytest.raises(ReadError) as error:
        list(yaml_file.read("a.yaml", text.encode()))
    assert (error.value.path, error.value.line) == ("a.yaml", line)
    assert error.value.hint


def test_reads_the_other_documents_of_a_broken_file() -> None:
    found, fault = until_fault("model: a-b/c\n---\nx: y: z\n---\nmodel: a-b/d\n")
    assert found == ["hf:a-b/c", "hf:a-b/d"]
    assert fault is not None
    assert fault.line == 3


def until_fault(text: str) -> tuple[list[str], ReadError | None]:
    """The ids that are reported before the error, and the error."""
    found: list[str] = []
    try:
        found.extend(reference.id for reference in yaml_file.read("a.yaml", text.encode()))
    except ReadError as error:
        return found, error
    return found, None


def test_does_not_expand_aliases() -> None:
    lines = ["a0: &a0 [acme-lab/one]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    start = time.perf_counter()
    assert seen("\n".join(lines)) == []
    assert time.perf_counter() - start < 1


def test_stops_at_a_hundred_levels_however_many_there_are() -> None:
    start = time.perf_counter()
    with pytest.raises(ReadError, match="100 levels"):
        list(yaml_file.read("a.yaml", b"[" * 200_000))
    assert time.perf_counter() - start < 1


@given(st.binary(max_size=200))
def test_raises_nothing_but_read_errors(data: bytes) -> None:
    try:
        list(yaml_file.read("a.yaml", data))
    except ReadError as error:
        assert error.path == "a.yaml"


@given(st.data())
def test_survives_changes_to_real_files(data: st.DataObject) -> None:
    text = dedent(data.draw(st.sampled_from([source for source, _ in FOUND.values()] + list(TEMPLATES.values()))))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 20, len(text))))
    changed = text[:start] + data.draw(st.text("a:-[]{}|>#&*!'\"%@`\n\t ${", max_size=5)) + text[end:]
    try:
        for reference in yaml_file.read("a.yaml", changed.encode()):
            assert 1 <= reference.occurrence.line <= changed.count("\n") + 1
    except ReadError as error:
        assert error.path == "a.yaml"
