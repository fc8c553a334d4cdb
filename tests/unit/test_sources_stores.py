"""What the caches of this machine say of a model: real layouts in, claims out."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from weighstation.licensing.lineage import trace
from weighstation.licensing.resolve import resolve
from weighstation.model import Claim, Component, Statement
from weighstation.sources import claims
from weighstation.sources.stores import NOWHERE, Stores, here

APACHE = (Path(__file__).resolve().parents[2] / "LICENSE").read_bytes()
MAIN, OTHER = "a" * 40, "b" * 40
LICENSE_LAYER = "application/vnd.ollama.image.license"


def model(component_id: str, version: str = "") -> Component:
    return Component(component_id, "dataset" if component_id.startswith("hf-d") else "model", version, ())


def hub(root: Path, name: str, files: dict[str, str | bytes], commit: str = MAIN, ref: str = "main") -> Stores:
    """A cache as huggingface_hub lays it out: blobs, links to them by snapshot, refs."""
    folder = root / name
    for path in (folder / "blobs", folder / "refs", folder / "snapshots" / commit):
        path.mkdir(parents=True, exist_ok=True)
    (folder / "refs" / ref).write_text(commit)
    for file, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        blob = folder / "blobs" / hashlib.sha1(data, usedforsecurity=False).hexdigest()
        blob.write_bytes(data)
        (folder / "snapshots" / commit / file).symlink_to(os.path.relpath(blob, folder / "snapshots" / commit))
    return Stores(hub=str(root))


def ollama(root: Path, manifest: str, *texts: bytes) -> Stores:
    layers = [{"mediaType": "application/vnd.ollama.image.model", "digest": f"sha256:{'0' * 64}", "size": 9}]
    (root / "blobs").mkdir(parents=True)
    for text in texts:
        digest = hashlib.sha256(text).hexdigest()
        (root / "blobs" / f"sha256-{digest}").write_bytes(text)
        layers.append({"mediaType": LICENSE_LAYER, "digest": f"sha256:{digest}", "size": len(text)})
    path = root / "manifests" / manifest
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"schemaVersion": 2, "layers": layers}))
    return Stores(ollama=str(root))


def manifest_of(digest: str) -> str:
    return json.dumps({"layers": [{"mediaType": LICENSE_LAYER, "digest": digest}]})


def local(component: Component, stores: Stores) -> list[Claim]:
    return [claim for claim in claims(component, stores) if claim.source in {"hub-cache", "ollama-store"}]


def test_the_card_and_the_license_text_of_the_cached_snapshot_speak(tmp_path: Path) -> None:
    card = "---\nlicense: llama3.1\n---\n# x"
    stores = hub(tmp_path, "models--acme--chat", {"README.md": card, "LICENSE": APACHE})
    said = local(model("hf:acme/chat"), stores)
    folder = f"models--acme--chat/snapshots/{MAIN}"
    assert [(claim.expression, claim.where) for claim in said] == [
        ("LicenseRef-scancode-llama-3.1-license-2024", f"{folder}/README.md:2"),
        ("Apache-2.0", f"{folder}/LICENSE"),
    ]


def test_what_a_card_and_a_text_disagree_about_is_a_conflict_and_the_stricter_governs(tmp_path: Path) -> None:
    stores = hub(tmp_path, "models--acme--chat", {"README.md": "---\nlicense: cc-by-nc-4.0\n---\n", "LICENSE": APACHE})
    found = resolve(model("hf:acme/chat"), stores)
    assert found.expression == "CC-BY-NC-4.0"
    assert len(found.conflicts) == 1


def test_the_cache_is_heard_before_the_knowledge_base_and_both_are_kept(tmp_path: Path) -> None:
    stores = hub(tmp_path, "models--tiiuae--falcon-7b", {"README.md": "---\nlicense: apache-2.0\n---\n"})
    assert [claim.source for claim in claims(model("hf:tiiuae/falcon-7b"), stores)][:2] == [
        "hub-cache",
        "knowledge:exact",
    ]


def test_the_revision_that_the_code_names_is_the_one_that_counts(tmp_path: Path) -> None:
    hub(tmp_path, "models--acme--chat", {"README.md": "---\nlicense: mit\n---\n"})
    stores = hub(tmp_path, "models--acme--chat", {"README.md": "---\nlicense: llama2\n---\n"}, OTHER, "v2")
    read = [local(model("hf:acme/chat", revision), stores) for revision in ("", "v2", OTHER, "c" * 40)]
    assert [[claim.expression for claim in found] for found in read] == [
        ["MIT"],
        ["LicenseRef-scancode-llama-2-license-2023"],
        ["LicenseRef-scancode-llama-2-license-2023"],
        [],
    ]


def test_a_cached_card_names_the_base(tmp_path: Path) -> None:
    card = "---\nlicense: mit\nbase_model: meta-llama/Llama-2-7b-hf\n---\n"
    stores = hub(tmp_path, "models--acme--chat", {"README.md": card})
    assert [(step.id, step.source) for step in trace(model("hf:acme/chat"), stores)] == [
        ("hf:meta-llama/Llama-2-7b-hf", "hub-cache")
    ]
    found = resolve(model("hf:acme/chat"), stores)
    assert found.expression == "MIT AND LicenseRef-scancode-llama-2-license-2023"
    assert [sentence.partition(":")[0] for sentence in found.conflicts] == ["laxer-than-base"]


def test_a_circle_of_cached_bases_ends(tmp_path: Path) -> None:
    hub(tmp_path, "models--a--one", {"README.md": "---\nbase_model: a/two\n---\n"})
    stores = hub(tmp_path, "models--a--two", {"README.md": "---\nbase_model: a/one\n---\n"})
    assert resolve(model("hf:a/one"), stores).expression == ""


def test_a_data_set_has_its_own_folder(tmp_path: Path) -> None:
    card = "---\nlicense: cc-by-sa-3.0\ntask_categories:\n- x\n---\n"
    stores = hub(tmp_path, "datasets--acme--talk", {"README.md": card})
    assert [claim.expression for claim in local(model("hf-dataset:acme/talk"), stores)] == ["CC-BY-SA-3.0"]


def test_a_damaged_card_is_said_and_not_silent(tmp_path: Path) -> None:
    stores = hub(tmp_path, "models--acme--chat", {"README.md": "---\nlicense: [mit\n---\n"})
    (claim,) = local(model("hf:acme/chat"), stores)
    assert (claim.expression, claim.confidence) == ("", 0.0)
    assert "not valid YAML" in claim.note


def test_a_half_downloaded_snapshot_is_said(tmp_path: Path) -> None:
    stores = hub(tmp_path, "models--acme--chat", {})
    (tmp_path / "models--acme--chat" / "snapshots" / MAIN / "README.md").symlink_to("../../blobs/missing")
    (claim,) = local(model("hf:acme/chat"), stores)
    assert claim.note == "cannot be read: No such file or directory"


def test_a_link_out_of_the_store_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("---\nlicense: mit\n---\n")
    stores = hub(tmp_path / "hub", "models--acme--chat", {})
    (tmp_path / "hub/models--acme--chat/snapshots" / MAIN / "README.md").symlink_to(tmp_path / "secret")
    (claim,) = local(model("hf:acme/chat"), stores)
    assert claim.note == "leads out of the store"


@pytest.mark.parametrize(
    "name", ["hf:../../etc", "hf:..", "hf:a/..", "hf:a\0/b", "ollama:../../etc:x", "ollama:a/b/c/d"]
)
def test_a_hostile_name_finds_nothing(name: str, tmp_path: Path) -> None:
    stores = Stores(str(tmp_path), str(tmp_path))
    assert local(model(name), stores) == []


@pytest.mark.parametrize(
    ("component", "manifest"),
    [
        ("ollama:llama9:8b", "registry.ollama.ai/library/llama9/8b"),
        ("ollama:llama9", "registry.ollama.ai/library/llama9/latest"),
        ("ollama:acme/chat:q4", "registry.ollama.ai/acme/chat/q4"),
        ("ollama:hf.co/acme/chat-GGUF:Q4_K_M", "hf.co/acme/chat-GGUF/Q4_K_M"),
    ],
)
def test_the_license_layer_of_an_ollama_model_is_recognized(component: str, manifest: str, tmp_path: Path) -> None:
    stores = ollama(tmp_path, manifest, APACHE)
    (claim,) = local(model(component), stores)
    assert (claim.expression, claim.source) == ("Apache-2.0", "ollama-store")
    assert claim.where.startswith(f"manifests/{manifest} sha256:")


def test_each_license_layer_makes_a_claim_and_an_unknown_text_says_so(tmp_path: Path) -> None:
    stores = ollama(
        tmp_path, "registry.ollama.ai/library/x/latest", APACHE, b"Do what Acme tells you, and no more than that."
    )
    assert [(claim.expression, claim.note) for claim in local(model("ollama:x"), stores)] == [
        ("Apache-2.0", "the text of Apache License 2.0"),
        ("", "a text of a license that is not known here"),
    ]


@pytest.mark.parametrize(
    ("manifest", "note"),
    [
        ("{", "is no manifest of a model"),
        ("[]", "is no manifest of a model"),
        (manifest_of("../../x"), "by something that is no hash"),
        (manifest_of(f"sha256:{'1' * 64}"), "cannot be read"),
    ],
)
def test_a_damaged_store_is_said(manifest: str, note: str, tmp_path: Path) -> None:
    stores = ollama(tmp_path, "registry.ollama.ai/library/x/latest")
    (tmp_path / "manifests/registry.ollama.ai/library/x/latest").write_text(manifest)
    (claim,) = local(model("ollama:x"), stores)
    assert claim.expression == ""
    assert note in claim.note


def test_a_blob_that_is_not_what_its_hash_says_is_not_believed(tmp_path: Path) -> None:
    stores = ollama(tmp_path, "registry.ollama.ai/library/x/latest", APACHE)
    (blob,) = (tmp_path / "blobs").iterdir()
    blob.write_bytes(b"MIT License")
    (claim,) = local(model("ollama:x"), stores)
    assert "the hash differs" in claim.note


def test_the_stores_are_where_the_variables_say(tmp_path: Path) -> None:
    for folder in ("home/.cache/huggingface/hub", "home/.ollama/models", "hf/hub", "cache", "models"):
        (tmp_path / folder).mkdir(parents=True)
    home = {"HOME": str(tmp_path / "home")}
    assert here(home) == Stores(str(tmp_path / "home/.cache/huggingface/hub"), str(tmp_path / "home/.ollama/models"))
    assert here({**home, "HF_HOME": str(tmp_path / "hf")}).hub == str(tmp_path / "hf/hub")
    assert here({"HF_HUB_CACHE": str(tmp_path / "cache"), "HF_HOME": "/x"}).hub == str(tmp_path / "cache")
    assert here({"OLLAMA_MODELS": str(tmp_path / "models")}).ollama == str(tmp_path / "models")
    assert here({"HOME": str(tmp_path / "nowhere")}) == here({}) == NOWHERE


def test_a_header_and_a_card_that_contradict_each_other_are_a_conflict() -> None:
    said = (Statement("mit", "m/README.md", 2), Statement("llama2", "m/model.gguf", 0))
    found = resolve(Component("file:m", "model", "", (), said))
    assert found.expression == "LicenseRef-scancode-llama-2-license-2023"
    (sentence,) = found.conflicts
    assert "model-card (m/README.md:2) says MIT" in sentence
    assert "weight-header (m/model.gguf) says LicenseRef-scancode-llama-2-license-2023" in sentence
