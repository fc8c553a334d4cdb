"""``pylock.toml``: the standard lock file of Python."""

from __future__ import annotations

from weighstation.model import Occurrence, Reference
from weighstation.readers.pylock import read

EXAMPLE = b"""\
lock-version = "1.0"
created-by = "a test"
requires-python = ">=3.11"

[[packages]]
name = "flask"
version = "3.0.3"
dependencies = [{name = "click"}, {name = "en-core-web-sm"}, {name = "absent"}]
index = "https://example.org/simple"

[[packages.wheels]]
name = "flask-3.0.3-py3-none-any.whl"
url = "https://example.org/flask-3.0.3-py3-none-any.whl"
hashes = {sha256 = "00"}

[[packages]]
name = "click"
version = "8.1.7"

[[packages]]
name = "en-core-web-sm"
archive = {url = "https://github.com/explosion/spacy-models/releases/download/en_core_web_sm-3.8.0/en_core_web_sm-3.8.0-py3-none-any.whl"}

[[packages]]
name = "tool"

[packages.vcs]
type = "git"
url = "https://huggingface.co/someteam/tool"
commit-id = "0123abc"

[[packages]]
name = "clip"
vcs = {type = "git", url = "https://example.org/clip", commit-id = "0123abc"}

[[packages]]
name = "own"
directory = {path = ".", editable = true}

[[packages]]
name = "self"
directory = {path = "."}

[[packages]]
name = "vendored"
directory = {path = "vendor/vendored"}
"""


def test_every_locked_package_but_the_project_is_read_with_its_needs() -> None:
    found = [
        (found.id, found.version, found.occurrence.line, found.depends_on) for found in read("pylock.toml", EXAMPLE)
    ]
    assert found == [
        ("pypi:flask", "3.0.3", 6, ("pypi:click", "spacy:en_core_web_sm")),
        ("pypi:click", "8.1.7", 17, ()),
        ("spacy:en_core_web_sm", "3.8.0", 21, ()),
        ("hf:someteam/tool", "0123abc", 25, ()),
        ("pypi:clip", "", 33, ()),
        ("pypi:vendored", "", 45, ()),
    ]


def test_symbol_and_use_are_those_of_a_lock_file() -> None:
    assert list(read("pylock.dev.toml", b'[[packages]]\nname = "x"\nversion = "1"')) == [
        Reference("pypi:x", "package", Occurrence("pylock.dev.toml", 2, 1, "load", "lock"), "1")
    ]
