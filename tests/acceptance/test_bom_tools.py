"""Tools that others read BOMs with accept ours, in both versions: cdx-ev, ossbomer, sbomaudit (which reads by lib4sbom).

They have an environment of their own, `nox -s validators`, which is a part of what has to hold; elsewhere they are
skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from weighstation.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.acceptance.conftest import Boms

TOOLS = {
    "cdx-ev": (["validate", "{}"], ("json",)),
    "ossbomer-schema": (["{}"], ("json", "xml")),
    "sbomaudit": (["--offline", "-i", "{}"], ("json",)),  # else it asks the registries about every package
}
CALLS = [(tool, arguments, form) for tool, (arguments, forms) in TOOLS.items() for form in forms]

pytestmark = pytest.mark.slow


def tool_path(tool: str) -> str:
    """Where a tool is; the test is skipped where it is not, unless it has to be there."""
    found = shutil.which(tool)
    if found is None and not os.environ.get("WEIGHSTATION_VALIDATORS"):
        pytest.skip(f"{tool} is not installed here: nox -s validators has it")
    assert found, f"{tool} is missing"
    return found


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("version", ["1.6", "1.7"])
@pytest.mark.parametrize(
    ("tool", "arguments", "form"), CALLS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_the_tool_accepts_every_sample(tool: str, arguments: list[str], form: str, version: str, boms: Boms) -> None:
    path = tool_path(tool)
    for bom in boms(version, form):
        done = run(path, *(argument.format(bom) for argument in arguments))
        assert done.returncode == 0, f"{bom.name}: {done.stdout}{done.stderr}"


@pytest.mark.parametrize("tool", ["cdx-ev", "ossbomer-schema"])
def test_the_tool_refuses_what_is_none(tool: str, tmp_path: Path) -> None:
    bom = tmp_path / "bom.cdx.json"
    bom.write_text('{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "unheard-of"}]}')
    assert run(tool_path(tool), *(argument.format(bom) for argument in TOOLS[tool][0])).returncode != 0


# Of CISA 2026 where the two read the document alike: ossbomer takes a tool for an author, a supplier for a producer, and
# a license only by its SPDX id; it asks the document whether there are dependencies, where `score` asks each component.
COUNTED = (
    "SBOM Author Signature",
    "SBOM Generation Context",
    "SBOM Timestamp",
    "SBOM Tool Name",
    "SBOM Tool Version",
    "SBOM Version",
    "Component Hash Value",
    "Component Hash Algorithm",
    "Component Identifiers",
    "Component Name",
    "Component Version",
)
FOREIGN = sorted((Path(__file__).parents[1] / "data" / "boms").glob("*-hosted-mix.json"))


def test_score_counts_what_ossbomer_counts(boms: Boms, capsys: pytest.CaptureFixture[str]) -> None:
    tool = tool_path("ossbomer-conformance")
    of_the_same = [path for path in boms("1.6", "json") if path.name.startswith("hosted-mix")]
    for path in [*of_the_same, *FOREIGN]:
        said = json.loads(run(tool, "--file", str(path), "--profile", "cisa-2026-min", "--json-output").stdout)
        capsys.readouterr()
        assert main(["score", "--format", "json", str(path)]) == 0
        assert ours(capsys.readouterr().out) == theirs(said), path.name


def ours(text: str) -> dict[str, tuple[int, int]]:
    fields = json.loads(text)["standards"][0]["fields"]
    return {one["field"]: (one["have"], one["total"]) for one in fields if one["field"] in COUNTED}


def theirs(said: object) -> dict[str, tuple[int, int]]:
    asked, have = Counter[str](), Counter[str]()
    for one in rules(said):
        asked[one["rule_id"]] += 1
        have[one["rule_id"]] += one["verdict"] == "PASS"
    ids = {what: f"cisa26-{what.lower().replace(' ', '-')}" for what in COUNTED}
    return {what: (have[id_], asked[id_]) for what, id_ in ids.items()}


def rules(said: object) -> Iterator[dict[str, str]]:
    """The results of single rules in ossbomer's report."""
    if isinstance(said, dict) and "rule_id" in said:
        yield said
    elif isinstance(said, dict | list):
        for inner in said.values() if isinstance(said, dict) else said:
            yield from rules(inner)
