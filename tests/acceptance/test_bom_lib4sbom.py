"""lib4sbom, which several tools read BOMs with, finds in our documents what we wrote.

Of SPDX 3.0 it reads plain packages: no models and data sets, and of licenses no expressions. Of XML it takes no
dependency on a service or a part of the project, and refuses the document.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from weighstation.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.acceptance.conftest import Boms

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),  # it leaves its own files open
]


def parsed(path: Path) -> Any:
    """The document as lib4sbom holds it; skipped where it is not installed, unless it has to be."""
    if not importlib.util.find_spec("lib4sbom") and not os.environ.get("WEIGHSTATION_VALIDATORS"):
        pytest.skip("lib4sbom is not installed here: nox -s validators has it")
    parser = importlib.import_module("lib4sbom.parser").SBOMParser()
    parser.parse_file(str(path))
    return parser


def seen(package: dict[str, Any]) -> tuple[Any, ...]:
    purls = {locator for _, kind, locator in package.get("externalreference", ()) if kind == "purl"}
    return package.get("group"), package["name"], package.get("version"), *purls


def concluded(component: dict[str, Any]) -> str | None:
    for entry in component.get("licenses", ()):
        license_ = entry.get("license", entry)
        if license_.get("acknowledgement") == "concluded":
            return str(license_.get("expression") or license_.get("id") or license_.get("name"))
    return None


@pytest.mark.parametrize("version", ["1.6", "1.7"])
def test_components_and_services_have_our_names_versions_purls_and_licenses(version: str, boms: Boms) -> None:
    for path in boms(version, "json"):
        wrote, found = json.loads(path.read_bytes()), parsed(path)
        assert found.get_type() == "cyclonedx"
        assert [(*seen(each), each.get("licenseconcluded")) for each in found.get_packages()] == [
            (*ours(each), concluded(each)) for each in wrote["components"]
        ], path.name
        assert [(each["name"], each["provider"]["name"]) for each in found.get_services() or ()] == [
            (each["name"], each["provider"]["name"]) for each in wrote.get("services", ())
        ], path.name


def ours(component: dict[str, Any]) -> tuple[Any, ...]:
    purl = [component["purl"]] if "purl" in component else []
    return component.get("group"), component["name"], component.get("version"), *purl


def test_dependencies_lead_from_and_to_what_they_do_in_ours(boms: Boms) -> None:
    for path in boms("1.6", "json"):
        wrote = json.loads(path.read_bytes())
        edges = {(each["ref"], end) for each in wrote["dependencies"] for end in each["dependsOn"]}
        parts = {"project", *(each["bom-ref"] for each in wrote["components"])}  # no services, no parts of the project
        found = {(each["source_id"], each["target_id"]) for each in parsed(path).get_relationships()}
        assert {edge for edge in edges if parts.issuperset(edge)} <= found, path.name


def test_packages_of_our_spdx_document_have_our_names_versions_purls_and_licenses(boms: Boms, tmp_path: Path) -> None:
    for bom in boms("1.6", "json"):
        sample = bom.with_name(bom.name.rpartition("-")[0])
        path = tmp_path / f"{sample.name}.spdx.json"
        assert main(["spdx", "-o", str(path), str(sample)]) == 0
        found = parsed(path)
        assert found.get_type() == "spdx"
        assert {(*seen(each), each.get("licenseconcluded")) for each in found.get_packages()} == {
            *spdx_packages(json.loads(path.read_bytes())["@graph"])
        }, path.name


def spdx_packages(graph: list[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    """The plain packages of an SPDX 3.0 document, as lib4sbom has them."""
    licenses = {each["spdxId"]: each.get("simplelicensing_licenseExpression") for each in graph if "spdxId" in each}
    of = {each["from"]: each["to"][0] for each in graph if each.get("relationshipType") == "hasConcludedLicense"}
    for each in graph:
        if each["type"] == "software_Package":
            purl = [each["software_packageUrl"]] if "software_packageUrl" in each else []
            license_ = licenses.get(of[each["spdxId"]], "NOASSERTION") if each["spdxId"] in of else None
            known = "UNKNOWN" if " " in (license_ or "") else license_
            yield None, each["name"], each.get("software_packageVersion"), *purl, known
