"""Evidence: how a component was identified, where it occurs, and which licenses were seen for it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from weighstation.writers.cyclonedx.license_entry import named
from weighstation.writers.cyclonedx.properties import listed, share
from weighstation.writers.cyclonedx.text import Json, clean, present, relative, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.model import Claim, Occurrence, Statement, Weighed
    from weighstation.writers.cyclonedx.items import Item

_CODE = "bash cjs cts go html ipynb js jsx mjs mts py rs sh svelte astro ts tsx vue zsh".split()
_HEADERS = "gguf onnx safetensors".split()
_NAMES_ONLY = (
    "bin caffemodel ckpt h5 joblib keras llamafile mlmodel msgpack nemo pdparams pkl pt pth tflite torchscript".split()
)
_TECHNIQUES = {
    **dict.fromkeys(_CODE, "source-code-analysis"),
    **dict.fromkeys(_HEADERS, "binary-analysis"),
    **dict.fromkeys(_NAMES_ONLY, "filename"),
}
"""Technique by file ending: source code is parsed, of some weights the header is read, of others only the name and the
first bytes tell what they are; all other files are configuration or manifests, such as pointers of Git LFS."""

_CONFIDENCE = {"manifest-analysis": 1.0, "source-code-analysis": 0.9, "binary-analysis": 0.9, "filename": 0.5}
"""A manifest says by itself what is used; a name in code may be replaced at run time, one in a header be edited, and
an ending is only a habit."""
_POINTER = "git-lfs pointer"


def evidence(item: Item, root: str) -> Json:
    """The ``evidence`` of a component. Locations are relative to ``root``."""
    occurrences = used(item.weighed)
    places = [_occurrence(one, root) for one in occurrences]
    seen = [*_claims(item.weighed.conclusion.claims, root), *_statements(item.weighed, root)]
    return {"identity": [_identity(item, occurrences)], "occurrences": places, **present({"licenses": seen})}


def used(weighed: Weighed) -> list[Occurrence]:
    """The occurrences that do more than mention the component, each place once."""
    return list(dict.fromkeys(one for one in weighed.component.occurrences if one.use != "mention"))


def _identity(item: Item, occurrences: list[Occurrence]) -> Json:
    first = {_technique(one): one.symbol for one in reversed(occurrences)}
    methods = [_method(technique, first[technique]) for technique in sorted(first)]
    return {
        "field": "purl" if item.purl else "name",
        "confidence": max(_CONFIDENCE[technique] for technique in first),
        "concludedValue": item.purl or item.name,
        "methods": methods,
    }


@lru_cache(maxsize=1024)
def _method(technique: str, symbol: str) -> Json:
    return present({"technique": technique, "confidence": _CONFIDENCE[technique], "value": clean(symbol)})


def _technique(place: Occurrence) -> str:
    ending = place.path.rpartition(".")[2] if not place.symbol.startswith(_POINTER) else ""
    return _TECHNIQUES.get(ending.lower(), "manifest-analysis")


def _occurrence(occurrence: Occurrence, root: str) -> Json:
    place: Json = {"location": relative(occurrence.path, root)}
    if occurrence.line > 0:
        place["line"] = occurrence.line
    if occurrence.symbol:
        place["symbol"] = clean(occurrence.symbol)
    return place


def _claims(claims: Iterable[Claim], root: str) -> Iterator[Json]:
    """What each source says; a claim that fits several licenses names none and is among the properties instead."""
    for claim in claims:
        if claim.expression:
            seen = {**named(claim.expression), "acknowledgement": claim.acknowledgement}
            yield {"license": {**seen, "properties": _provenance(claim, root)}}


def _provenance(claim: Claim, root: str) -> list[Json]:
    return listed(
        (
            ("claim:source", claim.source),
            ("claim:where", sentence(relative(claim.where, root), root)),
            ("claim:confidence", str(share(claim.confidence))),
            ("claim:as-of", claim.as_of),
            ("claim:verified", "true" if claim.verified else ""),
            ("claim:note", sentence(claim.note, root) if claim.note != f"written as {claim.expression!r}" else ""),
        )
    )


def _statements(weighed: Weighed, root: str) -> Iterator[Json]:
    """What files of the repository say in their own words, where no claim repeats it."""
    understood = {claim.expression for claim in weighed.conclusion.claims}
    for statement in dict.fromkeys(weighed.component.statements):
        if clean(statement.text) and statement.text not in understood:
            yield {"license": {"name": clean(statement.text), "properties": listed([_stated(statement, root)])}}


def _stated(statement: Statement, root: str) -> tuple[str, str]:
    return "claim:where", f"{relative(statement.path, root)}:{statement.line}"
