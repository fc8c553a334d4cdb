"""One small bill of materials in every version and format that is read: the same components, whatever it is written in."""

from __future__ import annotations

import json
from typing import Any

import pytest

from weighstation import inventory
from weighstation.boms import audit, dangling, source
from weighstation.licensing.understand import understand
from weighstation.model import Base, Component

LLAMA, TUNED, DATA = "hf:meta-llama/Llama-2-7b-hf", "hf:acme/chat", "hf-dataset:openai/openai_humaneval"
# What each format has to tell: id, type, version, licenses, bases, dependencies.
EXPECTED = {
    (TUNED, "model", "1.0", ("Apache-2.0",), (LLAMA,), ()),
    (LLAMA, "model", "", ("llama2",), (), ()),
    (DATA, "dataset", "", ("MIT",), (), ()),
    ("npm:@scope/left", "package", "2.0", ("ISC OR MIT",), (), ()),
    ("pypi:acme-shop", "package", "3.1", ("MIT", "BSD-3-Clause"), (), (TUNED,)),
    ("purl:cargo/serde", "package", "1.0.1", ("MIT OR Apache-2.0",), (), ()),
}


def told(component: Component) -> tuple[Any, ...]:
    statements = tuple(statement.text for statement in component.statements)
    bases = tuple(base.id for base in component.bases)
    return (
        component.id,
        component.type,
        component.version,
        tuple(sorted(statements, reverse=True)),
        bases,
        component.depends_on,
    )


def read(data: str | dict[str, Any], name: str = "bom") -> tuple[Component, ...]:
    text = data if isinstance(data, str) else json.dumps(data, indent=1)
    parsed = source.parse(name, text.encode())
    assert dangling.findings(parsed) == []
    return inventory.components(audit.of(parsed))


def expected() -> set[tuple[Any, ...]]:
    return {(*each[:3], tuple(sorted(each[3], reverse=True)), *each[4:]) for each in EXPECTED}


# CycloneDX


def part(kind: str, ref: str, name: str, version: str, purl: str, *licenses: dict[str, Any]) -> dict[str, Any]:
    fields = {"type": kind, "bom-ref": ref, "name": name, "version": version, "purl": purl, "licenses": list(licenses)}
    return {key: value for key, value in fields.items() if value}


def cyclonedx(version: str) -> dict[str, Any]:
    """The document; before 1.5 there is neither a type of models nor one of data, before 1.6 no acknowledgement."""
    model, data = ("machine-learning-model", "data") if version >= "1.5" else ("library", "library")
    declared, concluded = ({"acknowledgement": word} if version >= "1.6" else {} for word in ("declared", "concluded"))
    two = [{"license": {"id": "MIT", **declared}}, {"license": {"id": "BSD-3-Clause", **concluded}}]
    base = part(
        model, "", "Llama-2-7b-hf", "", "pkg:huggingface/meta-llama/Llama-2-7b-hf", {"license": {"name": "llama2"}}
    )
    tuned = part(model, "tuned", "chat", "1.0", "pkg:huggingface/acme/chat", {"license": {"id": "Apache-2.0"}})
    return {
        "bomFormat": "CycloneDX",
        "specVersion": version,
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": "app", "name": "shop", "licenses": [{"license": {"id": "MIT"}}]}},
        "components": [
            {**tuned, "pedigree": {"ancestors": [base], "notes": "finetune"}},
            part(data, "data", "humaneval", "", "pkg:huggingface/datasets/openai/openai_humaneval", {"license": {"id": "MIT"}}),
            {**part("library", "left", "left", "2.0", "pkg:npm/%40scope/left@2.0", {"expression": "ISC OR MIT"}),
             "components": [part("library", "serde", "serde", "1.0.1", "pkg:cargo/serde@1.0.1", {"expression": "MIT OR Apache-2.0"})]},
            {**part("library", "shop", "Acme.Shop", "3.1", "pkg:pypi/Acme.Shop@3.1"), "licenses": two},
        ],
        "dependencies": [{"ref": "app", "dependsOn": ["shop"]}, {"ref": "shop", "dependsOn": ["tuned"]}],
    }  # fmt: skip


def _replaced(licenses: tuple[str, ...]) -> set[tuple[Any, ...]]:
    return {(*each[:3], licenses, *each[4:]) if each[0] == "pypi:acme-shop" else each for each in expected()}


@pytest.mark.parametrize("version", ["1.4", "1.5", "1.6", "1.7"])
def test_cyclonedx_json_of_every_version(version: str) -> None:
    found = {told(each) for each in read(cyclonedx(version))}
    assert found == (expected() if version >= "1.6" else _replaced(("(MIT) AND (BSD-3-Clause)",)))


def test_how_a_model_was_made_is_in_the_notes_of_its_pedigree() -> None:
    tuned = next(each for each in read(cyclonedx("1.6")) if each.id == TUNED)
    assert tuned.bases == (Base(LLAMA, "finetune"),)


def xml(document: dict[str, Any]) -> str:
    """The same document as the XML of its version, an element a line."""
    lines = [f'<bom xmlns="http://cyclonedx.org/schema/bom/{document["specVersion"]}" version="1">', "<metadata>"]
    about = document["metadata"]["component"]
    lines += [
        component_xml(about),
        "</metadata>",
        "<components>",
        *map(component_xml, document["components"]),
        "</components>",
    ]
    lines += ["<dependencies>"]
    for each in document["dependencies"]:
        ends = "".join(f'<dependency ref="{end}"/>' for end in each["dependsOn"])
        lines.append(f'<dependency ref="{each["ref"]}">{ends}</dependency>')
    return "\n".join([*lines, "</dependencies>", "</bom>"])


def component_xml(component: dict[str, Any]) -> str:
    ref = f' bom-ref="{component["bom-ref"]}"' if "bom-ref" in component else ""
    inner = "\n".join(f"<{key}>{component[key]}</{key}>" for key in ("name", "version") if key in component)
    licenses = "".join(map(license_xml, component.get("licenses", ())))
    purl = f"<purl>{component['purl']}</purl>" if "purl" in component else ""
    nested = "\n".join(map(component_xml, component.get("components", ())))
    lineage = "\n".join(map(component_xml, component.get("pedigree", {}).get("ancestors", ())))
    pedigree = f"<pedigree><ancestors>{lineage}</ancestors><notes>finetune</notes></pedigree>" if lineage else ""
    return (
        f'<component type="{component["type"]}"{ref}>\n{inner}\n<licenses>{licenses}</licenses>{purl}{pedigree}'
        f"\n<components>\n{nested}</components></component>"
    )


def license_xml(entry: dict[str, Any]) -> str:
    if "expression" in entry:
        return f"<expression>{entry['expression']}</expression>"
    inner = dict(entry["license"])
    word = f' acknowledgement="{inner.pop("acknowledgement")}"' if "acknowledgement" in inner else ""
    return f"<license{word}>" + "".join(f"<{key}>{value}</{key}>" for key, value in inner.items()) + "</license>"


@pytest.mark.parametrize("version", ["1.4", "1.5", "1.6", "1.7"])
def test_cyclonedx_xml_of_every_version(version: str) -> None:
    found = {told(each) for each in read(xml(cyclonedx(version)))}
    assert found == {told(each) for each in read(cyclonedx(version))}


def test_places_in_xml_are_xpaths_with_lines() -> None:
    text = xml(cyclonedx("1.6"))
    places = {each.id: each.occurrences[0] for each in read(text, "bom.xml")}
    assert places["pypi:acme-shop"].symbol == "/bom/components/component[4]"
    assert places["purl:cargo/serde"].symbol == "/bom/components/component[3]/components/component[1]"
    assert places[LLAMA].symbol == "/bom/components/component[1]/pedigree/ancestors/component[1]"
    for id_, name in (("pypi:acme-shop", "Acme.Shop"), ("purl:cargo/serde", "serde"), (LLAMA, "Llama-2-7b-hf")):
        assert name in text.splitlines()[places[id_].line]


def test_references_to_nothing_are_found_in_xml_too() -> None:
    text = xml(cyclonedx("1.6")).replace('<dependency ref="tuned"/>', '<dependency ref="lost"/>')
    assert [each.message for each in dangling.findings(source.parse("bom.xml", text.encode()))] == [
        "/bom/dependencies/dependency[2] refers to 'lost', which the document does not hold"
    ]


# SPDX


def spdx2(version: str) -> dict[str, Any]:
    def package(what: str, purl: str, declared: str, concluded: str = "NOASSERTION", **fields: Any) -> dict[str, Any]:
        ref, name, number = what.split(" ")
        locator = {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": purl}
        stated = {"licenseDeclared": declared, "licenseConcluded": concluded, "downloadLocation": "NOASSERTION"}
        return {
            "SPDXID": f"SPDXRef-{ref}",
            "name": name,
            "versionInfo": number,
            "externalRefs": [locator],
            **stated,
            **fields,
        }

    def relation(start: str, word: str, end: str) -> dict[str, Any]:
        return {"spdxElementId": f"SPDXRef-{start}", "relationshipType": word, "relatedSpdxElement": f"SPDXRef-{end}"}

    return {
        "spdxVersion": version,
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": "shop",
        "packages": [
            {"SPDXID": "SPDXRef-app", "name": "shop", "downloadLocation": "NONE"},
            package("llama Llama-2-7b-hf ", "pkg:huggingface/meta-llama/Llama-2-7b-hf", "LicenseRef-0"),
            package("tuned chat 1.0", "pkg:huggingface/acme/chat", "Apache-2.0"),
            package("data humaneval ", "pkg:huggingface/datasets/openai/openai_humaneval", "MIT", primaryPackagePurpose="DATA"),
            package("left left 2.0", "pkg:npm/%40scope/left@2.0", "ISC OR MIT"),
            package("shop Acme.Shop 3.1", "pkg:pypi/Acme.Shop@3.1", "MIT", "BSD-3-Clause"),
            package("serde serde 1.0.1", "pkg:cargo/serde@1.0.1", "MIT OR Apache-2.0"),
        ],
        "hasExtractedLicensingInfos": [{"licenseId": "LicenseRef-0", "name": "llama2", "extractedText": "..."}],
        "relationships": [
            relation("DOCUMENT", "DESCRIBES", "app"),
            relation("tuned", "DESCENDANT_OF", "llama"),
            relation("tuned", "DEPENDENCY_OF", "shop"),
        ],
    }  # fmt: skip


@pytest.mark.parametrize("version", ["SPDX-2.2", "SPDX-2.3"])
def test_spdx_2_json(version: str) -> None:
    assert {told(each) for each in read(spdx2(version))} == expected()


@pytest.mark.parametrize(
    ("said", "license_", "meant"),
    [
        ({"name": "llama2"}, "LicenseRef-0", "LicenseRef-scancode-llama-2-license-2023"),
        ({"extractedText": "Apache License, Version 2.0"}, "LicenseRef-0", "Apache-2.0"),  # syft writes no name
        ({"name": "NOASSERTION", "extractedText": "llama2"}, "LicenseRef-0", "LicenseRef-scancode-llama-2-license-2023"),
        ({"name": "llama2"}, "MIT AND LicenseRef-0", "MIT AND LicenseRef-scancode-llama-2-license-2023"),
        ({"name": "llama2"}, "(MIT AND LicenseRef-0)", "MIT AND LicenseRef-scancode-llama-2-license-2023"),
        ({"extractedText": "House rules"}, "MIT AND LicenseRef-0", "MIT AND LicenseRef-0"),
        ({"extractedText": "Permission is granted\nas in\nMIT"}, "LicenseRef-0", "LicenseRef-0"),
        ({"name": "MIT"}, "LicenseRef-01 OR LicenseRef-0", "LicenseRef-01 OR MIT"),
        ({"name": "MIT"}, "DocumentRef-x:LicenseRef-0", "DocumentRef-x:LicenseRef-0"),  # another document's
        ({"extractedText": "BSD"}, "LicenseRef-0", ""),  # one of several
        ({"extractedText": "BSD"}, "BSD-3-Clause AND LicenseRef-0", "BSD-3-Clause"),  # the same, said less exactly
        ({"extractedText": "BSD"}, "MIT AND LicenseRef-0", ""),
        ({"extractedText": "UNKNOWN"}, "MIT AND LicenseRef-0", "MIT"),  # nobody says anything
        ({"name": "MIT OR ISC"}, "Apache-2.0 AND LicenseRef-0", "Apache-2.0 AND (MIT OR ISC)"),
    ],
)  # fmt: skip
def test_a_license_of_the_document_is_what_its_name_or_its_one_line_says(
    said: dict[str, str], license_: str, meant: str
) -> None:
    document = spdx2("SPDX-2.3")
    document |= {
        "packages": [{**document["packages"][4], "licenseDeclared": license_}],
        "relationships": [],
        "hasExtractedLicensingInfos": [{"licenseId": "LicenseRef-0", "extractedText": "...", **said}],
    }
    (found,) = read(document)
    assert [understand(statement.text).expression for statement in found.statements] == [meant]


def test_a_license_of_the_document_that_says_nothing_is_no_statement() -> None:
    document = spdx2("SPDX-2.3")
    document |= {
        "packages": [{**document["packages"][4], "licenseDeclared": "LicenseRef-0"}],
        "relationships": [],
        "hasExtractedLicensingInfos": [{"licenseId": "LicenseRef-0", "extractedText": "UNKNOWN"}],
    }
    (found,) = read(document)
    assert found.statements == ()


def test_the_only_package_of_a_document_is_weighed_though_the_document_is_about_it() -> None:
    document = spdx2("SPDX-2.3")
    document |= {"packages": document["packages"][5:6], "relationships": [], "documentDescribes": ["SPDXRef-shop"]}
    assert [each.id for each in read(document)] == ["pypi:acme-shop"]


def test_references_to_nothing_in_spdx() -> None:
    document = spdx2("SPDX-2.3")
    for end in ("SPDXRef-lost", "NOASSERTION", "DocumentRef-x:SPDXRef-y"):
        document["relationships"].append(
            {"spdxElementId": "SPDXRef-app", "relationshipType": "CONTAINS", "relatedSpdxElement": end}
        )
    found = dangling.findings(source.parse("bom", json.dumps(document).encode()))
    assert [each.message for each in found] == [
        "/relationships/3 refers to 'SPDXRef-lost', which the document does not hold"
    ]


def spdx3() -> dict[str, Any]:
    def element(kind: str, ref: str, name: str, version: str = "", purl: str = "") -> dict[str, Any]:
        fields = {"type": kind, "spdxId": f"urn:x:{ref}", "name": name, "software_packageVersion": version}
        return {key: value for key, value in {**fields, "software_packageUrl": purl}.items() if value}

    def relation(start: str, word: str, *ends: str) -> dict[str, Any]:
        ids = [end if ":" in end else f"urn:x:{end}" for end in ends]
        return {
            "type": "Relationship",
            "spdxId": f"urn:x:{start}-{word}",
            "from": f"urn:x:{start}",
            "relationshipType": word,
            "to": ids,
        }

    def expression(ref: str, text: str) -> dict[str, Any]:
        return {
            "type": "simplelicensing_LicenseExpression",
            "spdxId": f"urn:x:{ref}",
            "simplelicensing_licenseExpression": text,
        }

    identified = {
        "externalIdentifier": [{"externalIdentifierType": "packageUrl", "identifier": "pkg:pypi/Acme.Shop@3.1"}]
    }
    return {
        "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
        "@graph": [
            {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1"},
            {"type": "software_Sbom", "spdxId": "urn:x:sbom", "rootElement": ["urn:x:app"]},
            element("software_Package", "app", "shop"),
            element("ai_AIPackage", "llama", "meta-llama/Llama-2-7b-hf"),
            element("ai_AIPackage", "tuned", "chat", "1.0", "pkg:huggingface/acme/chat"),
            element("dataset_DatasetPackage", "data", "humaneval", "", "pkg:huggingface/datasets/openai/openai_humaneval"),
            element("software_Package", "left", "left", "2.0", "pkg:npm/%40scope/left@2.0"),
            {**element("software_Package", "shop", "Acme.Shop"), **identified},
            element("software_Package", "serde", "serde", "1.0.1", "pkg:cargo/serde@1.0.1"),
            {"type": "expandedlicensing_CustomLicense", "spdxId": "urn:x:own", "name": "llama2"},
            expression("either", "ISC OR MIT"),
            {"type": "expandedlicensing_DisjunctiveLicenseSet", "spdxId": "urn:x:set",
             "expandedlicensing_member": ["https://spdx.org/licenses/MIT", "https://spdx.org/licenses/Apache-2.0"]},
            relation("tuned", "hasDeclaredLicense", "https://spdx.org/licenses/Apache-2.0"),
            relation("tuned", "hasConcludedLicense", "https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense"),
            relation("llama", "hasDeclaredLicense", "own"),
            relation("data", "hasDeclaredLicense", "https://spdx.org/licenses/MIT"),
            relation("left", "hasConcludedLicense", "either"),
            relation("shop", "hasDeclaredLicense", "https://spdx.org/licenses/MIT"),
            relation("shop", "hasConcludedLicense", "https://spdx.org/licenses/BSD-3-Clause"),
            relation("serde", "hasDeclaredLicense", "set"),
            relation("llama", "ancestorOf", "tuned"),
            relation("shop", "dependsOn", "tuned"),
        ],
    }  # fmt: skip


def test_spdx_3_json() -> None:
    found = {told(each) for each in read(spdx3())}
    wanted = {
        tuple(("(MIT) OR (Apache-2.0)",) if value == ("MIT OR Apache-2.0",) else value for value in each)
        for each in expected()
    }
    assert found == wanted


def test_places_in_spdx_3_are_pointers_into_the_graph() -> None:
    places = {each.id: each.occurrences[0].symbol for each in read(spdx3())}
    assert places[LLAMA] == "/@graph/3"


def test_sets_of_licenses_that_hold_themselves_come_to_an_end() -> None:
    document = spdx3()
    ring = {
        "type": "expandedlicensing_ConjunctiveLicenseSet",
        "spdxId": "urn:x:set",
        "expandedlicensing_member": ["urn:x:set"],
    }
    document["@graph"] = [each for each in document["@graph"] if each.get("spdxId") != "urn:x:set"] + [ring]
    assert {each.id for each in read(document)} == {each[0] for each in EXPECTED}
