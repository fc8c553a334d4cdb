"""A policy as a folder below it sees it: its globs and paths count from the policy, those of a run from the folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from weighstation.policy import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.policy.entries import Policy


def seen_from(policy: Policy, path: str, folder: str) -> Policy:
    """The policy at ``path`` with globs of paths, and files of clarifications, as seen from the folder that is checked.

    They count from the folder of the policy; where that is not around the checked folder, from the git top level.
    """
    inside = _inside(path, folder)
    if not inside:
        return policy
    exclude = tuple(left for glob in policy.readers.exclude for left in below(glob, inside))
    overrides = tuple(
        each._replace(paths=tuple(left for glob in each.paths for left in below(glob.lower(), inside.lower())))
        for each in policy.overrides
    )
    kept = (new for new, old in zip(overrides, policy.overrides, strict=True) if new.paths or not old.paths)
    clarified = (each._replace(file=_relative(each.file, inside)) for each in policy.clarifications)
    readers = policy.readers._replace(exclude=exclude)
    return policy._replace(readers=readers, overrides=tuple(kept), clarifications=tuple(clarified))


def held(path: str, folder: str) -> str:
    """The folder that the policy at ``path`` holds for as a whole, where ``folder`` is checked by it."""
    around = files.folders(folder)
    own = os.path.dirname(os.path.abspath(path))
    return own if own in around else around[-1]


def _inside(path: str, folder: str) -> str:
    """Where the folder is, with a ``/`` at its end, from where the globs count; empty where both are one."""
    inside = os.path.relpath(os.path.abspath(folder), held(path, folder)).replace(os.sep, "/")
    return "" if inside == "." else f"{inside}/"


def _relative(file: str, inside: str) -> str:
    return os.path.relpath(file, inside).replace(os.sep, "/") if file else ""


def below(glob: str, start: str) -> Iterator[str]:
    """What of a glob is left for the rest of each path that begins with ``start``: together they fit the same paths.

    A ``*`` stands for slashes, too, so that it can be left whole, used up, or both.
    """
    from fnmatch import fnmatchcase

    tokens = list(_tokens(glob))
    places = _past_stars({0}, tokens)
    for character in start:
        fitting = [at for at in places if at < len(tokens) and fnmatchcase(character, tokens[at])]
        places = _past_stars((at if tokens[at] == "*" else at + 1 for at in fitting), tokens)
    yield from ("".join(tokens[place:]) for place in sorted(places) if place < len(tokens))


def _past_stars(places: Iterable[int], tokens: list[str]) -> set[int]:
    """The places, and those that are reached where a star stands for nothing."""
    found = set(places)
    for place in range(len(tokens)):
        if place in found and tokens[place] == "*":
            found.add(place + 1)
    return found


def _tokens(glob: str) -> Iterator[str]:
    """The characters of a glob, each set such as ``[a-z]`` as one; a bracket that is never closed is a character."""
    at = 0
    while at < len(glob):
        end = glob.find("]", at + (3 if glob.startswith("[!", at) else 2)) if glob[at] == "[" else -1
        size = end + 1 - at if end > 0 else 1
        yield glob[at : at + size]
        at += size
