"""A policy file and all it extends, validated as a whole: one ``Policy``, or every fault at once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from weighstation.errors import PolicyError
from weighstation.model import Publisher
from weighstation.policy import files, schema
from weighstation.policy.entries import BASELINE_FILE, DECISIONS, OUTCOMES, Policy
from weighstation.policy.exemptions import exemptions
from weighstation.policy.extends import Layer, gather
from weighstation.policy.facts import Facts
from weighstation.policy.lists import entries
from weighstation.policy.reader_options import options

if TYPE_CHECKING:
    from typing import Literal

    from weighstation.model import Finding, Level
    from weighstation.policy.entries import Baseline, Clarification
    from weighstation.policy.facts import Override
    from weighstation.policy.files import Source

BUILT_IN = "built-in default (no weighstation.toml found)"


def load(path: str | None, name: str = "", folder: str = ".") -> Policy:
    """Read the policy at ``path``, or the built-in default for None, and the baseline beside it (or in ``folder``).

    ``name`` is what messages and ``file:line`` places call the file; its base name if empty. Raises ``PolicyError``
    with every fault of the file and the files it extends.
    """
    place, called = (path, name or os.path.basename(path)) if path else files.preset("default")
    layers, faults = gather(_read(place, called))
    layers += _implied(layers)
    faults += [fault for layer in layers for fault in schema.faults(layer.source)]
    listed = [entry for layer in layers for entry in entries(layer.source, layer.depth, faults)]
    excepted = [each for layer in layers for each in exemptions(layer.source, layer.depth, faults)]
    told = options([layer.source for layer in layers], faults)
    said, clarified = _levels(layers, faults), _clarifications(layers, faults)
    stated, special = _use(layers, faults)
    if faults:
        raise _all(called, faults)
    return Policy(
        name=called if path else BUILT_IN,
        entries=tuple(listed),
        exceptions=tuple(excepted),
        fail_on=_fail_on(layers),
        findings=_shadowed(place, called),
        readers=told,
        facts=stated,
        overrides=special,
        levels=said,
        clarifications=clarified,
        baseline=_baseline(layers[0].source, os.path.dirname(place) if path else folder),
        baseline_file=_baseline_file(layers[0].source),
        publisher=_publisher(layers),
    )


def _clarifications(layers: list[Layer], faults: list[PolicyError]) -> tuple[Clarification, ...]:
    if not any("clarifications" in layer.source.table for layer in layers):
        return ()
    from weighstation.policy.clarifications import clarifications

    return tuple(each for layer in layers for each in clarifications(layer.source, layer.depth, faults))


def _baseline(source: Source, folder: str) -> Baseline | None:
    """The baseline of the policy; None as long as nobody has taken one."""
    path = os.path.join(folder, _baseline_file(source))
    if not os.path.isfile(path):
        return None
    from weighstation.policy import baseline

    return baseline.read(path)


def _publisher(layers: list[Layer]) -> Publisher:
    """What all files say in ``[sbom]`` together, of each key the nearest file's word."""
    said: dict[str, str] = {}
    for layer in sorted(layers, key=lambda layer: -layer.depth):
        table = layer.source.table.get("sbom")
        said |= {name.replace("-", "_"): text.strip() for name, text in (table or {}).items() if isinstance(text, str)}
    return Publisher(**said)


def _baseline_file(source: Source) -> str:
    named: str = source.table.get("baseline", {}).get("file", BASELINE_FILE)
    return named


def _implied(layers: list[Layer]) -> list[Layer]:
    """The preset that a policy builds on which lists nothing and extends nothing that does."""
    tables = [layer.source.table.get("licenses") for layer in layers]
    if any(isinstance(table, dict) and set(table) & set(DECISIONS) for table in tables):
        return []
    return [Layer(files.read(*files.preset("default")), layers[-1].depth + 1, ())]


def _use(layers: list[Layer], faults: list[PolicyError]) -> tuple[Facts, tuple[Override, ...]]:
    """The facts of use and the overrides. What the default assumes gives way to the first word of the team's own."""
    stating = _stating(layers)
    if not stating:
        return Facts(), ()
    from weighstation.policy import use

    return use.facts(stating, faults), tuple(use.overrides(stating, faults))


def _levels(layers: list[Layer], faults: list[PolicyError]) -> dict[str, Level]:
    if not any("levels" in layer.source.table for layer in layers):
        return {}
    from weighstation.policy.levels import levels

    return levels(layers, faults)


def _stating(layers: list[Layer]) -> list[Layer]:
    """The files whose facts count: what the implied preset assumes gives way to the first word of the team's own."""
    own = [layer for layer in layers if layer.source.table.get("use")]
    implied = [layer for layer in own if layer.source.path == files.preset("default")[0]]
    return [layer for layer in own if layer not in implied or len(own) == 1]


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
