"""Components and services: one object each, fields in the order of the specification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.writers.cyclonedx import distributions
from weighstation.writers.cyclonedx.evidence import evidence, used
from weighstation.writers.cyclonedx.expression_details import detailed
from weighstation.writers.cyclonedx.hashes import hashes
from weighstation.writers.cyclonedx.license_entry import facts
from weighstation.writers.cyclonedx.licenses import licenses
from weighstation.writers.cyclonedx.links import manufacturer, provider, references, supplier
from weighstation.writers.cyclonedx.modelcard import dataset, model_card
from weighstation.writers.cyclonedx.pedigree import pedigree
from weighstation.writers.cyclonedx.properties import listed, of_component
from weighstation.writers.cyclonedx.text import Json, clean, present, relative

if TYPE_CHECKING:
    from weighstation.model import Conclusion, Occurrence, Run
    from weighstation.writers.cyclonedx import Options
    from weighstation.writers.cyclonedx.items import Item

_TYPES = {"model": "machine-learning-model", "dataset": "data", "package": "library"}


def component(item: Item, run: Run, options: Options) -> Json:
    """A model, data set or package."""
    kind, conclusion = item.component.type, item.weighed.conclusion
    chosen = detailed(licenses(conclusion, options.license_form), options)
    named = distributions.files(item.component)
    fields: Json = {
        "type": _TYPES[kind],
        "bom-ref": item.ref,
        "supplier": supplier(item),
        "manufacturer": manufacturer(item),
        "group": item.group,
        "name": item.name,
        "version": item.version,
        "hashes": hashes(item.component) or distributions.alone(named),
        "licenses": chosen,
        "purl": item.purl,
        "pedigree": pedigree(item, options),
        "externalReferences": [
            *(references(item, conclusion.expression) if kind != "package" else ()),
            *distributions.references(named, item.purl),
        ],
        "evidence": evidence(item, run.inventory.root),
        "modelCard": model_card(item, run.publisher) if kind == "model" else None,
        "data": dataset(item.component) if kind == "dataset" else None,
        "properties": [*of_component(item.weighed, item.version), *_unnamed(chosen, conclusion)],
    }
    return present(fields)


def _unnamed(chosen: list[Json], conclusion: Conclusion) -> list[Json]:
    """What is known about the licenses inside an expression, which has no properties of its own before 1.7."""
    bare = any("expression" in one and "properties" not in one for one in chosen)
    return facts(conclusion.expression) if bare else []


def service(item: Item, root: str) -> Json:
    """A hosted model: whatever is sent to it leaves the project, so it lies beyond the trust boundary.

    Its terms are properties and a reference, not ``licenses``: terms of service license no software, and a widely
    used parser rejects a whole document over the licenses of a service. Services have no evidence either.
    """
    expression = item.weighed.conclusion.expression
    terms = [*listed([("license:expression", expression)]), *facts(expression)]
    places = [("occurrence", _place(one, root)) for one in used(item.weighed)]
    fields: Json = {
        "bom-ref": item.ref,
        "provider": provider(item),
        "name": item.name if not item.group else f"{item.group}/{item.name}",
        "version": item.version,
        "x-trust-boundary": True,
        "externalReferences": references(item, expression),
        "properties": [*of_component(item.weighed, item.version), *terms, *listed(places)],
    }
    return present(fields)


def _place(occurrence: Occurrence, root: str) -> str:
    line = f":{occurrence.line}" if occurrence.line > 0 else ""
    return f"{relative(occurrence.path, root)}{line} {clean(occurrence.symbol)}".rstrip()
