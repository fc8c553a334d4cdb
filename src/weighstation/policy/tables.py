"""The tables that a policy may have and mostly has not: what reads each of them is imported where one is there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from weighstation.model import Publisher, ReaderOptions
from weighstation.policy import files
from weighstation.policy.entries import BASELINE_FILE
from weighstation.policy.facts import Facts

if TYPE_CHECKING:
    from weighstation.errors import PolicyError
    from weighstation.model import Level
    from weighstation.policy.entries import Baseline, Clarification, Exemption
    from weighstation.policy.extends import Layer
    from weighstation.policy.facts import Override
    from weighstation.policy.files import Source


def exceptions(layers: list[Layer], faults: list[PolicyError]) -> tuple[Exemption, ...]:
    """Every exception of every file."""
    having = _having(layers, "exceptions")
    if not having:
        return ()
    from weighstation.policy.exemptions import exemptions

    return tuple(each for layer in having for each in exemptions(layer.source, layer.depth, faults))


def clarifications(layers: list[Layer], faults: list[PolicyError]) -> tuple[Clarification, ...]:
    """Every clarification of every file."""
    having = _having(layers, "clarifications")
    if not having:
        return ()
    from weighstation.policy.clarifications import clarifications as read

    return tuple(each for layer in having for each in read(layer.source, layer.depth, faults))


def readers(layers: list[Layer], faults: list[PolicyError]) -> ReaderOptions:
    """What all files tell the readers together."""
    having = _having(layers, "readers")
    if not having:
        return ReaderOptions()
    from weighstation.policy.reader_options import options

    return options([layer.source for layer in having], faults)


def levels(layers: list[Layer], faults: list[PolicyError]) -> dict[str, Level]:
    """The level of each code that a file names."""
    having = _having(layers, "levels")
    if not having:
        return {}
    from weighstation.policy.levels import levels as read

    return read(having, faults)


def use(layers: list[Layer], faults: list[PolicyError]) -> tuple[Facts, tuple[Override, ...]]:
    """The facts of use and the overrides. What the default assumes gives way to the first word of the team's own."""
    stating = _having(layers, "use")
    own = [layer for layer in stating if layer.source.path != files.preset("default")[0]]
    if not stating:
        return Facts(), ()
    from weighstation.policy import use as read

    return read.facts(own or stating, faults), tuple(read.overrides(own or stating, faults))


def publisher(layers: list[Layer]) -> Publisher:
    """What all files say in ``[sbom]`` together, of each key the nearest file's word."""
    said: dict[str, str] = {}
    for layer in sorted(_having(layers, "sbom"), key=lambda layer: -layer.depth):
        table = layer.source.table["sbom"]
        said |= {name.replace("-", "_"): text.strip() for name, text in table.items()}
    return Publisher(**said)


def baseline_file(source: Source) -> str:
    """The name of the baseline, which counts from the folder of the policy."""
    named: str = source.table.get("baseline", {}).get("file", BASELINE_FILE)
    return named


def baseline(source: Source, folder: str) -> Baseline | None:
    """The baseline of the policy; None as long as nobody has taken one."""
    path = os.path.join(folder, baseline_file(source))
    if not os.path.isfile(path):
        return None
    from weighstation.policy.baseline import read

    return read(path)


def _having(layers: list[Layer], name: str) -> list[Layer]:
    return [layer for layer in layers if name in layer.source.table]
