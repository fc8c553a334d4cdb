"""``weighstation waive``: the exception is written, nothing else changes, and what it does is said."""

from __future__ import annotations

import datetime as dt
import os
import re
import stat
from typing import TYPE_CHECKING

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from weighstation.cli import main
from weighstation.errors import PolicyError, ReadError, UsageError
from weighstation.policy import edit, load, toml_text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeRepo

FALCON = 'm = AutoModel.from_pretrained("tiiuae/falcon-180B")\n'
ID = "hf:tiiuae/falcon-180B"
OSI = 'extends = ["osi-only"]\n'
BOM = b"\xef\xbb\xbf"


def waive(*arguments: str) -> int:
    return main(["waive", *arguments])


@pytest.fixture
def repo(make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_repo({"a.py": FALCON, "weighstation.toml": OSI})
    monkeypatch.chdir(root)
    return root


# What is written


def test_the_exception_is_written_and_the_model_passes(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 1
    capsys.readouterr()
    assert (
        waive(
            ID, "--reason", "TII agreed", "--approved-by", "Kim Lee", "--ticket", "L-1", "--finding", "license-denied"
        )
        == 0
    )
    assert capsys.readouterr().out == (
        f'weighstation.toml:3: added an exception for "{ID}"\n  allowed now: {ID}\n'
        "  for a commit: git add weighstation.toml\n"
    )
    assert (repo / "weighstation.toml").read_text() == OSI + (
        f'\n[[exceptions]]\ncomponent = "{ID}"\nfinding = "license-denied"\nreason = "TII agreed"\n'
        'approved-by = "Kim Lee"\nticket = "L-1"\n'
    )
    assert main(["check"]) == 0


def test_a_date_is_written_without_quotes(repo: Path) -> None:
    assert waive(ID, "--reason", "a", "--expires", "9999-12-31") == 0
    assert load(str(repo / "weighstation.toml")).exceptions[0].expires == dt.date(9999, 12, 31)


def test_today_is_a_last_day(repo: Path) -> None:
    assert waive(ID, "--reason", "a", "--expires", dt.date.today().isoformat()) == 0


def test_in_pyproject_the_table_has_its_long_name(make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    text = '[tool.weighstation]\nextends = ["osi-only"]\n\n[tool.other]\nx = 1\n'
    root = make_repo({"a.py": FALCON, "pyproject.toml": text})
    monkeypatch.chdir(root)
    assert waive(ID, "--reason", "a") == 0
    expected = f'{text}\n[[tool.weighstation.exceptions]]\ncomponent = "{ID}"\nreason = "a"\n'
    assert (root / "pyproject.toml").read_text() == expected
    assert main(["check"]) == 0


def test_without_a_policy_one_is_made_at_the_top_and_the_default_still_holds(
    make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_repo({"src/a.py": FALCON})
    monkeypatch.chdir(root / "src")
    assert waive(ID, "--reason", "a") == 0
    assert "new: the preset `default` holds" in capsys.readouterr().out
    made = load(str(root / "weighstation.toml"))
    assert [each.component for each in made.exceptions] == [ID]
    assert made.entries[0].where.startswith("weighstation/policies/default.toml")


def test_the_policy_of_a_parent_folder_gets_the_exception(
    make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_repo({"a.py": FALCON, "src/b.py": "x = 1\n", "weighstation.toml": OSI})
    monkeypatch.chdir(root / "src")
    assert waive(ID, "--reason", "a") == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("../weighstation.toml:3: ")
    assert captured.err == ""  # the model is in the parent's folder, where the policy holds, too


def test_a_named_policy_gets_the_exception(repo: Path) -> None:
    (repo / "other.toml").write_text(OSI)
    assert waive(ID, "--reason", "a", "--policy", "other.toml") == 0
    assert (repo / "weighstation.toml").read_text() == OSI
    assert load("other.toml").exceptions


def test_links_are_followed_and_permissions_kept(repo: Path) -> None:
    real = repo / "real.toml"
    (repo / "weighstation.toml").rename(real)
    (repo / "weighstation.toml").symlink_to("real.toml")
    real.chmod(0o640)
    assert waive(ID, "--reason", "a") == 0
    assert (repo / "weighstation.toml").is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert b"exceptions" in real.read_bytes()
    assert sorted(path.name for path in repo.iterdir()) == [".git", "a.py", "real.toml", "weighstation.toml"]


# What is said


def test_an_exception_that_is_there_already_is_not_written_again(
    repo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert waive(ID, "--reason", "a") == 0
    before = (repo / "weighstation.toml").read_bytes()
    capsys.readouterr()
    assert waive(ID.lower().removeprefix("hf:"), "--reason", "b", "--expires", "9999-01-01") == 0
    assert "weighstation.toml:3 has this exception already" in capsys.readouterr().out
    assert (repo / "weighstation.toml").read_bytes() == before


@pytest.mark.parametrize("more", [["--license", "falcon-180b-tii"], ["--finding", "license-denied"]])
def test_a_narrower_exception_is_another_one(repo: Path, more: list[str]) -> None:
    assert waive(ID, "--reason", "a", *more) == 0
    assert waive(ID, "--reason", "a") == 0
    assert len(load("weighstation.toml").exceptions) == 2


def test_a_longer_exception_is_another_one(repo: Path) -> None:
    for day in ("9998-01-01", "9999-01-01", "9998-06-01"):
        assert waive(ID, "--reason", "a", "--expires", day) == 0
    assert [each.expires for each in load("weighstation.toml").exceptions] == [dt.date(9998, 1, 1), dt.date(9999, 1, 1)]


def test_a_component_that_is_not_here_is_written_with_a_warning(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert waive("tiiuae/falcon-18B", "--reason", "a") == 0
    captured = capsys.readouterr()
    assert "added" in captured.out
    assert "nothing in this repository is called hf:tiiuae/falcon-18B" in captured.err
    assert f"did you mean `{ID}`?" in captured.err


def test_an_exception_from_nothing_is_a_warning(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert waive(ID, "--reason", "a", "--finding", "license-unknown") == 0
    assert "will be reported as exception-unused" in capsys.readouterr().err


def test_what_still_holds_a_component_up_is_said(
    make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(make_repo({"a.py": FALCON, "weighstation.toml": "[use]\ncommercial = true\n"}))
    assert waive(ID, "--reason", "a", "--finding", "license-unverified") == 0
    assert f"  still review: {ID} [" in capsys.readouterr().out


def test_a_policy_with_faults_can_get_an_exception_and_is_said_to_have_them(
    repo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repo / "weighstation.toml").write_text('fail_on = "deny"\n')
    assert waive(ID, "--reason", "a") == 0
    assert "has faults of its own: see weighstation policy check" in capsys.readouterr().err
    assert (repo / "weighstation.toml").read_text().startswith('fail_on = "deny"\n\n[[exceptions]]\n')


# What is refused


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([ID, "--reason", " "], "`exceptions.reason` must be a text that is not empty"),
        (["falcon", "--reason", "a"], "write its scheme too: pypi:falcon"),
        (["", "--reason", "a"], "`exceptions.component` must be"),
        ([ID, "--reason", "a", "--ticket", ""], "`exceptions.ticket` must be"),
        ([ID, "--reason", "a", "--finding", "license-unkown"], "did you mean `license-unknown`?"),
        ([ID, "--reason", "a", "--license", "community"], "is a class"),
        ([ID, "--reason", "a", "--license", "no such license"], "`no such license` is no license"),
        ([ID, "--reason", "a", "--expires", "2020-02-29"], "is in the past"),
        ([ID, "--reason", "a", "--expires", "99990101"], "is no day"),
        ([ID, "--reason", "a", "--expires", "9999-02-29"], "is no day"),
        ([ID, "--reason", "a", "--expires", ""], "is no day"),
        ([ID, "--reason", "\udcff"], "is not UTF-8"),
        ([ID, "--reason", "a", "--policy", "nowhere.toml"], "nowhere.toml: does not exist"),
        ([ID, "--reason", "a", "--policy", "."], ".: is not a file"),
        ([ID, "--reason", "a", "--policy", "osi-only"], "`osi-only` is a preset, which a policy file extends"),
        ([ID, "--reason", "…"], "--reason says nothing"),
    ],
)
def test_what_cannot_be_written_is_refused(
    repo: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert waive(*arguments) == 2
    assert said in capsys.readouterr().err
    assert (repo / "weighstation.toml").read_text() == OSI


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b'exceptions = [{ component = "a/b", reason = "x" }]\n',
            'component = "hf:tiiuae/falcon-180B", reason = "a" },',
        ),
        (b"exceptions = []\n", "add this item to it"),
        (b"exceptions = 3\n", "add this item to it"),
        (b"[exceptions]\n", "add this item to it"),
        (b"[licenses\n", "weighstation.toml:1: is not valid TOML"),
        (b"# \xff\n", "weighstation.toml:1: is not UTF-8"),
        (b"#" * (1 << 20) + b"\n", "is larger than 1 MiB"),
        (b"#" * ((1 << 20) - 1) + b"\n", "would be larger than 1 MiB"),
    ],
)
def test_a_file_without_a_place_for_it_stays_as_it_is(
    repo: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    (repo / "weighstation.toml").write_bytes(content)
    assert waive(ID, "--reason", "a") == 2
    assert said in capsys.readouterr().err
    assert (repo / "weighstation.toml").read_bytes() == content


def test_a_policy_between_braces_stays_as_it_is(make_repo: MakeRepo, capsys: pytest.CaptureFixture[str]) -> None:
    text = '[tool]\nweighstation = { fail-on = "deny" }\n'
    root = make_repo({"pyproject.toml": text})
    assert waive(ID, "--reason", "a", "--policy", str(root / "pyproject.toml")) == 2
    assert 'exceptions = [{ component = "hf:tiiuae/falcon-180B", reason = "a" }]' in capsys.readouterr().err
    assert (root / "pyproject.toml").read_text() == text


def test_what_is_pasted_as_told_loads(tmp_path: Path) -> None:
    with pytest.raises(PolicyError) as caught:
        edit.added(b"exceptions = []\n", "p.toml", {"component": ID, "reason": 'a "b"'})
    item = caught.value.hint.partition("\n")[2]
    (tmp_path / "p.toml").write_text(f"exceptions = [{item}]\n")
    assert load(str(tmp_path / "p.toml")).exceptions[0].reason == 'a "b"'


def test_a_reason_is_required(repo: Path) -> None:
    with pytest.raises(SystemExit, match="2"):
        waive(ID)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_write_protected_policy_stays_as_it_is(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repo / "weighstation.toml").chmod(0o444)
    assert waive(ID, "--reason", "a") == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_folder_that_is_missing_cannot_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        edit.save(str(tmp_path / "no" / "p.toml"), b"")


# Every file and every text

FRAGMENTS = st.sampled_from(
    [
        "# a comment: é 한",
        "",
        '[licenses]\nallow = ["osi"]  # why',
        "[packages]\nunknown = 'allow'",
        '[[exceptions]]\ncomponent = "a/b"\nreason = """\ntwo\nlines"""',
        "[[exceptions]]\ncomponent = 'c/*'\nreason = 'x'\nexpires = 2027-01-01",
        "[use]\ncommercial = true",
        "[readers]\nexclude = [\n  'x/*', # here\n]",
    ]
)
REASONS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@st.composite
def policies(draw: st.DrawFn) -> tuple[str, bytes]:
    """The name and the bytes of a valid policy, with either line end, with or without a mark and an end."""
    name = draw(st.sampled_from(["weighstation.toml", "pyproject.toml"]))
    text = "\n".join(draw(st.lists(FRAGMENTS, unique=True))) + draw(st.sampled_from(["", "\n", "\n\n", "\n#"]))
    if name == "pyproject.toml":
        text = "[tool.weighstation]\n" + re.sub(r"^(\[+)(?=\w)", r"\1tool.weighstation.", text, flags=re.MULTILINE)
    return name, draw(st.sampled_from([b"", BOM])) + text.replace("\n", draw(st.sampled_from(["\n", "\r\n"]))).encode()


@settings(max_examples=150, deadline=None)
@given(policy=policies(), reason=REASONS)
def test_what_is_there_stays_and_the_reason_is_the_very_one(
    policy: tuple[str, bytes], reason: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    name, old = policy
    path = tmp_path_factory.mktemp("policy") / name
    path.write_bytes(old)
    before = load(str(path))

    prefix = ("tool", "weighstation") if name == "pyproject.toml" else ()
    grown = edit.added(old, name, {"component": "d/e", "reason": reason.strip()}, prefix)
    path.write_bytes(grown)
    after = load(str(path))

    assert grown.startswith(old)
    assert after.exceptions[:-1] == before.exceptions
    assert after._replace(exceptions=()) == before._replace(exceptions=())
    assert (after.exceptions[-1].component, after.exceptions[-1].reason) == ("hf:d/e", reason.strip())
    new = grown[len(old) :]
    assert new.count(b"\r\n") == (new.count(b"\n") if b"\r\n" in old else 0)


TOML_BYTES = st.text(st.sampled_from('[]{}"=.,#\\n aexceptions'), max_size=60).map(str.encode)


@given(st.one_of(st.binary(max_size=60), TOML_BYTES), st.sampled_from([(), ("tool", "weighstation")]))
def test_any_bytes_are_kept_or_refused(data: bytes, prefix: tuple[str, ...]) -> None:
    try:
        grown = edit.added(data, "p.toml", {"component": "a/b", "reason": "x"}, prefix)
    except (PolicyError, ReadError):
        return
    assert grown.startswith(data)


@given(st.text())
def test_every_text_can_be_written_as_toml(text: str) -> None:
    try:
        written = toml_text.text(text)
    except UsageError:
        assert any("\ud800" <= char <= "\udfff" for char in text)
        return
    assert tomli.loads(f"x = {written}") == {"x": text}
    assert written.isprintable()


@pytest.mark.parametrize("words", [[], ["--policy", "../weighstation.toml"]])
def test_what_changes_is_looked_for_in_all_that_the_policy_holds_for(
    words: list[str], repo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (repo / "sub").mkdir()
    monkeypatch.chdir(repo / "sub")
    assert waive(ID, "--reason", "agreed", *words) == 0
    assert capsys.readouterr() == (
        f'../weighstation.toml:3: added an exception for "{ID}"\n  allowed now: {ID}\n'
        "  for a commit: git add ../weighstation.toml\n",
        "",
    )
