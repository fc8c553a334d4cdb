"""Packages: the project, models, data sets, hosted models, packages, and the files that name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers.cyclonedx import links
from weighstation.writers.cyclonedx.evidence import used
from weighstation.writers.cyclonedx.hashes import hashes
from weighstation.writers.cyclonedx.projects import ROOT
from weighstation.writers.cyclonedx.text import Json, clean, relative, url
from weighstation.writers.spdx3 import distributions
from weighstation.writers.spdx3.agents import agent_id, supplier
from weighstation.writers.spdx3.element import element, named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weighstation.model import Publisher, Run
    from weighstation.writers.cyclonedx.items import Item

_CLASSES = {
    "model": ("ai_AIPackage", "model"),
    "service": ("ai_AIPackage", "model"),
    "dataset": ("dataset_DatasetPackage", "data"),
    "package": ("software_Package", "library"),
}
"""Class and ``software_primaryPurpose``. SPDX 3.0 has no services: a hosted model is a model that is not here."""

_HOSTED = "A hosted model: it is used over its provider's API, and nothing of it is part of the project."


def project(run: Run, base: str) -> Json:
    """The project itself, the root of the SBOM."""
    about, said = run.inventory.project, run.publisher
    fields: Json = {
        "name": clean(about.name) or "unnamed",
        "externalRef": _security(said),
        "software_packageVersion": clean(about.version),
        "software_primaryPurpose": "application",
        "suppliedBy": agent_id(base, {"name": clean(said.supplier)}) if said.supplier else "",
    }
    return element("software_Package", named(base, ROOT), fields)


def _security(said: Publisher) -> list[Json]:
    """Where one reads how to report a vulnerability of the project."""
    address = url(said.security_policy_url)
    return [{"type": "ExternalRef", "externalRefType": "securityPolicy", "locator": [address]}] if address else []


def package(item: Item, base: str, said: Publisher) -> Json:
    """A model, data set, hosted model or package. ``said`` is what the team says of its use of models."""
    kind, purpose = _CLASSES[item.component.type]
    address = links.page(item.component)
    exact = f"{address}/tree/{item.version}" if item.version and item.scheme in {"hf", "hf-dataset"} else address
    account = agent_id(base, links.manufacturer(item))
    download, verified = distributions.single(item) if not exact else ("", [])
    fields: Json = {
        "comment": _HOSTED if item.component.type == "service" else "",
        "name": f"{item.group}/{item.name}" if item.group else item.name,
        "externalIdentifier": _identifiers(item),
        "verifiedUsing": [_hash(one) for one in hashes(item.component)] or verified,
        "originatedBy": [account] if account else [],
        "suppliedBy": agent_id(base, supplier(item)),
        "software_primaryPurpose": purpose,
        "software_downloadLocation": exact or download if item.component.type != "service" else "",
        "software_homePage": address,
        "software_packageUrl": item.purl,
        "software_packageVersion": item.version,
        "dataset_datasetType": ["noAssertion"] if item.component.type == "dataset" else [],
        **(_application(said) if kind == "ai_AIPackage" else {}),
    }
    return element(kind, named(base, item.ref), fields)


def _application(said: Publisher) -> Json:
    """What the policy says of the models in the product: where and for what they are used."""
    area = clean(said.application_area)
    return {"ai_domain": [area] if area else [], "ai_informationAboutApplication": clean(said.intended_use)}


def _identifiers(item: Item) -> list[Json]:
    """The purl once more, where other tools look for it (BSI TR-03183-2, table 11), and the id of the report."""
    pairs = (("packageUrl", item.purl), ("other", item.component.id))
    return [
        {"type": "ExternalIdentifier", "externalIdentifierType": kind, "identifier": clean(identifier)}
        for kind, identifier in pairs
        if identifier
    ]


def _hash(one: Json) -> Json:
    algorithm = str(one["alg"]).replace("-", "").lower()
    return {"type": "Hash", "algorithm": algorithm, "hashValue": one["content"]}


def file_id(base: str, path: str) -> str:
    """The ``spdxId`` of a file of the repository, by its path from the top."""
    return named(base, f"File/{path}")


def files(items: Iterable[Item], root: str, base: str) -> list[Json]:
    """A ``software_File`` for each file that names an item, by path."""
    paths = sorted({relative(place.path, root) for item in items for place in used(item.weighed)})
    return [element("software_File", file_id(base, path), {"name": path}) for path in paths]
