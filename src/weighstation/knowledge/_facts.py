"""What one line of a model table says."""

from typing import Literal, NamedTuple, cast

from weighstation.errors import KnowledgeError
from weighstation.knowledge import _files
from weighstation.model import Base, Relation

COLUMNS = 8
_FLAG_NOTES = {
    "b": "own tag not recorded; the license is the base's",
    "m": "a merge whose bases are not recorded",
    "n": "base known by name only",
}


class ModelFact(NamedTuple):
    """What is recorded of a model, or of the family it belongs to.

    ``license`` is the key of the model's own declared license; where that is not recorded it is the base's, and the
    note says so. ``base_licenses`` are the licenses of the bases as recorded; where a model's name alone points at a
    restricted base it is there too, without a ``Base``. ``conflict`` holds the keys (joined by ``|``) that other
    records give. ``laxer``: the own tag is freer than the base. ``verified``: a record naming this id was read; not
    that the uploader had the right to grant the license. ``source`` is the number for ``source_text``.
    """

    id: str
    license: str
    bases: tuple[Base, ...] = ()
    base_licenses: tuple[str, ...] = ()
    verified: bool = False
    conflict: str = ""
    source: int = 0
    note: str = ""
    match: Literal["exact", "family"] = "exact"
    laxer: bool = False


def fact(row: list[str], scheme: str) -> ModelFact:
    """A line as a value; ``scheme`` is put before its id, unless empty. A ``KnowledgeError`` for a damaged line."""
    name, license_key, bases, base_licenses, flags, source, conflict, note = row
    if not source.isdigit():
        raise KnowledgeError(f"damaged line for {name}", path="knowledge/models", hint=_files.REINSTALL)
    return ModelFact(
        f"{scheme}:{name}" if scheme else name,
        license_key,
        tuple(_base(cell) for cell in bases.split("|") if cell),
        tuple(key for key in base_licenses.split("|") if key),
        verified="v" in flags,
        conflict=conflict,
        source=int(source),
        note="; ".join([text for flag, text in _FLAG_NOTES.items() if flag in flags] + [note] * bool(note)),
        laxer="l" in flags,
    )


def _base(cell: str) -> Base:
    relation, _, name = cell.rpartition(">")
    return Base(f"hf:{name}", cast("Relation", relation))
