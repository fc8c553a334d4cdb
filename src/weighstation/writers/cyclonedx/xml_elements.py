"""The elements of CycloneDX XML that our documents have: names, attributes and order of the XSDs of 1.6 and 1.7.

XML holds what JSON holds, but the order of elements is fixed, lists mostly have an element around them, and some keys
are attributes. Each line of ``ELEMENTS`` lists the fields of one kind of object in the order of the XSD:

* ``@key`` is an attribute, ``@name=key`` one of another name, ``=key`` the text of the element itself
* ``key`` is an element with a text, ``key:kind`` an element with fields of its own
* ``key>item`` is an element with one ``item`` for each entry of a list; ``key+`` are entries without one around them.
  Where the kind of the items is not called like the element, it is named behind a colon.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

Form = Literal["attribute", "text", "element", "list", "repeated"]

ELEMENTS = {
    "bom": "@serialNumber @version metadata:metadata components>component services>service dependencies>dependency "
    "compositions>composition annotations>annotation citations>citation",
    "metadata": "timestamp lifecycles>lifecycle tools:tools authors>author:contact component:component "
    "manufacturer:entity supplier:entity properties>property",
    "lifecycle": "phase",
    "tools": "components>component",
    "component": "@type @bom-ref supplier:entity manufacturer:entity group name version description hashes>hash "
    "licenses>license purl pedigree:pedigree externalReferences>reference properties>property components>component "
    "evidence:evidence modelCard:modelCard data+",
    "entity": "name url+ contact+",
    "contact": "name email",
    "hash": "@alg =content",
    "license": "@acknowledgement id name url licensing:licensing properties>property",
    "licensing": "altIds>altId licensor:licensor",
    "licensor": "organization:entity",
    "expression": "@acknowledgement =expression",
    "expression-detailed": "@expression @acknowledgement expressionDetails+details properties>property",
    "details": "@license-identifier=licenseIdentifier url",
    "pedigree": "ancestors>component notes",
    "reference": "@type url comment hashes>hash",
    "property": "@name =value",
    "evidence": "identity+ occurrences>occurrence licenses>license",
    "identity": "field confidence concludedValue methods>method",
    "method": "technique confidence value",
    "occurrence": "location line symbol",
    "modelCard": "modelParameters:modelParameters considerations:considerations properties>property",
    "modelParameters": "task architectureFamily modelArchitecture datasets>dataset:data inputs>input outputs>output",
    "input": "format",
    "output": "format",
    "considerations": "useCases>useCase ethicalConsiderations>ethicalConsideration",
    "ethicalConsideration": "name mitigationStrategy",
    "data": "type name contents:contents classification",
    "contents": "url",
    "service": "@bom-ref provider:entity name version x-trust-boundary externalReferences>reference "
    "properties>property",
    "dependency": "@ref dependsOn+dependency:ref",
    "composition": "aggregate assemblies>assembly:ref dependencies>dependency:ref",
    "annotation": "subjects>subject:ref annotator:annotator timestamp text",
    "annotator": "component:component",
    "citation": "expressions>expression:path timestamp attributedTo note",
}


class Field(NamedTuple):
    """One field of a kind: its ``key`` in JSON, what it is in XML, the name there, and the kind of it or its items."""

    key: str
    form: Form
    name: str
    kind: str


@cache
def fields(kind: str) -> tuple[Field, ...]:
    """The fields of a kind of object in the order of the XSD; none for a kind that is text only."""
    return tuple(map(_field, ELEMENTS.get(kind, "").split()))


def _field(word: str) -> Field:
    if word.startswith("@"):
        name, _, key = word[1:].partition("=")
        return Field(key or name, "attribute", name, "")
    if word.startswith("="):
        return Field(word[1:], "text", "", "")
    head, _, kind = word.partition(":")
    for mark, form in _LISTS:
        key, found, item = head.partition(mark)
        if found:
            return Field(key, form, item or key, kind or item or key)
    return Field(head, "element", head, kind)


_LISTS: tuple[tuple[str, Form], ...] = ((">", "list"), ("+", "repeated"))
