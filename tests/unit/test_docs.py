"""The documentation says what is: its tables, keys, codes, links and examples are compared with the program."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from weighstation.cli import COMMANDS, _parser, main
from weighstation.explain.refs import TYPES
from weighstation.policy import load
from weighstation.policy.exemptions import EXCEPTABLE
from weighstation.readers._hosted import _BARE, _PROVIDERS
from weighstation.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

HERE = Path(__file__).resolve().parents[2]
DOCS = HERE / "docs"
PAGES = [HERE / "README.md", HERE / "CONTRIBUTING.md", HERE / "sample_repos" / "README.md"]
PAGES += [HERE / "benchmarks" / "README.md", *sorted(DOCS.rglob("*.md"))]
SAMPLES = sorted(path.parent.name for path in (HERE / "sample_repos").glob("*/README.md"))
FREE = {"license.terms", "license.clauses"}  # of explain: facts that differ from license to license
CODE = re.compile(r"^(`{3,})[^\n]*\n.*?^\1$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?://|mailto:)([^)\s]*)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


# Links


def anchors(page: Path) -> set[str]:
    """The anchors that a forge makes of a page's headings."""
    headings = HEADING.findall(CODE.sub("", text(page)))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    return not target.exists() or bool(anchor and anchor not in anchors(target))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HERE)))
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    assert [link for link in LINK.findall(CODE.sub("", text(page))) if broken(page, link)] == []


def test_a_link_to_nothing_is_broken() -> None:
    assert broken(DOCS / "README.md", "nothing.md")
    assert broken(DOCS / "README.md", "policy.md#no-such-heading")
    assert not broken(DOCS / "README.md", "policy.md#classes")


def test_the_index_names_every_page() -> None:
    linked = set(LINK.findall(text(DOCS / "README.md")))
    assert {page.name for page in DOCS.glob("*.md")} - {"README.md"} <= linked


# Examples


def examples(page: Path, language: str) -> list[str]:
    found = re.findall(rf"^([ ]*)```{language}\n(.*?)^\1```$", text(page), re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{margin}", "", body, flags=re.MULTILINE) for margin, body in found]


@pytest.mark.parametrize("name", ["README.md", "docs/policy.md", "docs/hooks.md", "docs/findings/license-denied.md"])
def test_every_policy_example_loads(name: str, tmp_path: Path) -> None:
    policies = examples(HERE / name, "toml")
    assert policies
    for number, policy in enumerate(policies):
        (tmp_path / f"{number}.toml").write_text(policy, encoding="utf-8")
        loaded = load(str(tmp_path / f"{number}.toml"))
        assert loaded.entries or loaded.exceptions


def test_every_command_that_the_readme_names_exists(capsys: pytest.CaptureFixture[str]) -> None:
    named = set(re.findall(r"(?:`|bin/)weighstation ([a-z]+)", text(HERE / "README.md")))
    assert {"check", "sbom", "scan", "explain"} <= named
    for command in named:
        with pytest.raises(SystemExit, match="0"):
            main([command, "--help"])
        assert f"weighstation {command}" in capsys.readouterr().out


OPTION = re.compile(r"`weighstation ([a-z]+)((?: [^`]+)?)`")


def test_every_option_shown_with_a_command_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    shown: dict[str, set[str]] = {name: set() for name in COMMANDS}
    for page in PAGES:
        for command, rest in OPTION.findall(text(page)):
            shown[command].update(re.findall(r"(?<= )--?[a-z][a-z-]*", rest))
    assert any(shown.values())
    for command, options in shown.items():
        with pytest.raises(SystemExit):
            main([command, "--help"])
        known = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", capsys.readouterr().out))
        assert options <= known, command


def section(page: str, name: str) -> str:
    return text(DOCS / page).partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def test_the_page_of_the_commands_has_a_section_for_each() -> None:
    assert re.findall(r"^## (.+)$", text(DOCS / "commands.md"), re.MULTILINE) == [*COMMANDS, "The hooks"]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_section_of_a_command_has_examples_that_it_takes_and_its_exit_codes(command: str) -> None:
    said = section("commands.md", command)
    lines = [line for block in re.findall(r"```console\n(.*?)```", said, re.DOTALL) for line in block.splitlines()]
    assert lines
    for line in lines:
        program, *arguments = shlex.split(line)
        assert (program, arguments[0]) == ("weighstation", command)
        assert _parser(arguments).parse_args(arguments)
    assert "\nExit codes: 0 " in said


# Codes


def test_every_code_has_its_page_and_the_index_has_all_in_the_order_of_the_catalogue() -> None:
    rows = re.findall(r"^\| \[`([\w-]+)`\]\(findings/([\w-]+)\.md\) ", text(DOCS / "findings.md"), re.MULTILINE)
    assert rows == [(code, code) for code in RULES]
    assert {page.stem for page in (DOCS / "findings").iterdir()} == set(RULES)


def test_the_index_says_the_level_and_what_an_exception_can_name() -> None:
    rows = re.findall(
        r"^\| \[`([\w-]+)`\]\S+ \| [\w ]+ \| (\w*) ?\| (yes)? ?\|$", text(DOCS / "findings.md"), re.MULTILINE
    )
    assert [(code, level) for code, level, _ in rows] == [(c, r.level if r.leveled else "") for c, r in RULES.items()]
    assert {code for code, _, word in rows if word} == set(EXCEPTABLE)


@pytest.mark.parametrize("code", RULES)
def test_the_page_of_a_code_says_what_why_and_what_to_do(code: str) -> None:
    page, rule = text(DOCS / "findings" / f"{code}.md"), RULES[code]
    assert page.startswith(f"# {code}\n\n{rule.summary[0].upper()}{rule.summary[1:]}. It is ")
    headings = re.findall(r"^## (.+)$", page, re.MULTILINE)
    assert headings == ["What", "Why", "Example", "Remedy"]
    assert all(len(part.strip()) > 10 for part in re.split(r"^## .+$", page, flags=re.MULTILINE))
    assert (f"a finding of level `{rule.level}`" in page) == rule.leveled
    assert ("an exception can name it" in page) == (code in EXCEPTABLE)


# What is detected


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, HERE / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_of_what_is_detected_are_current() -> None:
    page = text(DOCS / "detection.md")
    assert script("generate_detection").renewed(page) == page, "run scripts/generate_detection.py"


# JSON


def documented() -> dict[str, set[str]]:
    """For each document of docs/json.md the keys, as ``components[].id``, that its tables list."""
    found: dict[str, set[str]] = {"scan": set(), "check": set(), "explain": set(), "identify": set()}
    for head, table in re.findall(r"<!-- keys: ([^>]+?) -->\n+((?:\|.*\n)+)", text(DOCS / "json.md")):
        names, _, prefix = head.partition(": ")
        cells = [line.split("|")[1] for line in table.splitlines()[2:]]
        keys = {f"{prefix}.{key}".lstrip(".") for cell in cells for key in re.findall(r"`(\w+)`", cell)}
        for name in names.split():
            found[name] |= keys
    return found


def keys_of(value: Any, where: str = "") -> Iterator[str]:
    """Every key of a JSON value, with the keys and ``[]`` that lead to it."""
    if isinstance(value, list):
        for item in value:
            yield from keys_of(item, f"{where}[]")
    elif isinstance(value, dict) and where not in FREE:
        for key, inner in value.items():
            name = f"{where}.{key}".lstrip(".")
            yield name
            yield from keys_of(inner, name)


@pytest.fixture(scope="module")
def repositories(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Copies of the sample repositories outside of git, one of them with a file that cannot be read and a finding."""
    root = tmp_path_factory.mktemp("samples")
    copies = [Path(shutil.copytree(HERE / "sample_repos" / name, root / name)) for name in SAMPLES]
    (copies[0] / "broken.json").write_text('{"model": \n', encoding="utf-8")
    with (copies[0] / "weighstation.toml").open("a", encoding="utf-8") as policy:
        policy.write('[[exceptions]]\ncomponent = "hf:nobody/nothing"\nreason = "matches nothing"\n')
    return copies


@pytest.mark.parametrize("command", ["scan", "check"])
def test_every_key_of_a_run_is_documented_and_every_documented_key_is_there(
    command: str, repositories: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    emitted: set[str] = set()
    for repository in repositories:
        assert main([command, "--format", "json", str(repository)]) in {0, 1}
        emitted.update(keys_of(json.loads(capsys.readouterr().out)))
    assert emitted == documented()[command]


def test_every_key_of_an_explanation_is_documented_and_every_documented_key_is_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["lmsys/vicuna-7b-v1.5", "openrail", "nonsense", "MIT OR 0BSD", "EleutherAI/pythia-12b"]
    assert main(["explain", "--format", "json", *words]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {key for line in lines for key in keys_of(json.loads(line))} == documented()["explain"]


def test_every_key_of_an_identified_text_is_documented_and_every_documented_key_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a").write_text(text(HERE / "LICENSE") + "\nSome other words stand behind it.\n")
    assert main(["identify", "--format", "json", str(tmp_path / "a")]) == 0
    assert set(keys_of(json.loads(capsys.readouterr().out))) == documented()["identify"]


def test_every_scheme_of_an_id_is_documented() -> None:
    rows = text(DOCS / "json.md").partition("\n## Ids\n")[2]
    cells = re.findall(r"^\| ([^|]*) \|", rows, re.MULTILINE)
    listed = {scheme for cell in cells for scheme in re.findall(r"`([\w-]+)`", cell)}
    services = {*_PROVIDERS.values(), *(provider for provider, _, _ in _BARE)}
    others = {scheme for scheme, kind in TYPES.items() if kind != "service"}
    assert listed == services | others | {"url", "uri", "unrecorded", "purl", "bom"}


def test_every_example_of_an_id_has_a_scheme_of_its_row() -> None:
    rows = text(DOCS / "json.md").partition("\n## Ids\n")[2]
    pairs = re.findall(r"^\| (`[^|]*) \| [^|]* \| ([^|]*) \|", rows, re.MULTILINE)
    assert len(pairs) > 10
    for schemes, shown in pairs:
        for example in re.findall(r"`([^`]+)`", shown):
            assert f"`{example.partition(':')[0]}`" in schemes


# CycloneDX


def test_every_property_in_a_document_is_documented() -> None:
    table = text(DOCS / "cyclonedx.md").partition("\n## Properties\n")[2].partition("\n## ")[0]
    listed = set(re.findall(r"`([a-z][a-z:-]*)`", table))
    written: set[str] = set()
    for path in [
        *(HERE / "sample_repos" / "expected").glob("*/bom.cdx.json"),
        *(HERE / "tests").glob("snapshots/**/*"),
    ]:
        if path.is_file():
            written.update(re.findall(r'"weighstation:([^"]+)"', text(path)))
    assert len(written) > 20
    assert written <= listed


def test_the_output_that_the_readme_shows_is_a_real_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(HERE)
    readme = text(HERE / "README.md")
    shown = readme.partition("```text\n")[2].partition("```")[0]
    command = re.search(r"weighstation (check sample_repos/\S+)", readme)
    assert command
    assert main(command[1].split()) == 1
    assert shown in capsys.readouterr().out
