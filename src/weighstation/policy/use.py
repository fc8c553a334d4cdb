"""The ``[use]`` table of a policy file: facts of use, and overrides for some paths or components."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from weighstation.policy import schema
from weighstation.policy.facts import DISTRIBUTES, KEYS, WORLDWIDE, Facts, Override

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.errors import PolicyError
    from weighstation.policy.extends import Layer
    from weighstation.policy.files import Source
    from weighstation.toml_source import KeyPath

_PAST = "monthly_active_users_on"
_TERRITORY = re.compile(r"[A-Z]{2}")
_BRITAIN = {"UK": "GB"}


def facts(layers: Iterable[Layer], faults: list[PolicyError]) -> Facts:
    """What all files of a policy state together: of each fact, the nearest file's word."""
    stated = Facts()
    for layer in sorted(layers, key=lambda layer: layer.depth):
        table = layer.source.table.get("use")
        if isinstance(table, dict):
            stated = stated.over(_facts(layer.source, table, ("use",), faults))
    return stated


def overrides(layers: Iterable[Layer], faults: list[PolicyError]) -> Iterator[Override]:
    """Every ``[[use.overrides]]`` of every file."""
    for layer in layers:
        table = layer.source.table.get("use")
        listed = table.get("overrides") if isinstance(table, dict) else None
        for index, entry in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(entry, dict):
                yield _override(layer, entry, ("use", "overrides", index), faults)


def _override(layer: Layer, table: dict[str, Any], path: KeyPath, faults: list[PolicyError]) -> Override:
    paths, components = (tuple(_texts(table, name)) for name in ("paths", "components"))
    if not paths and not components:
        hint = 'add paths = ["demo/*"] or components = ["hf:meta-llama/*"]'
        faults.append(layer.source.fault("this override names neither paths nor components", path, hint))
    stated = _facts(layer.source, table, path, faults)
    return Override(stated, paths, components, layer.depth, layer.source.where(path))


def _facts(source: Source, table: dict[str, Any], path: KeyPath, faults: list[PolicyError]) -> Facts:
    """The facts of one table; values of a wrong type are the schema's to report."""
    found: dict[str, Any] = {}
    for key in KEYS:
        kind = schema.KEYS[f"use.{key}"].type
        if key in table and schema.fits(table[key], kind):
            found[key] = tuple(_texts(table, key)) if kind == "texts" else table[key]
    faults += _unknown_words(source, found, path)
    if "territories" in found:
        found["territories"] = tuple(_BRITAIN.get(name, name) for name in found["territories"])
    past = table.get(_PAST)
    counted = sorted(past.items()) if isinstance(past, dict) and schema.fits(past, "dated-counts") else []
    places = {key: source.where((*path, key)) for key in (*found, *([_PAST] if counted else []))}
    return Facts(**found, past_users=tuple(counted), places=tuple(sorted(places.items())))


def _unknown_words(source: Source, found: dict[str, Any], path: KeyPath) -> Iterator[PolicyError]:
    for index, word in enumerate(found.get("distributes", ())):
        if word not in DISTRIBUTES:
            hint = _near(word) or f"choose from {', '.join(DISTRIBUTES)}; an empty list is nothing"
            yield source.fault(f"`{word}` is nothing that can be distributed", (*path, "distributes", index), hint)
    for index, word in enumerate(found.get("territories", ())):
        if word != WORLDWIDE and not _TERRITORY.fullmatch(word):
            hint = f'write ISO 3166 codes such as "KR", or "EU", or "{WORLDWIDE}"'
            yield source.fault(f"`{word}` is no territory", (*path, "territories", index), hint)


def _near(word: str) -> str:
    from weighstation.policy.suggest import did_you_mean

    return did_you_mean(word, DISTRIBUTES)


def _texts(table: dict[str, Any], name: str) -> Iterator[str]:
    listed = table.get(name)
    yield from (word.strip() for word in (listed if isinstance(listed, list) else ()) if schema.fits(word, "text"))
