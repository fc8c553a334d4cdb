"""No run, however odd, makes a document that the strict schema or a careful consumer would refuse."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.schema._res import BOM_JSON_STRICT, CRYPTOGRAPHY_DEFS, JSF, SPDX_JSON
from cyclonedx.validation.xml import XmlValidator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from packageurl import PackageURL

from weighstation.knowledge.licenses import keys
from weighstation.knowledge.licenses import license as known_license
from weighstation.model import (
    Ancestor,
    Base,
    Claim,
    Component,
    Conclusion,
    Distribution,
    Finding,
    Inventory,
    Occurrence,
    Project,
    Publisher,
    Reason,
    Run,
    Statement,
    Unread,
    Verdict,
    Weighed,
)
from weighstation.writers.cyclonedx import Options, consistency, write
from weighstation.writers.cyclonedx.license_entry import spdx_ids
from weighstation.writers.cyclonedx.licenses import concluded

RECORDED = sorted((Path(__file__).parents[1] / "snapshots" / "cyclonedx").glob("*.json"))


def _loaded(path: str | None) -> Any:
    assert path
    return json.loads(Path(path).read_text(encoding="utf-8"))


def _validator(version: SchemaVersion) -> jsonschema_rs.Draft7Validator:
    parts = {"spdx": SPDX_JSON, "cryptography-defs": CRYPTOGRAPHY_DEFS, "jsf-0.82": JSF}
    named = [
        (f"http://cyclonedx.org/schema/{name}.SNAPSHOT.schema.json", _loaded(path)) for name, path in parts.items()
    ]
    schema = _loaded(BOM_JSON_STRICT[version])
    return jsonschema_rs.Draft7Validator(schema, registry=jsonschema_rs.Registry(named), validate_formats=True)


SCHEMAS = {"1.6": _validator(SchemaVersion.V1_6), "1.7": _validator(SchemaVersion.V1_7)}
XSDS = {"1.6": XmlValidator(SchemaVersion.V1_6), "1.7": XmlValidator(SchemaVersion.V1_7)}


def faults(document: dict[str, Any]) -> list[str]:
    """Everything wrong with a document: by the schema, and by what no schema sees."""
    refs = list(_refs(document))
    twice = [f"defined twice: {ref}" for ref in set(refs) if refs.count(ref) > 1]
    dangling = [f"points nowhere: {ref}" for ref in _pointers(document) if ref not in refs]
    purls = [f"no purl: {purl}" for purl in _purls(document) if PackageURL.from_string(purl).to_string() != purl]
    schema = SCHEMAS[document["specVersion"]]
    return [*(str(error) for error in schema.iter_errors(document)), *twice, *dangling, *purls]


def _things(document: dict[str, Any]) -> list[dict[str, Any]]:
    metadata = document["metadata"]
    things = [
        metadata["component"],
        *metadata["component"].get("components", ()),
        *metadata["tools"]["components"],
        *document["components"],
    ]
    return [*things, *document.get("services", ())]


def _refs(document: dict[str, Any]) -> Iterator[str]:
    return (thing["bom-ref"] for thing in _things(document) if "bom-ref" in thing)


def _pointers(document: dict[str, Any]) -> Iterator[str]:
    for entry in document["dependencies"]:
        yield entry["ref"]
        yield from entry["dependsOn"]
    for entry in document["compositions"]:
        yield from (*entry["assemblies"], *entry["dependencies"])
    for entry in document.get("annotations", ()):
        yield from entry["subjects"]


def _purls(document: dict[str, Any]) -> Iterator[str]:
    return (thing["purl"] for thing in _things(document) if "purl" in thing)


TEXT = st.text(st.characters(exclude_categories=()), max_size=12)
SCHEMES = ("hf", "hf-dataset", "pypi", "npm", "ollama", "docker-model", "spacy", "openai", "file", "urn", "")
NAMES = TEXT | st.sampled_from(["org/name", "@s/n", "gpt2", "a:b", "cdx:x", "org/na me?#%"])
IDS = st.builds("{}:{}".format, st.sampled_from(SCHEMES), NAMES) | TEXT
KNOWN = [
    "",
    "MIT",
    "mit",
    "Apache-2.0 OR MIT",
    "MIT AND LicenseRef-scancode-llama-2-license-2023",
    "GPL-2.0-only WITH ",
]
KNOWN += [
    "LicenseRef-scancode-llama-2-license-2023",
    "OpenMDW-1.0",
    "GPL-2.0+",
    "NONE",
    "GPL-2.0-only WITH LLGPL",
    "x y",
]
EXPRESSIONS = st.sampled_from(KNOWN) | TEXT
FOLDERS = st.sampled_from(["d", "packages/a", "a"]) | TEXT.filter(str.strip)
NUMBERS = st.integers(-3, 10**9)
SHARES = st.floats() | st.sampled_from([0.0, 0.5, 1.0])
TEXTS = st.lists(TEXT, max_size=2).map(tuple)
VERSIONS = st.sampled_from(["", "main", "f" * 40, "1.0"]) | TEXT
RELATIONS = st.sampled_from(["", "finetune", "merge"])
PATHS = st.sampled_from(["a.py", "/root/b.py", "C:\\c.py", "d/uv.lock"]) | TEXT
OUTCOMES = st.sampled_from(["allow", "review", "deny"])
USES = st.sampled_from(["load", "hosted", "mention"])
OCCURRENCES = st.builds(Occurrence, PATHS, NUMBERS, NUMBERS, USES, st.sampled_from(["lock", "x"]) | TEXT)
ADDRESSES = st.sampled_from(["", "https://example.org/x%2By.whl", "https://example.org/%zz", "file:///x"]) | TEXT
DIGESTS = st.sampled_from(["", "0a" * 32, "0b" * 64, "0A" * 32, "xy" * 32, "00"]) | TEXT
FILES = st.builds(
    Distribution, ADDRESSES, TEXT | st.just("x.whl"), st.sampled_from(["", "sha256", "sha512", "crc"]), DIGESTS
)
COMPONENTS = st.builds(
    Component,
    IDS,
    st.sampled_from(["model", "dataset", "package", "service"]),
    VERSIONS,
    st.lists(OCCURRENCES, min_size=1, max_size=3).map(tuple),
    st.lists(st.builds(Statement, EXPRESSIONS, PATHS, NUMBERS), max_size=2).map(tuple),
    st.lists(st.builds(Base, IDS, RELATIONS), max_size=2).map(tuple),
    st.lists(IDS, max_size=4).map(tuple),
    st.lists(FILES, max_size=3).map(tuple),
)
CLAIMS = st.builds(
    Claim,
    EXPRESSIONS,
    TEXT,
    PATHS,
    SHARES,
    st.sampled_from(["declared", "concluded"]),
    TEXTS,
    st.booleans(),
    TEXT,
    TEXT,
)
CONCLUSIONS = st.builds(
    Conclusion,
    EXPRESSIONS,
    SHARES,
    st.lists(CLAIMS, max_size=3).map(tuple),
    st.lists(st.builds(Ancestor, IDS, RELATIONS, EXPRESSIONS, TEXT, SHARES, NUMBERS), max_size=2).map(tuple),
    TEXTS,
    TEXTS,
)
REASONS = st.builds(Reason, TEXT, OUTCOMES, TEXT, TEXT, PATHS, TEXT)
VERDICTS = st.builds(Verdict, OUTCOMES, st.lists(REASONS, max_size=2).map(tuple))
WEIGHED = st.lists(st.builds(Weighed, COMPONENTS, CONCLUSIONS, VERDICTS), max_size=6).map(tuple)
FINDINGS = st.builds(Finding, TEXT, st.sampled_from(["error", "warning"]), TEXT, PATHS, NUMBERS, TEXT, IDS)
INVENTORIES = st.builds(
    Inventory,
    st.sampled_from(["/root", ".", "/", ""]) | TEXT,
    st.builds(Project, TEXT, TEXT),
    st.just(()),
    st.lists(st.builds(Unread, PATHS, TEXT, NUMBERS, TEXT), max_size=2).map(tuple),
    NUMBERS,
)
EMAILS = st.emails() | st.sampled_from(["a@b.example", "a@b", "@", "a b@c.d"]) | TEXT
URLS = st.sampled_from(["https://acme.example/a?b=c", "acme.example", "https://a b"]) | TEXT
PUBLISHERS = st.builds(Publisher, TEXT, URLS, TEXT, EMAILS, TEXT, TEXT, TEXT)
RUNS = st.builds(
    Run,
    INVENTORIES,
    WEIGHED,
    st.lists(FINDINGS, max_size=2).map(tuple),
    OUTCOMES,
    PATHS,
    PUBLISHERS | st.just(Publisher()),
)
OPTIONS = st.builds(
    Options,
    st.sampled_from(["", "2026-11-20T08:30:00Z"]),
    TEXT,
    st.sampled_from(["name", "expression"]),
    st.sampled_from(["1.6", "1.7"]),
    st.just("json"),
    st.lists(st.tuples(FOLDERS, st.builds(Project, TEXT, TEXT)), max_size=2, unique_by=lambda one: one[0]).map(tuple),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RUNS, OPTIONS)
def test_any_run_makes_a_valid_document(run: Run, options: Options) -> None:
    text = write(run, options)
    assert text.isascii()
    assert not faults(json.loads(text))
    assert not consistency.faults(json.loads(text))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RUNS, OPTIONS)
def test_any_run_makes_valid_xml(run: Run, options: Options) -> None:
    text = write(run, options._replace(output_format="xml"))
    assert text.isascii()
    assert XSDS[options.spec_version].validate_str(text) is None


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RUNS, OPTIONS, st.randoms())
def test_the_order_of_components_does_not_matter(run: Run, options: Options, chance: Any) -> None:
    shuffled = list({(one.component.id, one.component.version): one for one in run.weighed}.values())
    before = write(run._replace(weighed=tuple(shuffled)), options)
    chance.shuffle(shuffled)
    assert write(run._replace(weighed=tuple(shuffled)), options) == before


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.name)
def test_recorded_documents_are_valid(path: Path) -> None:
    assert not faults(json.loads(path.read_bytes()))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"components": [{"type": "library"}]}, "required"),
        ({"components": [{"type": "library", "name": "x", "bom-ref": "project"}]}, "defined twice"),
        ({"dependencies": [{"ref": "nobody", "dependsOn": []}]}, "points nowhere"),
        ({"unknown": 1}, "unknown"),
    ],
)
def test_the_checks_of_this_file_find_faults(change: dict[str, Any], fault: str) -> None:
    document = json.loads(RECORDED[0].read_bytes()) | change
    assert [one for one in faults(document) if fault in one]


def test_every_license_known_here_makes_a_valid_entry() -> None:
    entries = [concluded(known.id) for key in keys() if (known := known_license(key))]
    assert len(entries) > 200
    document = json.loads(RECORDED[0].read_bytes())
    document["components"] = [{"type": "library", "name": str(n), "licenses": [e]} for n, e in enumerate(entries)]
    assert not list(SCHEMAS["1.6"].iter_errors(document))


def test_the_spdx_ids_are_in_the_schema_and_known() -> None:
    assert len(spdx_ids()) > 600
    assert set(spdx_ids().values()) <= set(_loaded(SPDX_JSON)["enum"])
    assert not [one for one in spdx_ids().values() if not known_license(one)]


def test_a_text_without_end_is_cut() -> None:
    endless = "x" * 100_000
    component = Component(f"whisper:{endless}", "model", endless, (Occurrence(endless, 1, symbol=endless),))
    run = Run(
        Inventory(endless, Project(endless, endless), (), (), 0), (Weighed(component, Conclusion("")),), (), "deny", ""
    )
    assert len(write(run, Options())) < 200_000
