"""Files that point to models kept elsewhere: .gitmodules, .lfsconfig, MLmodel, MLproject, DVC's, mergekit's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighstation import readers
from weighstation.errors import ReadError
from weighstation.model import Base, Reference


def read(path: str, text: str | bytes) -> list[Reference]:
    row = readers.row_for(path)
    assert row is not None
    found = readers.reader(row)(path, text if isinstance(text, bytes) else text.encode())
    return [each for each in found if isinstance(each, Reference)]


def submodule(url: str, more: str = "") -> str:
    return f'[submodule "a"]\n\tpath = a\n\turl = {url}\n{more}'


ADDRESSES = {
    "https://huggingface.co/acme-lab/one": "hf:acme-lab/one",
    "https://huggingface.co/acme-lab/one.git": "hf:acme-lab/one",
    "https://huggingface.co/acme-lab/one/": "hf:acme-lab/one",
    '"https://hf.co/acme-lab/one"': "hf:acme-lab/one",
    "git@hf.co:acme-lab/one.git": "hf:acme-lab/one",
    "ssh://git@hf.co/acme-lab/one": "hf:acme-lab/one",
    "https://me:token@huggingface.co/acme-lab/one": "hf:acme-lab/one",
    "https://huggingface.co/datasets/acme-lab/rows": "hf-dataset:acme-lab/rows",
    "git@hf.co:datasets/acme-lab/rows.git": "hf-dataset:acme-lab/rows",
    "https://huggingface.co/spaces/acme-lab/demo": None,
    "https://github.com/acme-lab/one.git": None,
    "git@github.com:acme-lab/one.git": None,
    "../one.git": None,
}


@pytest.mark.parametrize("url", ADDRESSES)
def test_submodules_of_the_hub(url: str) -> None:
    found = read(".gitmodules", submodule(url))
    assert [reference.id for reference in found] == ([ADDRESSES[url]] if ADDRESSES[url] else [])
    assert all(reference.occurrence[1:] == (3, 8 + (url[0] == '"'), "load", "url") for reference in found)


def test_the_branch_of_a_submodule_is_its_version() -> None:
    first = submodule("https://huggingface.co/acme-lab/one", "\tbranch = v2\n")
    second = submodule("https://huggingface.co/acme-lab/two", "\tbranch = main\n")
    third = '[submodule "c"]\n\tbranch = v3\n\turl = https://huggingface.co/acme-lab/three\n'
    found = read(".gitmodules", first + second + third)
    assert [(reference.id, reference.version) for reference in found] == [
        ("hf:acme-lab/one", "v2"), ("hf:acme-lab/two", ""), ("hf:acme-lab/three", "v3"),
    ]  # fmt: skip


def test_the_store_of_git_lfs() -> None:
    text = "[lfs]\n  url = https://huggingface.co/acme-lab/one.git/info/lfs\n"
    assert [(r.id, r.occurrence.line) for r in read(".lfsconfig", text)] == [("hf:acme-lab/one", 2)]
    text = '[remote "hub"]\n\tlfsurl = https://huggingface.co/datasets/acme-lab/rows.git/info/lfs\n'
    assert [(r.id, r.occurrence.symbol) for r in read(".lfsconfig", text)] == [("hf-dataset:acme-lab/rows", "lfsurl")]


SAVED = """\
artifact_path: model
flavors:
  python_function:
    loader_module: mlflow.transformers
    model_binary: model
  transformers:
    components: [tokenizer]
    framework: pt
    instance_type: TextClassificationPipeline
    model_binary: model
    pipeline_model_type: BertForSequenceClassification
    source_model_name: acme-lab/one
    task: text-classification
    tokenizer_type: BertTokenizerFast
mlflow_version: 2.14.1
model_uuid: 0a1b2c
"""


def test_a_model_that_mlflow_saved() -> None:
    source, saved = read("runs/a/MLmodel", SAVED)
    assert (source.id, source.occurrence.line, source.occurrence.use) == ("hf:acme-lab/one", 12, "load")
    assert (saved.id, saved.bases) == ("file:runs/a", (Base("hf:acme-lab/one"),))
    assert saved.occurrence == ("runs/a/MLmodel", 12, 24, "load", "MLmodel")


def test_an_adapter_that_mlflow_saved() -> None:
    _, saved = read(
        "MLmodel", SAVED.replace("    model_binary: model\n", "").replace("framework: pt", "peft_adaptor: peft")
    )
    assert (saved.id, saved.bases) == ("file:.", (Base("hf:acme-lab/one", "adapter"),))


def test_a_model_that_mlflow_is_to_fetch() -> None:
    text = """\
flavors:
  transformers:
    source_model_name: gpt2
    source_model_revision: 607a30d783dfa663caf39e06633721c8d4cfcd7e
    tokenizer_name: acme-lab/words
    tokenizer_revision: 0a1b
"""
    assert [(r.id, r.version, r.occurrence.line) for r in read("MLmodel", text)] == [
        ("hf:gpt2", "607a30d783dfa663caf39e06633721c8d4cfcd7e", 3),
        ("hf:acme-lab/words", "0a1b", 5),
    ]


def test_another_flavor_names_no_model() -> None:
    assert read("MLmodel", "flavors:\n  sklearn:\n    pickled_model: model.pkl\n    sklearn_version: 1.5.0\n") == []


PROJECT = """\
name: tune
entry_points:
  main:
    parameters:
      base_model: {type: string, default: acme-lab/one}
      epochs: {type: int, default: 3}
    command: "python train.py --model {base_model} --teacher-model acme-lab/two"
  fetch:
    command: "hf download acme-lab/three --local-dir data"
"""


def test_a_project_of_mlflow() -> None:
    assert sorted((r.occurrence.line, r.id, r.occurrence.use) for r in read("MLproject", PROJECT)) == [
        (5, "hf:acme-lab/one", "load"), (7, "hf:acme-lab/two", "load"), (9, "hf:acme-lab/three", "load"),
    ]  # fmt: skip


PIPELINE = """\
stages:
  fetch:
    cmd: hf download acme-lab/one --local-dir models/one
    deps:
      - hf://acme-lab/two/config.json
    outs:
      - models/one
  train:
    cmd:
      - python train.py --base-model acme-lab/three
    deps: [train.py, data/rows.csv]
"""


def test_a_pipeline_of_dvc() -> None:
    assert sorted((r.occurrence.line, r.id) for r in read("dvc.yaml", PIPELINE)) == [
        (3, "hf:acme-lab/one"), (5, "hf:acme-lab/two"), (10, "hf:acme-lab/three"),
    ]  # fmt: skip


def test_weights_that_dvc_keeps() -> None:
    text = "outs:\n- md5: 0a1b\n  size: 17\n  hash: md5\n  path: best.pt\n- md5: 2c3d\n  path: rows.csv\n"
    (weights,) = read("models/best.pt.dvc", text)
    assert (weights.id, weights.type, weights.version) == ("file:models/best.pt", "model", "md5:0a1b")
    assert weights.occurrence == ("models/best.pt.dvc", 5, 9, "load", "outs.path")


def test_what_dvc_fetched() -> None:
    text = """\
deps:
- path: https://huggingface.co/acme-lab/one/resolve/v1/model.safetensors
- path: rows
  repo:
    url: https://huggingface.co/datasets/acme-lab/rows
outs:
- path: model.safetensors
"""
    assert [(r.id, r.version) for r in read("model.safetensors.dvc", text)] == [
        ("hf:acme-lab/one", "v1"), ("hf-dataset:acme-lab/rows", ""), ("file:model.safetensors", ""),
    ]  # fmt: skip


MERGE = """\
merge_method: slerp
base_model: acme-lab/one
slices:
  - sources:
      - model: acme-lab/one
        layer_range: [0, 32]
      - model: acme-lab/two
        layer_range: [0, 32]
tokenizer_source: union
dtype: bfloat16
"""


def test_a_merge_of_mergekit() -> None:
    *_, merged = read("merged/mergekit_config.yml", MERGE)
    assert (merged.id, merged.bases) == (
        "file:merged",
        (Base("hf:acme-lab/one", "merge"), Base("hf:acme-lab/two", "merge")),
    )
    assert merged.occurrence == ("merged/mergekit_config.yml", 2, 13, "load", "mergekit")


def test_a_merge_of_local_models_names_none() -> None:
    assert read("mergekit_config.yml", MERGE.replace("acme-lab/", "./")) == []


PATHS = [".gitmodules", ".lfsconfig", "MLmodel", "MLproject", "a.dvc", "dvc.yaml", "mergekit_config.yml"]


@pytest.mark.parametrize("path", PATHS[2:])
def test_says_where_a_file_is_no_yaml(path: str) -> None:
    with pytest.raises(ReadError, match="not valid YAML") as error:
        read(path, "a: [\nb: {")
    assert error.value.path == path


@settings(max_examples=60)
@given(st.sampled_from(PATHS), st.binary(max_size=60))
def test_raises_nothing_but_read_errors(path: str, data: bytes) -> None:
    for sample in (data, b"outs:\n- path: " + data, b"[x]\nurl = https://hf.co/" + data):
        try:
            read(path, sample)
        except ReadError as error:
            assert error.path == path


SAVED_FILES = {
    "m/config.json": ('{"_name_or_path": "acme-lab/one", "model_type": "bert"}', ["hf:acme-lab/one"]),
    "m/model_index.json": ('{"_class_name": "P", "_name_or_path": "acme-lab/one", "tokenizer": ["transformers", "CLIPTokenizer"]}', ["hf:acme-lab/one"]),
    "m/tokenizer_config.json": ('{"name_or_path": "acme-lab/one", "tokenizer_class": "BertTokenizer"}', ["hf:acme-lab/one"]),
    "m/adapter_config.json": ('{"base_model_name_or_path": "acme-lab/one", "peft_type": "LORA"}', ["hf:acme-lab/one", "file:m"]),
    "m/generation_config.json": ('{"_from_model_config": true, "transformers_version": "4.40.1"}', []),
    "m/modules.json": ('[{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"}]', []),
    "m/config_sentence_transformers.json": ('{"__version__": {"sentence_transformers": "3.0"}, "model_type": "SentenceTransformer"}', []),
    "m/sentence_bert_config.json": ('{"max_seq_length": 512, "do_lower_case": false}', []),
}  # fmt: skip


@pytest.mark.parametrize("path", SAVED_FILES)
def test_the_configurations_of_a_saved_model(path: str) -> None:
    text, expected = SAVED_FILES[path]
    assert [reference.id for reference in read(path, text)] == expected
