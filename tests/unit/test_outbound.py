"""What a repository says to whoever gets it: small folders in, values out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weighstation import outbound
from weighstation.outbound import _cards, _files, _manifests, _texts
from weighstation.outbound_model import Outbound

if TYPE_CHECKING:
    from tests.conftest import MakeRepo

APACHE = (Path(__file__).resolve().parents[2] / "LICENSE").read_bytes()


def test_no_folder_is_nothing(make_repo: MakeRepo) -> None:
    assert outbound.read(str(make_repo({"LICENSE": APACHE, "NOTICE": "a"})), []) == Outbound()


def test_the_folders_above_are_read_from_the_top_on(make_repo: MakeRepo) -> None:
    root = make_repo({"NOTICE": "top\n", "a/NOTICE.txt": "middle\n", "a/b/Notice": "inner\n", "c/NOTICE": "other\n"})
    read = outbound.read(str(root), ["a/b"])
    assert read.folders == ("", "a", "a/b")
    assert [(each.path, each.text) for each in read.notices] == [
        ("NOTICE", "top\n"),
        ("a/NOTICE.txt", "middle\n"),
        ("a/b/Notice", "inner\n"),
    ]


def test_license_texts_are_told_by_what_they_say(make_repo: MakeRepo) -> None:
    root = make_repo({"LICENSE": APACHE, "LICENSES/Apache-2.0.txt": APACHE, "m/COPYING": "Do as I say.\n"})
    read = outbound.read(str(root), ["m"])
    assert [(each.path, each.keys, each.sure) for each in read.licenses] == [
        ("LICENSE", ("apache-2.0",), True),
        ("LICENSES/Apache-2.0.txt", ("apache-2.0",), True),
        ("m/COPYING", (), False),
    ]
    assert read.licenses[2].note == "is not known"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("NOTICE", "notice"),
        ("Notice.txt", "notice"),
        ("THIRD_PARTY_NOTICES.md", "notice"),
        ("llama-notice.txt", "notice"),
        ("notice.py", ""),
        ("noticeboard.md", ""),
        ("LICENSE", "license"),
        ("LICENCE.md", "license"),
        ("LICENSE-MODEL", "license"),
        ("LICENSE.llama2", "license"),
        ("USE_POLICY.md", "license"),
        ("COPYING", "license"),
        ("license.py", ""),
        ("licensed.txt", ""),
        ("LICENSES/MIT.txt", "license"),
        ("README.md", "prose"),
        ("readme", "prose"),
        ("docs/index.html", "prose"),
        ("docs/conf.py", ""),
        ("app.py", ""),
    ],
)
def test_names_say_what_a_file_is_for(path: str, kind: str) -> None:
    kinds = {"notice": _files.is_notice, "license": _files.is_license, "prose": _files.is_prose}
    assert [name for name, holds in kinds.items() if holds(path)] == [kind] * bool(kind)


CARDS = {
    "all of it": (
        "---\nlicense: llama3.1\nbase_model:\n- a/b\n- c/d\nmodel_name: Own\n---\n# Other\n",
        ("Own", "llama3.1", 2, ("a/b", "c/d")),
    ),
    "a name in the index": ("---\nmodel-index:\n- name: Own\n  results: []\n---\n# Other\n", ("Own", "", 0, ())),
    "a heading": ("---\nlicense: mit\n---\n\n<img>\n\n# 🦙 **Acme-Chat**\n", ("Acme-Chat", "mit", 2, ())),
    "a heading of a template": ("---\nlicense: mit\n---\n# Model Card for Acme-Chat\n", ("Acme-Chat", "mit", 2, ())),
    "a heading with a link": ("---\nlicense: mit\n---\n# [Acme](https://example.org)\n", ("Acme", "mit", 2, ())),
    "a heading of HTML": ("---\nlicense: mit\n---\n<h1 align='center'>Acme</h1>\n", ("Acme", "mit", 2, ())),
    "a heading that is no name": ("---\nlicense: mit\n---\n# Model Card\n", ("", "mit", 2, ())),
    "a template that nobody filled": ("---\nlicense: mit\n---\n# Model Card for Model ID\n", ("", "mit", 2, ())),
    "a comment is no heading": ("---\n# written by hand\nlicense: mit\n---\ntext\n", ("", "mit", 3, ())),
    "no heading": ("---\nlicense: mit\n---\n", ("", "mit", 2, ())),
    "a custom license": ("---\nlicense: other\nlicense_name: acme-1\n---\n", ("", "acme-1", 2, ())),
    "two licenses": ("---\nlicense: [mit, gemma]\n---\n", ("", "mit AND gemma", 2, ())),
}  # fmt: skip


@pytest.mark.parametrize("case", CARDS)
def test_a_card_as_it_is_written(case: str) -> None:
    text, expected = CARDS[case]
    (card,) = _cards.cards("m/README.md", text.encode())
    assert (card.name, card.license, card.line, card.bases) == expected


@pytest.mark.parametrize("text", ["no front matter\n", "---\nlicense: [\n---\n", "---\nlicense: mit\n", ""])
def test_what_is_no_card_gives_none(text: str) -> None:
    assert list(_cards.cards("README.md", text.encode())) == []


MANIFESTS = {
    "a text": ("pyproject.toml", '[project]\nname = "a"\nlicense = "MIT"\n', [("MIT", 3)]),
    "a table": ("pyproject.toml", '[project]\nlicense = {text = "MIT"}\n', [("MIT", 2)]),
    "a file": ("pyproject.toml", '[project]\nlicense = {file = "LICENSE"}\n', []),
    "classifiers": (
        "pyproject.toml",
        '[project]\nclassifiers = ["Typing :: Typed", "License :: OSI Approved :: MIT License"]\n',
        [("License :: OSI Approved :: MIT License", 2)],
    ),
    "Poetry": ("pyproject.toml", '[tool.poetry]\nlicense = "MIT"\n', [("MIT", 2)]),
    "Cargo": ("x/Cargo.toml", '[package]\nlicense = "MIT OR Apache-2.0"\n', [("MIT OR Apache-2.0", 2)]),
    "npm": ("package.json", '{\n"license": "ISC"}', [("ISC", 2)]),
    "npm of old": ("package.json", '{"license": {"type": "ISC", "url": "x"}}', [("ISC", 1)]),
    "a number": ("package.json", '{"license": 5}', []),
    "a list": ("package.json", "[]", []),
    "broken TOML": ("pyproject.toml", "[project\n", []),
    "broken JSON": ("package.json", "{", []),
    "another file": ("setup.json", '{"license": "ISC"}', []),
}


@pytest.mark.parametrize("case", MANIFESTS)
def test_a_manifest_as_it_is_written(case: str) -> None:
    path, text, expected = MANIFESTS[case]
    assert [(each.text, each.line) for each in _manifests.stated(path, text.encode())] == expected


def test_files_of_an_interface_are_found_by_the_beginning_of_an_attribution(make_repo: MakeRepo) -> None:
    files = {"web/app/Footer.tsx": "<p>Built with Llama</p>", "web/a.tsx": "<p>Built by us</p>", "b.css": "Built with"}
    shown = outbound.read(str(make_repo(files)), [""]).shown
    assert [each.path for each in shown] == ["web/app/Footer.tsx"]


def test_a_folder_without_git_shows_no_interface(make_repo: MakeRepo) -> None:
    root = make_repo({"Footer.tsx": "<p>Built with Llama</p>", "README.md": "Built with Llama"}, git=False)
    read = outbound.read(str(root), [""])
    assert (read.shown, [each.path for each in read.texts]) == ((), ["README.md"])


# Bad input


def test_a_readme_is_read_in_part(make_repo: MakeRepo) -> None:
    root = make_repo({"README.md": "x" * (_texts.MOST + 5_000_000)})
    (text,) = outbound.read(str(root), [""]).texts
    assert len(text.text) == _texts.MOST


def test_what_is_too_large_or_no_text_says_so(make_repo: MakeRepo) -> None:
    huge = b"x" * (_files.MOST_BYTES + 1)
    read = outbound.read(
        str(make_repo({"NOTICE": huge, "a/NOTICE": b"\0\1", "LICENSE": huge, "a/LICENSE": b"\0\1"})), ["a"]
    )
    assert [(each.path, each.text, each.fault) for each in read.notices] == [
        ("NOTICE", "", "is larger than 1,048,576 bytes"),
        ("a/NOTICE", "", "is no text"),
    ]
    assert [each.keys for each in read.licenses] == [(), ()]
    assert all(each.note for each in read.licenses)


def test_a_notice_in_utf_16_is_read(make_repo: MakeRepo) -> None:
    root = make_repo({"NOTICE": "Llama 2 is licensed".encode("utf-16")})
    assert outbound.read(str(root), [""]).notices[0].text == "Llama 2 is licensed"


def test_links_lead_nowhere_but_into_the_repository(make_repo: MakeRepo, tmp_path: Path) -> None:
    root = make_repo({"legal/notice.md": "inside\n", "m/a.txt": "a"}, git=False)
    (tmp_path / "NOTICE").write_text("outside\n")
    os.symlink("../legal/notice.md", root / "m" / "NOTICE")
    os.symlink(tmp_path / "NOTICE", root / "NOTICE")
    os.symlink("LICENSE", root / "LICENSE")
    os.symlink(".", root / "m" / "docs")
    os.symlink("../..", root / "m" / "legal")
    read = outbound.read(str(root), ["m"])
    texts = {each.path: each.text for each in read.notices}
    assert texts["m/NOTICE"] == "inside\n"
    assert "outside\n" not in texts.values()


def test_a_folder_that_is_not_there_is_empty(make_repo: MakeRepo) -> None:
    read = outbound.read(str(make_repo({"a.txt": "a"})), ["gone/away"])
    assert read == Outbound(folders=("", "gone", "gone/away"))


def test_folders_beyond_the_most_files_are_said_to_be_left_out(make_repo: MakeRepo) -> None:
    many = {f"m/NOTICE.{number}": "x" for number in range(_files.MOST_FILES)}
    read = outbound.read(str(make_repo({**many, "NOTICE": "top", "a/NOTICE": "x"}, git=False)), ["m", "a"])
    assert read.folders == ("", "a")
    assert len(read.notices) == 2


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(["README.md", "pyproject.toml", "package.json", "Cargo.toml", "NOTICE", "LICENSE"]),
    st.binary(max_size=300),
)
def test_no_bytes_make_it_fail(name: str, data: bytes) -> None:
    list(_cards.cards(name, data))
    list(_manifests.stated(name, data))
    _texts.excerpt(name, data)
    _texts.license_text(name, data)


@given(st.binary(max_size=200))
def test_no_front_matter_makes_it_fail(data: bytes) -> None:
    list(_cards.cards("README.md", b"---\nlicense: mit\n" + data + b"\n---\n# " + data))
