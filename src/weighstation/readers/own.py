"""Words of a team's own: loaders and keys that its policy adds to the tables of the readers."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from weighstation.readers import OWN_MARKS, _keys, _loaders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import ReaderOptions


@contextmanager
def added(options: ReaderOptions) -> Iterator[None]:
    """Within it the readers of this process, and of those it forks, know the team's words as well as their own."""
    _loaders.OWN.update(_row(loader) for loader in options.loaders)
    _keys.OWN.update((_keys.fold(key), "model") for key in options.keys)
    _keys.place.cache_clear()
    OWN_MARKS.extend(marks(options))
    try:
        yield
    finally:
        OWN_MARKS.clear()
        _loaders.OWN.clear()
        _keys.OWN.clear()
        _keys.place.cache_clear()


def marks(options: ReaderOptions) -> list[bytes]:
    """What a file holds that one of the team's words may stand in: the last part of a loader, a key in any spelling."""
    words = {loader.partition("(")[0].rpartition(".")[2] for loader in options.loaders}
    for key in map(_keys.fold, options.keys):
        first, *others = key.split("_")
        words |= {key, key.upper(), key.replace("_", "-"), first + "".join(map(str.capitalize, others))}
    return [word.encode() for word in sorted(words)]


def _row(written: str) -> tuple[str, _loaders.Loader]:
    """``acme.Encoder(weights)`` as the name of a callable and its row."""
    name, _, argument = written.rstrip(")").partition("(")
    usual = _loaders.LOADERS["from_pretrained"].keywords
    if not argument:
        return name, _loaders.Loader({0: "hub"}, usual)
    return name, _loaders.Loader({int(argument): "hub"}, {}) if argument.isdigit() else _loaders.Loader(
        {}, {argument: "hub"}
    )
