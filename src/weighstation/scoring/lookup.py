"""Whether a field is there: paths into CycloneDX JSON.

A path is keys with dots between them: ``metadata.tools.components.name``. A list is looked through. A key may have a
condition: ``externalReferences[type=vcs].url``, ``properties[name=bsi:component:filename].value``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_STEP = re.compile(r"([@$\w-]+)(?:\[([\w-]+)=([^\]]+)\])?(?:\.|$)")
_NOTHING: tuple[object, ...] = ({}, [], "", None)


class _Step(NamedTuple):
    key: str
    condition: str
    wanted: str


def found(value: object, path: str) -> bool:
    """Whether a path leads to something that is not empty; ``false`` and 0 are something."""
    return _found(value, _steps(path))


@lru_cache(maxsize=512)
def _steps(path: str) -> tuple[_Step, ...]:
    steps = tuple(_Step(*match.group(1, 2, 3)) for match in _STEP.finditer(path))
    if not steps or ".".join(_shown(step) for step in steps) != path:
        raise ValueError(f"no path: {path}")
    return steps


def _shown(step: _Step) -> str:
    return f"{step.key}[{step.condition}={step.wanted}]" if step.condition else step.key


def _found(value: object, steps: tuple[_Step, ...]) -> bool:
    if isinstance(value, list):
        return any(_found(one, steps) for one in value)
    if not steps:
        return value not in _NOTHING
    if not isinstance(value, dict):
        return False
    step, rest = steps[0], steps[1:]
    inner = value.get(step.key)
    if step.condition:
        several = inner if isinstance(inner, list) else [inner]
        inner = [one for one in several if isinstance(one, dict) and one.get(step.condition) == step.wanted]
    return _found(inner, rest)
