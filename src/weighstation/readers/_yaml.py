"""YAML as a list of leaves. Nothing is constructed: tags mean nothing here, aliases are not expanded.

Reading libyaml's events, not its nodes, keeps a file of aliases of aliases as small as it is written.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any

import yaml

from weighstation.readers._leaves import Keys, Leaf

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 100
"""Levels of nesting that are read; libyaml needs quadratic time for deep ones, and no configuration has them."""

LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where PyYAML was built with it; of either only the events are used."""
_START = re.compile(r"\n(?=---(?:\s|$))")
_SHORT = 300  # characters: longer anchored text is not read again at each of its aliases
_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)


class TooDeepError(Exception):
    """The text nests deeper than ``DEEPEST`` levels; ``line`` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"nests deeper than {DEEPEST} levels")
        self.line = line


def documents(text: str) -> Iterator[tuple[int, str]]:
    """The documents of a stream, each with its offset: ``---`` at the start of a line begins one wherever it stands."""
    starts = [0, *(match.end() for match in _START.finditer(text))]
    if text.startswith("%"):  # directives belong to the document after them
        starts = starts[:1] + starts[2:]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield start, text[start:end]


def leaves(text: str, offset: int = 0) -> list[Leaf]:
    """The leaves of ``text``, which stands at ``offset`` of its file.

    Raises ``yaml.YAMLError`` or ``TooDeepError``, both with places relative to ``text``.
    """
    found: list[Leaf] = []
    loader = LOADER(text)
    events: Iterator[yaml.Event] = iter(loader.get_event, None)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            _Document(text, events, found).node(next(events), ())
    return [leaf._replace(offset=leaf.offset + offset) for leaf in found] if offset else found


def reason(text: str, error: yaml.YAMLError) -> tuple[str, int]:
    """What is wrong, and how many lines below the beginning of the text."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return error.problem or "broken", error.problem_mark.line
    return getattr(error, "reason", "broken"), text.count("\n", 0, getattr(error, "position", 0))


class _Document:
    """One document on its way from events to leaves; ``anchors`` are the short texts that aliases can repeat."""

    def __init__(self, text: str, events: Iterator[yaml.Event], leaves: list[Leaf]) -> None:
        self.text, self.events, self.leaves = text, events, leaves
        self.anchors: dict[str, str] = {}

    def node(self, event: yaml.Event, keys: Keys) -> None:
        start: Any = event.start_mark  # events of a parser always have marks, which their types do not say
        if len(keys) > DEEPEST:
            raise TooDeepError(start.line + 1)
        if isinstance(event, yaml.ScalarEvent):
            self.scalar(event, keys)
        elif isinstance(event, yaml.AliasEvent) and event.anchor in self.anchors:
            self.leaves.append(Leaf(keys, self.anchors[event.anchor], start.index))
        elif isinstance(event, yaml.SequenceStartEvent):
            self.sequence(keys)
        elif isinstance(event, yaml.MappingStartEvent):
            self.mapping(keys)

    def scalar(self, event: yaml.ScalarEvent, keys: Keys) -> None:
        if event.anchor and len(event.value) <= _SHORT:
            self.anchors[event.anchor] = event.value
        self.leaves.append(_leaf(self.text, event, keys))

    def sequence(self, keys: Keys) -> None:
        for index in count():
            event = next(self.events)
            if isinstance(event, yaml.SequenceEndEvent):
                return
            self.node(event, (*keys, index))

    def mapping(self, keys: Keys) -> None:
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = event.value if isinstance(event, yaml.ScalarEvent) else ""
            if isinstance(event, _STARTS):
                self.node(event, (*keys, key))
            elif "/" in key and isinstance(event, yaml.ScalarEvent) and _can_be_id(key):
                self.leaves.append(_leaf(self.text, event, (*keys, 0)))  # as the item of a list would be
            self.node(next(self.events), (*keys, key))


def _can_be_id(key: str) -> bool:
    """Whether a key may be an ``org/name``, as in ``data_mixer: {org/name: 0.5}``: no path, no Kubernetes label."""
    owner, slash, name = key.partition("/")
    return bool(slash and owner and name) and "." not in owner and "/" not in name


def _leaf(text: str, event: yaml.ScalarEvent, keys: Keys) -> Leaf:
    """A scalar with the offset of its first character; its source too where that spans lines."""
    start: Any = event.start_mark
    end: Any = event.end_mark
    if start.line == end.line:
        return Leaf(keys, event.value, start.index + (event.style in ("'", '"')))
    # The indicators of a block scalar have a line of their own.
    first = text.find("\n", start.index, end.index) + 1 if event.style in ("|", ">") else start.index
    return Leaf(keys, event.value, first, text[first : end.index])
