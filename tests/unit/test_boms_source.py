"""Opening documents of other tools: every fault has a path, a line and a sentence, and none costs time or memory."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighstation.boms import audit, dangling, source
from weighstation.boms.json_places import place
from weighstation.errors import ReadError

if TYPE_CHECKING:
    from pathlib import Path

SMALL = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "version": 1,
    "metadata": {"component": {"type": "application", "name": "app", "bom-ref": "app"}},
    "components": [
        {"type": "machine-learning-model", "bom-ref": "m", "name": "Llama-2-7b-hf", "group": "meta-llama",
         "purl": "pkg:huggingface/meta-llama/Llama-2-7b-hf", "licenses": [{"license": {"name": "llama2"}}],
         "pedigree": {"ancestors": [{"type": "machine-learning-model", "name": "x"}], "notes": "finetune"},
         "evidence": {"occurrences": [{"location": "a.py", "line": 1}]}, "properties": [{"name": "a", "value": "b"}]},
        {"type": "library", "name": "requests", "purl": "pkg:pypi/requests@2", "components": [{"type": "file", "name": "f"}]},
    ],
    "services": [{"name": "gpt-4o", "provider": {"name": "OpenAI"}}],
    "dependencies": [{"ref": "app", "dependsOn": ["m"]}],
}  # fmt: skip
HEAD = '{"bomFormat": "CycloneDX", "specVersion": "1.6"'
XML = '<bom xmlns="http://cyclonedx.org/schema/bom/1.6">'


def everything(data: bytes) -> None:
    parsed = source.parse("bom", data)
    audit.of(parsed)
    dangling.findings(parsed)


def refused(data: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        everything(data)
    assert caught.value.path == "bom"
    assert caught.value.hint
    return caught.value


# What is wrong with the text


@pytest.mark.parametrize(
    ("data", "at", "said"),
    [
        (b"", 0, "is empty"),
        (b" \n", 0, "is empty"),
        (HEAD.encode() + b',\n"components": [{"type": "libra', 2, "is not valid JSON"),
        (HEAD.encode() + b"} {}", 1, "is not valid JSON: Extra data"),
        (HEAD.encode() + b',\n"x": NaN}', 2, "holds NaN, which is no JSON (at /x)"),
        (HEAD.encode() + b',\n"x": [1,\n1e999]}', 3, "holds a number that is out of range (at /x/1)"),
        (HEAD.encode() + b',\n"x": ' + b"1" * 5000 + b"}", 0, "holds a value that cannot be read"),
        (HEAD.encode() + b',\n\n"name": "\xff"}', 3, "is not UTF-8 text"),
        (b"\xff\xfe{\x00\x00\xd8", 1, "is not UTF-16 text"),
        (b"\x7fELF\x00\x01", 0, "is no bill of materials that is known here"),
        (b"SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\n", 0, "is no bill of materials that is known here"),
        (b"spdxVersion: SPDX-2.3\n", 0, "is no bill of materials that is known here"),  # YAML
    ],
)
def test_a_text_that_is_no_document_is_refused_with_its_line(data: bytes, at: int, said: str) -> None:
    fault = refused(data)
    assert fault.message.startswith(said)
    assert fault.line == at


@pytest.mark.parametrize(
    ("text", "at", "where"),
    [
        (HEAD + ',\n"version": 1,\n"version": 2}', 1, "(at the top)"),
        (HEAD + ',\n"metadata": {"a": 1,\n"a": 1}}', 2, "(at /metadata)"),
        (HEAD + ',\n"components": [{},\n{"name": "x", "purl": "a", "purl": "b"}]}', 3, "(at /components/1)"),
        (HEAD + ',\n"a/b": [{"x~": 1, "x~": 1}]}', 2, "(at /a~1b/0)"),
    ],
)
def test_a_key_that_stands_twice_is_refused_since_readers_differ_in_which_one_counts(
    text: str, at: int, where: str
) -> None:
    fault = refused(text.encode())
    assert "twice in one object" in fault.message
    assert where in fault.message
    assert fault.line == at


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_byte_order_marks_are_understood(encoding: str) -> None:
    text = json.dumps(SMALL, ensure_ascii=False)
    assert source.parse("bom", text.encode(encoding)).document == SMALL


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"bomFormat": "CycloneDX", "specVersion": "0.9"}, "is of CycloneDX version '0.9', which is not read"),
        ({"bomFormat": "CycloneDX", "specVersion": "9.9"}, "is of CycloneDX version '9.9', which is not read"),
        ({"bomFormat": "CycloneDX"}, "is of CycloneDX version 'None', which is not read"),
        ({"spdxVersion": "SPDX-1.2"}, "is of SPDX version 'SPDX-1.2', which is not read"),
        ({"@graph": [{"type": "CreationInfo", "specVersion": "4.0"}]}, "is of SPDX version '4.0', which is not read"),
        ({"@graph": []}, "is of SPDX version 'unknown', which is not read"),
        ({"lockfileVersion": 3}, "is no bill of materials that is known here"),
        ([1], "is no bill of materials that is known here"),
        ("text", "is no bill of materials that is known here"),
    ],
)
def test_other_formats_and_versions_are_named_and_what_can_be_read_instead(document: object, said: str) -> None:
    fault = refused(json.dumps(document).encode())
    assert fault.message == said
    assert "CycloneDX 1.2 to 1.7" in fault.hint


# Hostile


@pytest.mark.parametrize("levels", [10_000, 100_000])
@pytest.mark.parametrize(("before", "after"), [("[", "]"), ('{"components":[', "]}"), ('{"a":', "}")])
def test_a_deeply_nested_document_is_refused_at_once(levels: int, before: str, after: str) -> None:
    body = before * levels + ("{}" if before.endswith((":", "[")) else "") + after * levels
    start = time.perf_counter()
    assert "nested too deeply" in refused(f'{HEAD}, "components": {body}}}'.encode()).message
    assert time.perf_counter() - start < 2


def test_nested_components_are_walked_without_recursion() -> None:
    inner: dict[str, Any] = {"type": "library", "name": "inner"}
    for _ in range(250):
        inner = {"type": "library", "name": "outer", "components": [inner]}
    found = audit.of(source.parse("bom", json.dumps({**SMALL, "components": [inner]}).encode()))
    assert {"bom:inner", "bom:outer"} <= {each.id for each in found}


def test_a_huge_file_is_refused_after_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    start = time.perf_counter()
    with pytest.raises(ReadError, match="is larger than 64 MB"):
        source.read(str(path))
    assert time.perf_counter() - start < 1
    monkeypatch.setattr(source, "LIMIT", 100)
    path.write_text(json.dumps(SMALL))
    with pytest.raises(ReadError, match="is larger than"):
        source.read(str(path))


@pytest.mark.parametrize(
    "text",
    [
        f'{HEAD}, "components": [{{}}, {{}}, [{{}}]]}}',
        f"{XML}<a/><a/><a/><a/><a/><a/><a/></bom>",
        XML + '<a b="1" c="" d="" e="" f="" g="" h=""/></bom>',
    ],
)
def test_many_small_parts_are_refused_before_they_take_memory(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MOST", 3)
    assert refused(text.encode()).message == "has more than 3 objects, lists or elements"


BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "declaration",
    [
        f'<!DOCTYPE bom [<!ENTITY l0 "ha">{BOMB}]>',
        '<!DOCTYPE bom [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE bom [<!ENTITY % x SYSTEM "http://example.org/x.dtd"> %x;]>',
        '<!DOCTYPE bom SYSTEM "http://example.org/x.dtd">',
        "<!DOCTYPE bom>",
    ],
)
def test_xml_that_declares_entities_or_a_document_type_is_refused_before_they_are_used(declaration: str) -> None:
    text = f'<?xml version="1.0"?>\n{declaration}\n{XML}<components><component><name>&l9;&x;</name></component></components></bom>'
    start = time.perf_counter()
    fault = refused(text.encode())
    assert (fault.message, fault.line) == ("declares a document type or entities, which no bill of materials needs", 2)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{XML}<components>", "is not valid XML: no element found"),
        (f"{XML}</components></bom>", "is not valid XML: mismatched tag"),
        (f"{XML}&x;</bom>", "is not valid XML: undefined entity"),
        ("<bom/>", "is no bill of materials"),
        ("<bom xmlns='http://example.org/'/>", "is no bill of materials"),
        ('<bom xmlns="http://cyclonedx.org/schema/bom/9.9"/>', "is of CycloneDX version '9.9'"),
        (XML + "<a>" * 10_000, "is nested too deeply"),
        ('<?xml version="1.0" encoding="nonsense"?><bom/>', "cannot be decoded: unknown encoding"),
        ("<", "is not valid XML"),
    ],
)
def test_bad_xml_is_refused(text: str, said: str) -> None:
    assert refused(text.encode()).message.startswith(said)


# The shape


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"components": {}}, "`components` must be a list (at /components)"),
        ({"components": [1]}, "must be an object (at /components/0)"),
        ({"components": [{"name": 1}]}, "`name` must be a text (at /components/0/name)"),
        ({"components": [{"name": "x", "licenses": [{"license": "MIT"}]}]}, "`license` must be an object (at /components/0/licenses/0/license)"),
        ({"components": [{"name": "x", "pedigree": []}]}, "`pedigree` must be an object (at /components/0/pedigree)"),
        ({"metadata": []}, "`metadata` must be an object (at /metadata)"),
        ({"services": "x"}, "`services` must be a list (at /services)"),
        ({"dependencies": [[]]}, "must be an object (at /dependencies/0)"),
    ],
)  # fmt: skip
def test_a_document_of_another_shape_is_refused_with_a_pointer(change: dict[str, Any], said: str) -> None:
    assert refused(json.dumps({**SMALL, **change}).encode()).message == said


def test_null_counts_as_left_out() -> None:
    nothing = {"licenses": None, "properties": None, "purl": None, "pedigree": None, "components": None}
    document = {**SMALL, "components": [{"type": "library", "name": "x", **nothing}], "services": None}
    assert [each.id for each in audit.of(source.parse("bom", json.dumps(document).encode()))] == ["bom:x"]


@pytest.mark.parametrize("indent", [None, 0, 1, 4])
def test_a_pointer_leads_to_the_line_on_which_the_thing_begins(indent: int | None) -> None:
    text = json.dumps(SMALL, indent=indent)
    lines = text.split("\n")
    for pointer, begin in (("/components/1", '"library"'), ("/services/0", '"gpt-4o"'), ("/metadata", '"component"')):
        assert begin in "".join(lines[place(text, pointer)[0] - 1 :][: 3 if indent is not None else 1])
    assert place(text, "/components/1/licenses/0/license") == place(text, "/components/1")
    assert place(text, "/nothing") == (1, 1)


@pytest.mark.parametrize("indent", [None, 2])
def test_a_component_is_where_its_purl_or_name_stands(indent: int | None) -> None:
    text = json.dumps(SMALL, indent=indent)
    places = {each.id: each.occurrence for each in audit.of(source.parse("bom", text.encode()))}
    for id_, word in (
        ("pypi:requests", "pkg:pypi/requests@2"),
        ("openai:gpt-4o", "gpt-4o"),
        ("hf:meta-llama/Llama-2-7b-hf", "pkg:huggingface/meta-llama/Llama-2-7b-hf"),
    ):
        where = places[id_]
        assert text.split("\n")[where.line - 1][where.column - 1 :].startswith(f'{word}"')


def test_references_to_nothing_are_listed_up_to_a_number() -> None:
    edges = [{"ref": "app", "dependsOn": [f"lost-{number}" for number in range(50)]}]
    found = dangling.findings(source.parse("bom", json.dumps({**SMALL, "dependencies": edges}).encode()))
    assert len(found) == 21
    assert found[0].message == "/dependencies/0 refers to 'lost-0', which the document does not hold"
    assert found[-1].message == "the document refers to nothing in 30 more places"


# Whatever the bytes are

TEXT = json.dumps(SMALL).encode()
LEAVES: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just([]) | st.just({}) | st.just([{}])
)


def judged(data: bytes) -> None:
    try:
        everything(data)
    except ReadError as error:
        assert error.path == "bom"
        assert str(error)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(TEXT)), st.integers(0, 40), st.binary(max_size=8))
def test_damaged_bytes_never_raise_anything_but_a_read_error(at: int, length: int, other: bytes) -> None:
    judged(TEXT[:at] + other + TEXT[at + length :])


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_changed_values_never_raise_anything_but_a_read_error(data: st.DataObject) -> None:
    document = json.loads(TEXT)
    holders = list(containers(document))
    for _ in range(data.draw(st.integers(1, 3))):
        holder = data.draw(st.sampled_from(holders))
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        if keys:
            holder[data.draw(st.sampled_from(keys))] = data.draw(LEAVES)
    judged(json.dumps(document).encode())


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60))
def test_random_bytes_never_raise_anything_but_a_read_error(data: bytes) -> None:
    judged(data)
    judged(XML.encode() + data)
    judged(HEAD.encode() + b"," + data)


def containers(value: Any) -> list[Any]:
    found = [value] if value and isinstance(value, (dict, list)) else []
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return found + [each for one in inner for each in containers(one)]
