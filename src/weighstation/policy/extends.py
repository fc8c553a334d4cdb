"""``extends``: the policy file itself and every file it builds on, each with its distance."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from weighstation.errors import PolicyError
from weighstation.policy import files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from weighstation.policy.files import Source

MOST = 50  # files; more is no policy that a person can follow


class Layer(NamedTuple):
    """A policy file, the ``extends`` steps to it (0: the file itself), and the real paths it extends, by index."""

    source: Source
    depth: int
    targets: tuple[tuple[int, str], ...]


def gather(source: Source) -> tuple[list[Layer], list[PolicyError]]:
    """All files of a policy, nearest first, each once and at its shortest distance, with every fault of ``extends``."""
    layers: list[Layer] = []
    faults: list[PolicyError] = []
    seen = {_real(source.path)}
    queue = [(source, 0)]
    for reader, depth in queue:
        targets = tuple(_targets(reader))
        layers.append(Layer(reader, depth, tuple((index, _real(path)) for index, path, _ in targets)))
        for index, path, name in targets:
            if _real(path) in seen or len(seen) > MOST:
                continue
            seen.add(_real(path))
            try:
                queue.append((files.read(path, name), depth + 1))
            except PolicyError as error:
                faults.append(_unreadable(reader, index, error))
    return layers, [*faults, *_too_many(layers, seen), *_loops(layers)]


def _targets(source: Source) -> Iterator[tuple[int, str, str]]:
    """Index, path and name of every file named under ``extends``; what is no text is left to the schema."""
    named = source.table.get("extends")
    for index, target in enumerate(named if isinstance(named, list) else ()):
        if not isinstance(target, str) or not target.strip():
            continue
        if _is_preset(target):
            path, name = files.preset(target)
        else:
            path = os.path.join(os.path.dirname(source.path), target)
            name = os.path.normpath(os.path.join(os.path.dirname(source.name), target)).replace(os.sep, "/")
        yield index, path, name


def _is_preset(target: str) -> bool:
    return "/" not in target and "\\" not in target and not target.endswith(".toml")


def _unreadable(source: Source, index: int, error: PolicyError) -> PolicyError:
    target = source.table["extends"][index]
    if not _is_preset(target):
        if error.line:
            return error
        return source.fault(f"extends `{target}`, which {error.message}", ("extends", index), error.hint)
    from weighstation.policy.suggest import did_you_mean

    names = files.presets()
    hint = did_you_mean(target, names) or f"the presets are {', '.join(names)}; a file is named by its path"
    return source.fault(f"there is no preset `{target}`", ("extends", index), hint)


def _too_many(layers: list[Layer], seen: set[str]) -> Iterator[PolicyError]:
    if len(seen) > MOST:
        yield layers[0].source.fault(f"extends more than {MOST} files", ("extends",), "merge some of them")


def _loops(layers: list[Layer]) -> Iterator[PolicyError]:
    """A fault for each step of a loop."""
    steps = {_real(layer.source.path): [path for _, path in layer.targets] for layer in layers}
    looping = _on_loops(steps)
    for layer in layers:
        for index, path in layer.targets:
            if _real(layer.source.path) in looping and path in looping:
                target = layer.source.table["extends"][index]
                message = f"extends `{target}`, which leads back to this file"
                yield layer.source.fault(message, ("extends", index), "remove one step of the loop")


def _on_loops(steps: Mapping[str, list[str]]) -> set[str]:
    """The files that are left when those without a step in, or without a step out, are taken away again and again."""
    left = set(steps)
    while True:
        reached = {target for path in left for target in steps[path]}
        through = {path for path in left if path in reached and left.intersection(steps[path])}
        if through == left:
            return left
        left = through


def _real(path: str) -> str:
    """The path without links, so that one file has one name."""
    try:
        return os.path.realpath(path)
    except ValueError:  # a null character: the file will turn out to be missing
        return path
