"""The ``[readers]`` table of a policy: a team's own loaders and keys are known, excluded files are left out."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from weighstation import hook, pipeline
from weighstation.cli import main
from weighstation.errors import PolicyError
from weighstation.model import ReaderOptions
from weighstation.policy import load

if TYPE_CHECKING:
    from pathlib import Path

LOADERS = {
    "acme.fetch_weights": 'acme.fetch_weights("acme-lab/one")',
    "fetch_weights": 'x.acme.fetch_weights("acme-lab/one", 3)',
    "Encoder(weights)": 'Encoder(3, weights="acme-lab/one")',
    "Encoder(1)": 'Encoder(3, "acme-lab/one")',
    "fetch": 'PLACE = "acme-lab/one"\nfetch(PLACE)',
}


def ids(root: Path, options: ReaderOptions) -> list[str]:
    return [component.id for component in pipeline.scan(str(root), options=options).components]


@pytest.mark.parametrize("loader", LOADERS)
def test_a_loader_of_ones_own_is_known_while_the_run_lasts(loader: str, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(LOADERS[loader])
    assert ids(tmp_path, ReaderOptions()) == []
    assert ids(tmp_path, ReaderOptions(loaders=(loader,))) == ["hf:acme-lab/one"]
    assert ids(tmp_path, ReaderOptions()) == []


@pytest.mark.parametrize(
    ("name", "text"),
    {
        "a.yaml": "acme-weights: acme-lab/one\n",
        "a.json": '{"acmeWeights": "acme-lab/one"}',
        "a.env": "ACME_WEIGHTS=acme-lab/one\n",
        "a.py": 'acme_weights = "acme-lab/one"\n',
        "a.sh": "serve --acme-weights acme-lab/one\n",
    }.items(),
)
def test_a_key_of_ones_own_is_known_in_every_format(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    assert ids(tmp_path, ReaderOptions()) == []
    assert ids(tmp_path, ReaderOptions(keys=("acme_weights",))) == ["hf:acme-lab/one"]


def test_excluded_files_are_counted_and_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tests" / "data").mkdir(parents=True)
    (tmp_path / "tests" / "data" / "a.py").write_text('AutoModel.from_pretrained("tiiuae/falcon-180B")')
    (tmp_path / "main.py").write_text("x = 1")
    (tmp_path / "weighstation.toml").write_text('extends = ["osi-only"]\n[readers]\nexclude = ["tests/*"]\n')
    assert main(["check", str(tmp_path)]) == 0
    assert "1 file excluded" in capsys.readouterr().out
    main(["scan", str(tmp_path), "--format", "json"])
    assert json.loads(capsys.readouterr().out)["excluded"] == 1


def test_hook_check_scan_and_sbom_know_the_same_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.py").write_text('model = acme.load_model\nacme.load_model("tiiuae/falcon-180B-of-ours")\n')
    (tmp_path / "weighstation.toml").write_text(
        '[licenses]\ndeny = ["community"]\n[readers]\nloaders = ["load_model"]\n'
    )
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path)
    for command in (["scan"], ["check"], ["sbom"]):
        main(command)
        assert "tiiuae/falcon-180B-of-ours" in capsys.readouterr().out, command
    assert hook.main(["a.py"]) == 1


FAULTS = {
    'loaders = ["acme load"]': "`acme load` is not a callable, such as acme.load_model(name)",
    'keys = ["a b"]': "`a b` is not a name of a setting, such as acme_model",
    'exclude = ["/etc"]': "`/etc` is not a path or glob below the repository",
    "loaders = 3": "`readers.loaders` must be a list of texts",
    'loader = ["x"]': "unknown key `readers.loader`",
}


@pytest.mark.parametrize("line", FAULTS)
def test_a_fault_of_the_table_is_said_with_its_line(line: str, tmp_path: Path) -> None:
    (tmp_path / "weighstation.toml").write_text(f"[readers]\n{line}\n")
    with pytest.raises(PolicyError) as caught:
        load(str(tmp_path / "weighstation.toml"))
    assert FAULTS[line] in str(caught.value)
    assert caught.value.line == 2
