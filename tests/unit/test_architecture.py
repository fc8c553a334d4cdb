"""The borders between the rooms, and what the hook may cost: both held by the imports."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "weighstation"
# What each room may import of this project (docs/architecture.md); a room may always import itself.
ALLOWED = {
    "model": set(),
    "outbound_model": {"model"},
    "errors": set(),
    "rules": {"model"},
    "purl": {"model", "knowledge"},
    "toml_source": {"errors"},
    "repository": {"errors"},
    "inventory": {"model"},
    "readers": {"model", "errors", "toml_source", "knowledge"},
    "knowledge": {"model", "errors"},
    "licensing": {"model", "errors", "knowledge", "sources"},
    "identify": {"model", "errors", "knowledge"},
    "sources": {"model", "errors", "knowledge", "licensing", "readers", "identify"},
    "policy": {"outbound_model", "model", "errors", "rules", "toml_source", "knowledge", "licensing"},
    "writers": {
        "outbound_model",
        "model",
        "errors",
        "rules",
        "purl",
        "processes",
        "knowledge",
        "licensing",
        "explain",
        "scoring",
    },
    "outbound": {"outbound_model", "model", "errors", "repository", "readers", "identify", "toml_source"},
    "explain": {"model", "rules", "knowledge", "licensing", "sources", "readers"},
    "boms": {"model", "errors", "rules", "inventory", "readers", "knowledge", "licensing", "explain"},
    "bom_json": {"errors", "boms"},
    "bomdiff": {"bom_json", "licensing"},
    "scoring": {"bom_json"},
    "parallel": {"model", "inventory", "processes"},
    "processes": set(),
    "release": {"outbound_model", "model", "outbound", "pipeline", "policy", "sources"},
    "pipeline": {
        "parallel",
        "model",
        "errors",
        "repository",
        "readers",
        "inventory",
        "sources",
        "licensing",
        "policy",
        "identify",
        "outbound",
    },
}
EVERYTHING = {"cli", "hook", "__main__", "__init__"}
GIT = {"repository"}
HEAVY = (
    "re argparse json tomli tomllib dataclasses typing yaml ast subprocess pathlib logging enum inspect weighstation.model"
).split()
NEVER = (
    "dataclasses inspect pathlib logging click rich pydantic attrs requests httpx jsonschema jsonschema_rs cyclonedx "
    "packaging packageurl importlib.metadata multiprocessing sqlite3 jinja2 yaml urllib.request argparse json"
).split()


def _modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def _room(path: Path) -> str:
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def _imports(path: Path) -> set[str]:
    """Every module that a file imports, at its top or on use, but for type checking."""
    found: set[str] = set()
    pending: list[ast.AST] = [ast.parse(path.read_text())]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        pending.extend(ast.iter_child_nodes(node))
    return found


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_room_imports_only_what_the_plan_allows(path: Path) -> None:
    room = _room(path)
    if room in EVERYTHING:
        return
    own = {name.split(".")[1] for name in _imports(path) if name.startswith("weighstation.")}
    assert own <= ALLOWED[room] | {room, "__version__"}


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_only_the_repository_starts_processes_and_nobody_opens_the_network(path: Path) -> None:
    tops = {name.split(".")[0] for name in _imports(path)}
    if _room(path) not in GIT:
        assert "subprocess" not in tops
    assert not tops & {"socket", "http", "requests", "httpx", "huggingface_hub", "ssl"}
    assert not any(name.startswith("urllib.request") for name in _imports(path))


def _imported_by(code: str, folder: Path) -> set[str]:
    program = f"import sys; before = set(sys.modules)\n{code}\nprint(*sorted(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{program}"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.splitlines()[-1].split())


def test_the_hook_imports_almost_nothing_where_no_file_holds_a_mark(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    (tmp_path / "b.txt").write_text("text\n")
    found = _imported_by("from weighstation.hook import main; main(['a.py', 'b.txt'])", tmp_path)
    assert not found & set(HEAVY)
    assert {name for name in found if name.startswith("weighstation")} == {
        "weighstation",
        "weighstation.hook",
        "weighstation.readers",
    }


def test_the_hook_looks_at_literals_before_it_imports_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("class Model:\n    name = 'a model of nothing'\n")
    found = _imported_by("from weighstation.hook import main; assert main(['a.py']) == 0", tmp_path)
    assert "weighstation.readers._python_lines" in found
    assert not {"weighstation.pipeline", "weighstation.model", "ast", "tomli"} & found


def test_the_hook_stays_light_where_a_model_is_judged(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('m = AutoModel.from_pretrained("tiiuae/falcon-180B")\n')
    (tmp_path / "weighstation.toml").write_text('extends = ["osi-only"]\n')
    found = _imported_by("from weighstation.hook import main; assert main(['a.py']) == 1", tmp_path)
    assert not found & set(NEVER)
    assert "weighstation.policy.judge" in found
