"""Tools that others read BOMs with accept ours, in both versions: cdx-ev, ossbomer, sbomaudit (which reads by lib4sbom).

They have an environment of their own, `nox -s validators`, which is a part of what has to hold; elsewhere they are
skipped. cdxgen's validator is asked where it is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from weighstation.cli import main

SAMPLES = Path(__file__).resolve().parents[2] / "sample_repos"
NAMES = sorted(path.name for path in SAMPLES.iterdir() if path.is_dir() and path.name != "expected")
TOOLS = {
    "cdx-ev": (["validate", "{}"], ("json",)),
    "ossbomer-schema": (["{}"], ("json", "xml")),
    "sbomaudit": (["-i", "{}"], ("json",)),
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
def test_the_tool_accepts_every_sample(
    tool: str, arguments: list[str], form: str, version: str, tmp_path: Path
) -> None:
    path = tool_path(tool)
    for name in NAMES:
        bom = tmp_path / f"{name}.cdx.{form}"
        assert main(["sbom", str(SAMPLES / name), "--spec-version", version, "-o", str(bom)]) == 0
        done = run(path, *(argument.format(bom) for argument in arguments))
        assert done.returncode == 0, f"{name}: {done.stdout}{done.stderr}"


@pytest.mark.parametrize("tool", ["cdx-ev", "ossbomer-schema"])
def test_the_tool_refuses_what_is_none(tool: str, tmp_path: Path) -> None:
    bom = tmp_path / "bom.cdx.json"
    bom.write_text('{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "unheard-of"}]}')
    assert run(tool_path(tool), *(argument.format(bom) for argument in TOOLS[tool][0])).returncode != 0


@pytest.mark.parametrize("version", ["1.6", "1.7"])
def test_cdxgens_validator_accepts_every_sample(version: str, tmp_path: Path) -> None:
    path = shutil.which("cdx-validate")
    if path is None:
        pytest.skip("cdx-validate of cdxgen is not installed here: npm install -g @cyclonedx/cdxgen")
    for name in NAMES:
        bom = tmp_path / f"{name}.cdx.json"
        assert main(["sbom", str(SAMPLES / name), "--spec-version", version, "-o", str(bom)]) == 0
        done = run(path, "-i", str(bom))
        assert "schemaValid=true  deepValid=true" in done.stdout + done.stderr, f"{name}: {done.stdout[-2000:]}"
