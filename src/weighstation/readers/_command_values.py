"""What the value of an option or a variable names: one id, a list of them, ``key=value`` pairs, or JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.readers import _keys
from weighstation.readers._ids import Named, identify
from weighstation.readers._words import Word, part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.readers._ids import Place

_LONGEST = 20_000  # characters of a value; a longer one is data
_ITEM = re.compile(r"[^\s,;'\"]+")
_PAIR = re.compile(r"([A-Za-z_][\w.-]*)=(?=.)")
_JSON = re.compile(r'"([\w.-]+)"\s*:\s*"([^"\\]*)"|"([^"\\]*)"(?!\s*:)')
_NAMING = frozenset({"id", "name", "model", "path", "repo", "repo_id", "source", "url", "uri"})
# What is worth asking `identify` about a word that nothing around it explains. A cheap question: most words are not.
_SIGN = re.compile(r"://|hf\.co[/:]|huggingface\.co[/:]|^hf[-_]hub:|^[a-z]{2,3}_[a-z]+_\w+$")
_ELSEWHERE = re.compile(
    r"hub_model|hub_repo|push|upload|output|save|export|served|alias|run_name|wandb|image|docker|container|(?:^|_)git"
)
_LLM = re.compile(r"(?:\w+_)?llm(?:_model)?(?:_name)?")
_HUB = re.compile(r"(?<![\w.-])(?:www\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com)[/:](\S*)")
_SLUG = re.compile(r"(?:datasets/|spaces/|api/models/)?[^/?#]*(?:/[^/?#]*)?")
_DYNAMIC = re.compile(r"[$`*%<{]")


def named(word: Word, place: Place | None) -> Iterator[tuple[Word, Named]]:
    """The components in a value that stands in ``place``, each with its part of the word."""
    if len(word.text) > _LONGEST:
        return
    if word.text.lstrip()[:1] in {"[", "{"} and '"' in word.text:
        yield from _in_json(word, place)
        return
    items = [part(word, found.start(), found.end()) for found in _ITEM.finditer(word.text)]
    pairs = [_PAIR.match(item.text) for item in items]
    known = [
        _pair(item, pair, place) if pair else (item, one(item, place)) for item, pair in zip(items, pairs, strict=True)
    ]
    if any(not pair and not found for pair, (_, found) in zip(pairs, known, strict=True)):
        return  # prose
    yield from ((item, found) for item, found in known if found)


def elsewhere(name: str) -> bool:
    """Whether an option or variable of this name points to where something is put or found that is no model."""
    return _keys.place(name) is None and bool(_ELSEWHERE.search(_keys.fold(name)))


def of_variable(name: str, value: Word) -> Iterator[tuple[Word, Named, str]]:
    """The components in the value of a variable, each with its part of the word, and ``NAME=``."""
    if not elsewhere(name):
        yield from ((piece, component, f"{name}=") for piece, component in named(value, _place(name, value)))
    elif component := evident(value):
        yield value, component, f"{name}="


def _place(name: str, value: Word) -> Place | None:
    """The place that a variable makes for its value. ``LLM=llama2`` is how Ollama's models are named."""
    place = _keys.place(name)
    if place != "model" or not _LLM.fullmatch(_keys.fold(name)):
        return place
    from weighstation.knowledge import models

    return "ollama" if models.exact(f"ollama:{value.text.strip()}") else place


def recorded(word: Word) -> Named | None:
    """A word that is the id of a recorded model, as a container gets it behind the name of its image."""
    from weighstation.knowledge import models

    found = identify(word.text, "weak")
    return found if found and models.exact(found.id) else None


def evident(word: Word) -> Named | None:
    """What a word names wherever it stands: an address of the Hub or of a spaCy wheel, ``hf://…``, ``ollama://…``."""
    if not _SIGN.search(word.text):
        return None
    address = _HUB.search(word.text)
    rest = address[1] if address else word.text.rpartition("://")[2]
    slug = _SLUG.match(rest)
    if slug is None or _DYNAMIC.search(slug[0]):
        return None
    return identify(f"https://huggingface.co/{rest}" if address else word.text, "weak")


def one(word: Word, place: Place | None) -> Named | None:
    """What a word that is nothing but a name names in ``place``; None is a place that says nothing."""
    found = evident(word)
    if found or _DYNAMIC.search(word.text):
        return found
    if place is None or place == "weak":
        return identify(word.text, "weak") if word.text.count("/") == 1 else None
    if place == "dataset" and "/" not in word.text:
        return None  # `--dataset train` is far more often a name of one's own than a legacy id such as `squad`
    return identify(word.text, place)


def _pair(item: Word, pair: re.Match[str], place: Place | None) -> tuple[Word, Named | None]:
    value = part(item, pair.end())
    return value, None if _keys.never(pair[1]) else one(value, _keys.place(pair[1]) or place)


def _in_json(word: Word, place: Place | None) -> Iterator[tuple[Word, Named]]:
    for found in _JSON.finditer(word.text):
        group, key = (2, found[1]) if found[1] else (3, "")
        inner = place if not key or _keys.fold(key) in _NAMING else None
        value = part(word, found.start(group), found.end(group))
        if component := one(value, inner or _keys.place(key)):
            yield value, component
