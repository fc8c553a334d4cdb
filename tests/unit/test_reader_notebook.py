"""The notebook reader: code cells and their commands, never what the code printed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.readers import notebook


def cell(source: str | list[str], kind: str = "code", **more: Any) -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {}, "source": source, **more}


def lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def written(*cells: dict[str, Any], language: str = "python", indent: int | None = 1) -> str:
    metadata = {"kernelspec": {"language": language}}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4}, indent=indent)


def seen(text: str) -> list[tuple[str, str, str]]:
    """The raw line, id and use of everything the reader reports."""
    raw = text.split("\n")
    return [
        (raw[r.occurrence.line - 1].strip(), r.id, r.occurrence.use) for r in notebook.read("a.ipynb", text.encode())
    ]


def names(*sources: str) -> list[str]:
    return [name for _, name, _ in seen(written(*(cell(lines(source)) for source in sources)))]


def test_gives_the_raw_line_of_each_line_of_code() -> None:
    code = cell(lines('x = 1\nm = AutoModel.from_pretrained(\n    "acme-lab/one")\n'))
    assert seen(written(cell("# Title", "markdown"), code)) == [
        ('"    \\"acme-lab/one\\")\\n"', "hf:acme-lab/one", "load")
    ]


def test_reads_a_source_that_is_one_text() -> None:
    text = written(cell('x = 1\nm = AutoModel.from_pretrained("acme-lab/one")'))
    ((line, name, _),) = seen(text)
    assert name == "hf:acme-lab/one"
    assert line.startswith('"source": "x = 1')


def test_reads_a_notebook_on_one_line() -> None:
    text = written(cell('m = AutoModel.from_pretrained("acme-lab/one")'), indent=None)
    (reference,) = notebook.read("a.ipynb", text.encode())
    assert (reference.id, reference.occurrence.line) == ("hf:acme-lab/one", 1)


def test_follows_a_name_from_cell_to_cell() -> None:
    assert names("WHICH = 'acme-lab/one'", "m = AutoModel.from_pretrained(WHICH)") == ["hf:acme-lab/one"]


COMMANDS = {
    "a command": "!hf download acme-lab/one",
    "a command with a variable set": "!A=1 python run.py --base_model=acme-lab/one --share=False",
    "a command over several lines": "!vllm serve \\\n  acme-lab/one \\\n  --port 80",
    "a command whose output is kept": "files = !hf download acme-lab/one",
    "a command in a block": "if True:\n    !hf download acme-lab/one\nelse:\n    pass",
    "a cell for the shell": "%%bash\nset -e\nhf download acme-lab/one",
    "a cell for the shell with options": "%%script bash --bg\nhf download acme-lab/one",
    "an environment variable": "%env MODEL_ID=acme-lab/one",
    "a script that is run": "%run train.py --model acme-lab/one",
    "a file that is written": "%%writefile conf/train.yaml\nbase_model: acme-lab/one",
    "code that is written": '%%writefile a.py\nBASE = "acme-lab/two"\nm = AutoModel.from_pretrained("acme-lab/one")',
    "a timed statement": "%time m = AutoModel.from_pretrained('acme-lab/one')",
    "a timed cell": "%%time\nm = AutoModel.from_pretrained('acme-lab/one')",
    "a magic before code": "%matplotlib inline\n%load_ext autoreload\nm = AutoModel.from_pretrained('acme-lab/one')",
    "help before code": "AutoModel?\nm = AutoModel.from_pretrained('acme-lab/one')\n?m",
    "something awaited": "m = await load(model='acme-lab/one')",
}


@pytest.mark.parametrize("case", COMMANDS)
def test_finds(case: str) -> None:
    assert names(COMMANDS[case]) == ["hf:acme-lab/one"]


def test_finds_a_wheel_that_pip_installs() -> None:
    wheel = "https://github.com/explosion/spacy-models/releases/download/en_core_web_sm-3.7.1/en_core_web_sm-3.7.1-py3-none-any.whl"
    assert names(f"%pip install {wheel}") == ["spacy:en_core_web_sm"]


def test_finds_the_line_of_a_command() -> None:
    text = written(cell(lines("import os\n%%\n!vllm serve \\\n   acme-lab/one\n")))
    assert seen(text) == [('"   acme-lab/one\\n"', "hf:acme-lab/one", "load")]


def test_mentions_what_prose_names() -> None:
    prose = cell(lines("# T\nuses mistralai/Mistral-7B-v0.1\n"), "markdown")
    assert seen(written(prose)) == [('"uses mistralai/Mistral-7B-v0.1\\n"', "hf:mistralai/Mistral-7B-v0.1", "mention")]


DECOYS = {
    "an output": cell("1", outputs=[{"text": ["AutoModel.from_pretrained('acme-lab/one')", "model = 'acme-lab/one'"]}]),
    "the state of a widget": cell("1", metadata={"model_name": "LayoutModel", "model_id": "acme-lab/one"}),
    "a raw cell": cell("m = AutoModel.from_pretrained('acme-lab/one')", "raw"),
    "an attachment": cell("x", "markdown", attachments={"a": {"text/plain": "acme-lab/llama-7b"}}),
    "a cell of another language": cell("%%javascript\nconst model = 'acme-lab/one'"),
    "a push": cell("!hf upload acme-lab/one ./out"),
    "a command with a variable of Python": cell("!hf download {model_id}"),
    "an empty cell": cell([]),
}


@pytest.mark.parametrize("case", DECOYS)
def test_takes_nothing_for_a_model_in(case: str) -> None:
    assert seen(written(DECOYS[case])) == []


def test_leaves_other_languages_alone() -> None:
    text = written(cell("model <- 'acme-lab/one'"), cell("see https://huggingface.co/a-b/c", "markdown"), language="R")
    assert [name for _, name, _ in seen(text)] == ["hf:a-b/c"]


def test_reads_the_other_cells_of_a_broken_notebook() -> None:
    text = written(cell("m = (1"), cell("m = AutoModel.from_pretrained('acme-lab/one')"))
    found: list[str] = []
    references = notebook.read("a.ipynb", text.encode())
    with pytest.raises(ReadError) as error:
        found.extend(reference.id for reference in references)
    assert found == ["hf:acme-lab/one"]
    assert "cell 1" in error.value.message
    assert text.split("\n")[error.value.line - 1].strip().startswith('"source": "m = (1')


BROKEN = ["", "{", '{"cells": [', "[" * 200_000, "x"]


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_says_that_a_file_is_no_notebook(text: str) -> None:
    with pytest.raises(ReadError) as error:
        seen(text)
    assert (error.value.path, error.value.line) == ("a.ipynb", 1)


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        "1",
        '{"cells": 1}',
        '{"cells": [1, [], {"source": 5}, {"source": {"a": "b"}}]}',
        '{"cells": {"x": {"source": "y"}}}',
    ],
)
def test_finds_nothing_in_json_of_another_shape(text: str) -> None:
    assert seen(text) == []


@given(st.binary(max_size=200))
def test_raises_nothing_but_read_errors(data: bytes) -> None:
    try:
        list(notebook.read("a.ipynb", data))
    except ReadError as error:
        assert error.path == "a.ipynb"


@given(
    st.lists(st.sampled_from([*COMMANDS.values(), "%", "!", "%%", "?", "\\", "\n", " = !", "x", "'", "("]), max_size=6)
)
def test_survives_any_cell(pieces: list[str]) -> None:
    text = written(cell(lines("".join(pieces))), cell("\n".join(pieces)))
    try:
        for reference in notebook.read("a.ipynb", text.encode()):
            assert 1 <= reference.occurrence.line <= text.count("\n") + 1
    except ReadError as error:
        assert error.path == "a.ipynb"
