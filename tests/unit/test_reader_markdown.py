"""The Markdown reader: the front matter of model cards, and what the text below it mentions."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.model import Base, Reference
from weighstation.readers import markdown


def read(text: str, path: str = "adapters/support/README.md") -> list[Reference]:
    return list(markdown.read(path, dedent(text).encode()))


def seen(text: str, path: str = "docs/guide.md") -> list[tuple[int, str, str]]:
    """Line, id and use of everything the reader reports."""
    return sorted((r.occurrence.line, r.id, r.occurrence.use) for r in read(text, path))


CARD = """\
---
license: llama2
base_model: meta-llama/Llama-2-7b-hf
base_model_relation: adapter
datasets:
  - acme-lab/rows
  - imdb
tags: [peft]
---
# Support
"""


def test_a_card_gives_its_bases_its_datasets_and_its_model() -> None:
    base, rows, imdb, model = read(CARD)
    assert (base.id, base.occurrence) == (
        "hf:meta-llama/Llama-2-7b-hf",
        ("adapters/support/README.md", 3, 13, "load", "base_model"),
    )
    assert [rows.id, imdb.id] == ["hf-dataset:acme-lab/rows", "hf-dataset:imdb"]
    assert (model.id, model.type, model.license) == ("file:adapters/support", "model", "llama2")
    assert model.bases == (Base("hf:meta-llama/Llama-2-7b-hf", "adapter"),)
    assert model.occurrence == ("adapters/support/README.md", 2, 10, "load", "model card")


def test_the_card_at_the_top_describes_the_repository() -> None:
    assert [reference.id for reference in read("---\nlicense: mit\n---\n", "README.md")] == ["file:."]


LICENSES = {
    "license: apache-2.0": "apache-2.0",
    "license: other\nlicense_name: acme-community": "acme-community",
    "license: other": "other",
    "license_name: acme-community": "acme-community",
    "license: [mit, cc-by-4.0]": "mit AND cc-by-4.0",
    "license: mit\nlicense_name: x": "mit",
    "base_model: a-b/c": "",
}


@pytest.mark.parametrize("front", LICENSES)
def test_takes_the_license_in_the_words_of_the_card(front: str) -> None:
    assert read(f"---\n{front}\n---\n")[-1].license == LICENSES[front]


RELATIONS = {
    "base_model: a-b/c": (Base("hf:a-b/c", ""),),
    "base_model: gpt2\nbase_model_relation: finetune": (Base("hf:gpt2", "finetune"),),
    "base_model: a-b/c\nbase_model_relation: nonsense": (Base("hf:a-b/c", ""),),
    "base_model: [a-b/c]\nbase_model_relation: quantized": (Base("hf:a-b/c", "quantized"),),
    "base_model: a-b/c\nlibrary_name: peft": (Base("hf:a-b/c", "adapter"),),
    "base_model:\n- a-b/c\n- a-b/d": (Base("hf:a-b/c", "merge"), Base("hf:a-b/d", "merge")),
    "base_model: ./local\nlicense: mit": (),
}


@pytest.mark.parametrize("front", RELATIONS)
def test_says_how_the_model_was_made_from_its_bases(front: str) -> None:
    assert read(f"---\n{front}\n---\n")[-1].bases == RELATIONS[front]


NO_CARD = {
    "a page of a website": "---\ntitle: Guide\nlicense: mit\n---\n",
    "a dataset's card": "---\nlicense: mit\ntask_categories: [text-generation]\n---\n",
    "a rule": "---\n\n# Title\n\n---\n",
    "no front matter": "# license: mit\n",
    "an empty front matter": "---\n---\n",
    "a front matter without end": "---\nlicense: mit\n",
    "a broken front matter that says nothing of ours": "---\ntitle: a: b\n---\n",
}


@pytest.mark.parametrize("case", NO_CARD)
def test_takes_no_model_from(case: str) -> None:
    path = "README.md" if case == "a dataset's card" else "docs/a.md"
    assert seen(NO_CARD[case], path) == []


def test_a_space_only_mentions_its_models() -> None:
    text = "---\nsdk: static\nlicense: mit\nmodels:\n  - onnx-community/moonshine-base-ONNX\n---\n"
    assert seen(text, "README.md") == [(5, "hf:onnx-community/moonshine-base-ONNX", "mention")]


def test_says_where_the_front_matter_of_a_card_is_broken_after_reading_the_rest() -> None:
    found: list[str] = []
    references = markdown.read("README.md", b"---\nlicense: mit\ntags: a: b\n---\nhttps://hf.co/a-b/c\n")
    with pytest.raises(ReadError) as error:
        found.extend(reference.id for reference in references)
    assert found == ["hf:a-b/c"]
    assert (error.value.path, error.value.line) == ("README.md", 3)


MENTIONS = {
    "an address": ("See [it](https://huggingface.co/acme-lab/one).", ["hf:acme-lab/one"]),
    "an address with a file": ("https://huggingface.co/acme-lab/one/resolve/main/a.gguf", ["hf:acme-lab/one"]),
    "a dataset's address": ("<https://huggingface.co/datasets/acme-lab/rows>", ["hf-dataset:acme-lab/rows"]),
    "an id in backticks": ("We use `mistralai/Mistral-7B-v0.1`.", ["hf:mistralai/Mistral-7B-v0.1"]),
    "an id in prose": ("We use mistralai/Mistral-7B-v0.1.", ["hf:mistralai/Mistral-7B-v0.1"]),
    "a command in backticks": ("Run `ollama pull llama3:8b` first.", ["ollama:llama3:8b"]),
    "a block of commands": ("```bash\n$ ollama run codellama:13b\n```", ["ollama:codellama:13b"]),
    "a block of tildes": ("~~~sh\nvllm serve acme-lab/one\n~~~", ["hf:acme-lab/one"]),
    "a block without language": ("```\nhf download acme-lab/one\n```", ["hf:acme-lab/one"]),
    "a block in a list": ("* first:\n\n  ```yaml\n  base_model: acme-lab/one\n  ```", ["hf:acme-lab/one"]),
    "a block of Python": ("```python\nm = AutoModel.from_pretrained('acme-lab/one')\n```", ["hf:acme-lab/one"]),
    "a session of Python": (">x\n```py\n>>> m = AutoModel.from_pretrained(\n...   'acme-lab/one')\n```", ["hf:acme-lab/one"]),
    "a block of JSON": ('```json\n{"model": "gpt-4o"}\n```', ["openai:gpt-4o"]),
    "a Dockerfile": ("```dockerfile\nFROM x\nRUN hf download acme-lab/one\n```", ["hf:acme-lab/one"]),
    "a block without end": ("```yaml\nmodel: acme-lab/one", ["hf:acme-lab/one"]),
}  # fmt: skip


@pytest.mark.parametrize("case", MENTIONS)
def test_mentions(case: str) -> None:
    text, names = MENTIONS[case]
    assert [(name, use) for _, name, use in seen(text)] == [(name, "mention") for name in names]


NOTHING = {
    "pages of the Hub": "https://huggingface.co/docs/transformers https://huggingface.co/blog/a https://huggingface.co/spaces/a/b",
    "repositories": "https://github.com/google/gemma-7b [x](https://github.com/mistralai/mistral-7b-src) google/jax",
    "prose": "and/or 118/76 text/plain 1.04M/1.04M bg-white/10 TCP/IP client/server",
    "commands that push": "```sh\nhf upload acme-lab/one ./out\ndocker pull vllm/vllm-openai:v0.8.3\n```",
    "a block of another language": '```rust\nlet model = "acme-lab/one";\n```',
    "a block that is not what it says": "```json\n{model: acme-lab/one\n```",
    "Python that is none": "```python\nmodel = \n```",
    "placeholders": "`your_name/lora_model` `username/llama-7b`",
}


@pytest.mark.parametrize("case", NOTHING)
def test_mentions_nothing_in(case: str) -> None:
    assert seen(NOTHING[case]) == []


def test_finds_the_lines_of_what_blocks_mention() -> None:
    text = "# T\n\n```sh\necho\nollama pull llama3:8b\n```\n\n`mistralai/Mistral-7B-v0.1`\n"
    assert seen(text) == [(5, "ollama:llama3:8b", "mention"), (8, "hf:mistralai/Mistral-7B-v0.1", "mention")]


def test_a_constant_that_other_code_might_load_is_no_fault() -> None:
    block = '```python\nBASE = "acme-lab/one"\nmodel = AutoModel.from_pretrained("acme-lab/two")\n```\n'
    assert [(line, id_) for line, id_, _ in seen(block)] == [(3, "hf:acme-lab/two")]


def test_mentions_each_model_once_a_line() -> None:
    text = "[mistralai/Mistral-7B-v0.1](https://huggingface.co/mistralai/Mistral-7B-v0.1)"
    assert seen(text) == [(1, "hf:mistralai/Mistral-7B-v0.1", "mention")]


@given(st.binary(max_size=200))
def test_raises_nothing_but_read_errors(data: bytes) -> None:
    try:
        list(markdown.read("README.md", data))
    except ReadError as error:
        assert error.path == "README.md"


@given(st.data())
def test_survives_changes_to_real_files(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([CARD] + [source for source, _ in MENTIONS.values()]))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 20, len(text))))
    changed = text[:start] + data.draw(st.text("-:[]{}`~>$\n\t #'\"!%&*", max_size=5)) + text[end:]
    try:
        for reference in markdown.read("README.md", changed.encode()):
            assert 1 <= reference.occurrence.line <= changed.count("\n") + 1
    except ReadError as error:
        assert error.path == "README.md"
