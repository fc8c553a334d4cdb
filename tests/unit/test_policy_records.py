"""What a team puts on record beside its rules: levels, clarifications, the baseline. Small repositories in."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from weighstation.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeRepo

CODESTRAL = "mistralai/Codestral-22B-v0.1"
NOBODY = "acme-nobody/chat"


def app(*models: str, revision: str = "") -> str:
    pinned = f", revision={revision!r}" if revision else ""
    calls = "".join(f"AutoModel.from_pretrained({model!r}{pinned})\n" for model in models)
    return f"from transformers import AutoModel\n{calls}"


def check(root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    code = main(["check", "--format", "json", str(root)])
    shown = capsys.readouterr()
    assert not shown.err, shown.err
    return code, json.loads(shown.out)


def findings(document: dict[str, Any]) -> list[tuple[str, str]]:
    return [(found["code"], found["level"]) for found in document["findings"]]


# levels


@pytest.mark.parametrize(
    ("level", "code", "found"),
    [
        ("error", 1, [("unpinned-revision", "error")]),
        ("warning", 0, [("unpinned-revision", "warning")]),
        ("off", 0, []),
    ],
)
def test_a_level_decides_how_loud_a_finding_is_and_an_error_blocks(
    level: str, code: int, found: list[tuple[str, str]], make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = f'[levels]\nunpinned-revision = "{level}"\nlicense-conflict = "off"\n'
    root = make_repo({"app.py": app("openai/whisper-large-v3"), "weighstation.toml": policy})
    exit_code, document = check(root, capsys)
    assert (exit_code, findings(document)) == (code, found)
    assert document["verdict"] == ("deny" if code else "allow")


def test_what_is_pinned_open_or_run_at_home_is_not_said(
    make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = '[levels]\nunpinned-revision = "note"\nnon-osi = "note"\nhosted-model = "note"\n'
    root = make_repo({"app.py": app("tiiuae/falcon-7b", revision="a" * 40), "weighstation.toml": policy})
    assert findings(check(root, capsys)[1]) == []


def test_strict_shops_can_have_what_is_not_open_or_not_at_home_denied(
    make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = '[levels]\nnon-osi = "error"\nhosted-model = "error"\n[licenses]\nallow = ["cc0-1.0", "openai-tou"]\n'
    code = app("openai-community/gpt2") + 'import openai\nopenai.OpenAI().chat.completions.create(model="gpt-4o")\n'
    root = make_repo({"app.py": code, "weighstation.toml": policy})
    exit_code, document = check(root, capsys)
    assert exit_code == 1
    assert {("hosted-model", "error"), ("non-osi", "error")} <= set(findings(document))


def test_an_exception_makes_a_finding_a_note(make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]) -> None:
    policy = (
        '[levels]\nunpinned-revision = "error"\nlicense-conflict = "off"\n'
        '[[exceptions]]\ncomponent = "openai/*"\nreason = "mirror"\nfinding = "unpinned-revision"\n'
    )
    root = make_repo({"app.py": app("openai/whisper-large-v3"), "weighstation.toml": policy})
    exit_code, document = check(root, capsys)
    assert (exit_code, findings(document)) == (0, [("unpinned-revision", "note")])


# clarifications


def clarification(component: str, license_: str, *lines: str) -> str:
    head = f'[[clarifications]]\ncomponent = "{component}"\nlicense = "{license_}"\nreason = "mail of 2026-05-02"\n'
    return "\n".join([head, *lines, ""])


def test_what_a_person_found_out_settles_what_nobody_knew(
    make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_repo({"app.py": app(NOBODY), "weighstation.toml": clarification(NOBODY, "MIT OR Apache-2.0")})
    _, document = check(root, capsys)
    (component,) = document["components"]
    assert component["verdict"] == "allow"
    assert [(each["expression"], each["source"]) for each in component["licenses"]] == [
        ("MIT OR Apache-2.0", "weighstation"),
        ("MIT OR Apache-2.0", "clarification"),
    ]
    assert component["licenses"][1]["where"] == "weighstation.toml:1"


def test_it_settles_a_conflict_and_what_the_lineage_adds(
    make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]
) -> None:
    card = "---\nlicense: mit\nbase_model: meta-llama/Llama-2-7b-hf\n---\n"
    policy = clarification(
        "file:adapters/one", "apache-2.0", 'file = "adapters/one/README.md"', f'sha256 = "{sha(card)}"'
    )
    root = make_repo({"adapters/one/README.md": card, "weighstation.toml": policy})
    _, document = check(root, capsys)
    own = next(each for each in document["components"] if each["id"] == "file:adapters/one")
    assert (own["licenses"][0]["expression"], own["conflicts"]) == ("Apache-2.0", [])


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("bound", "revision", "code"),
    [
        (f'revision = "{"a" * 40}"', "a" * 40, None),
        (f'revision = "{"a" * 40}"', "b" * 40, "clarification-lapsed"),
        (f'revision = "{"a" * 40}"', "", "clarification-lapsed"),
        (f'file = "TERMS.txt"\nsha256 = "{hashlib.sha256(b"ours").hexdigest()}"', "", None),
        (f'file = "TERMS.txt"\nsha256 = "{"0" * 64}"', "", "clarification-lapsed"),
        (f'file = "gone.txt"\nsha256 = "{"0" * 64}"', "", "clarification-lapsed"),
    ],
)
def test_it_lapses_when_what_it_is_bound_to_changes(
    bound: str, revision: str, code: str | None, make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = clarification(NOBODY, "MIT", bound)
    root = make_repo({"app.py": app(NOBODY, revision=revision), "TERMS.txt": "ours", "weighstation.toml": policy})
    _, document = check(root, capsys)
    assert [found for found, _ in findings(document)] == ([code] if code else [])
    assert document["components"][0]["verdict"] == ("review" if code else "allow")


def test_one_that_matches_nothing_is_said(make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_repo({"app.py": app("tiiuae/falcon-7b"), "weighstation.toml": clarification(NOBODY, "MIT")})
    assert findings(check(root, capsys)[1]) == [("clarification-unused", "warning")]


# the baseline


def taken(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["baseline", *arguments, str(root)])
    return code, capsys.readouterr().out


def test_an_old_repository_adopts_the_policy_and_only_new_trouble_blocks(
    make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_repo({"app.py": app(CODESTRAL)})
    assert check(root, capsys)[0] == 1
    assert taken(root, capsys)[0] == 0
    code, document = check(root, capsys)
    (component,) = document["components"]
    assert (code, component["verdict"]) == (0, "allow")
    assert {reason["code"] for reason in component["reasons"]} == {"baseline"}
    assert "without it: Mistral AI Non-Production License" in component["reasons"][0]["message"]
    assert component["reasons"][0]["policy"].startswith("weighstation-baseline.toml:")

    (root / "new.py").write_text(app("facebook/musicgen-small"))
    code, document = check(root, capsys)
    assert code == 1
    assert [each["id"] for each in document["components"] if each["verdict"] == "deny"] == [
        "hf:facebook/musicgen-small"
    ]


def test_a_baseline_is_written_again_without_what_is_gone_and_takes_in_the_new_only_when_asked(
    make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_repo({"app.py": app(CODESTRAL)})
    taken(root, capsys)
    (root / "app.py").write_text(app("facebook/musicgen-small"))
    assert findings(check(root, capsys)[1]) == [("baseline-unused", "note")]
    code, said = taken(root, capsys)
    assert code == 1
    assert "not taken in, since new: hf:facebook/musicgen-small" in said
    assert "component" not in (root / "weighstation-baseline.toml").read_text().partition("date")[2]
    assert taken(root, capsys, "--accept-new")[0] == 0
    assert check(root, capsys)[0] == 0


def test_what_is_taken_is_said_in_a_line(
    make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(make_repo({"app.py": app(CODESTRAL)}))
    assert main(["baseline"]) == 0
    said = "wrote weighstation-baseline.toml: the trouble of 1 component passes from now on\n"
    assert capsys.readouterr().out == said


def test_another_license_is_new_trouble(make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]) -> None:
    card = "---\nlicense: {}\n---\n# weights\n"
    root = make_repo({"m/README.md": card.format("cc-by-nc-4.0")})
    taken(root, capsys)
    (root / "m/README.md").write_text(card.format("cc-by-nc-nd-4.0"))
    code, document = check(root, capsys)
    assert code == 1
    assert ("license-changed", "warning") in findings(document)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("date = 2026-01-01\nknwon = []\n", 2, "unknown key `knwon`"),
        ("[[known]]\n", 1, "an entry must have"),
        ('date = "soon"\n', 1, "`date` must be a date"),
        ("date = \n", 1, "is not valid TOML"),
    ],
)
def test_a_damaged_baseline_passes_nothing(
    text: str, line: int, message: str, make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_repo({"app.py": app(CODESTRAL), "weighstation-baseline.toml": text})
    assert main(["check", str(root)]) == 2
    shown = capsys.readouterr().err
    assert f"weighstation-baseline.toml:{line}: " in shown
    assert message in shown


def test_a_policy_can_name_its_baseline(make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_repo({"app.py": app(CODESTRAL), "weighstation.toml": '[baseline]\nfile = "known.toml"\n'})
    taken(root, capsys)
    assert (root / "known.toml").exists()
    assert check(root, capsys)[0] == 0


def test_what_the_policy_names_and_nothing_is_gets_said(
    make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = (
        '[licenses]\nallow = ["osi", "hf:acme/*"]\n'
        '[[use.overrides]]\npaths = ["demo/*"]\ncommercial = false\n'
        '[[use.overrides]]\npaths = ["*"]\ncommercial = true\n'
    )
    root = make_repo({"app.py": app("tiiuae/falcon-7b"), "weighstation.toml": policy})
    _, document = check(root, capsys)
    assert [(found["code"], found["line"]) for found in document["findings"]] == [
        ("policy-unused", 3),
        ("policy-unused", 2),
    ]


def test_exceptions_that_contradict_each_other_are_a_fault(
    make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    table = '[[exceptions]]\ncomponent = "hf:a/b"\nreason = "x"\n'
    policy = f"{table}{table.replace('a/b', 'A/b')}expires = 2099-01-01\n"
    monkeypatch.chdir(make_repo({"app.py": app(NOBODY), "weighstation.toml": policy}))
    assert main(["check"]) == 2
    assert "weighstation.toml:4: contradicts the exception at weighstation.toml:1" in capsys.readouterr().err
