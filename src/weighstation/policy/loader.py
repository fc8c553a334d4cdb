"""A policy file and all it extends, validated as a whole: one ``Policy``, or every fault at once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from weighstation.errors import PolicyError
from weighstation.policy import files, schema, tables
from weighstation.policy.entries import DECISIONS, OUTCOMES, Policy
from weighstation.policy.extends import Layer, gather
from weighstation.policy.lists import entries

if TYPE_CHECKING:
    from typing import Literal

    from weighstation.model import Finding
    from weighstation.policy.files import Source

BUILT_IN = "built-in default (no weighstation.toml found)"


def load(path: str | None, name: str = "", folder: str = ".") -> Policy:
    """Read the policy at ``path``, or the built-in default for None, and the baseline beside it (or in ``folder``).

    ``folder`` is what will be checked: globs of paths, which count from the policy, are given as it sees them.
    ``name`` is what messages and ``file:line`` places call the file; its base name if empty. Raises ``PolicyError``
    with every fault of the file and the files it extends.
    """
    place, called = (path, name or os.path.basename(path)) if path else files.preset("default")
    layers, faults = gather(_read(place, called))
    layers += _implied(layers)
    faults += [fault for layer in layers for fault in schema.faults(layer.source)]
    listed = [entry for layer in layers for entry in entries(layer.source, layer.depth, faults)]
    excepted, clarified = tables.exceptions(layers, faults), tables.clarifications(layers, faults)
    told, said = tables.readers(layers, faults), tables.levels(layers, faults)
    stated, special = tables.use(layers, faults)
    if faults:
        raise _all(called, faults)
    loaded = Policy(
        name=called if path else BUILT_IN,
        entries=tuple(listed),
        exceptions=excepted,
        fail_on=_fail_on(layers),
        findings=_shadowed(place, called),
        readers=told,
        facts=stated,
        overrides=special,
        levels=said,
        clarifications=clarified,
        baseline=tables.baseline(layers[0].source, os.path.dirname(place) if path else folder),
        baseline_file=tables.baseline_file(layers[0].source),
        publisher=tables.publisher(layers),
    )
    if not path or not (told.exclude or special or clarified):
        return loaded
    from weighstation.policy import within

    return within.seen_from(loaded, path, folder)


def _implied(layers: list[Layer]) -> list[Layer]:
    """The preset that a policy builds on which lists nothing and extends nothing that does."""
    listing = [layer.source.table.get(section) for layer in layers for section in ("licenses", "models")]
    if any(isinstance(table, dict) and set(table) & set(DECISIONS) for table in listing):
        return []
    return [Layer(files.read(*files.preset("default")), layers[-1].depth + 1, ())]


def _read(path: str, name: str) -> Source:
    try:
        return files.read(path, name)
    except PolicyError as error:
        raise _all(name, [error]) from None


def _all(name: str, faults: list[PolicyError]) -> PolicyError:
    faults.sort(key=lambda fault: (fault.path != name, fault.path, fault.line))
    count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    return PolicyError(f"the policy has {count}", path=name, line=faults[0].line, faults=tuple(faults))


def _fail_on(layers: list[Layer]) -> Literal["review", "deny"]:
    """The nearest file's word; of files equally near, the one that blocks more."""
    said = [(layer.depth, OUTCOMES.index(layer.source.table["fail-on"])) for layer in layers if _says(layer)]
    return "review" if said and min(said)[1] == OUTCOMES.index("review") else "deny"


def _says(layer: Layer) -> bool:
    return "fail-on" in layer.source.table


def _shadowed(path: str, name: str) -> tuple[Finding, ...]:
    other = files.shadowed(path)
    if other is None:
        return ()
    from weighstation.model import Finding
    from weighstation.rules import RULES

    place = os.path.join(os.path.dirname(name), files.PYPROJECT)
    rule = RULES["policy-shadowed"]
    message = f"[tool.weighstation] is not read: {name} in the same folder is the policy"
    return (Finding(rule.code, rule.level, message, path=place, hint=rule.remedy),)
