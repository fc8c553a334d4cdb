"""Names that are put together at run time: what is written of them, from the reader to the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from weighstation import pipeline
from weighstation.licensing.resolve import resolve
from weighstation.model import Component, Occurrence
from weighstation.purl import purl
from weighstation.readers import python_source

if TYPE_CHECKING:
    from pathlib import Path

FOUND = {
    'load(f"acme-lab/chat-{size}")': "hf:acme-lab/chat-{size}",
    'load(f"acme-lab/chat-{cfg.size}-v{n}")': "hf:acme-lab/chat-{size}-v{n}",
    'load("acme-lab/" + name)': "hf:acme-lab/{name}",
    'load("acme-lab/chat-%s" % size)': "hf:acme-lab/chat-{size}",
    'load("acme-lab/chat-%(size)s" % values)': "hf:acme-lab/chat-{size}",
    'load("acme-lab/chat-{}-{v}".format(size, v=1))': "hf:acme-lab/chat-{}-{v}",
    'x = f"acme-lab/chat-{size}"\nload(x)': "hf:acme-lab/chat-{size}",
    'ORG = "acme-lab"\nload(f"{ORG}/chat")': "hf:acme-lab/chat",
    'ORG = "acme-lab"\nload(ORG + "/chat")': None,  # no literal in it looks like a name
    "print(f\"{load('acme-lab/chat').size} parameters\")": "hf:acme-lab/chat",
    'load(f"{org}/chat")': None,
    'load("{}/{}".format(org, name))': None,
    'load(f"outputs/{name}")': None,
    'load(f"https://example.org/{name}")': None,
    'x = f"acme-lab/chat-{size}"\nprint(x)': None,
    'ORG = "a-lab"\nORG = "b-lab"\nload(f"{ORG}/chat")': None,
}


@pytest.mark.parametrize("source", FOUND)
def test_the_known_part_is_reported_where_something_loads_it(source: str) -> None:
    code = source.replace("load(", "AutoModel.from_pretrained(")
    assert [reference.id for reference in python_source.read_code("a.py", code)] == [FOUND[source]] * bool(
        FOUND[source]
    )


def test_nothing_is_concluded_from_a_part_of_a_name() -> None:
    component = Component("hf:Qwen/Qwen2.5-{size}", "model", "", (Occurrence("a.py", 1),))
    assert component.dynamic
    assert resolve(component).expression == ""
    assert resolve(component).claims == ()
    assert purl(component) is None


def test_a_path_with_braces_is_a_path() -> None:
    assert not Component("file:models/{{name}}/a.gguf", "model", "", ()).dynamic


def test_a_scan_shows_it_as_a_model_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('AutoModel.from_pretrained(f"Qwen/Qwen2.5-{size}")\n')
    assert [component.id for component in pipeline.scan(str(tmp_path)).components] == ["hf:Qwen/Qwen2.5-{size}"]
