"""``weighstation sbom``: versions, formats, validation, and keeping a file current."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import MakeRepo, run_git
from weighstation.cli import main
from weighstation.writers.cyclonedx import consistency

MODEL = 'm = AutoModel.from_pretrained("tiiuae/falcon-180B")\n'
OTHER = 'm = AutoModel.from_pretrained("mistralai/Mistral-7B-v0.1")\n'


@pytest.fixture
def repo(make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_repo(
        {"app.py": MODEL, "packages/api/pyproject.toml": '[project]\nname = "api"\ndependencies = ["x"]\n'}
    )
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize("version", ["1.6", "1.7"])
@pytest.mark.parametrize(
    ("name", "options", "form"),
    [
        ("bom.json", [], "json"),
        ("bom.xml", [], "xml"),
        ("bom", [], "json"),
        ("bom.xml", ["--output-format", "json"], "json"),
        ("bom", ["--output-format", "xml"], "xml"),
    ],
)
def test_version_and_format(repo: Path, version: str, name: str, options: list[str], form: str) -> None:
    assert main(["sbom", "--spec-version", version, "-o", name, *options]) == 0
    text = (repo / name).read_text(encoding="utf-8")
    if form == "json":
        assert json.loads(text)["specVersion"] == version
    else:
        assert ET.fromstring(text).tag == f"{{http://cyclonedx.org/schema/bom/{version}}}bom"


def test_standard_output_is_json(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sbom"]) == 0
    assert json.loads(capsys.readouterr().out)["specVersion"] == "1.6"


def test_the_packages_of_a_monorepo_are_named_by_their_manifests(
    repo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sbom"]) == 0
    (inner,) = json.loads(capsys.readouterr().out)["metadata"]["component"]["components"]
    assert inner == {"type": "application", "bom-ref": "project:packages/api", "name": "api"}


def test_any_machine_writes_the_same(make_repo: MakeRepo, tmp_path: Path) -> None:
    root = make_repo({"app.py": MODEL, "pyproject.toml": '[project]\nname = "shop"\nversion = "1.0"\n'})
    environments = [
        {"PYTHONHASHSEED": "0", "TZ": "UTC"},
        {"PYTHONHASHSEED": "1", "LANG": "C", "LC_ALL": "C", "TZ": "Pacific/Auckland", "HOME": str(tmp_path)},
    ]
    sources = os.pathsep.join(os.path.abspath(path) for path in sys.path)
    written = []
    for number, environment in enumerate(environments):
        place = shutil.copytree(root, tmp_path / f"elsewhere {number}" / "é")
        command = [sys.executable, "-m", "weighstation", "sbom", "--spec-version", "1.7", str(place)]
        settings = {**os.environ, **environment, "PYTHONPATH": sources}
        written.append(subprocess.run(command, check=True, capture_output=True, cwd=tmp_path, env=settings).stdout)
    assert written[0] == written[1]
    assert b"falcon-180B" in written[0]


def test_duties_of_a_model_are_annotations_on_it(
    make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = '[use]\ndistributes = ["weights"]\nfine_tunes = true\n'
    root = make_repo({"app.py": MODEL.replace("tiiuae/falcon-180B", "google/gemma-2b"), "weighstation.toml": policy})
    monkeypatch.chdir(root)
    assert main(["sbom"]) == 0
    document = json.loads(capsys.readouterr().out)
    said = [one["text"] for one in document["annotations"] if one["subjects"] == ["pkg:huggingface/google/gemma-2b"]]
    assert [text for text in said if text.startswith("open-duty (note): Gemma Terms of Use asks to ")]


# Validation


def test_a_document_with_a_fault_is_not_written(
    repo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(consistency, "faults", lambda _: ["dependencies: nothing is called 'x'"])
    assert main(["sbom", "-o", "bom.json"]) == 2
    said = capsys.readouterr().err
    assert "no valid CycloneDX 1.6:\n  dependencies: nothing is called 'x'" in said
    assert "--no-validate" in said
    assert not (repo / "bom.json").exists()
    assert main(["sbom", "--no-validate", "-o", "bom.json"]) == 0
    assert (repo / "bom.json").exists()


@pytest.mark.parametrize("form", ["json", "xml"])
def test_without_the_schema_the_document_is_written_and_it_is_said(
    repo: Path, form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from weighstation.writers.cyclonedx import schemas

    schemas._validator.cache_clear()
    schemas._xsd.cache_clear()
    for name in [name for name in sys.modules if name.partition(".")[0] == "cyclonedx"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "cyclonedx", None)  # as if it were not installed
    assert main(["sbom", "--output-format", form]) == 0
    caught = capsys.readouterr()
    assert "weighstation[sbom]" in caught.err
    assert caught.out
    assert main(["sbom", "--no-validate", "--output-format", form]) == 0
    assert capsys.readouterr().err == ""


def test_nothing_is_said_where_all_is_well(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sbom", "-o", "bom.json"]) == 0
    assert capsys.readouterr() == ("", "")


# --check


@pytest.mark.parametrize("name", ["bom.json", "bom.xml", "sub dir/[b]om*.json"])
@pytest.mark.parametrize("epoch", ["", "1767225600"])
def test_a_file_that_was_just_written_is_current(
    repo: Path, name: str, epoch: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (repo / "sub dir").mkdir()
    with monkeypatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", epoch)
        assert main(["sbom", "-o", name]) == 0
    assert main(["sbom", "--check", "-o", name]) == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert main(["sbom", "--check", "-o", name]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", ["bom.json", "bom.xml"])
def test_what_is_out_of_date_is_listed_and_nothing_is_written(
    repo: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sbom", "-o", name]) == 0
    before = (repo / name).read_bytes()
    (repo / "app.py").write_text(OTHER)
    assert main(["sbom", "--check", "-o", name]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{name} is out of date:"
    assert "  added: pkg:huggingface/mistralai/Mistral-7B-v0.1" in lines
    assert "  removed: pkg:huggingface/tiiuae/falcon-180B" in lines
    assert (repo / name).read_bytes() == before


def test_line_ends_of_a_checkout_are_no_difference(repo: Path) -> None:
    assert main(["sbom", "-o", "bom.json"]) == 0
    (repo / "bom.json").write_bytes((repo / "bom.json").read_bytes().replace(b"\n", b"\r\n"))
    assert main(["sbom", "--check", "-o", "bom.json"]) == 0


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"{", "bom.json", "bom.json: is no JSON"),
        (b"{}", "bom.json", "bom.json: is no CycloneDX document"),
        (b"\xff\xfe\x00", "bom.json", "bom.json: is no JSON"),
        (b"<bom", "bom.xml", "bom.xml: is no XML"),
        (None, "bom.json", "bom.json: does not exist"),
        (None, "packages", "packages: cannot be read"),
        (None, "-", "--check needs a file"),
    ],
)
def test_what_cannot_be_compared_is_an_error(
    repo: Path, content: bytes | None, name: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (repo / name).write_bytes(content)
    assert main(["sbom", "--check", "-o", name]) == 2
    assert said in capsys.readouterr().err


def test_a_timestamp_that_is_none_is_a_difference(repo: Path) -> None:
    assert main(["sbom", "-o", "bom.json"]) == 0
    document = json.loads((repo / "bom.json").read_bytes())
    document["metadata"]["timestamp"] = "yesterday"
    (repo / "bom.json").write_text(json.dumps(document))
    assert main(["sbom", "--check", "-o", "bom.json"]) == 1


# --exit-non-zero-on-change


def test_the_hook_writes_once_and_then_passes(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["sbom", "--tracked", "--exit-non-zero-on-change", "-o", "bom.cdx.json"]
    assert main(command) == 1
    assert capsys.readouterr().err == "weighstation: bom.cdx.json did not exist and is written now\n"
    written = (repo / "bom.cdx.json").stat()
    run_git(repo, "add", "--all")
    assert main(command) == 0
    assert capsys.readouterr() == ("", "")
    assert (repo / "bom.cdx.json").stat().st_mtime_ns == written.st_mtime_ns
    (repo / "app.py").write_text(OTHER)
    assert main(command) == 1
    assert main(command) == 0


def test_it_needs_a_file(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sbom", "--exit-non-zero-on-change"]) == 2
    assert "needs a file to compare with" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["bom.cdx.json", "sbom.json", "docs/[x]/bom.json"])
def test_the_file_that_is_written_is_no_part_of_what_is_read(repo: Path, name: str) -> None:
    (repo / name).parent.mkdir(parents=True, exist_ok=True)
    assert main(["sbom", "-o", name]) == 0
    before = (repo / name).read_bytes()
    run_git(repo, "add", "--all")
    (repo / "outside").mkdir()
    os.chdir(repo / "outside")
    assert main(["sbom", "-o", f"../{name}", ".."]) == 0
    assert (repo / name).read_bytes() == before


@pytest.mark.parametrize("name", ["bom.cdx.json", "bom-1.7.cdx.json", "bom.xml"])
def test_a_document_in_the_tree_does_not_change_what_is_found(
    repo: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scan", "--format", "json"]) == 0
    before = capsys.readouterr().out
    assert main(["sbom", "-o", name]) == 0
    run_git(repo, "add", "--all")
    assert main(["scan", "--format", "json"]) == 0
    assert capsys.readouterr().out == before
