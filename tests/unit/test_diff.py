"""What `diff` says of two CycloneDX documents."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation import bom_json, bomdiff
from weighstation.bomdiff.part import versionless
from weighstation.cli import main
from weighstation.errors import ReadError
from weighstation.writers import diff_json, diff_markdown, diff_text

if TYPE_CHECKING:
    from weighstation.bomdiff.change import Change, Difference

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "sample_repos" / "expected").glob("*/bom.cdx.json"))
Json = dict[str, Any]


def bom(*components: Json, **fields: Any) -> Json:
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": list(components), **fields}


def package(name: str, version: str = "1.0", **fields: Any) -> Json:
    return {"type": "library", "name": name, "version": version, "purl": f"pkg:pypi/{name}@{version}", **fields}


def model(name: str = "acme/chat", **fields: Any) -> Json:
    group, _, last = name.partition("/")
    ref = f"pkg:huggingface/{name}"
    return {"type": "machine-learning-model", "bom-ref": ref, "group": group, "name": last, "purl": ref, **fields}


def licensed(*words: str, how: str = "concluded") -> list[Json]:
    return [{"license": {"name": word, "acknowledgement": how}} for word in words]


def verdict(word: str) -> list[Json]:
    return [{"name": "weighstation:verdict", "value": word}]


def compared(old: Json, new: Json) -> Difference:
    return bomdiff.compare(bom_json.Node(old, "", "old"), bom_json.Node(new, "", "new"))


def only(old: Json, new: Json) -> Change:
    (change,) = compared(old, new).changes
    return change


def test_a_document_has_no_difference_to_itself() -> None:
    document = bom(package("a"), package("b"), model(), services=[{"name": "gpt-4o", "provider": {"name": "OpenAI"}}])
    assert compared(document, copy.deepcopy(document)).changes == ()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_a_written_document_has_no_difference_to_itself_in_another_order(path: Path) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    turned = document | {"components": document["components"][::-1], "serialNumber": "another"}
    assert compared(document, turned).changes == ()


@pytest.mark.parametrize(
    ("purl", "expected"),
    [
        ("pkg:pypi/a@1.0", "pkg:pypi/a"),
        ("pkg:pypi/a", "pkg:pypi/a"),
        ("pkg:npm/%40scope/a@1.0", "pkg:npm/%40scope/a"),
        ("pkg:npm/@scope/a", "pkg:npm/@scope/a"),
        ("pkg:maven/org/a@1.0?type=jar#x", "pkg:maven/org/a?type=jar#x"),
        ("", ""),
    ],
)
def test_a_purl_loses_its_version_and_nothing_else(purl: str, expected: str) -> None:
    assert versionless(purl) == expected


def test_a_new_version_is_a_change_of_the_same_package() -> None:
    change = only(bom(package("a", "1.0")), bom(package("a", "2.0")))
    assert (change.what, change.fields) == ("changed", ("version",))


def test_of_several_versions_of_one_package_equal_ones_go_together() -> None:
    change = only(bom(package("a", "1.0"), package("a", "2.0")), bom(package("a", "2.0"), package("a", "3.0")))
    assert change.before is not None
    assert (change.before.version, change.part.version) == ("1.0", "3.0")


def test_what_came_and_what_went_is_told() -> None:
    found = compared(bom(package("a")), bom(package("b")))
    assert [(change.what, change.part.title) for change in found.changes] == [
        ("added", "pkg:pypi/b"),
        ("removed", "pkg:pypi/a"),
    ]


def test_without_a_purl_the_bom_ref_and_the_name_decide() -> None:
    old = {"type": "library", "bom-ref": "requirements-L1", "name": "a", "version": "1"}
    assert only(bom(old), bom({**old, "version": "2"})).what == "changed"
    other = compared(bom(old), bom({**old, "name": "b"}))
    assert [change.what for change in other.changes] == ["added", "removed"]


def test_without_purl_and_bom_ref_type_group_and_name_decide() -> None:
    old = {"type": "library", "group": "g", "name": "a", "version": "1"}
    assert only(bom(old), bom({**old, "version": "2"})).fields == ("version",)
    assert compared(bom(old), bom({**old, "group": "h"})).count("added") == 1


def test_packages_of_one_name_in_two_registries_are_two() -> None:
    found = compared(
        bom({"type": "library", "name": "a", "purl": "pkg:npm/a"}),
        bom({"type": "library", "name": "a", "purl": "pkg:pypi/a"}),
    )
    assert (found.count("added"), found.count("removed")) == (1, 1)


def test_one_hosted_model_by_two_providers_is_two() -> None:
    azure, openai = ({"name": "gpt-4o", "provider": {"name": name}} for name in ("Azure", "OpenAI"))
    assert compared(bom(services=[azure]), bom(services=[openai])).count("added") == 1


def test_components_inside_others_are_compared() -> None:
    change = only(bom(package("a", components=[package("b", "1")])), bom(package("a", components=[package("b", "2")])))
    assert change.part.title == "pkg:pypi/b"


def test_parts_of_the_project_are_compared() -> None:
    old, new = ({"component": {"name": "app", "components": [package("own", v)]}} for v in "12")
    assert only(bom(metadata=old), bom(metadata=new)).part.title == "pkg:pypi/own"


@pytest.mark.parametrize(
    ("before", "after", "fields"),
    [
        ({"licenses": licensed("MIT")}, {"licenses": licensed("Apache-2.0")}, ("concluded",)),
        ({"licenses": licensed("MIT", how="declared")}, {"licenses": licensed("ISC", how="declared")}, ("declared",)),
        ({"licenses": [{"license": {"id": "MIT"}}]}, {"licenses": [{"expression": "MIT OR ISC"}]}, ("declared",)),
        ({"evidence": {"licenses": licensed("MIT", how="declared")}}, {}, ("declared",)),
        ({"properties": verdict("allow")}, {"properties": verdict("deny")}, ("verdict",)),
        ({}, {"pedigree": {"ancestors": [{"name": "base", "purl": "pkg:huggingface/a/base"}]}}, ("lineage",)),
        ({}, {"evidence": {"occurrences": [{"location": "a.py"}]}}, ("places",)),
    ],
)
def test_each_field_is_compared(before: Json, after: Json, fields: tuple[str, ...]) -> None:
    assert only(bom(model(**before)), bom(model(**after))).fields == fields


def test_a_line_that_moved_is_no_difference() -> None:
    old, new = (model(evidence={"occurrences": [{"location": "a.py", "line": line}]}) for line in (1, 9))
    assert compared(bom(old), bom(new)).changes == ()


def note(text: str) -> list[Json]:
    return [{"subjects": ["pkg:huggingface/acme/chat"], "text": text}]


def test_annotations_are_compared_by_line_without_places_in_the_policy() -> None:
    old = bom(model(), annotations=note("verdict: review\nduty: show it [policy: weighstation.toml:3]"))
    assert compared(old, bom(model(), annotations=note("duty: show it [policy: weighstation.toml:9]"))).changes == ()
    moved = [bom(model(), annotations=note(f"an old tag (app.py:{line}) [help: see x.toml:{line}]")) for line in (1, 2)]
    assert compared(*moved).changes == ()
    change = only(old, bom(model(), annotations=note("duty: show it\nduty: name it")))
    assert (change.fields, change.part.remarks) == (("remarks",), ("duty: name it", "duty: show it"))


def test_the_project_is_compared_with_the_verdict_on_the_whole() -> None:
    old, new = ({"component": {"name": "app", "version": v}, "properties": verdict(w)} for v, w in ("1a", "2d"))
    change = only(bom(metadata=old), bom(metadata=new))
    assert (change.part.kind, change.fields) == ("project", ("version", "verdict"))


LLAMA = "llama2"
ALARMS = [
    (None, {"properties": verdict("deny")}, ("denied", "unknown license")),
    (None, {"licenses": licensed("MIT"), "properties": verdict("deny")}, ("denied",)),
    (None, {"licenses": licensed("MIT"), "properties": verdict("allow")}, ()),
    (None, {"licenses": licensed(LLAMA)}, ("restricted license",)),
    (None, {"licenses": licensed("llama2 AND MIT")}, ("restricted license",)),
    (None, {"licenses": licensed("llama2 OR MIT")}, ()),
    (None, {"licenses": licensed("Somebody's Words")}, ("unknown license",)),
    (None, {"licenses": licensed("MIT", "Somebody's Words")}, ("unknown license",)),
    (None, {"licenses": licensed(LLAMA, "Somebody's Words")}, ("restricted license", "unknown license")),
    ({"licenses": licensed("Words")}, {"licenses": licensed("Other Words")}, ()),
    ({"licenses": licensed("MIT")}, {"licenses": licensed(LLAMA)}, ("restricted license",)),
    ({"licenses": licensed("MIT")}, {}, ("unknown license",)),
    ({}, {"licenses": licensed(LLAMA)}, ("restricted license",)),
    ({"licenses": licensed(LLAMA)}, {"licenses": licensed("MIT")}, ()),
    ({"licenses": licensed("MIT", how="declared")}, {"licenses": licensed("ISC", how="declared")}, ()),
    ({"properties": verdict("review")}, {"properties": verdict("deny")}, ("denied",)),
    ({"properties": verdict("deny")}, {"properties": verdict("review")}, ()),
    ({"properties": verdict("allow")}, {"properties": verdict("review")}, ("needs review",)),
]


@pytest.mark.parametrize(("before", "after", "alarms"), ALARMS)
def test_what_alarms_and_what_does_not(before: Json | None, after: Json, alarms: tuple[str, ...]) -> None:
    old = bom() if before is None else bom(model(**before))
    assert only(old, bom(model(**after))).alarms == alarms


def test_a_concluded_license_counts_before_a_declared_one() -> None:
    licenses = [*licensed("MIT", how="declared"), *licensed(LLAMA)]
    assert only(bom(), bom(model(licenses=licenses))).alarms == ("restricted license",)


def test_a_package_without_a_license_alarms_nobody() -> None:
    assert only(bom(), bom(package("a"))).alarms == ()


def test_the_most_alarming_change_comes_first() -> None:
    old = bom(package("gone"), model("a/changed", properties=verdict("allow")))
    new = bom(
        package("new"),
        model("a/changed", properties=verdict("review")),
        model("z/llama", licenses=licensed(LLAMA)),
        model("z/denied", properties=verdict("deny")),
    )
    assert [change.part.name for change in compared(old, new).changes] == [
        "z/denied",
        "z/llama",
        "a/changed",
        "new",
        "gone",
    ]


A, B, C = "0a" * 32, "1b" * 32, "2c" * 32
WHEEL, SDIST = "https://example.org/a-1.0-py3-none-any.whl", "https://example.org/a-1.0.tar.gz"
INDEX, NAMED = "https://example.org/simple/a/", "pkg:pypi/a@1.0?file_name=a-1.0.tar.gz"


def hashed(*contents: str, algorithm: str = "SHA-256") -> list[Json]:
    return [{"alg": algorithm, "content": content} for content in contents]


def files_of(*files: tuple[str, str]) -> list[Json]:
    return [{"type": "distribution", "url": url, "hashes": hashed(content)} for url, content in files]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ([(WHEEL, A)], [(WHEEL, B)], [(WHEEL, (A,), (B,))]),
        ([(WHEEL, A), (SDIST, B)], [(SDIST, C), (WHEEL, A)], [(SDIST, (B,), (C,))]),
        ([(WHEEL, A)], [(WHEEL, A), (WHEEL, B)], [(WHEEL, (A,), (B,))]),
        ([(NAMED, A)], [(NAMED, B)], [(NAMED, (A,), (B,))]),
        ([(INDEX, A), (INDEX, B)], [(INDEX, A), (INDEX, C)], [(INDEX, (B,), (C,))]),
        ([("pkg:pypi/a@1.0", A)], [("pkg:pypi/a@1.0", B)], [("", (A,), (B,))]),
        ([(WHEEL, A), (WHEEL, B)], [(WHEEL, A)], []),
        ([(WHEEL, A)], [(WHEEL, A.upper())], []),
        ([(WHEEL, A)], [(WHEEL, A), (SDIST, B)], []),
        ([(WHEEL, A)], [(SDIST, B)], []),
        ([(INDEX, A)], [(INDEX, A), (INDEX, B)], []),
        ([("pkg:pypi/a@1.0", A)], [("pkg:pypi/a@1.0", A), ("pkg:pypi/a@1.0", B)], []),
        ([], [(WHEEL, A)], []),
    ],
)
def test_another_hash_of_a_file_of_the_same_version_alarms(before: Any, after: Any, told: Any) -> None:
    old, new = (bom(package("a", externalReferences=files_of(*files))) for files in (before, after))
    found = compared(old, new).changes
    assert [(one.address, one.before, one.after) for change in found for one in change.hashes] == told
    assert [(change.fields, change.alarms) for change in found] == [(("hashes",), ("changed hash",))] * len(told)


def test_another_hash_of_the_part_itself_alarms_and_is_told_once() -> None:
    change = only(bom(package("a", hashes=hashed(A))), bom(package("a", hashes=hashed(B))))
    assert (change.alarms, change.hashes[0]) == (("changed hash",), ("", "SHA-256", (A,), (B,)))
    both = [package("a", hashes=hashed(one), externalReferences=files_of((WHEEL, one))) for one in (A, B)]
    assert [one.address for one in only(bom(both[0]), bom(both[1])).hashes] == [WHEEL]


def test_a_hash_of_another_algorithm_or_another_version_is_no_change_of_it() -> None:
    other = package("a", hashes=hashed(A * 2, algorithm="SHA-512"))
    assert compared(bom(package("a", hashes=hashed(A))), bom(other)).changes == ()
    change = only(bom(package("a", "1", hashes=hashed(A))), bom(package("a", "2", hashes=hashed(B))))
    assert (change.fields, change.alarms) == (("version",), ())


def test_of_weights_without_a_version_another_hash_is_told_and_only_one_of_an_address_alarms() -> None:
    licenses = licensed("MIT")
    old, new = (model("acme/chat", licenses=licenses, hashes=hashed(one)) for one in (A, B))
    assert (only(bom(old), bom(new)).fields, only(bom(old), bom(new)).alarms) == (("hashes",), ())
    old, new = (model("acme/chat", licenses=licenses, externalReferences=files_of((WHEEL, one))) for one in (A, B))
    assert only(bom(old), bom(new)).alarms == ("changed hash",)


def test_the_project_is_built_anew_and_other_references_are_no_files() -> None:
    old, new = ({"component": {"name": "app", "version": "1", "hashes": hashed(one)}} for one in (A, B))
    assert compared(bom(metadata=old), bom(metadata=new)).changes == ()
    pages = [[{"type": "website", "url": WHEEL, "hashes": hashed(one)}] for one in (A, B)]
    old, new = (bom(package("a", externalReferences=page)) for page in pages)
    assert compared(old, new).changes == ()


def test_of_one_version_that_stands_twice_equal_hashes_go_together() -> None:
    first, second, third = (package("a", hashes=hashed(one)) for one in (A, B, C))
    assert compared(bom(first, second), bom(second, first)).changes == ()
    assert only(bom(first, second), bom(second)).what == "removed"
    assert only(bom(second, first), bom(first, third)).hashes[0][2:] == ((B,), (C,))


def test_a_changed_hash_is_the_first_thing_that_text_markdown_and_json_say() -> None:
    old, new = (
        bom(package("a", externalReferences=files_of((WHEEL, one))), model(properties=verdict(word)))
        for one, word in ((A, "allow"), (B, "deny"))
    )
    found = compared(old, new)
    lines = diff_text.write(found).splitlines()
    assert lines[:2] == [
        "changed: package pkg:pypi/a 1.0  [changed hash]",
        f"  hash: SHA-256 {A} -> SHA-256 {B} of {WHEEL}",
    ]
    assert lines[-1] == "0 added, 2 changed, 0 removed; 1 changed hash, 1 denied"
    row = (
        f"| **changed hash** | changed | `package` `pkg:pypi/a 1.0` | hash: `SHA-256 {A}` → `SHA-256 {B} of {WHEEL}` |"
    )
    assert diff_markdown.write(found).splitlines()[4] == row
    first = json.loads(diff_json.write(found))["changes"][0]
    assert (first["alarms"], first["fields"]) == (["changed hash"], ["hashes"])
    assert first["old"]["hashes"] == [{"address": WHEEL, "algorithm": "SHA-256", "content": A}]


def test_of_many_changed_files_the_first_are_told_and_addresses_stay_in_their_code_span() -> None:
    old, new = (
        bom(package("a", externalReferences=files_of(*((f"{WHEEL}|`@{number}", one) for number in range(9)))))
        for one in (A, B)
    )
    lines = diff_text.write(compared(old, new)).splitlines()
    assert (len(lines), lines[6]) == (9, "  hash: 4 more")
    row = diff_markdown.write(compared(old, new)).splitlines()[4]
    assert row.count("`") == 4 + 5 * 4 + 2
    assert row.replace("\\|", "").count("|") == 5


OLD = bom(package("a", "1.0"), package("gone"), model(licenses=licensed("MIT"), properties=verdict("allow")))
NEW = bom(package("a", "2.0"), model(licenses=licensed(LLAMA), properties=verdict("deny")))


def test_the_text() -> None:
    assert diff_text.write(compared(OLD, NEW)).splitlines() == [
        "changed: model pkg:huggingface/acme/chat  [denied, restricted license]",
        "  verdict: allow -> deny",
        "  license: MIT -> llama2",
        "changed: package pkg:pypi/a 2.0",
        "  version: 1.0 -> 2.0",
        "removed: package pkg:pypi/gone 1.0",
        "",
        "0 added, 2 changed, 1 removed; 1 denied, 1 restricted license",
    ]
    assert diff_text.write(compared(OLD, OLD)) == "no difference: 3 components"


def test_the_markdown() -> None:
    lines = diff_markdown.write(compared(OLD, NEW)).splitlines()
    assert lines[0] == "### Bill of materials: 0 added, 2 changed, 1 removed; 1 denied, 1 restricted license"
    details = "verdict: `allow` → `deny`<br>license: `MIT` → `llama2`"
    row = f"| **denied, restricted license** | changed | `model` `pkg:huggingface/acme/chat` | {details} |"
    assert lines[4] == row
    assert "<details><summary>All changes (3)</summary>" in lines
    assert lines[-1] == "</details>"


@pytest.mark.parametrize("text", ["a`b", "x|y", "<img src=x>", "@somebody", "a\nb", "\x1b[31m", "a" * 999, "\\" * 300])
def test_foreign_text_stays_in_its_cell_and_its_code_span(text: str) -> None:
    row = diff_markdown.write(compared(bom(), bom(model(licenses=licensed(text))))).splitlines()[4]
    assert row.count("`") == 6
    assert row.replace("\\|", "").count("|") == 5
    assert "\x1b" not in row
    assert len(row) < 400


def test_a_long_table_ends_with_how_many_are_left_out() -> None:
    written = diff_markdown.write(compared(bom(), bom(*(package(f"p{number}") for number in range(130)))))
    assert "All changes (130)" in written
    assert "| | | and 30 more | |" in written


def test_the_json_has_both_sides_of_every_change() -> None:
    document = json.loads(diff_json.write(compared(OLD, NEW)))
    assert {key: document[key] for key in ("schema_version", "components", "added", "changed", "removed")} == {
        "schema_version": 1,
        "components": {"old": 3, "new": 2},
        "added": 0,
        "changed": 2,
        "removed": 1,
    }
    first, _, gone = document["changes"]
    assert (first["alarms"], first["fields"]) == (["denied", "restricted license"], ["verdict", "concluded"])
    assert (first["old"]["concluded"], first["new"]["concluded"]) == (["MIT"], ["llama2"])
    assert gone["new"] is None


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    for name, document in (("old", OLD), ("new", NEW)):
        (tmp_path / name).write_text(json.dumps(document))
    return str(tmp_path / "old"), str(tmp_path / "new")


def test_the_command_says_by_its_exit_code_whether_there_is_a_difference(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = files
    assert main(["diff", old, new]) == 0
    assert main(["diff", "--exit-code", old, new]) == 1
    assert main(["diff", "--exit-code", old, old]) == 0
    for form, start in (("text", "changed: model"), ("json", '{\n  "schema'), ("markdown", "### Bill")):
        capsys.readouterr()
        assert main(["diff", "--format", form, old, new]) == 0
        assert capsys.readouterr().out.startswith(start)


HEAD = b'{"bomFormat": "CycloneDX", "specVersion": "1.6"'
BAD = [
    (b"", "is empty"),
    (HEAD, "is not valid JSON"),
    (b'{"bomFormat": "CycloneDX", "specVersion": "9.9"}', "'9.9'"),
    (b'{"spdxVersion": "SPDX-2.3"}', "is no CycloneDX JSON"),
    (HEAD + b', "version": 1, "version": 2}', "'version' twice"),
    (HEAD + b', "components": {}}', "/components is no list"),
    (HEAD + b', "components": [1]}', "/components is no list of objects"),
    (HEAD + b', "components": [{"name": 1}]}', "/components/0/name is no text"),
    (HEAD + b', "components": [{"hashes": [{"alg": 1}]}]}', "/components/0/hashes/0/alg is no text"),
    (HEAD + b', "components": [{"externalReferences": 1}]}', "/components/0/externalReferences is no list"),
    (HEAD + b', "annotations": [{"subjects": [1]}]}', "/annotations/0/subjects is no list of texts"),
    (HEAD + b', "metadata": []}', "/metadata is no object"),
    (HEAD + b', "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
]


@pytest.mark.parametrize(("data", "message"), BAD, ids=[message for _, message in BAD])
def test_a_bad_document_is_refused_with_its_path(
    data: bytes, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.json").write_bytes(data)
    assert main(["diff", str(tmp_path / "bad.json"), str(tmp_path / "bad.json")]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert "bad.json" in said


def test_a_missing_document_and_one_in_xml_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    xml = '<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1"/>'
    (tmp_path / "bom.xml").write_text(xml)
    assert main(["diff", str(tmp_path), str(tmp_path / "none")]) == 2
    assert main(["diff", str(tmp_path / "bom.xml"), str(tmp_path / "bom.xml")]) == 2
    assert "is no CycloneDX JSON" in capsys.readouterr().err


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "components services licenses license name pedigree ancestors evidence annotations hashes alg content "
                "externalReferences type url".split()
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(VALUES)
def test_whatever_a_document_holds_only_a_read_error_is_raised(value: Any) -> None:
    document = {"components": [value], "annotations": value, "services": [{"provider": value}]}
    for part in ({**OLD, "components": value}, {**OLD, **document}):
        try:
            diff_text.write(compared(OLD, part))
        except ReadError as error:
            assert error.path == "new"
