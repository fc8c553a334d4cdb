"""Names near one that nobody knows: of licenses, models and hosted models."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SHORTEST, _LONGEST = 3, 100  # characters; less is near to too much, and the comparison takes quadratic time
_MOST = 3
_HOSTED = "models/hosted.tsv"
_TABLES = {
    "ollama": "models/ollama.tsv",
    "docker-model": "models/docker-model.tsv",
    "spacy": "models/spacy.tsv",
    **dict.fromkeys(("openai", "anthropic", "google", "bedrock", "cohere", "mistral-api", "xai", "groq"), _HOSTED),
}
_NEAR = 0.8  # of 1; below it, words have little to do with each other


def near(word: str) -> tuple[str, ...]:
    """At most three names that ``explain`` knows and that are spelled nearly like ``word``, the nearest first."""
    word = word.strip()
    if not _SHORTEST <= len(word) <= _LONGEST:
        return ()
    scheme, colon, name = word.partition(":")
    if scheme in _TABLES:
        return tuple(f"{scheme}:{found}" for found in _nearest(name, _tabled(scheme)))
    if "/" in word:
        owner, _, model = (name if colon else word).partition("/")
        prefix = f"{scheme}:" if colon else ""
        return tuple(prefix + found for found in _models(owner, model)) if prefix in ("", "hf:") else ()
    licenses = _licenses()
    found = _nearest(word, (*licenses, *_originals(word), *_tabled("openai"), *_tabled("ollama")))
    return tuple(dict.fromkeys(licenses.get(each, each) for each in found))


def _models(owner: str, name: str) -> Iterator[str]:
    """Recorded models of the Hub by an owner of nearly that name."""
    from weighstation.knowledge import _files, models

    owners = _nearest(owner, models.publishers())
    for found in dict.fromkeys([owner.lower()] * (owner.lower() in models.publishers()) + owners):
        rows = _files.rows(f"models/hf/{found[0]}.tsv", 1)
        ids = {row[0].partition("/")[2]: row[0] for row in rows if row[0].lower().startswith(f"{found}/")}
        near_names = [ids[each] for each in _nearest(name, ids)]
        if near_names:
            yield from near_names
            return


def _licenses() -> dict[str, str]:
    """Every spelling of a license with the key it stands for; the name of a family stands for itself."""
    from weighstation.knowledge import _files

    rows = (*_files.rows("names.tsv", 2), *_files.rows("ids.tsv", 2))
    return {row[0]: row[0] if " " in row[1] else row[1] for row in rows}


def _originals(word: str) -> Iterator[str]:
    from weighstation.knowledge import _files

    table = f"models/originals/{word[0].lower()}.tsv"
    if word[0].isascii() and word[0].isalnum() and _files.exists(table):
        yield from (row[0] for row in _files.rows(table, 2) if " " not in row[1])


def _tabled(scheme: str) -> Iterator[str]:
    """The names of a table of its own, or of the hosted models of one provider."""
    from weighstation.knowledge import _files

    ids = (row[0] for row in _files.rows(_TABLES[scheme], 1))
    hosted = _TABLES[scheme] == _HOSTED
    names = (name.removeprefix(f"{scheme}:") for name in ids if not hosted or name.startswith(f"{scheme}:"))
    yield from (name for name in names if "*" not in name)


def _nearest(word: str, known: Iterable[str]) -> list[str]:
    from difflib import get_close_matches  # slow to import, and only a name nobody knows needs it

    folded = {name.casefold(): name for name in known}
    return [folded[each] for each in get_close_matches(word.casefold(), folded, n=_MOST, cutoff=_NEAR)]
