"""From the id of a repackaged model (GGUF, AWQ, ONNX …) to the id of the original, by the rules of repacks.toml."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from weighstation.errors import KnowledgeError
from weighstation.knowledge import _files
from weighstation.knowledge._families import own_family
from weighstation.knowledge._records import exact
from weighstation.knowledge._renames import canonical
from weighstation.knowledge.licenses import license  # noqa: A004 - the field's own word
from weighstation.model import Base

if TYPE_CHECKING:
    from weighstation.model import Relation

_RULES = "models/repacks.toml"


class Rules(NamedTuple):
    """The parsed repacks.toml: suffixes (folded, longest first) with the relation each means, and publishers.

    ``endings`` are the suffixes alone: whether a name has any is one call.
    """

    endings: tuple[str, ...]
    suffixes: tuple[tuple[str, Relation], ...]
    official: frozenset[str]
    publishers: dict[str, dict[str, Any]]


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The rules, read once."""
    import tomli

    try:
        data = tomli.loads(_files.content(_RULES).decode())
        found = [
            (suffix.lower().replace("_", "-"), relation)
            for relation, names in data["suffixes"].items()
            for suffix in names
        ]
        return Rules(
            tuple(suffix for suffix, _ in found),
            tuple(sorted(found, key=lambda entry: -len(entry[0]))),
            frozenset(name.lower() for name in data["official"]),
            {publisher["org"].lower(): publisher for publisher in data["publisher"]},
        )
    except (ValueError, KeyError, TypeError) as error:
        raise KnowledgeError(f"damaged rules: {error}", path=_RULES, hint=_files.REINSTALL) from error


def stripped(name: str) -> tuple[str, Relation]:
    """A name without its repackaging suffixes, and what the last of them says; the relation is empty if none fits."""
    relation: Relation = ""
    while True:
        folded = name.lower().replace("_", "-")
        if not folded.endswith(rules().endings):
            return name, relation
        hit = next((text, kind) for text, kind in rules().suffixes if folded.endswith(text))
        if len(hit[0]) >= len(name):
            return name, relation
        name, relation = name[: -len(hit[0])], relation or hit[1]


@lru_cache(maxsize=4096)
def original(model_id: str) -> tuple[Base, ...]:
    """The one known model that a Hub id with scheme was repackaged from; empty where none or several fit.

    ModelScope's ids are mostly the Hub's: a ``modelscope:org/name`` is a copy of the Hub's model of that id or name.
    """
    if model_id.startswith("modelscope:"):
        return _mirrored(model_id.removeprefix("modelscope:"))
    org, _, name = model_id.removeprefix("hf:").partition("/")
    if not name or not model_id.startswith("hf:"):
        return ()
    publisher = rules().publishers.get(org.lower(), {})
    bare, relation = stripped(name)
    if not relation and not publisher:
        return ()
    found = _with_prefix(bare, publisher.get("separator", "")) or _by_name(bare, org, repacked=bool(relation))
    found = found or (_of_a_family(bare) if relation else "")
    if not found or found.lower() == model_id.lower():
        return ()
    return (Base(found, relation or "conversion"),)


def _mirrored(name: str) -> tuple[Base, ...]:
    same = canonical(f"hf:{name}")
    if exact(same) or own_family(same):
        return (Base(same, "conversion"),)
    org, _, bare = name.partition("/")
    found = _by_name(bare, org, repacked=True) if bare else ""
    return (Base(found, "conversion"),) if found else ()


def _with_prefix(name: str, separator: str) -> str:
    """``org<separator>name`` names the original's publisher: the id of that record or of a family's, if any."""
    if not separator or separator not in name:
        return ""
    org, _, rest = name.partition(separator)
    same = canonical(f"hf:{org}/{rest}")
    known = exact(same) or own_family(same)
    return known.id if known else ""


def _by_name(name: str, org: str, *, repacked: bool) -> str:
    """The publisher's own original of that name, else the only one of an official publisher, else the only one at all.

    Llama weights are also known with a prefix or a suffix, so those spellings are tried as well.
    """
    known = [owned for spelling in (name, f"Meta-{name}", f"{name}-hf") for owned in originals(spelling)]
    own = [owned for owned in known if _owner(owned) == org.lower()]
    if own:
        return own[0] if repacked else ""
    official = [owned for owned in known if _owner(owned) in rules().official]
    chosen = official or known
    return chosen[0] if len({_owner(owned) for owned in chosen}) == 1 else ""


def _of_a_family(name: str) -> str:
    """The id that a restricted family of an official publisher has for a name that no record has.

    Not an open one: ``Qwen3-8B-something`` may be somebody's own model, under terms of their own.
    """
    ids = [f"hf:{owner}/{name}" for owner in sorted(rules().official, reverse=True)]
    found = {fact.license: fact.id for fact in map(own_family, ids) if fact and _restricted(fact.license)}
    return next(iter(found.values())) if len(found) == 1 else ""


def _restricted(key: str) -> bool:
    known = license(key)
    return known is not None and known.named and not known.osi_approved


def _owner(model_id: str) -> str:
    return model_id.removeprefix("hf:").partition("/")[0].lower()


def originals(name: str) -> list[str]:
    """Ids with scheme of all originals (no repackaged models) of that name."""
    first = name[:1].lower()
    table = f"models/originals/{first}.tsv"
    if not (first.isascii() and first.isalnum() and _files.exists(table)):
        return []
    row = _files.row(table, name, 2)
    return [f"hf:{owner}/{row[0]}" for owner in row[1].split()] if row else []
