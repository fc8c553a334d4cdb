"""Which component a package is: the package, the model it carries, or only an address."""

from __future__ import annotations

import pytest

from weighstation.model import Occurrence
from weighstation.readers._package_url import Source, is_archive, parse
from weighstation.readers._python_packages import Package, component_id, normalise, references

SPACY = "https://github.com/explosion/spacy-models/releases/download"
HUB = "https://huggingface.co"
HERE = Occurrence("requirements.txt", 1)


def sighted(package: Package) -> list[tuple[str, str, str]]:
    return [(found.id, found.type, found.version) for found in references(package, HERE)]


@pytest.mark.parametrize(
    ("package", "expected"),
    [
        (Package("Flask_Login", "0.6.3"), [("pypi:flask-login", "package", "0.6.3")]),
        (Package("ruamel.yaml"), [("pypi:ruamel-yaml", "package", "")]),
        (Package(), []),
        # spaCy pipelines: by name, by wheel, by archive
        (Package("en-core-web-sm", "3.8.0"), [("spacy:en_core_web_sm", "model", "3.8.0")]),
        (Package("xx_sent_ud_sm"), [("spacy:xx_sent_ud_sm", "model", "")]),
        (Package("en_ner_bc5cdr_md", "0.5.4"), [("spacy:en_ner_bc5cdr_md", "model", "0.5.4")]),
        (
            Package(url=f"{SPACY}/en_core_web_lg-3.8.0/en_core_web_lg-3.8.0-py3-none-any.whl"),
            [("spacy:en_core_web_lg", "model", "3.8.0")],
        ),
        (
            Package("de_dep_news_trf", url=f"{SPACY}/de_dep_news_trf-3.7.2/de_dep_news_trf-3.7.2.tar.gz#egg=x"),
            [("spacy:de_dep_news_trf", "model", "3.7.2")],
        ),
        (
            Package("en_core_sci_lg", url="https://example.org/en_core_sci_lg-0.5.4.tar.gz"),
            [("spacy:en_core_sci_lg", "model", "0.5.4")],
        ),
        # names that only resemble a pipeline
        (Package("my-core-utils"), [("pypi:my-core-utils", "package", "")]),
        (Package("spacy-models"), [("pypi:spacy-models", "package", "")]),
        (Package("en-core-web"), [("pypi:en-core-web", "package", "")]),
        # the Hub
        (
            Package(url=f"{HUB}/spacy/en_core_web_sm/resolve/main/en_core_web_sm-any-py3-none-any.whl"),
            [("hf:spacy/en_core_web_sm", "model", "")],
        ),
        (
            Package(
                "tr_core_news_lg", url=f"{HUB}/someteam/tr_core_news_lg/resolve/v1/tr_core_news_lg-1.0-py3-none-any.whl"
            ),
            [("hf:someteam/tr_core_news_lg", "model", "v1")],
        ),
        (
            Package(
                "flash-attn", url=f"{HUB}/someteam/wheels/resolve/main/flash_attn-2.7.4-cp311-cp311-linux_x86_64.whl"
            ),
            [("hf:someteam/wheels", "model", ""), ("pypi:flash-attn", "package", "2.7.4")],
        ),
        (
            Package(url=f"git+{HUB}/someteam/nl-model@abc123#egg=nl_model"),
            [("hf:someteam/nl-model", "model", "abc123")],
        ),
        (
            Package(url="git+https://me:secret@huggingface.co/someteam/nl-model.git"),
            [("hf:someteam/nl-model", "model", "")],
        ),
        # other addresses
        (Package("clip", url="git+https://github.com/openai/CLIP.git@v1"), [("pypi:clip", "package", "")]),
        (
            Package(url="git+https://github.com/openai/CLIP.git@v1"),
            [("url:https://github.com/openai/CLIP", "package", "v1")],
        ),
        (Package(url="git+ssh://git@example.org/team/tool.git#egg=tool"), [("pypi:tool", "package", "")]),
        (Package(url="https://me:secret@example.org/get?token=1"), [("url:https://example.org/get", "package", "")]),
        (Package("demo", url="https://example.org/other-1.0-py3-none-any.whl"), [("pypi:demo", "package", "")]),
        (Package("demo", "2.0", "https://example.org/demo-1.0.zip"), [("pypi:demo", "package", "2.0")]),
    ],
)
def test_a_package_is_sighted_as(package: Package, expected: list[tuple[str, str, str]]) -> None:
    assert sighted(package) == expected
    assert component_id(package) == (expected[0][0] if expected else "")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "https://example.org/a_b-1.0-py3-none-any.whl",
            Source("https://example.org/a_b-1.0-py3-none-any.whl", "", "a_b", "1.0"),
        ),
        ("wheels/a-1.0-1-py3-none-any.whl", Source("wheels/a-1.0-1-py3-none-any.whl", "", "a", "1.0")),
        (
            "https://example.org/torch-2.4%2Bcu121-cp311-cp311-linux_x86_64.whl",
            Source("https://example.org/torch-2.4%2Bcu121-cp311-cp311-linux_x86_64.whl", "", "torch", "2.4+cu121"),
        ),
        (
            "https://example.org/some-name-1.2.tar.gz",
            Source("https://example.org/some-name-1.2.tar.gz", "", "some-name", "1.2"),
        ),
        (
            "https://example.org/o/r/archive/main.zip#egg=demo",
            Source("https://example.org/o/r/archive/main.zip", "", "demo"),
        ),
        (
            "https://example.org/o/r/archive/refs/tags/demo-1.0.tar.gz",
            Source("https://example.org/o/r/archive/refs/tags/demo-1.0.tar.gz"),
        ),
        ("https://example.org/latest.zip", Source("https://example.org/latest.zip")),
        ("https://example.org/a.whl", Source("https://example.org/a.whl")),
        (
            "git+https://example.org/o/r.git@feature/x#subdirectory=y&egg=z",
            Source("https://example.org/o/r", "feature/x", "z"),
        ),
        ("git+ssh://git@example.org/o/r.git@v2", Source("ssh://example.org/o/r", "v2")),
        ("git+https://${TOKEN}@example.org/o/r", Source("https://example.org/o/r")),
        ("git+git@example.org:o/r.git@v2", Source("example.org:o/r", "v2")),
        ("", Source("")),
    ],
)
def test_an_address_tells(url: str, expected: Source) -> None:
    assert parse(url) == expected


def test_an_archive_is_told_from_a_folder_by_its_ending() -> None:
    assert [is_archive(path) for path in ("a.whl", "b/a-1.TAR.GZ", "a.zip", "a", "a.git", "")] == [True] * 3 + [
        False
    ] * 3


def test_names_are_normalised_as_pep_503_says() -> None:
    assert normalise("Foo__Bar.-baz") == "foo-bar-baz"


def test_edges_and_the_occurrence_are_handed_on() -> None:
    (found,) = references(Package("a"), HERE, ("pypi:b",))
    assert (found.occurrence, found.depends_on) == (HERE, ("pypi:b",))
