"""Constants that one Python file defines and another one loads, found through the import between them."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from weighstation import pipeline

if TYPE_CHECKING:
    from pathlib import Path

CONSTANT = 'DEFAULT = "acme-lab/one"\n'
LOADS = "AutoModel.from_pretrained({})\n"
FOUND = {
    "a name": "from app.settings import DEFAULT\n" + LOADS.format("DEFAULT"),
    "a name among others, relative": "from .settings import (\n    OTHER,\n    DEFAULT,\n)\n" + LOADS.format("DEFAULT"),
    "another name for it": "from app.settings import DEFAULT as MODEL\n" + LOADS.format("MODEL"),
    "an attribute of the module": "from app import settings\n" + LOADS.format("settings.DEFAULT"),
    "an attribute of the module under another name": "import app.settings as s\n" + LOADS.format("s.DEFAULT"),
    "inside a function": "def f():\n    from .settings import DEFAULT\n    return " + LOADS.format("DEFAULT"),
    "through a name of the other file": "from .settings import DEFAULT\nx = DEFAULT\n" + LOADS.format("x"),
}
NOT_FOUND = {
    "it is imported and not loaded": "from app.settings import DEFAULT\nprint(DEFAULT)\n",
    "it is another module's": "from app.others import DEFAULT\n" + LOADS.format("DEFAULT"),
    "it is no import": "DEFAULT = pick()\n" + LOADS.format("DEFAULT"),
    "the file is broken": "from app.settings import DEFAULT\nAutoModel.from_pretrained(DEFAULT\n",
}


def scanned(root: Path, consumer: str, *, git: bool) -> list[tuple[str, str, int, str]]:
    """What a scan finds in a package of two modules, one with the constant."""
    (root / "app").mkdir()
    (root / "app" / "settings.py").write_text(CONSTANT)
    (root / "app" / "main.py").write_text(consumer)
    if git:
        for command in ("init", "add ."):
            subprocess.run(["git", *command.split()], cwd=root, check=True, capture_output=True)
    found = pipeline.scan(str(root)).components
    return [(each.id, place.path, place.line, place.use) for each in found for place in each.occurrences]


@pytest.mark.parametrize("git", [True, False], ids=["git", "folder"])
@pytest.mark.parametrize("case", FOUND)
def test_the_constant_is_reported_where_it_is_written(case: str, tmp_path: Path, *, git: bool) -> None:
    assert scanned(tmp_path, FOUND[case], git=git) == [("hf:acme-lab/one", "app/settings.py", 1, "load")]


@pytest.mark.parametrize("case", NOT_FOUND)
def test_nothing_is_reported_when(case: str, tmp_path: Path) -> None:
    assert scanned(tmp_path, NOT_FOUND[case], git=True) == []


def test_a_constant_of_a_class_is_found_through_it(tmp_path: Path) -> None:
    (tmp_path / "settings.py").write_text(f"class Config:\n    {CONSTANT}")
    (tmp_path / "main.py").write_text("from settings import Config\n" + LOADS.format("Config.DEFAULT"))
    assert [component.id for component in pipeline.scan(str(tmp_path)).components] == ["hf:acme-lab/one"]
