"""Weights larger than what is read of other files: their headers are looked at, in the working tree and in the index."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from tests.conftest import run_git
from tests.unit._weights import gguf, onnx, pointer, safetensors
from weighstation import hook, pipeline, readers, repository
from weighstation.repository import git

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.conftest import MakeRepo

PADDING = b"\0" * git.SIZE_LIMIT
BASE = "https://huggingface.co/acme-lab/one"
FILES: Mapping[str, bytes] = {
    "a.gguf": gguf({"general.license": "apache-2.0", "general.base_model.0.repo_url": BASE}) + PADDING,
    "b.safetensors": safetensors({"license": "apache-2.0", "base_model": "acme-lab/one"}, PADDING),
    "c.onnx": onnx({"license": "apache-2.0", "base_model": "acme-lab/one"}, PADDING),
    "d.pt": b"PK\x03\x04" + PADDING,
}


def _seen(root: Path, selection: repository.Selection) -> dict[str, tuple[list[str], list[str]]]:
    scanned = pipeline.scan(str(root), selection)
    assert scanned.unread == ()
    return {
        found.id: ([statement.text for statement in found.statements], [base.id for base in found.bases])
        for found in scanned.components
        if found.scheme == "file"
    }


@pytest.mark.parametrize("selection", ["worktree", "tracked", "staged"])
def test_headers_of_large_weights_are_read(make_repo: MakeRepo, selection: repository.Selection) -> None:
    root = make_repo(FILES)
    stated = (["apache-2.0"], ["hf:acme-lab/one"])
    assert _seen(root, selection) == {
        "file:a.gguf": stated, "file:b.safetensors": stated, "file:c.onnx": stated, "file:d.pt": ([], []),
    }  # fmt: skip


def test_staged_weights_are_those_of_the_index(make_repo: MakeRepo) -> None:
    root = make_repo({**FILES, "small.pt": pointer(), "x.py": b"x = 1\n"})
    for path in (*FILES, "small.pt"):
        (root / path).write_bytes(b"")
    assert len(_seen(root, "staged")) == len(FILES) + 1


@pytest.mark.parametrize("selection", ["worktree", "staged"])
def test_broken_weights_are_listed_and_said_to_be_unread(make_repo: MakeRepo, selection: repository.Selection) -> None:
    scanned = pipeline.scan(str(make_repo({"a.gguf": b"GGUF\3\0\0\0" + b"\xff" * 99})), selection)
    assert [component.id for component in scanned.components] == ["file:a.gguf"]
    assert [(unread.path, bool(unread.hint)) for unread in scanned.unread] == [("a.gguf", True)]


def test_a_link_to_weights_is_left_to_its_target(make_repo: MakeRepo) -> None:
    root = make_repo({"a.pt": b"PK\x03\x04\0"})
    (root / "b.pt").symlink_to("a.pt")
    run_git(root, "add", "--all")
    assert list(_seen(root, "worktree")) == ["file:a.pt"]


def test_a_blob_that_is_missing_is_said_to_be_unread(make_repo: MakeRepo) -> None:
    root = make_repo({"a.gguf": gguf({})})
    blob = run_git(root, "rev-parse", ":a.gguf").strip()
    (root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    assert [unread.path for unread in pipeline.scan(str(root), "staged").unread] == ["a.gguf"]


def test_a_window_is_sliced_as_bytes_are() -> None:
    data = bytes(range(100))
    window = repository.Window(io.BytesIO(data))
    assert len(window) == len(data)
    for part in (slice(0, 4), slice(10, 5), slice(95, 200), slice(-3, None), slice(None), slice(200, 300)):
        assert window[part] == data[part]


def test_a_window_on_a_file_that_shrinks_gives_what_is_left() -> None:
    stream = io.BytesIO(b"abcdef")
    window = repository.Window(stream)
    stream.truncate(3)
    assert window[0:6] == b"abc"


def test_the_hook_hands_weights_on_without_reading_them(
    make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(make_repo({"c.onnx": onnx({"license": "AGPL-3.0"}, PADDING)}))
    assert hook.main(["--fail-on", "review", "c.onnx"]) == 1
    assert "AGPL-3.0-only" in capsys.readouterr().out


def test_git_does_not_search_weights() -> None:
    assert not {"*.gguf", "*.safetensors", "*.onnx", "*.pt"} & set(readers.MARKED)


def test_weights_are_unread_where_there_is_no_room_to_look_at_them(
    make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = make_repo({"a.gguf": FILES["a.gguf"], "m/small.gguf": gguf({})})
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    scanned = pipeline.scan(str(root), "staged")
    assert [component.id for component in scanned.components] == ["file:m/small.gguf"]
    assert [(unread.path, unread.hint) for unread in scanned.unread] == [("a.gguf", "make room for temporary files")]
