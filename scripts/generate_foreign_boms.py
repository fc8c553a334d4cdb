"""Makes the bills of materials of other tools that the tests read: ``tests/data/boms``.

    python scripts/generate_foreign_boms.py CYCLONEDX_PY CDXGEN_FOLDER

CYCLONEDX_PY is the ``cyclonedx-py`` of an environment of its own (``pip install cyclonedx-bom``), CDXGEN_FOLDER the
``node_modules/.bin`` with ``cdxgen``, ``aibom`` and ``cdx-convert`` (``npm install @cyclonedx/cdxgen``). The tools read
copies of the sample repositories and fetch nothing. In what they write the folder and the hosts of registries are
changed, and what cdxgen says of the machine (in ``formulation``) is left out. cdxgen writes the time and a
random serial number, so the files differ each time.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).resolve().parents[1]
TARGET = HERE / "tests" / "data" / "boms"
_REGISTRIES = re.compile(r"https?://(?:files\.|registry\.)?(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com))")
# The file, the tool, its arguments: {source} is the copy of the sample repository that is named first.
PYTHON = (
    ("code-assistant", "cyclonedx-py-code-assistant.json", "requirements {source}/requirements.txt"),
    ("hosted-mix", "cyclonedx-py-hosted-mix.json", "poetry {source}"),
    ("hosted-mix", "cyclonedx-py-hosted-mix.xml", "poetry {source} --output-format XML --spec-version 1.5"),
)
NODE = (
    ("image-studio", "cdxgen-image-studio.json", "cdxgen", "--no-install-deps --spec-version 1.6 {source}"),
    ("code-assistant", "cdxgen-aibom-code-assistant.json", "aibom", "--no-install-deps {source}"),
    ("hosted-mix", "cdxgen-aibom-hosted-mix.json", "aibom", "--no-install-deps {source}"),
)


def main(arguments: list[str]) -> None:
    """Writes all documents anew."""
    cyclonedx_py, cdxgen = Path(arguments[0]).resolve(), Path(arguments[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="boms-") as folder:
        out = Path(folder) / "out"
        out.mkdir()
        for sample, name, words in PYTHON:
            source = _copy(sample, Path(folder))
            options = f"{words} --output-reproducible -o {out / name}".format(source=source)
            _run([str(cyclonedx_py), *options.split()], source)
        for sample, name, tool, words in NODE:
            source = _copy(sample, Path(folder))
            _run([str(cdxgen / tool), *f"{words} -o {out / name}".format(source=source).split()], source)
        models = out / "cdxgen-aibom-hosted-mix.json"
        models.write_text(_without_machine(models.read_text(encoding="utf-8")), encoding="utf-8")
        _run(
            [
                str(cdxgen / "cdx-convert"),
                "-i",
                str(models),
                "-o",
                str(out / "cdxgen-hosted-mix.spdx.json"),
                "--no-validate",
            ],
            out,
        )
        for path in sorted(out.iterdir()):
            text = _neutral(path.read_text(encoding="utf-8"), folder)
            (TARGET / path.name).write_text(_without_machine(text), encoding="utf-8")


def _copy(sample: str, folder: Path) -> Path:
    """A copy of a sample repository, without what weighstation has in it."""
    target = folder / sample
    if not target.exists():
        shutil.copytree(HERE / "sample_repos" / sample, target)
        (target / "weighstation.toml").unlink(missing_ok=True)
    return target


def _run(command: Sequence[str], folder: Path) -> None:
    environment = {**os.environ, "CDXGEN_SECURE_MODE": "false", "FETCH_LICENSE": "false"}
    print(*command)
    subprocess.run(command, cwd=folder, env=environment, check=True, timeout=300)


def _neutral(text: str, folder: str) -> str:
    """The text without the place where it was made."""
    text = text.replace(folder, "/repositories").replace(folder.lstrip("/"), "repositories")
    text = text.replace(Path(folder).name, "repositories")
    return _REGISTRIES.sub("https://packages.example.org", text)


def _without_machine(text: str) -> str:
    """A document of cdxgen (one line of JSON) without what it says of the machine that it ran on."""
    if '"formulation":' not in text:
        return text
    document = json.loads(text)
    for each in document["formulation"]:
        each.pop("components", None)
        for workflow in each.get("workflows", ()):
            workflow.pop("inputs", None)
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False)


if __name__ == "__main__":
    main(sys.argv[1:])
