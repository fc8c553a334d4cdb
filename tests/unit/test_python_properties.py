"""Properties of the Python reader: values are followed along any way, and git finds the lines that the reader would."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from weighstation.readers import _python_lines
from weighstation.readers.python_source import read, read_code

STEPS = {
    "a name": "{new} = {old}",
    "an alternative": "{new} = os.getenv('X') or {old}",
    "a condition": "{new} = {old} if flag else None",
    "an annotation": "{new}: str = {old}",
    "a wrapper": "{new} = str({old})",
}
LITERALS = (
    '"acme-lab/one"', "'acme-lab/one@v1'", 'f"acme-lab/one-{size}"', 'f"{ORG}/one"', '"gpt-4o"', '"claude-3-opus"',
    '"bert-base-cased"', '"all-MiniLM-L6-v2"', '"en_core_web_sm"', '"hf://acme/one"', '"https://huggingface.co/acme/one"',
    '"https://example.org/x"', '"text/html"', '"a/b/c.txt"', '"tiny"', '"ollama pull x"', '"openai:gpt-4o"', '"yolov8n.pt"',
    '"local:acme/one"', '"--model=acme/one"', '"./out"', '"models/x"', '"acme/" + name', '""', "None",
)  # fmt: skip
LINES = ("x = {}", "load({})", "load(\n    {},\n)", "ollama.chat(model={})", "# {}", '"""\n{}\n"""', "y = [{}, 1]")


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=3), st.booleans())
def test_a_value_reaches_its_loader_by_any_way(steps: list[str], in_function: bool) -> None:  # noqa: FBT001 - drawn
    lines = ['v0 = "acme-lab/one"']
    for number, step in enumerate(step for step in steps if step != "a wrapper"):
        lines.append(STEPS[step].format(new=f"v{number + 1}", old=f"v{number}"))
    last = len(lines) - 1
    lines.append(f"AutoModel.from_pretrained(v{last})")
    source = "def f():\n" + "".join(f"    {line}\n" for line in lines) if in_function else "\n".join(lines)
    assert [(r.id, r.occurrence.line) for r in read_code("a.py", source)] == [("hf:acme-lab/one", 1 + in_function)]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=3))
def test_an_unknown_name_that_nothing_loads_is_none(steps: list[str]) -> None:
    lines = ['v0 = "acme-lab/one"', *(STEPS[step].format(new=f"v{n + 1}", old=f"v{n}") for n, step in enumerate(steps))]
    assert list(read_code("a.py", "\n".join([*lines, "print(v0)"]))) == []


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(LITERALS)), max_size=6))
def test_what_git_finds_is_all_that_the_reader_needs(parts: list[tuple[str, str]]) -> None:
    source = "\n".join(line.format(literal) for line, literal in parts)
    matches = [
        (number, match[0])
        for number, row in enumerate(source.split("\n"), 1)
        for match in re.finditer(_python_lines.SEARCH, row)
    ]
    lines = _python_lines.found(matches)
    if lines is None:
        return  # git says: look at the whole file
    assert set(_python_lines.telling(source)) <= set(lines)
    if lines:
        assert list(read("a.py", source.encode(), lines)) == list(read("a.py", source.encode()))
