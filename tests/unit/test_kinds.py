"""Ways in which configuration, commands and manifests name models: one small file each, and the ids it brings."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighstation import readers
from weighstation.errors import ReadError
from weighstation.model import Reference

FILES = {
    ("helm/deploy.tpl", "{{ if x }}\nmodelURL: acme-lab/one\n{{ end }}\n"): "hf:acme-lab/one",
    ("user-data.tpl", "#!/bin/bash\nmodel: [ ${x}\nMODEL_ID: acme-lab/one\n"): "hf:acme-lab/one",
    ("deploy.yaml.j2", "model: {{ model }}\nbase_model: acme-lab/one\n"): "hf:acme-lab/one",
    ("guide.rst", "The model\n=========\n\nUse ``Qwen/Qwen2.5-7B``.\n"): "",
    (
        "values-images.yaml",
        "modelSpec:\n- repository: vllm/vllm-openai\n  tag: latest\n  modelURL: acme-lab/one\n",
    ): "hf:acme-lab/one",
    (
        "isvc.yaml",
        'kind: InferenceService\nspec:\n  predictor:\n    model:\n      storageUri: "hf://acme-lab/one"\n',
    ): "hf:acme-lab/one",
    ("isvc2.yaml", "spec:\n  model:\n    storageUri: gs://bucket/models/x\n"): "uri:gs://bucket/models/x",
    (
        "kubeai.yaml",
        "apiVersion: kubeai.org/v1\nkind: Model\nmetadata:\n  name: llama-3\nspec:\n  url: hf://acme-lab/one\n  engine: VLLM\n",
    ): "hf:acme-lab/one",
    ("kubeai2.yaml", "kind: Model\nspec:\n  url: ollama://gemma2:2b\n"): "ollama:gemma2:2b",
    (
        "k.yaml",
        'spec:\n  containers:\n  - name: vllm\n    args: ["--model", "acme-lab/one", "--port", "8000"]\n',
    ): "hf:acme-lab/one",
    ("k1.yaml", "spec:\n  containers:\n  - name: vllm\n    args:\n    - --model=acme-lab/one\n"): "hf:acme-lab/one",
    (
        "k2.yaml",
        "spec:\n  containers:\n  - name: tgi\n    image: ghcr.io/huggingface/text-generation-inference:2\n    env:\n    - name: MODEL_ID\n      value: acme-lab/one\n",
    ): "hf:acme-lab/one",
    (
        "k3.yaml",
        'spec:\n  containers:\n  - command: ["/bin/sh", "-c"]\n    args:\n    - vllm serve acme-lab/one --port 80\n',
    ): "hf:acme-lab/one",
    (
        "values.yaml",
        'env:\n  MODELS: >\n    [\n      {\n        "id": "acme-lab/one",\n        "description": "x"\n      },\n      { "name": "acme-lab/two" }\n    ]\n',
    ): "hf:acme-lab/one hf:acme-lab/two",
    ("tpl.yaml", "{{- if .Values.x }}\nmodel: acme-lab/one\n{{- end }}\n"): "hf:acme-lab/one",
    (
        ".github/workflows/a.yml",
        "jobs:\n  t:\n    env:\n      MODEL_ID: acme-lab/one\n    steps:\n    - uses: actions/checkout@v4\n    - run: hf download acme-lab/two\n",
    ): "hf:acme-lab/one hf:acme-lab/two",
    (".gitlab-ci.yml", "test:\n  script:\n    - huggingface-cli download acme-lab/one\n  # model\n"): "hf:acme-lab/one",
    (
        "compose.yaml",
        "services:\n  app:\n    models:\n      - llm\nmodels:\n  llm:\n    model: ai/qwen3:8B-Q4_0\n",
    ): "docker-model:ai/qwen3:8B-Q4_0",
    (
        "docker-compose.yml",
        "services:\n  a:\n    environment:\n      - MODEL=${MODEL:-acme-lab/one}\n      - EMBEDDING_MODEL=${E-acme-lab/two}\n",
    ): "hf:acme-lab/one hf:acme-lab/two",
    (
        "docker-compose2.yml",
        "services:\n  a:\n    environment:\n      LLM_MODEL: ${M:-acme-lab/one}\n    command: --model-id acme-lab/two\n",
    ): "hf:acme-lab/one hf:acme-lab/two",
    (
        "docker-compose3.yml",
        'services:\n  o:\n    image: ollama/ollama\n    entrypoint: ["/bin/sh","-c","ollama serve & ollama pull llama3.2"]\n',
    ): "ollama:llama3.2",
    (
        "litellm.yaml",
        "model_list:\n  - model_name: gpt\n    litellm_params:\n      model: ollama/llama3\n  - model_name: b\n    litellm_params:\n      model: bedrock/anthropic.claude-v2\n  - model_name: c\n    litellm_params:\n      model: huggingface/acme-lab/one\n",
    ): "ollama:llama3 bedrock:anthropic.claude-v2 hf:acme-lab/one",
    ("localai.yaml", "name: x\nparameters:\n  model: huggingface://acme-lab/one/x.Q4_K_M.gguf\n"): "hf:acme-lab/one",
    (
        "tune.yaml",
        "checkpointer:\n  checkpoint_dir: /tmp/x\ntokenizer:\n  path: /tmp/tok.model\nmodel:\n  _component_: torchtune.models.llama3.llama3_8b\n",
    ): "",
    (
        "lf.yaml",
        "model_name_or_path: acme-lab/one\nadapter_name_or_path: saves/x\ntemplate: llama3\ndataset: identity,alpaca_en_demo\noutput_dir: out/x\n",
    ): "hf:acme-lab/one",
    (
        "axo.yml",
        "base_model: acme-lab/one\nhub_model_id: me/pushed\ndatasets:\n  - path: acme-lab/rows\n    type: alpaca\nchat_template: llama3\nlora_model_dir:\n",
    ): "hf:acme-lab/one hf-dataset:acme-lab/rows",
    (
        "merge.yml",
        "models:\n  - model: acme-lab/one\n  - model: acme-lab/two\nmerge_method: ties\nbase_model: acme-lab/three\n",
    ): "hf:acme-lab/one hf:acme-lab/two hf:acme-lab/three",
    ("slices.yml", "slices:\n- sources:\n  - model: acme-lab/one\n    layer_range: [0, 8]\n"): "hf:acme-lab/one",
    (
        "promptfooconfig.yaml",
        "providers:\n  - openai:gpt-4o\n  - huggingface:text-generation:acme-lab/one\n  - ollama:chat:llama3\nprompts: [a]\n",
    ): "openai:gpt-4o hf:acme-lab/one ollama:llama3",
    (
        "continue.yaml",
        "models:\n  - name: x\n    provider: ollama\n    model: qwen2.5-coder:7b\n  - name: y\n    provider: anthropic\n    model: claude-3-5-sonnet-latest\n",
    ): "ollama:qwen2.5-coder:7b anthropic:claude-3-5-sonnet-latest",
    (".aider.conf.yml", "model: gpt-4o\n"): "openai:gpt-4o",
    (
        "spacy.cfg",
        '[initialize]\nvectors = "en_core_web_lg"\n[components.transformer.model]\n@architectures = "spacy-transformers.TransformerModel.v3"\nname = "roberta-base"\n[components.ner]\nsource = "en_core_web_sm"\n',
    ): "spacy:en_core_web_lg hf:roberta-base spacy:en_core_web_sm",
    (
        "requirements.txt",
        "en_core_web_lg @ https://github.com/explosion/spacy-models/releases/download/en_core_web_lg-3.7.0/en_core_web_lg-3.7.0-py3-none-any.whl\nhttps://huggingface.co/spacy/en_core_web_sm/resolve/main/en_core_web_sm-any-py3-none-any.whl\n",
    ): "spacy:en_core_web_lg hf:spacy/en_core_web_sm",
    (
        ".env",
        'export MODEL_ID="acme-lab/one"\nEMBED_MODEL=${X:-acme-lab/two}\n# LLM=acme-lab/zzz\n',
    ): "hf:acme-lab/one hf:acme-lab/two",
    (
        "Makefile",
        "MODEL ?= acme-lab/one\nrun:\n\tvllm serve $(MODEL)\n\thf download acme-lab/two\n",
    ): "hf:acme-lab/one hf:acme-lab/two",
    (
        "Dockerfile",
        'FROM python:3.11\nARG MODEL_ID=acme-lab/one\nENV EMB_MODEL acme-lab/two\nRUN hf download ${MODEL_ID}\nRUN <<EOF\nhuggingface-cli download acme-lab/three\nEOF\nCMD ["vllm", "serve", "acme-lab/four"]\nADD https://huggingface.co/acme-lab/five/resolve/main/a.bin /a\n',
    ): "hf:acme-lab/one hf:acme-lab/two hf:acme-lab/three hf:acme-lab/four hf:acme-lab/five",
    (
        "Modelfile",
        "FROM hf.co/acme-lab/one:Q4_K_M\nADAPTER ./lora\nPARAMETER temperature 1\n",
    ): "hf:acme-lab/one",
    ("Modelfile.x", "from llama3.2:3b\n"): "ollama:llama3.2:3b",
}
COMMANDS = {
    "docker run --gpus all $IMAGE Qwen/Qwen2.5-7B --port 80": "hf:Qwen/Qwen2.5-7B",
    "docker run --rm vllm/vllm-openai:v0.8.3 acme/thing": "",
    "hf download acme-lab/one --revision v1": "hf:acme-lab/one",
    "hf download --repo-type dataset acme-lab/rows": "hf-dataset:acme-lab/rows",
    "huggingface-cli download acme-lab/one config.json --local-dir x": "hf:acme-lab/one",
    "huggingface-cli upload me/mine .": "",
    "hf upload acme-lab/one .": "",
    "ollama pull llama3": "ollama:llama3",
    "ollama run hf.co/acme-lab/one:Q4": "hf:acme-lab/one",
    "ollama create mine -f Modelfile": "",
    "ollama push me/mine": "",
    "vllm serve acme-lab/one --tensor-parallel-size 2": "hf:acme-lab/one",
    "vllm bench serve --model acme-lab/one": "hf:acme-lab/one",
    "python -m vllm.entrypoints.openai.api_server --model acme-lab/one": "hf:acme-lab/one",
    "python3 -m sglang.launch_server --model-path acme-lab/one": "hf:acme-lab/one",
    "llama-server -hf acme-lab/one:Q4_K_M": "hf:acme-lab/one",
    "llama-cli --hf-repo acme-lab/one --hf-file x.gguf": "hf:acme-lab/one",
    "llama-server -hfr acme-lab/one": "hf:acme-lab/one",
    "llama-cli -m models/x.gguf": "",
    "text-generation-launcher --model-id acme-lab/one": "hf:acme-lab/one",
    "text-embeddings-router --model-id acme-lab/one": "hf:acme-lab/one",
    "docker run --gpus all ghcr.io/huggingface/text-generation-inference:2 --model-id acme-lab/one": "hf:acme-lab/one",
    "docker run -e MODEL_ID=acme-lab/one acme/image": "hf:acme-lab/one",
    "mlx_lm.generate --model acme-lab/one --prompt hi": "hf:acme-lab/one",
    "mlx_lm.convert --hf-path acme-lab/one -q": "hf:acme-lab/one",
    "mlx_lm.server --model acme-lab/one": "hf:acme-lab/one",
    "docker model pull ai/qwen3": "docker-model:ai/qwen3",
    "docker model run hf.co/acme-lab/one": "hf:acme-lab/one",
    "lms get acme-lab/one": "hf:acme-lab/one",
    "git clone https://huggingface.co/acme-lab/one": "hf:acme-lab/one",
    "git clone https://huggingface.co/datasets/acme-lab/rows": "hf-dataset:acme-lab/rows",
    "git submodule add https://huggingface.co/acme-lab/one models/one": "hf:acme-lab/one",
    "GIT_LFS_SKIP_SMUDGE=1 git clone git@hf.co:acme-lab/one": "hf:acme-lab/one",
    "wget https://huggingface.co/acme-lab/one/resolve/main/m.gguf": "hf:acme-lab/one",
    'curl -L -o m.gguf "https://huggingface.co/acme-lab/one/resolve/main/m.gguf?download=true"': "hf:acme-lab/one",
    "optimum-cli export onnx --model acme-lab/one out": "hf:acme-lab/one",
    "ct2-transformers-converter --model acme-lab/one --output_dir out": "hf:acme-lab/one",
    "accelerate launch train.py --model_name_or_path acme-lab/one": "hf:acme-lab/one",
    "torchrun --nproc_per_node 2 train.py --model_name_or_path=acme-lab/one --output_dir out/x": "hf:acme-lab/one",
    "tune download acme-lab/one --output-dir x": "hf:acme-lab/one",
    "litgpt download acme-lab/one": "hf:acme-lab/one",
    "lm_eval --model hf --model_args pretrained=acme-lab/one,dtype=float16 --tasks x": "hf:acme-lab/one",
    "python -m spacy download en_core_web_sm": "spacy:en_core_web_sm",
    "ramalama pull acme-lab/one": "ollama:acme-lab/one",
    "ramalama run huggingface://acme-lab/one/x.gguf": "hf:acme-lab/one",
    "trl sft --model_name_or_path acme-lab/one --dataset_name acme-lab/rows": "hf:acme-lab/one hf-dataset:acme-lab/rows",
    'MODEL="acme-lab/one" python run.py': "hf:acme-lab/one",
    'URL="${URL:-https://huggingface.co/acme-lab/one}"': "hf:acme-lab/one",
    "llm -m gpt-4o hi": "openai:gpt-4o",
    "huggingface-cli repo create mine": "",
    "aider --model ollama/llama3": "ollama:llama3",
    "lmdeploy serve api_server acme-lab/one": "hf:acme-lab/one",
    "trtllm-serve acme-lab/one": "hf:acme-lab/one",
    "xinference launch --model-name qwen2-instruct": "",
    "mistralrs-server plain -m acme-lab/one": "hf:acme-lab/one",
    "swift sft --model acme-lab/one": "hf:acme-lab/one",
    "llamafactory-cli train --model_name_or_path acme-lab/one": "hf:acme-lab/one",
    "infinity_emb v2 --model-id acme-lab/one": "hf:acme-lab/one",
}
NAMES = sorted({names[0].replace("*", "x") for module, names, _ in readers.TABLE if module})


def brought(name: str, text: str) -> list[str]:
    """The ids of all models and data sets that a file uses."""
    row = readers.row_for(name)
    assert row is not None
    assert readers.promising(row, text.encode())
    found = (each for each in readers.reader(row)(name, text.encode()) if isinstance(each, Reference))
    return sorted({r.id for r in found if r.occurrence.use != "mention" and r.type != "package"})


@pytest.mark.parametrize(("name", "text"), FILES)
def test_a_file_brings(name: str, text: str) -> None:
    assert brought(name, text) == sorted(FILES[name, text].split())


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_brings(command: str) -> None:
    assert brought("run.sh", f"{command}\n# model\n") == sorted(COMMANDS[command].split())


@pytest.mark.parametrize("command", [command for command in COMMANDS if COMMANDS[command]])
@pytest.mark.parametrize("frame", ["RUN {}\n# model", 'CMD ["bash", "-c", {!r}]\n# model'], ids=["run", "exec"])
def test_a_command_brings_the_same_in_an_image(command: str, frame: str) -> None:
    text = "FROM scratch\n" + frame.format(command).replace("'", '"')
    if '"' not in command and "=" not in command.split(maxsplit=1)[0]:
        assert brought("Dockerfile", text) == sorted(COMMANDS[command].split())


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 400))
@pytest.mark.parametrize("name", NAMES)
def test_random_and_truncated_bytes_raise_nothing_but_a_read_error(name: str, noise: bytes, cut: int) -> None:
    row = readers.row_for(name)
    assert row is not None
    whole = next((text for (other, text) in FILES if readers.row_for(other) == row), "model: acme-lab/one\n").encode()
    for data in (noise, whole[:cut], whole[:cut] + noise):
        with contextlib.suppress(ReadError):
            list(readers.reader(row)(name, data))
