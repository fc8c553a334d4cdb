"""``uv.lock``: what uv resolved."""

from __future__ import annotations

import pytest

from weighstation.errors import ReadError
from weighstation.model import Occurrence, Reference
from weighstation.readers.uv_lock import read

HEAD = "version = 1\nrevision = 3\n"
EXAMPLE = b"""\
version = 1
revision = 3
requires-python = ">=3.11"

[[package]]
name = "demo"
source = { editable = "." }
dependencies = [
    { name = "spacy" },
]

[package.metadata]
requires-dist = [{ name = "spacy" }]

[[package]]
name = "en-core-web-sm"
version = "3.8.0"
source = { url = "https://github.com/explosion/spacy-models/releases/download/en_core_web_sm-3.8.0/en_core_web_sm.whl" }

[[package]]
name = "spacy"
version = "3.8.2"
source = { registry = "https://example.org/simple" }
dependencies = [
    { name = "en-core-web-sm" },
    { name = "numpy", version = "1.26.4", marker = "python_full_version < '3.12'" },
    { name = "numpy", version = "2.1.0", marker = "python_full_version >= '3.12'" },
    { name = "not-locked" },
]
wheels = [
    { url = "https://example.org/spacy-3.8.2-cp311-cp311-linux_x86_64.whl", hash = "sha256:00" },
]

[package.optional-dependencies]
gpu = [
    { name = "tool" },
    { name = "spacy" },
]

[[package]]
name = "numpy"
version = "1.26.4"
source = { registry = "https://example.org/simple" }

[[package]]
name = "numpy"
version = "2.1.0"
source = { registry = "https://example.org/simple" }

[[package]]
name = "tool"
version = "0.1.0"
source = { git = "https://huggingface.co/someteam/tool?rev=main#0123abc" }

[[package]]
name = "member"
version = "0.1.0"
source = { virtual = "packages/member" }

[[package]]
name = "vendored"
version = "0.1.0"
source = { directory = "vendor/vendored" }
"""


def sighted(text: str | bytes) -> list[tuple[str, str, int, tuple[str, ...]]]:
    data = text if isinstance(text, bytes) else text.encode()
    return [(found.id, found.version, found.occurrence.line, found.depends_on) for found in read("uv.lock", data)]


def test_every_locked_package_but_the_workspace_is_read_with_its_needs() -> None:
    assert sighted(EXAMPLE) == [
        ("spacy:en_core_web_sm", "3.8.0", 16, ()),
        ("pypi:spacy", "3.8.2", 21, ("spacy:en_core_web_sm", "pypi:numpy", "hf:someteam/tool")),
        ("pypi:numpy", "1.26.4", 41, ()),
        ("pypi:numpy", "2.1.0", 46, ()),
        ("hf:someteam/tool", "0123abc", 51, ()),
        ("pypi:vendored", "0.1.0", 61, ()),
    ]


def test_symbol_and_use_are_those_of_a_lock_file() -> None:
    assert list(read("a/uv.lock", b'[[package]]\nname = "x"\nversion = "1"')) == [
        Reference("pypi:x", "package", Occurrence("a/uv.lock", 2, 1, "load", "lock"), "1")
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('[[package]]\r\nname = "a"\r\n', [(2, 1)]),
        ("[[package]]\nversion = '1'\nname = 'a'\n", [(3, 1)]),
        ('[[package]]\n  name="a"\n', [(2, 3)]),
        ('package = [{version = "1", name = "a"}, {name = "b"}]', [(1, 28), (1, 42)]),
        ('note = """\n[[package]]\nname = "a"\n"""\n[[package]]\nname = "a"', [(6, 1)]),
        ('[[package]]\nname = "a"\n[package.x]\nname = "y"\n[[package]]\nname = "b"', [(2, 1), (6, 1)]),
    ],
)
def test_the_place_is_that_of_the_name_however_the_file_is_written(text: str, places: list[tuple[int, int]]) -> None:
    assert [(found.occurrence.line, found.occurrence.column) for found in read("uv.lock", text.encode())] == places


@pytest.mark.parametrize(
    ("text", "line", "message", "kept"),
    [
        (
            '[[package]]\nversion = "1"\n[[package]]\nname = "b"',
            1,
            r"`package\[0\]` has to be a package with a name",
            ["pypi:b"],
        ),
        ('[[package]]\nname = 1\n[[package]]\nname = "b"', 1, "has to be a package with a name", ["pypi:b"]),
        ('[[package]]\nname = "a b"\n[[package]]\nname = "b"', 1, "has to be a package with a name", ["pypi:b"]),
        (
            '[[package]]\nname = "a"\nversion = 1\n[[package]]\nname = "b"',
            3,
            "version` has to be a line of text",
            ["pypi:a", "pypi:b"],
        ),
        ('[[package]]\nname = "a"\n[package.dependencies]\nb = "1"', 3, "dependencies` has to be a list", ["pypi:a"]),
        ('[[package]]\nname = "a"\nsource = "x"', 3, "source` has to be keys with values", ["pypi:a"]),
        ('[[package]]\nname = "a"\ndependencies = [1, {name = 2}, {}]', 3, "more such faults", ["pypi:a"]),
        ("package = 1", 1, "`package` has to be a list", []),
        ("package = [1]", 1, r"`package\[0\]` has to be", []),
        ("[[package]]\nname = ", 2, "not valid TOML", []),
    ],
)
def test_wrong_entries_are_errors_after_the_good_ones(text: str, line: int, message: str, kept: list[str]) -> None:
    found: list[str] = []
    with pytest.raises(ReadError, match=message) as caught:
        found.extend(reference.id for reference in read("uv.lock", text.encode()))
    assert found == kept
    assert caught.value.line == line
