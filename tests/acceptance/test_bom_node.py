"""The validators of CycloneDX's JavaScript library (JSON and XML) and of cdxgen accept our documents.

They are installed with npm, by the fixture ``node_folder``.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.test_bom_validators import DOCUMENTS, INVALID, RECORDED_XML

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.conftest import Boms

pytestmark = pytest.mark.slow
INVALID_XML = {
    "unknown element": ("<metadata>", "<anything/><metadata>"),
    "component without a name": ("<name>", "<description>", "</name>", "</description>"),
    "kind of component": ('type="application"', 'type="applications"'),
    "serial number": ('serialNumber="urn:uuid:', 'serialNumber="urn:'),
}


def node(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [shutil.which("node") or "node", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, timeout=120)


def verdicts(folder: Path, paths: list[Path]) -> dict[str, Any]:
    """What the JavaScript library says of each file: None where it is valid."""
    done = node(folder, "validate.mjs", *paths)
    assert done.returncode == 0, done.stderr
    return dict(zip((path.name for path in paths), map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("paths", [DOCUMENTS, RECORDED_XML], ids=["JSON", "XML"])
def test_the_javascript_library_accepts_every_recorded_document(paths: list[Path], node_folder: Path) -> None:
    assert verdicts(node_folder, paths) == dict.fromkeys((path.name for path in paths), None)


@pytest.mark.parametrize("form", ["json", "xml"])
def test_the_javascript_library_accepts_every_sample(form: str, node_folder: Path, boms: Boms) -> None:
    paths = [*boms("1.6", form), *boms("1.7", form)]
    assert verdicts(node_folder, paths) == dict.fromkeys((path.name for path in paths), None)


def test_the_javascript_library_refuses(node_folder: Path, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.json" for number in range(len(INVALID))]
    for path, text in zip(paths, INVALID.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    assert all(verdicts(node_folder, paths).values())


def test_the_javascript_library_refuses_xml(node_folder: Path, tmp_path: Path) -> None:
    valid = RECORDED_XML[0].read_text(encoding="utf-8")
    paths = [tmp_path / f"{number}.xml" for number in range(len(INVALID_XML))]
    for path, words in zip(paths, INVALID_XML.values(), strict=True):
        text = valid
        for old, new in zip(words[::2], words[1::2], strict=True):
            text = text.replace(old, new)
        assert text != valid
        path.write_text(text, encoding="utf-8")
    assert all(verdicts(node_folder, paths).values())


def cdx_validate(folder: Path, bom: Path, report: Path) -> tuple[bool, bool]:
    """What cdxgen says of a document: whether the schema holds, and whether its own rules of purls and references do.

    Its exit code follows from scores of how a project is run, which no document shows.
    """
    done = node(folder, "node_modules/@cyclonedx/cdxgen/bin/validate.js", "-i", bom, "-r", "json", "-o", report)
    assert report.exists(), done.stderr
    said = json.loads(report.read_bytes())
    return said["schemaValid"], said["deepValid"]


@pytest.mark.parametrize("version", ["1.6", "1.7"])
def test_cdxgens_validator_accepts_every_sample(version: str, node_folder: Path, boms: Boms, tmp_path: Path) -> None:
    paths = boms(version, "json")
    assert {path.name: cdx_validate(node_folder, path, tmp_path / path.name) for path in paths} == {
        path.name: (True, True) for path in paths
    }


@pytest.mark.parametrize(
    "change",
    [{"anything": 1}, {"dependencies": [{"ref": "pkg:npm/%40scope/x@1", "dependsOn": []}]}],
    ids=["unknown key", "encoded reference"],
)
def test_cdxgens_validator_refuses(change: dict[str, Any], node_folder: Path, tmp_path: Path) -> None:
    bom = tmp_path / "bom.cdx.json"
    bom.write_text(json.dumps(json.loads(DOCUMENTS[0].read_bytes()) | change))
    assert cdx_validate(node_folder, bom, tmp_path / "report.json") != (True, True)
