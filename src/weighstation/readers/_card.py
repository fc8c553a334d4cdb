"""The front matter of the Hub's cards: https://huggingface.co/docs/hub/model-cards#model-card-metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from weighstation.errors import ReadError
from weighstation.model import Base, Occurrence, Reference
from weighstation.readers._ids import identify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weighstation.model import Relation, Use
    from weighstation.readers._leaves import Leaf
    from weighstation.readers._text import Position

_DATASET = frozenset({
    "dataset_info", "task_categories", "task_ids", "size_categories", "annotations_creators", "language_creators",
    "configs",
})  # fmt: skip
_MODEL = frozenset({
    "base_model", "library_name", "pipeline_tag", "base_model_relation", "license_name",
})  # fmt: skip
_RELATIONS = frozenset(("finetune", "adapter", "quantized", "merge"))


class Card(NamedTuple):
    """The front matter of one file, and the function that turns its offsets into line and column."""

    path: str
    leaves: Sequence[Leaf]
    position: Position


def parse(path: str, text: str, offset: int, position: Position) -> Card | ReadError:
    """A front matter; the error to raise where it is no YAML and yet means to state a license or base."""
    import yaml

    from weighstation.readers import _yaml

    try:
        return Card(path, _yaml.leaves(text, offset), position)
    except (yaml.YAMLError, _yaml.TooDeepError) as error:
        if "\nlicense:" not in f"\n{text}" and "\nbase_model:" not in f"\n{text}":
            return Card(path, (), position)
        mark = getattr(error, "problem_mark", None)
        line = position(offset)[0] + (mark.line if mark else 0)
        message = f"has a front matter that is not valid YAML: {getattr(error, 'problem', None) or 'broken'}"
        return ReadError(message, path=path, line=line, hint="correct the syntax there")


def references(card: Card) -> Iterator[Reference]:
    """The bases and datasets a model card names, and the model itself; what a Space's card names as mentions."""
    keys = {leaf.keys[0] for leaf in card.leaves if leaf.keys}
    if "sdk" in keys:
        yield from _named(card, "models", "mention")
        yield from _named(card, "datasets", "mention")
    elif not keys & _DATASET and (keys & _MODEL or ("license" in keys and card.path.lower().endswith("readme.md"))):
        bases = tuple(_named(card, "base_model", "load"))
        yield from bases
        yield from _named(card, "datasets", "load")
        yield _model(card, bases)


def described(card: Card) -> Reference:
    """What a card says of the model or data set it describes, whichever it is: its license and its bases."""
    return _model(card, tuple(_named(card, "base_model", "load")))


def _named(card: Card, key: str, use: Use) -> Iterator[Reference]:
    for leaf in _under(card, key):
        if found := identify(leaf.value, "dataset" if key == "datasets" else "hub"):
            occurrence = Occurrence(card.path, *card.position(leaf.offset), use, key)
            yield Reference(found.id, found.type, occurrence, found.revision)


def _under(card: Card, *keys: str) -> list[Leaf]:
    """The values of keys of the top level, each a text or a list of texts."""
    return [leaf for leaf in card.leaves if leaf.keys[:1] and leaf.keys[0] in keys and leaf.value]


def _model(card: Card, bases: tuple[Reference, ...]) -> Reference:
    """The model that a card describes: the files of its folder."""
    start = next((leaf.offset for leaf in (*_under(card, "license", "base_model"), *card.leaves)), 0)
    relation = _relation(card, len(bases))
    return Reference(
        f"file:{card.path.rpartition('/')[0] or '.'}",
        "model",
        Occurrence(card.path, *card.position(start), "load", "model card"),
        license=_license(card),
        bases=tuple(Base(base.id, relation) for base in bases),
    )


def _license(card: Card) -> str:
    """The license tag in the card's spelling, or the name that ``license_name`` gives where the tag is ``other``."""
    tags = [leaf.value for leaf in _under(card, "license")]
    names = [leaf.value for leaf in _under(card, "license_name")]
    return names[0] if names and tags in ([], ["other"]) else " AND ".join(tags)


def _relation(card: Card, bases: int) -> Relation:
    """What the card says, else what it implies: PEFT makes adapters, several bases make a merge."""
    said = next((leaf.value for leaf in _under(card, "base_model_relation")), "")
    if said in _RELATIONS:
        return cast("Relation", said)
    if any(leaf.value == "peft" for leaf in _under(card, "library_name")):
        return "adapter"
    return "merge" if bases > 1 else ""
