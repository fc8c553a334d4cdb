"""What a policy comes to with everything it extends: each value that holds, with the place it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weighstation.policy import files, schema, sections
from weighstation.policy.extends import Layer, gather
from weighstation.policy.facts import KEYS
from weighstation.policy.flat import flat
from weighstation.policy.lists import SECTIONS
from weighstation.policy.loader import load
from weighstation.policy.said import DEFAULT, NOT_STATED, Effective, Said, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.policy.entries import Clarification, Exemption, Policy
    from weighstation.policy.facts import Facts
    from weighstation.toml_source import KeyPath


def effective(path: str | None, name: str = "") -> Effective:
    """The policy at ``path`` (None: the built-in default) as one file would say it.

    That file would judge as the policy does. Raises ``PolicyError`` with every fault, as ``load`` does.
    """
    policy = load(path, name)
    layers = _layers(path, name, policy)
    return Effective(tuple(layer.source.name for layer in layers), tuple(_tables(policy, layers)))


def _layers(path: str | None, name: str, policy: Policy) -> list[Layer]:
    """The files of a policy, nearest first, the preset that is only implied among them."""
    default = files.preset("default")
    place, called = (path, name or policy.name) if path else default
    layers, _ = gather(files.read(place, called))
    named = {layer.source.name for layer in layers}
    if default[1] not in named and any(entry.where.startswith(f"{default[1]}:") for entry in policy.entries):
        layers.append(Layer(files.read(*default), layers[-1].depth + 1, ()))
    return layers


def _tables(policy: Policy, layers: list[Layer]) -> Iterator[Table]:
    yield Table("", {"fail-on": _nearest(policy.fail_on, ("fail-on",), layers)})
    yield Table("use", {key: _fact(policy.facts, key) for key in _FACTS})
    for override in policy.overrides:
        stated = {key: said for key in _FACTS if (said := _fact(override.facts, key)).value is not None}
        globs = {"paths": override.paths, "components": override.components}
        named = {key: tuple(Said(word, "") for word in words) for key, words in globs.items() if words}
        yield Table("use.overrides", {**named, **stated}, override.where, item=True)
    entries = flat(policy)
    for section in SECTIONS:
        yield Table(section, {**sections.lists(section, entries, policy), **sections.settings(section, policy)})
    yield from (Table("exceptions", _exception(each), each.where, item=True) for each in policy.exceptions)
    yield from (Table("clarifications", _clarification(each), each.where, item=True) for each in policy.clarifications)
    yield Table("levels", {code: _nearest(level, ("levels", code), layers) for code, level in policy.levels.items()})
    yield Table("baseline", {"file": _nearest(policy.baseline_file, ("baseline", "file"), layers[:1])})
    stated = {name.replace("_", "-"): text for name, text in policy.publisher._asdict().items() if text}
    yield Table("sbom", {name: _nearest(text, ("sbom", name), layers) for name, text in stated.items()})
    yield Table("readers", {name: _words(name, layers) for name in policy.readers._fields})


_FACTS = tuple(key.removeprefix("use.") for key in schema.KEYS if key.startswith("use.") and key.count(".") == 1)[:-1]


def _fact(facts: Facts, key: str) -> Said:
    value = getattr(facts, key) if key in KEYS else dict(facts.past_users) or None
    return Said(list(value) if isinstance(value, tuple) else value, facts.where(key) or NOT_STATED)


def _nearest(value: object, path: KeyPath, layers: Iterable[Layer]) -> Said:
    """A value with the place in the nearest file that says it."""
    saying = [layer for layer in layers if _at(layer, path) == value]
    nearest = min(saying, key=lambda layer: layer.depth, default=None)
    return Said(value, nearest.source.where(path) if nearest else DEFAULT)


def _at(layer: Layer, path: KeyPath) -> Any:  # noqa: ANN401 - TOML's
    value: Any = layer.source.table
    for part in path:
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _exception(each: Exemption) -> dict[str, Said]:
    return _stated(
        component=each.component,
        license=each.license,
        finding=each.finding,
        reason=each.reason,
        expires=each.expires,
        approved_by=each.approved_by,
        ticket=each.ticket,
    )


def _clarification(each: Clarification) -> dict[str, Said]:
    return _stated(
        component=each.component,
        license=each.expression,
        reason=each.reason,
        revision=each.revision,
        file=each.file,
        sha256=each.sha256,
        approved_by=each.approved_by,
    )


def _stated(**values: object) -> dict[str, Said]:
    return {name.replace("_", "-"): Said(value, "") for name, value in values.items() if value}


def _words(name: str, layers: Iterable[Layer]) -> tuple[Said, ...]:
    """The words of one list of ``[readers]``, which add up over all files."""
    listed = [(layer, word) for layer in layers for word in enumerate(_at(layer, ("readers", name)) or ())]
    return tuple(Said(word, layer.source.where(("readers", name, index))) for layer, (index, word) in listed)
