"""``pyproject.toml``: dependencies of the standards, of Poetry, of PDM and of uv."""

from __future__ import annotations

import pytest

from weighstation.errors import ReadError
from weighstation.model import Occurrence, Project, Reference
from weighstation.readers.pyproject import project, read

STANDARD = b"""\
[build-system]
requires = ["hatchling"]

[project]
name = "demo"
version = "1.4.0"
dependencies = [
  "requests==2.32.0",
  "en-core-web-sm @ https://github.com/explosion/spacy-models/releases/download/en_core_web_sm-3.8.0/en_core_web_sm-3.8.0-py3-none-any.whl",
]

[project.optional-dependencies]
gpu = ["Torch>=2", "demo[web]"]

[dependency-groups]
test = ["pytest"]
dev = [{include-group = "test"}, "ruff == 0.14.0"]

[tool.pdm.dev-dependencies]
lint = ["-e file:///${PROJECT_ROOT}/sub#egg=sub", "black"]

[tool.uv]
dev-dependencies = ["mypy"]

[tool.uv.sources]
torch = {git = "https://example.org/torch"}
"""

POETRY = b"""\
[tool.poetry]
name = "hosted"
version = "0.2.0"

[tool.poetry.dependencies]
python = "^3.11"
openai = "^1.50"
httpx = "0.27.2"
starlette = {version = "==0.38.0", optional = true}
spacy-model = {url = "https://huggingface.co/someteam/nl_model/resolve/main/nl_model-1.0-py3-none-any.whl"}
tool = {git = "https://example.org/o/tool.git", tag = "v1"}
own = {path = "../own", develop = true}
wheel = {path = "wheels/wheel-1.2-py3-none-any.whl"}
numpy = [
  {version = "1.26.4", python = "<3.12"},
  {version = "^2.0", python = ">=3.12"},
]

[tool.poetry.dev-dependencies]
pytest = "*"

[tool.poetry.group.docs.dependencies]
sphinx = "7.*"
"""


def sighted(data: bytes) -> list[tuple[str, str, int, str]]:
    return [
        (found.id, found.version, found.occurrence.line, found.occurrence.symbol)
        for found in read("pyproject.toml", data)
    ]


def test_the_standard_lists_are_read_item_by_item() -> None:
    assert sighted(STANDARD) == [
        ("pypi:requests", "2.32.0", 8, "project.dependencies"),
        ("spacy:en_core_web_sm", "3.8.0", 9, "project.dependencies"),
        ("pypi:torch", "", 13, "project.optional-dependencies.gpu"),
        ("pypi:demo", "", 13, "project.optional-dependencies.gpu"),
        ("pypi:pytest", "", 16, "dependency-groups.test"),
        ("pypi:ruff", "0.14.0", 17, "dependency-groups.dev"),
        ("pypi:black", "", 20, "tool.pdm.dev-dependencies.lint"),
        ("pypi:mypy", "", 23, "tool.uv.dev-dependencies"),
    ]


def test_the_tables_of_poetry_are_read_key_by_key() -> None:
    assert sighted(POETRY) == [
        ("pypi:openai", "", 7, "tool.poetry.dependencies"),
        ("pypi:httpx", "0.27.2", 8, "tool.poetry.dependencies"),
        ("pypi:starlette", "0.38.0", 9, "tool.poetry.dependencies"),
        ("hf:someteam/nl_model", "", 10, "tool.poetry.dependencies"),
        ("pypi:spacy-model", "", 10, "tool.poetry.dependencies"),
        ("pypi:tool", "", 11, "tool.poetry.dependencies"),
        ("pypi:wheel", "1.2", 13, "tool.poetry.dependencies"),
        ("pypi:numpy", "1.26.4", 14, "tool.poetry.dependencies"),
        ("pypi:numpy", "", 14, "tool.poetry.dependencies"),
        ("pypi:pytest", "", 20, "tool.poetry.dev-dependencies"),
        ("pypi:sphinx", "", 23, "tool.poetry.group.docs.dependencies"),
    ]


def test_an_item_has_a_column_and_the_use_is_load() -> None:
    (found,) = read("a/pyproject.toml", b'[project]\ndependencies = ["x==1"]')
    occurrence = Occurrence("a/pyproject.toml", 2, 17, "load", "project.dependencies")
    assert found == Reference("pypi:x", "package", occurrence, "1")


@pytest.mark.parametrize(
    ("spec", "version"),
    [
        ('"1.2.3"', "1.2.3"),
        ('"==1.2.3"', "1.2.3"),
        ('"=1.2"', "1.2"),
        ('"^1.2.3"', ""),
        ('"~1.2"', ""),
        ('"1.2.*"', ""),
        ('"*"', ""),
        ('">=1,<2"', ""),
        ('"1.2 || 1.3"', ""),
        ('{version = "1.2.3"}', "1.2.3"),
        ("{}", ""),
    ],
)
def test_a_version_of_poetry_without_an_operator_is_exact(spec: str, version: str) -> None:
    assert [found.version for found in read("p", f"[tool.poetry.dependencies]\nx = {spec}".encode())] == [version]


@pytest.mark.parametrize(
    ("text", "line", "message", "kept"),
    [
        (
            '[project]\ndependencies = [\n"a",\n"b c",\n"d"]',
            4,
            r"`project\.dependencies\[1\]` is no requirement",
            ["pypi:a", "pypi:d"],
        ),
        ("[project]\ndependencies = [{x = 1}]", 2, "is no requirement", []),
        ("[project]\ndependencies = [1]", 2, "is no requirement", []),
        ('[project]\ndependencies = {a = "1"}', 2, r"`project\.dependencies` has to be a list", []),
        ('[project]\ndependencies = "a"', 2, "has to be a list", []),
        ('project = 1\n[tool.poetry.dependencies]\nb = "*"', 1, "`project` has to be keys", ["pypi:b"]),
        ('[dependency-groups]\nx = ["a"]\ny = 1', 3, r"`dependency-groups\.y` has to be a list", ["pypi:a"]),
        ('[tool.poetry.dependencies]\na = 1\nb = "*"', 2, "has to be a package name with a version", ["pypi:b"]),
        ('[tool.poetry.dependencies]\n"a b" = "1"\nb = "*"', 2, "has to be a package name", ["pypi:b"]),
        ("[tool.poetry.dependencies]\na = {version = 1}", 2, r"version` has to be a line of text", ["pypi:a"]),
        ("[tool.poetry]\ngroup = []", 2, "has to be keys", []),
        ("[project]\ndependencies = [", 2, "not valid TOML", []),
    ],
)
def test_wrong_entries_are_errors_after_the_good_ones(text: str, line: int, message: str, kept: list[str]) -> None:
    found: list[str] = []
    with pytest.raises(ReadError, match=message) as caught:
        found.extend(reference.id for reference in read("pyproject.toml", text.encode()))
    assert (found, caught.value.line) == (kept, line)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (STANDARD, Project("demo", "1.4.0")),
        (POETRY, Project("hosted", "0.2.0")),
        (b'[project]\nname = "a"\ndynamic = ["version"]', Project("a")),
        (b'[project]\nname = 1\n[tool.poetry]\nname = "b"', Project("b")),
        (b"[tool.poetry]\npackage-mode = false", None),
        (b"project = 1", None),
        (b"", None),
        (b"[", None),
    ],
)
def test_the_project_is_what_the_file_says_of_itself(data: bytes, expected: Project | None) -> None:
    assert project(data) == expected
