"""The document: all elements in a fixed order, and an id made from the content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation import knowledge
from weighstation.writers.cyclonedx.annotations import NO_TIME, remarks
from weighstation.writers.cyclonedx.layout import layout
from weighstation.writers.cyclonedx.metadata import checked
from weighstation.writers.cyclonedx.text import Json, clean, relative, sentence
from weighstation.writers.spdx3 import distributions, licenses
from weighstation.writers.spdx3.agents import author_id, makers, organizations, tool_id
from weighstation.writers.spdx3.element import CREATION, element, named
from weighstation.writers.spdx3.items import content
from weighstation.writers.spdx3.packages import files, package, project
from weighstation.writers.spdx3.relations import relations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Run
    from weighstation.writers.cyclonedx.items import Item
    from weighstation.writers.spdx3 import Options
    from weighstation.writers.spdx3.items import Content

CONTEXT = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"
_PROFILES = ["core", "software", "simpleLicensing"]
_UNNAMED = f"\x01{39 * '0'}"
"""Stands for the id of the document until it is known, and is as long in JSON. No foreign text has the character, so
in JSON nothing but an id begins with it."""


def written(run: Run, options: Options) -> str:
    """The document as JSON text, with a newline at its end. Raises ``UsageError`` for a bad timestamp.

    Its id is made from what it is without one (RFC 9562, version 5).
    """
    import uuid

    text = f"{layout(_document(run, options, _UNNAMED))}\n"
    serial = uuid.uuid5(uuid.NAMESPACE_URL, text)
    return text.replace(f'"\\u0001{_UNNAMED[1:]}', f'"urn:uuid:{serial}')


def _document(run: Run, options: Options, base: str) -> Json:
    inside = [*_elements(run, content(run), options, base)]
    return {"@context": CONTEXT, "@graph": [*_head(run, options, base, inside), *inside]}


def _head(run: Run, options: Options, base: str, inside: list[Json]) -> Iterator[Json]:
    """When and by whom it was made, the document, and the SBOM that it holds."""
    yield _creation(run, options, base)
    name, sbom = clean(run.inventory.project.name) or "unnamed", named(base, "Sbom")
    common: Json = {"name": name, "profileConformance": _PROFILES}
    yield element("SpdxDocument", base, {"comment": _said(run), **common, "element": [sbom], "rootElement": [sbom]})
    fields: Json = {
        "comment": _unread(run),
        **common,
        "element": [one["spdxId"] for one in inside],
        "rootElement": [named(base, "project")],
        "software_sbomType": ["source"],  # source code was read; nothing was built or run
    }
    yield element("software_Sbom", sbom, fields)


def _creation(run: Run, options: Options, base: str) -> Json:
    return {
        "type": "CreationInfo",
        "@id": CREATION,
        **({} if options.timestamp else {"comment": "The time was not recorded: 1970 stands for that."}),
        "created": checked(options.timestamp) or NO_TIME,
        "createdBy": [author_id(base, run.publisher)],
        "createdUsing": [tool_id(base)],
        "specVersion": "3.0.1",
    }


def _elements(run: Run, found: Content, options: Options, base: str) -> Iterator[Json]:
    root, everything = run.inventory.root, (*found.items, *found.ancestors)
    yield project(run, base)
    yield from (package(item, base, run.publisher) for item in found.items)
    yield from (
        package(item, base, run.publisher._replace(application_area="", intended_use="")) for item in found.ancestors
    )
    yield from makers(base, run.publisher, options.tool_version)
    yield from organizations(base, everything, run.publisher)
    yield from licenses.expressions(everything, base)
    yield from files(found.items, root, base)
    yield from distributions.files(found.items, base)
    yield from (one for item in everything for one in licenses.relations(item, base, root))
    yield from relations(found, base, root)
    yield from distributions.relations(found.items, base)
    yield from _notes(run, found.items, base)


def _notes(run: Run, items: tuple[Item, ...], base: str) -> Iterator[Json]:
    """Verdicts that are not a plain allow, and findings, as in the CycloneDX document."""
    for number, remark in enumerate(remarks(run, items, "", ""), 1):
        subjects = remark["subjects"]
        for subject in subjects if isinstance(subjects, list) else []:
            fields: Json = {
                "annotationType": "review",
                "contentType": "text/plain",
                "statement": remark["text"],
                "subject": named(base, str(subject)),
            }
            yield element("Annotation", named(base, f"Annotation/{number}"), fields)


def _said(run: Run) -> str:
    verdict = f"Verdict: {run.verdict}. Policy: {relative(run.policy, run.inventory.root)}. " if run.policy else ""
    return f"{verdict}Knowledge as of {knowledge.AS_OF}. Files: {run.inventory.files}."


def _unread(run: Run) -> str:
    root = run.inventory.root
    told = "; ".join(f"{relative(one.path, root)}: {sentence(one.reason, root)}" for one in run.inventory.unread)
    return f"Not read: {told}" if told else ""
