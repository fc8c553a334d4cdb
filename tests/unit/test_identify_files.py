"""``weighstation identify`` and the shipped fingerprints, on license files that are there wherever the tests run."""

from __future__ import annotations

import io
import json
import random
import sys
from importlib.metadata import files
from pathlib import Path
from typing import Any

import pytest
import tomli

from weighstation import identify
from weighstation.cli import main
from weighstation.identify.words import normalise
from weighstation.knowledge import fingerprints, licenses

HERE = Path(__file__).resolve().parents[2]
APACHE = (HERE / "LICENSE").read_text(encoding="utf-8")
PERMISSION = (
    "Redistribution and use in source and binary forms, with or without modification, are permitted provided that"
)


def installed(package: str, name: str) -> str:
    """A license file of a package that the tests need anyway."""
    found = [path for path in files(package) or () if path.name == name and "dist-info" in str(path)]
    return found[0].read_text()


@pytest.fixture
def answers(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: str) -> tuple[int, list[dict[str, Any]]]:
        code = main(["identify", "--format", "json", *arguments])
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


# The shipped fingerprints


@pytest.mark.parametrize(
    ("package", "name", "key"),
    [
        ("packaging", "LICENSE.APACHE", "apache-2.0"),
        ("packaging", "LICENSE.BSD", "bsd-2-clause"),
        ("pytest", "LICENSE", "mit"),
        ("pluggy", "LICENSE", "mit"),
    ],
)
def test_license_files_of_installed_packages_are_exact(package: str, name: str, key: str) -> None:
    found = identify.text(installed(package, name))
    assert found is not None
    assert (found.key, found.exact, found.score) == (key, True, 1.0)


def test_the_license_of_this_project_is_exact() -> None:
    found = identify.text(APACHE)
    assert found is not None
    assert (found.key, found.id, found.exact) == ("apache-2.0", "Apache-2.0", True)


@pytest.mark.parametrize("seed", range(5))
def test_an_edited_apache_license_is_still_that(seed: int) -> None:
    rng = random.Random(seed)
    words = [rng.choice("river stone window".split()) if rng.random() < 0.05 else word for word in APACHE.split(" ")]
    found = identify.text(" ".join(words))
    assert found is not None
    assert (found.key, found.exact) == ("apache-2.0", False)


def test_an_apache_license_that_forbids_something_is_none() -> None:
    clause = "The License does not grant to you the right to sell the Software."
    for text in (f"{clause}\n\n{APACHE}", f"{APACHE}\n\n{clause}\n"):
        found = identify.text(text)
        assert found is not None
        assert (found.key, found.keys, found.exact) == ("", ("apache-2.0",), False)


def test_a_license_without_the_advice_behind_it_is_exact() -> None:
    found = identify.text(APACHE.partition("   APPENDIX:")[0])
    assert found is not None
    assert (found.key, found.exact) == ("apache-2.0", True)


def test_every_key_of_a_fingerprint_is_a_license_and_each_text_has_a_kind_that_fits() -> None:
    known = fingerprints.load()
    assert len({text.key for text in known.texts}) > 700
    for text in known.texts:
        assert text.kind in {"license", "policy", "exception", "other"}
        assert bool(text.key) is (text.kind in {"license", "policy"}), text.id
        assert not text.key or licenses.license(text.key) is not None, text.key
        if text.kind == "exception":
            assert licenses.exception(text.id), text.id


def test_the_texts_of_all_licenses_with_a_scancode_key_are_known_but_one() -> None:
    known = {text.key for text in fingerprints.load().texts}
    folder = HERE / "src" / "weighstation" / "knowledge" / "licenses"
    named = {path.stem for path in folder.glob("*.toml") if "scancode_key" in path.read_text(encoding="utf-8")}
    assert named - known == {"minimax-m2-mit-variant"}  # ScanCode's next release has it; its phrase tells it meanwhile


def test_every_text_of_a_key_has_the_id_of_its_license_or_is_an_edition_of_it() -> None:
    editions = {"openmdw-1.0", "gemma-tou-2024-04-01", "ltxv-owl-2025-04-17", "openai-tou-20230314"}
    for text in fingerprints.load().texts:
        found = licenses.license(text.id) if text.kind == "license" else None
        if text.kind == "license" and text.id.removeprefix("LicenseRef-scancode-") not in editions:
            assert found is not None, text.id
            assert found.key == text.key


def test_the_hashes_are_sorted_and_belong_to_the_texts() -> None:
    known = fingerprints.load()
    assert list(known.hashes) == sorted(set(known.hashes))
    assert max(known.members) < len(known.texts)
    assert known.starts[-1] == len(known.members)
    sizes = [0] * len(known.texts)
    for group in known.group_of:
        for number in known.texts_of(group):
            sizes[number] += 1
    assert sizes == [text.size for text in known.texts]


def test_phrases_are_those_of_the_license_files() -> None:
    folder = HERE / "src" / "weighstation" / "knowledge" / "licenses"
    for phrase, key in fingerprints.phrases():
        data = tomli.loads((folder / f"{key}.toml").read_text(encoding="utf-8"))
        quoted = [" ".join(normalise(text).words) for text in data.get("phrases", []) + data.get("unique_phrases", [])]
        assert phrase in quoted, key


def test_no_license_text_is_in_the_fingerprints() -> None:
    for name in ("fingerprints.tsv", "fingerprints.bin"):
        data = (HERE / "src" / "weighstation" / "knowledge" / name).read_bytes()
        assert PERMISSION.encode() not in data
        assert " ".join(normalise(PERMISSION).words).encode() not in data


# The command


def test_one_object_for_each_file_in_order(answers: Any, tmp_path: Path) -> None:
    (tmp_path / "a").write_text(APACHE)
    (tmp_path / "b").write_text("nothing of a license")
    code, lines = answers(str(tmp_path / "b"), str(tmp_path / "a"))
    assert code == 1
    assert [(line["key"], line["score"], line["exact"]) for line in lines] == [
        (None, 0.0, False),
        ("apache-2.0", 1.0, True),
    ]
    assert lines[1]["path"] == str(tmp_path / "a")
    assert lines[0].keys() == lines[1].keys()


def test_all_recognised_is_success(answers: Any) -> None:
    assert answers(str(HERE / "LICENSE"))[0] == 0


def test_a_restricted_text_has_no_key_and_says_which_words(answers: Any, tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text(f"{APACHE}\n\nCommercial use is not permitted.\n")
    code, [line] = answers(str(tmp_path / "LICENSE"))
    assert (code, line["key"], line["keys"], line["exact"]) == (1, None, ["apache-2.0"], False)
    assert line["extra"][-1]["limits"]
    assert "may restrict" in line["note"]


def test_what_cannot_be_read_is_said_and_the_others_are_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "binary").write_bytes(b"\0\1\2\3")
    missing = str(tmp_path / "missing")
    assert main(["identify", missing, str(tmp_path / "binary"), str(tmp_path), str(HERE / "LICENSE")]) == 2
    shown = capsys.readouterr()
    assert shown.out.splitlines()[-1].startswith(f"{HERE / 'LICENSE'}: apache-2.0 (Apache License 2.0), exact")
    assert len(shown.out.splitlines()) == 4
    assert f"{missing}: cannot be read" in shown.err
    assert shown.err.count("help:") == 3


def test_a_dash_is_standard_input(answers: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(APACHE.encode("utf-16"))))
    code, [line] = answers("-")
    assert (code, line["path"], line["key"]) == (0, "-", "apache-2.0")


def test_the_text_for_people_names_license_score_and_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a").write_text(f"Thanks to all the people who wrote this and to everybody else.\n\n{APACHE}")
    assert main(["identify", str(tmp_path / "a")]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert "apache-2.0 (Apache License 2.0), score 1.00, lines 4-" in first
    assert second == "  lines 1-1: 12 other words"
