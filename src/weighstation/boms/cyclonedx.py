"""The components of a CycloneDX document as references: one for each license group, so that all statements count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.boms import licenses, marks, names, own, walk
from weighstation.boms.purls import Named
from weighstation.boms.shape import Node, top
from weighstation.model import Base, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.boms.source import Source
    from weighstation.model import ComponentType, Relation, Use

# Types that are no software of their own, and count only with a purl or a license.
_BYSTANDERS = frozenset("file operating-system platform device cryptographic-asset".split())
_WEIGHTS = (".safetensors", ".gguf", ".ggml", ".onnx", ".pt", ".pth", ".ckpt", ".h5", ".tflite")
_RELATIONS: tuple[tuple[str, Relation], ...] = (
    ("finetune", "finetune"),
    ("fine-tune", "finetune"),
    ("adapter", "adapter"),
    ("quantiz", "quantized"),
    ("merge", "merge"),
    ("conversion", "conversion"),
    ("converted", "conversion"),
)


def references(source: Source) -> Iterator[Reference]:
    """Everything in the document that has a license to weigh. Raises ``ReadError`` for another shape."""
    parts = [*found(source)]
    edges = _edges(source, {ref: named.id for node, named, _ in parts if (ref := node.text("bom-ref"))})
    for node, named, ours in parts:
        reference = _reference(node, named)._replace(depends_on=edges.get(node.text("bom-ref"), ()))
        yield from _by_us(node, reference) if ours else _by_others(node, reference)


def found(source: Source) -> Iterator[tuple[Node, Named, bool]]:
    """Every component and service that counts, which it is, and whether weighstation itself said so."""
    for node in walk.components(source):
        said = own.properties(node)
        kind = _kind(node)
        if id_ := own.id_of(said.get(f"{own.PREFIX}id", ""), node.text("purl")):
            version = said.get(f"{own.PREFIX}model:revision") or node.text("version")
            yield node, Named(id_, own.component_type(node, id_), version), True
        elif kind:
            yield node, names.named(described(node, kind)), False
    for node in walk.services(source):
        said = own.properties(node)
        if id_ := own.id_of(said.get(f"{own.PREFIX}id", ""), node.text("purl")):
            yield node, Named(id_, "service", node.text("version")), True
        elif hosted := _hosted(node, said):
            yield node, hosted, False


def _kind(node: Node) -> ComponentType | None:
    """What a component is; None for what is only beside the software."""
    word = node.text("type")
    if word == "file" and node.text("name").lower().endswith(_WEIGHTS):
        return "model"
    bare = not node.text("purl") and not node.fields.get("licenses")
    return None if word in _BYSTANDERS and bare else walk.TYPES.get(word, "package")


def described(node: Node, kind: ComponentType) -> names.Described:
    """What the document says of a component."""
    name = node.text("name") or node.text("bom-ref") or "unnamed"
    found = names.Described(kind, name, node.text("group"), node.text("version"), node.text("purl"))
    return names.linked(found, [(each.text("type"), each.text("url")) for each in node.nodes("externalReferences")])


def _hosted(node: Node, said: dict[str, str]) -> Named | None:
    provider = node.inner("provider").text("name") or node.text("group")
    about = names.Described("service", node.text("name"), node.text("group"))
    return names.service(about, provider, said.get("cdx:ai:modelId", ""))  # the property is cdxgen's


def _reference(node: Node, named: Named) -> Reference:
    use: Use = "hosted" if named.type == "service" else "load"
    return Reference(named.id, named.type, node.place(use), named.version)


def _by_us(node: Node, reference: Reference) -> Iterator[Reference]:
    yield reference._replace(bases=tuple(own.bases(node)))
    yield from (reference._replace(license=text) for text in own.statements(node))
    merged = next(marks.ours(node.fields), (marks.MARK, marks.WHOLE))[1].split()
    if marks.WHOLE not in merged:  # the component of another tool, whose word counts
        others = {name: value for name, value in node.fields.items() if name not in merged and name != "evidence"}
        yield from _by_others(node._replace(fields=others), reference)


def _by_others(node: Node, reference: Reference) -> Iterator[Reference]:
    ancestors = [*_ancestors(node, reference.type)]
    yield reference._replace(bases=tuple(Base(named.id, _relation(node)) for _, named in ancestors))
    yield from (reference._replace(license=text) for text in stated(node))
    for ancestor, named in ancestors:  # what is under a license in the document binds what was made from it
        yield from (_reference(ancestor, named)._replace(license=text) for text in stated(ancestor))


def stated(node: Node) -> list[str]:
    """The licenses that a component has in the document: declared and others, then those that somebody concluded.

    Where it has none, those that were seen in it (``evidence.licenses``) are taken to hold.
    """
    groups: dict[bool, list[str]] = {False: [], True: []}
    for entry in [*node.nodes("licenses")] or node.inner("evidence").nodes("licenses"):
        inner = entry.inner("license")
        word = entry.text("expression") or inner.text("id") or inner.text("name") or inner.text("url")
        acknowledged = entry.text("acknowledgement") or inner.text("acknowledgement")
        groups[acknowledged == "concluded"].append(word)
    return licenses.statements([groups[False], groups[True]])


def _ancestors(node: Node, kind: ComponentType) -> Iterator[tuple[Node, Named]]:
    """The models that a component was made from, by its pedigree; of a model all that is there."""
    for ancestor in node.inner("pedigree").nodes("ancestors"):
        named = names.named(described(ancestor, "model" if kind == "model" else _kind(ancestor) or "package"))
        if named.type == "model":
            yield ancestor, named


def _relation(node: Node) -> Relation:
    """How a model was made, by the notes of its pedigree."""
    notes = node.inner("pedigree").text("notes").lower()
    return next((relation for word, relation in _RELATIONS if word in notes), "")


def _edges(source: Source, ids: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """What depends on what, by bom-ref: the ids of the dependencies that are known."""
    found: dict[str, list[str]] = {}
    for node in top(source).nodes("dependencies"):
        found.setdefault(node.text("ref"), []).extend(ids[ref] for ref in node.texts("dependsOn") if ref in ids)
    return {ref: tuple(targets) for ref, targets in found.items()}
