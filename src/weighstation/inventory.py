"""From references to components: everything the repository says about one id, in one frozen value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.model import Base, Component, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.model import Offer, Reference, Unread

# Configurations of a saved model, the key in which they say what it was loaded from, and the names of its weights.
_SAVED, _ORIGIN = ("config.json", "model_index.json"), "_name_or_path"
_SAVED_AS = frozenset(
    "model pytorch_model tf_model flax_model diffusion_pytorch_model adapter_model consolidated".split()
)


class Reading(NamedTuple):
    """What was found in some files, in any order, and which of them could not be read.

    ``offers`` are constants that are references only if another file loads them.
    """

    references: list[Reference]
    unread: list[Unread]
    offers: list[Offer]


def components(references: Iterable[Reference]) -> tuple[Component, ...]:
    """Components in id order, one for each id and (for packages) exact version. Spellings are kept as written.

    A package named without a version in a manifest is the one that the lock file pins; where locks pin several
    versions, each is a component and the unversioned occurrences go to all of them.
    """
    by_id: dict[str, list[Reference]] = {}
    for reference in _with_folders(list(references)):
        by_id.setdefault(reference.id, []).append(reference)
    return tuple(_component(id_, version, group) for id_ in sorted(by_id) for version, group in _versions(by_id[id_]))


def _with_folders(references: list[Reference]) -> Iterator[Reference]:
    """The references, with what the folder of a file of weights says of it.

    Weights that have a library's name for them belong to the model of their folder where something describes that (a
    card, an adapter's configuration), else their base is what a configuration in the folder names as its origin. Of
    others only a card speaks, and not the one of the whole repository: ``yolo.pt`` beside it may be anybody's.
    """
    models = {reference.id for reference in references if reference.id.startswith("file:")}
    if not models:
        yield from references
        return
    cards = {r.id for r in references if r.id in models and r.id != "file:." and r.occurrence.symbol == "model card"}
    origins = {_folder(r.occurrence.path): r.id for r in references if _is_origin(r)}
    for reference in references:
        folder = _folder(reference.id.removeprefix("file:"))
        model = f"file:{folder or '.'}"
        if reference.id not in models or folder != _folder(reference.occurrence.path):
            yield reference
        elif model in cards or (model in models and _has_usual_name(reference)):
            yield reference._replace(id=model)
        elif folder in origins and not reference.bases and _has_usual_name(reference):
            yield reference._replace(bases=(Base(origins[folder]),))
        else:
            yield reference


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _has_usual_name(reference: Reference) -> bool:
    """Whether weights are called what libraries call them: ``model.safetensors``, ``model-00001-of-00002.bin``."""
    return reference.id.rpartition("/")[2].removeprefix("file:").partition(".")[0].partition("-")[0] in _SAVED_AS


def _is_origin(reference: Reference) -> bool:
    place = reference.occurrence
    return reference.type == "model" and place.symbol == _ORIGIN and place.path.rpartition("/")[2] in _SAVED


def _versions(group: list[Reference]) -> list[tuple[str, list[Reference]]]:
    """The group split by version: packages by every exact one, other types hold together."""
    versions = sorted({reference.version for reference in group if reference.version})
    if group[0].type != "package" or not versions:
        return [(versions[0] if len(versions) == 1 else "", group)]
    return [(version, [ref for ref in group if ref.version in {"", version}]) for version in versions]


def _component(id_: str, version: str, group: list[Reference]) -> Component:
    if len(group) == 1:  # as nearly all packages of a lock file
        return _single(version, group[0])
    statements = {Statement(ref.license, ref.occurrence.path, ref.occurrence.line) for ref in group if ref.license}
    return Component(
        id_,
        group[0].type,
        version,
        tuple(sorted({reference.occurrence for reference in group})),
        tuple(sorted(statements, key=lambda statement: (statement.path, statement.line, statement.text))),
        tuple(sorted({base for reference in group for base in reference.bases})),
        tuple(sorted({dependency for reference in group for dependency in reference.depends_on})),
        tuple(sorted({one for ref in group if ref.version == version for one in ref.distributions})),
    )


def _single(version: str, only: Reference) -> Component:
    place = only.occurrence
    said = (Statement(only.license, place.path, place.line),) if only.license else ()
    needed = tuple(sorted(set(only.depends_on)))
    files = tuple(sorted(set(only.distributions))) if len(only.distributions) > 1 else only.distributions
    return Component(only.id, only.type, version, (place,), said, tuple(sorted(set(only.bases))), needed, files)
