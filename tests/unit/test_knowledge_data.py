"""Every data file of the knowledge base is well-formed, and no lookup has to read much."""

from pathlib import Path

import pytest
import tomli

from weighstation.knowledge import _files, licenses
from weighstation.knowledge._classes import CLASSES
from weighstation.knowledge.licenses import keys

CATEGORIES = frozenset(
    (
        "permissive",
        "public-domain",
        "weak-copyleft",
        "strong-copyleft",
        "network-copyleft",
        "creative-commons",
        "data",
        "source-available",
        "responsible-ai",
        "community-restricted",
        "noncommercial",
        "research-only",
        "proprietary/hosted",
        "undeclared",
        "custom-unnamed",
    )
)
FIELDS = {
    "key": str,
    "name": str,
    "id": str,
    "scancode_key": str,
    "steward": str,
    "version": str,
    "date": str,
    "url": str,
    "osi_approved": bool,
    "fsf_libre": bool,
    "category": str,
    "commercial_use": str,
    "hub_tags": list,
    "hub_names": list,
    "aliases": list,
    "note": str,
    "verified": bool,
    "verified_what": str,
    "sources": list,
    "phrases": list,
    "unique_phrases": list,
    "terms": dict,
    "clauses": dict,
}
REQUIRED = ("key", "name", "id", "osi_approved", "fsf_libre", "category", "commercial_use", "verified", "sources")
KEYS = frozenset(keys())
HUB_TABLES = [f"models/hf/{name}" for name in _files.names("models/hf")]
OTHER_TABLES = [
    f"models/{name}.tsv" for name in ("ollama", "docker-model", "spacy", "hosted", "libraries", "hf-datasets")
]
TABLES = [*HUB_TABLES, *OTHER_TABLES]


def parsed(key: str) -> dict[str, object]:
    return tomli.loads(_files.content(f"licenses/{key}.toml").decode())


def lines(table: str) -> list[list[str]]:
    return _files.rows(table, 8)


def size(name: str) -> int:
    return Path(_files.HERE, name).stat().st_size


def test_the_license_files_are_all_there() -> None:
    assert len(KEYS) >= 217


@pytest.mark.parametrize("key", sorted(KEYS))
def test_a_license_file_has_its_fields_in_their_types(key: str) -> None:
    data = parsed(key)

    assert data["key"] == key
    assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789.+-")
    assert [name for name in REQUIRED if name not in data] == []
    assert [name for name, value in data.items() if not isinstance(value, FIELDS[name])] == []
    assert data["category"] in CATEGORIES
    assert data["commercial_use"] in ("yes", "conditional", "no", "unknown")


@pytest.mark.parametrize("key", sorted(KEYS))
def test_a_license_has_only_named_classes_and_every_clause_a_place(key: str) -> None:
    known = licenses.license(key)

    assert known is not None
    assert known.classes
    assert set(known.classes) <= set(CLASSES)
    assert all(isinstance(place, str) and place for place in known.clauses.values())


def test_every_license_has_an_id_of_its_own() -> None:
    ids = [str(parsed(key)["id"]).lower() for key in KEYS]

    assert len(set(ids)) == len(ids)
    assert [
        i for i in ids if not i.startswith("licenseref-") and i not in ("none", "noassertion") and not listed(i)
    ] == []


def listed(spdx_id: str) -> bool:
    return _files.row("spdx.tsv", spdx_id, 7) is not None


def test_the_osi_flag_is_the_one_of_the_spdx_list() -> None:
    flags = {row[0].lower(): row[2] == "1" for row in _files.rows("spdx.tsv", 7)}
    own = {str(parsed(key)["id"]).lower(): parsed(key)["osi_approved"] for key in KEYS}

    assert {name: flag for name, flag in own.items() if flag != flags.get(name, False)} == {}


def test_no_license_that_limits_use_is_osi_approved() -> None:
    free = ("permissive", "public-domain", "weak-copyleft", "strong-copyleft", "network-copyleft")

    assert [key for key in KEYS if parsed(key)["osi_approved"] and parsed(key)["category"] not in free] == []
    assert [key for key in KEYS if parsed(key)["osi_approved"] and parsed(key)["commercial_use"] != "yes"] == []


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_sorted_and_names_each_id_once(table: str) -> None:
    ids = [row[0].lower().encode() for row in lines(table)]

    assert ids == sorted(set(ids))


@pytest.mark.parametrize("table", HUB_TABLES)
def test_a_hub_table_holds_hub_ids_with_its_first_character(table: str) -> None:
    first = table.removeprefix("models/hf/").removesuffix(".tsv")

    assert [row[0] for row in lines(table) if row[0].count("/") != 1 or row[0][0].lower() != first] == []
    assert [row[0] for row in lines(table) if not row[0].isascii() or " " in row[0]] == []


@pytest.mark.parametrize("table", TABLES)
def test_a_line_names_known_licenses_flags_sources_and_relations(table: str) -> None:
    relations = ("", "finetune", "adapter", "quantized", "merge", "conversion")
    sources = {row[0] for row in _files.rows("models/sources.tsv", 2)}

    for row in lines(table):
        name, own, bases, base_licenses, flags, source, conflict, _ = row
        assert len(row) == 8, name
        assert {own, *base_licenses.split("|"), *conflict.split("|")} - {""} <= KEYS, name
        assert set(flags) <= set("blmnv"), name
        assert source in sources, name
        assert all(cell.rpartition(">")[0] in relations for cell in bases.split("|")), name
        assert all(cell.rpartition(">")[2].count("/") <= 1 and ":" not in cell for cell in bases.split("|")), name


@pytest.mark.parametrize("table", TABLES)
def test_what_is_freer_than_its_base_says_so(table: str) -> None:
    for row in lines(table):
        assert "l" not in row[4] or row[3], f"{row[0]} is flagged as freer than a base whose license is not given"
        assert "n" not in row[4] or row[3], f"{row[0]} has a base known by name, but not its license"


def test_family_rules_name_known_licenses_and_sources() -> None:
    sources = {row[0] for row in _files.rows("models/sources.tsv", 2)}

    for row in _files.rows("models/families.tsv", 9):
        glob, own, _, base_licenses, flags, source, exceptions, family, _ = row
        excepted = {part.partition("=")[2] for part in exceptions.split("|")}
        assert {own, *base_licenses.split("|"), *excepted} - {""} <= KEYS, glob
        assert ":" in glob, glob
        assert "*" in glob, glob
        assert family, glob
        assert source in sources, glob
        assert set(flags) <= set("blv"), glob


def test_the_sources_are_numbered_without_gaps() -> None:
    assert [int(row[0]) for row in _files.rows("models/sources.tsv", 2)] == list(range(1, len(sources()) + 1))


def sources() -> list[list[str]]:
    return _files.rows("models/sources.tsv", 2)


def test_every_source_is_used() -> None:
    used = {row[5] for table in TABLES for row in lines(table)}
    used |= {row[5] for row in _files.rows("models/families.tsv", 9)}
    used |= {row[3] for row in _files.rows("models/renames.tsv", 5)}

    assert sorted(int(number) for number, _ in sources() if number not in used) == []


def test_one_lookup_reads_less_than_200_kilobytes() -> None:
    hub = max(size(table) for table in HUB_TABLES) + size("models/publishers.txt")
    others = [size(name) for name in (*OTHER_TABLES, "names.tsv", "spdx.tsv", "ids.tsv", "models/families.tsv")]
    originals = max(size(f"models/originals/{name}") for name in _files.names("models/originals"))

    assert hub < 200_000
    assert max(others) < 200_000
    assert originals < 200_000
    assert max(size(f"licenses/{key}.toml") for key in KEYS) < 10_000
