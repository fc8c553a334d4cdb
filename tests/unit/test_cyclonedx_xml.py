"""XML holds all that JSON holds, in the order of the XSD, whatever the texts are."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from cyclonedx.model.bom import Bom
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.xml import XmlValidator

from weighstation.writers.cyclonedx.xml_elements import ELEMENTS, fields
from weighstation.writers.cyclonedx.xml_layout import xml

RECORDED = sorted((Path(__file__).parents[1] / "snapshots" / "cyclonedx").glob("*.json"))
XSDS = {"1.6": XmlValidator(SchemaVersion.V1_6), "1.7": XmlValidator(SchemaVersion.V1_7)}
IN_THE_NAMESPACE = ("$schema", "bomFormat", "specVersion")
TEXTS = {"ref", "path", "altId", "url", "useCase"}  # and references


def _document(*components: dict[str, Any]) -> dict[str, Any]:
    serial = "urn:uuid:00000000-0000-0000-0000-000000000000"
    return {"specVersion": "1.6", "serialNumber": serial, "version": 1, "components": list(components)}


def _library(**more: Any) -> dict[str, Any]:
    return {"type": "library", "name": "x", **more}


def _leaves(value: Any) -> Iterator[str]:
    """Every text, number and truth of a document."""
    if isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _leaves(inner)
    else:
        yield str(value).lower() if isinstance(value, bool) else str(value)


def _texts(root: ET.Element) -> Iterator[str]:
    for element in root.iter():
        yield from element.attrib.values()
        if element.text and (element.text.strip() or not len(element)):
            yield element.text


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.name)
def test_nothing_gets_lost(path: Path) -> None:
    document = json.loads(path.read_bytes())
    text = xml(document)
    cited = [pointer for one in document.get("citations", ()) for pointer in one.pop("pointers")]
    wanted = Counter(_leaves({key: one for key, one in document.items() if key not in IN_THE_NAMESPACE}))
    found = Counter(_texts(ET.fromstring(text)))
    assert not wanted - found
    assert sum((found - wanted).values()) == len(cited)  # XPath stands for each pointer


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.name)
def test_an_xpath_of_a_citation_leads_to_a_license_of_the_knowledge_base(path: Path) -> None:
    root = ET.fromstring(xml(json.loads(path.read_bytes())))
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    for expression in root.findall("citations/citation/expressions/expression"):
        found = root.findall((expression.text or "").removeprefix("/bom/"))
        assert len(found) == 1
        assert "knowledge:" in ET.tostring(found[0], encoding="unicode")


def test_some_recorded_document_has_citations() -> None:
    assert any(b'"citations"' in path.read_bytes() for path in RECORDED)


def test_a_key_that_the_table_does_not_have_is_refused_rather_than_lost() -> None:
    with pytest.raises(LookupError, match="component: cpe"):
        xml(_document(_library(cpe="cpe:2.3:a:x")))


@pytest.mark.parametrize("kind", ELEMENTS)
def test_every_kind_that_the_table_names_is_in_it_or_a_text(kind: str) -> None:
    for field in fields(kind):
        if field.form == "element":
            assert not field.kind or field.kind in ELEMENTS
        if field.form in {"list", "repeated"} and field.kind not in ELEMENTS:
            assert field.kind in TEXTS


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (_library(description='<b>&amp; "quoted"</b>'), "<description>&lt;b&gt;&amp;amp; &quot;quoted&quot;&lt;/b&gt;"),
        (_library(description="라마 é \u2028"), "<description>&#46972;&#47560; &#233; &#8232;</description>"),
        ({"type": "library", "bom-ref": 'a"<b>\n', "name": "x"}, 'bom-ref="a&quot;&lt;b&gt;&#10;"'),
        (_library(hashes=[{"alg": "MD5", "content": "0" * 32}]), f'<hash alg="MD5">{"0" * 32}</hash>'),
        (_library(properties=[{"name": "n", "value": "v"}]), '<property name="n">v</property>'),
        (_library(licenses=[{"license": {"id": "MIT"}}]), "<id>MIT</id>"),
        (
            _library(licenses=[{"expression": "MIT OR 0BSD", "acknowledgement": "concluded"}]),
            '<expression acknowledgement="concluded">MIT OR 0BSD</expression>',
        ),
    ],
)
def test_texts_and_attributes_are_escaped(given: dict[str, Any], expected: str) -> None:
    text = xml(_document(given))
    assert expected in text
    assert text.isascii()
    assert XSDS["1.6"].validate_str(text) is None


def test_fields_stand_in_the_order_of_the_xsd_whatever_their_order_was() -> None:
    mixed = {"purl": "pkg:pypi/x", "name": "x", "hashes": [{"content": "0" * 32, "alg": "MD5"}], "type": "library"}
    assert XSDS["1.6"].validate_str(xml(_document(mixed))) is None


def test_the_xsd_of_these_tests_refuses_what_is_wrong() -> None:
    assert XSDS["1.6"].validate_str(xml(_document({"type": "library", "purl": "pkg:pypi/x"}))) is not None


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.name)
def test_the_library_reads_it(path: Path) -> None:
    document = json.loads(path.read_bytes())
    bom: Any = Bom.from_xml(ET.fromstring(xml(document)))  # type: ignore[attr-defined]  # added by a decorator
    assert {one.name for one in bom.components} == {one["name"] for one in document["components"]}
