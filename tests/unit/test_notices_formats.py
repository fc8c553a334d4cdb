"""Notices as text, Markdown and HTML. ``WEIGHSTATION_UPDATE_SNAPSHOTS=1`` writes the snapshots anew."""

from __future__ import annotations

import os
import re
import shutil
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.cli import main
from weighstation.model import Ancestor, Component, Conclusion, Occurrence, Project
from weighstation.outbound_model import NOTICES_MARK, Duty, LicenseText
from weighstation.release import Release, Shipped
from weighstation.writers import notices_blocks

if TYPE_CHECKING:
    from weighstation.writers.notices import Bundle

HERE = Path(__file__).resolve().parents[2]
SNAPSHOTS = HERE / "tests" / "snapshots" / "notices"
ENDINGS = {"text": ".txt", "markdown": ".md", "html": ".html"}
SAMPLES = {
    "chatbot-llama2.md": ["[use]", 'distributes = ["weights", "derivatives"]', "commercial = true"],
    "image-studio.html": ["[use]", 'distributes = ["hosted-api", "outputs"]'],
    "hosted-mix.txt": [],
    "rag-open.md": ["[use]", 'distributes = ["partner"]', "fine_tunes = false"],
}
HOSTILE = '"><script>alert(1)</script>`](javascript:x)\n# <b>@team &amp;\u202e\x1b[31m'


def written(bundle: Bundle, form: str) -> str:
    text: str = import_module(f"weighstation.writers.notices_{form}").write(bundle)
    return text


def hostile(name: str = HOSTILE) -> Bundle:
    """A bundle in which all that a repository can word is hostile."""
    component = Component(f"file:{name}", "model", "", (Occurrence("app.py", 1),))
    lineage = (Ancestor(f"hf:{name}", "adapter", "MIT", "repository", 1.0),)
    duty = Duty(component.id, "mit", "license-copy", "give a copy", met=True, where=name)
    lacking = Duty(component.id, "llama2", "notice-file", "write", "words", met=False, fact="use.distributes")
    group = (
        Shipped(component, Conclusion("MIT AND Apache-2.0", lineage=lineage), (duty, lacking)),
        Shipped(component._replace(type="package", version=name), Conclusion(""), ()),
        Shipped(component._replace(id=f"hf:{name}"), Conclusion(name), ()),
    )
    texts = (LicenseText(name, ("apache-2.0",), sure=True),)
    return notices_blocks.bundle(Release(Project(name, name), group, texts, 1, name))


def page(text: str) -> ET.Element:
    """The page as a tree; the writer promises well-formed XML."""
    assert text.startswith("<!DOCTYPE html>\n<html lang=")
    return ET.fromstring(text.removeprefix("<!DOCTYPE html>\n"))


# Snapshots


@pytest.mark.parametrize("name", SAMPLES)
def test_the_notices_of_a_sample_repository_are_as_they_were(name: str, tmp_path: Path) -> None:
    sample, ending = os.path.splitext(name)
    root = Path(shutil.copytree(HERE / "sample_repos" / sample, tmp_path / sample))
    with (root / "weighstation.toml").open("a", encoding="utf-8") as policy:
        policy.write("\n".join(["", *SAMPLES[name], ""]))
    target = tmp_path / f"notices{ending}"
    assert main(["notices", str(root), "-o", str(target)]) == 0
    found, snapshot = target.read_text(encoding="utf-8"), SNAPSHOTS / name
    if os.environ.get("WEIGHSTATION_UPDATE_SNAPSHOTS"):
        snapshot.write_text(found, encoding="utf-8")
    assert found == snapshot.read_text(encoding="utf-8")


# Hostile names


def test_nothing_of_a_hostile_name_is_markup_in_a_page() -> None:
    tree = page(written(hostile(), "html"))
    assert {each.tag for each in tree.iter()} <= set(
        "html head meta title style body main h1 h2 h3 p ul li code strong a blockquote".split()
    )
    text = "".join(tree.itertext())
    assert text.count("<script>alert(1)</script>") > 5
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202e]", text)


def test_links_of_a_page_lead_to_web_pages_only() -> None:
    links = [each.attrib["href"] for each in page(written(hostile(), "html")).iter("a")]
    assert links
    assert all(re.fullmatch(r"https://[\w./%()+~@-]+", link) for link in links)


def test_a_hostile_name_stays_inside_its_code_span_in_markdown_or_is_escaped() -> None:
    text = written(hostile(), "markdown")
    for line in text.splitlines():
        plain = re.sub(r"\\.", "", line)
        assert plain.count("`") % 2 == 0
        outside = re.sub(r"<https://[^>]*>", "", re.sub(r"`[^`]*`", "", plain))
        assert not re.search(r"[<>@]|&amp;|\]\((?!https://)", outside), line


@pytest.mark.parametrize("form", ENDINGS)
def test_no_control_characters_get_out(form: str) -> None:
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", written(hostile(), form))


@given(st.text(max_size=40))
def test_any_name_gives_a_well_formed_page_and_a_line_for_each_component(name: str) -> None:
    bundle = hostile(name)
    assert len([*page(written(bundle, "html")).iterfind(".//ul[@class='parts']/li")]) == 3
    assert len(re.findall(r"^- ", written(bundle, "markdown"), re.MULTILINE)) == 3
    assert len(re.findall(r"^  - ", written(bundle, "text"), re.MULTILINE)) == 3


# All formats say the same


def words(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]{4,}", text))


def test_the_formats_hold_the_same_words() -> None:
    bundle = hostile("chat")
    shown = "".join(each for each in page(written(bundle, "html")).find("body").itertext())  # type: ignore[union-attr]
    assert words(shown) <= words(written(bundle, "text"))
    assert words(shown) <= words(written(bundle, "markdown"))


@pytest.mark.parametrize("form", ENDINGS)
def test_the_mark_stands_in_the_beginning_whatever_the_project_is_called(form: str) -> None:
    bundle = notices_blocks.bundle(Release(Project("x" * 100_000), (), (), 0, "weighstation.toml"))
    assert NOTICES_MARK in written(bundle, form)[:2_000]


def test_a_page_needs_nothing_from_elsewhere() -> None:
    tree = page(written(hostile(), "html"))
    assert not [each for each in tree.iter() if each.tag in {"script", "link", "img"} or "src" in each.attrib]
    style = tree.findtext("head/style") or ""
    assert "url(" not in style
    assert "@import" not in style
    assert "color-scheme: light dark" in style
    assert "@media print" in style


def test_the_words_to_show_stand_alone_and_those_of_a_notice_go_on() -> None:
    component = Component("hf:a/b", "model", "", (Occurrence("app.py", 1),))
    shown = Duty("hf:a/b", "llama3.1", "attribution", "show it", "Built with Llama")
    noted = Duty("hf:a/b", "llama3.1", "notice-file", "write it", "Llama 3.1 is licensed")
    group = (Shipped(component, Conclusion("MIT"), (shown, noted)),)
    text = written(notices_blocks.bundle(Release(Project("shop"), group, (), 0, "weighstation.toml")), "markdown")
    assert "\n> Llama 3.1 is licensed …\n\n> Built with Llama\n\n" in text
