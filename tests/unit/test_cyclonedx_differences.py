"""What an older BOM says otherwise is said by component; what is no BOM is said to be none."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.writers.cyclonedx import Format
from weighstation.writers.cyclonedx.differences import NotReadableError, differences, timestamp
from weighstation.writers.cyclonedx.xml_layout import xml

SNAPSHOTS = Path(__file__).parents[1] / "snapshots" / "cyclonedx"
FORMATS: list[Format] = ["json", "xml"]


def _text(document: dict[str, Any], form: Format) -> str:
    return xml(document) if form == "xml" else json.dumps(document)


def _document(*names: str, **more: Any) -> dict[str, Any]:
    components = [{"type": "library", "bom-ref": f"ref:{name}", "name": name} for name in names]
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": "urn:uuid:1", "version": 1}
    return {**head, "components": components, **more}


def _versioned(version: str) -> dict[str, Any]:
    document = _document("a", "b")
    document["components"][0]["version"] = version
    return document


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (_document("a"), _document("a"), []),
        (_document("a"), _document("a", "b"), ["added: ref:b"]),
        (_document("a", "b"), _document("b"), ["removed: ref:a"]),
        (_versioned("1"), _versioned("2"), ["changed: ref:a (version)"]),
        (
            _document("a", services=[{"bom-ref": "s", "name": "s"}]),
            _document("a", services=[{"bom-ref": "s", "name": "t"}]),
            ["changed: s (name)"],
        ),
        (_document("a"), _document("a", metadata={"timestamp": "2026-11-20T08:30:00Z"}), ["added: metadata"]),
        (_document(), _document(serialNumber="urn:uuid:2"), ["the same content in another order or layout"]),
        (_document("a", "b"), _document("b", "a"), ["the same content in another order or layout"]),
    ],
)
def test_components_that_differ_are_listed(
    old: dict[str, Any], new: dict[str, Any], expected: list[str], form: Format
) -> None:
    assert differences(_text(old, form), _text(new, form), form) == expected


@pytest.mark.parametrize("form", FORMATS)
def test_another_version_of_cyclonedx_is_a_difference(form: Format) -> None:
    found = differences(_text(_document("a"), form), _text(_document("a") | {"specVersion": "1.7"}, form), form)
    assert [line.partition(" (")[0] for line in found] == ["changed: specVersion"]


def test_long_lists_are_cut() -> None:
    lines = differences(_text(_document(), "json"), _text(_document(*map(str, range(99))), "json"), "json")
    assert len(lines) == 21
    assert lines[-1] == "added: 79 more"


@pytest.mark.parametrize("path", sorted(SNAPSHOTS.iterdir()), ids=lambda path: path.name)
def test_the_timestamp_of_a_recorded_document_is_read(path: Path) -> None:
    form: Format = "xml" if path.suffix == ".xml" else "json"
    expected = "" if path.name.startswith("not-judged") else "2026-11-20T08:30:00Z"
    assert timestamp(path.read_text(encoding="utf-8"), form) == expected


BOMB = '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><bom>&b;</bom>'


@pytest.mark.parametrize(
    ("text", "form", "message"),
    [
        ("", "json", "is no JSON"),
        ("{", "json", "is no JSON: .*line 1"),
        ("[]", "json", "is no CycloneDX document"),
        ("{}", "json", "is no CycloneDX document"),
        ('{"bomFormat": "CycloneDX", "components": 1}', "json", "is no CycloneDX document"),
        ('{"bomFormat": "CycloneDX", "components": [1]}', "json", "is no CycloneDX document"),
        ("[" * 100_000, "json", "nests too deeply"),
        ("", "xml", "is no XML"),
        ("<bom>", "xml", "is no XML: .*line 1"),
        ("<html/>", "xml", "is no CycloneDX document"),
        (BOMB, "xml", "has a document type"),
    ],
)
def test_what_is_no_document_is_refused(text: str, form: Format, message: str) -> None:
    with pytest.raises(NotReadableError, match=message):
        differences(text, _text(_document(), form), form)


@given(st.text(), st.sampled_from(FORMATS))
def test_any_text_is_compared_or_refused(text: str, form: Format) -> None:
    with suppress(NotReadableError):
        assert differences(text, _text(_document(), form), form)
