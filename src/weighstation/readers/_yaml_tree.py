"""YAML as plain values: mappings, lists and texts, with the places of the upper keys, for files whose keys count.

Nothing is constructed, as in ``_yaml``: every scalar is its text, and an alias, which no tool writes into a lock file,
is an empty one.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import yaml

from weighstation.errors import ReadError
from weighstation.readers import _yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    Where = tuple[str | int, ...]
    Places = dict[Where, tuple[int, int]]

_DEEPEST_PLACE = 2  # levels of keys that lock files have one entry each on


def documents(path: str, text: str) -> Iterator[tuple[Any, Places]]:
    """The value of each document of a stream, with line and column, from 1, of the keys of its upper two levels.

    Of a key that is there twice the last one counts. Raises ``ReadError`` with the line, after the documents before it.
    """
    try:
        events: Iterator[yaml.Event] = iter(_yaml.LOADER(text).get_event, None)
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                places: Places = {}
                yield _value(next(events), events, (), places), places
    except _yaml.TooDeepError as error:
        raise ReadError(str(error), path=path, line=error.line, hint="flatten it") from None
    except yaml.YAMLError as error:
        reason, below = _yaml.reason(text, error)
        fault = f"is not valid YAML: {reason}"
        raise ReadError(fault, path=path, line=below + 1, hint="correct the syntax there") from None


def _value(event: yaml.Event, events: Iterator[yaml.Event], where: Where, places: Places) -> object:
    """The value that ``event`` begins, with all that belongs to it taken from ``events``."""
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if len(where) > _yaml.DEEPEST:
        start: Any = event.start_mark  # events of a parser always have marks, which their types do not say
        raise _yaml.TooDeepError(start.line + 1)
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(events, where, places)
    return _sequence(events, where, places) if isinstance(event, yaml.SequenceStartEvent) else ""


def _mapping(events: Iterator[yaml.Event], where: Where, places: Places) -> dict[str, object]:
    found: dict[str, object] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        start: Any = event.start_mark
        key = _value(event, events, (*where, ""), {})
        key = key if isinstance(key, str) else ""
        if len(where) < _DEEPEST_PLACE:
            places[(*where, key)] = (start.line + 1, start.column + 1)
        found[key] = _value(next(events), events, (*where, key), places)
    return found


def _sequence(events: Iterator[yaml.Event], where: Where, places: Places) -> list[object]:
    found: list[object] = []
    for index in count():
        event = next(events)
        if isinstance(event, yaml.SequenceEndEvent):
            break
        found.append(_value(event, events, (*where, index), places))
    return found
