"""The cards of models that the repository publishes (https://huggingface.co/docs/hub/model-cards)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.errors import ReadError
from weighstation.outbound._texts import MOST, text
from weighstation.outbound_model import ModelCard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.readers._leaves import Leaf

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n.*?^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^(?:#{1,2} +(.+)|<h1[^>]*>(.+?)</h1>)", re.MULTILINE)
_MARKUP = re.compile(r"<[^>]*>|!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)")
_AROUND = re.compile(r"^\W*(?:model card (?:for|of)\W*)?|[\s`*_#]+$", re.IGNORECASE)
_NO_NAME = re.compile(r"model[- ]?cards?|read ?me|introduction|overview|model id|usage|(model )?(details|description)")
_LONGEST = 100  # characters of a name; a longer heading is a sentence


def cards(path: str, data: bytes | ReadError) -> Iterator[ModelCard]:
    """The card in a Markdown file with a front matter. One that is no YAML is the reader's to report."""
    from weighstation.readers import markdown

    if isinstance(data, ReadError) or not path.lower().endswith(".md"):
        return
    try:
        card = markdown.card_of(path, data)
    except ReadError:
        return
    if card is not None:
        words = [leaf for leaf in card.leaves if leaf.value]
        line = next((card.position(leaf.offset)[0] for leaf in words if leaf.keys[:1] == ("license",)), 0)
        bases = tuple(leaf.value for leaf in words if leaf.keys[:1] == ("base_model",))
        yield ModelCard(path, _name(words, text(data[:MOST])), _license(words), line, bases)


def _license(leaves: Iterable[Leaf]) -> str:
    """The license as a card states it: ``license_name`` where the tag is ``other``, which says nothing."""
    tags = [leaf.value for leaf in leaves if leaf.keys[:1] == ("license",)]
    names = [leaf.value for leaf in leaves if leaf.keys == ("license_name",)]
    return names[0] if names and tags in ([], ["other"]) else " AND ".join(tags)


def _name(leaves: Iterable[Leaf], whole: str) -> str:
    """The name of the model: what the front matter says, else the first heading, if that is a name."""
    for leaf in leaves:
        if leaf.keys == ("model_name",) or (leaf.keys[:1] == ("model-index",) and leaf.keys[2:] == ("name",)):
            return leaf.value[:_LONGEST]
    found = _HEADING.search(_FRONT.sub("", whole, count=1))
    title = _AROUND.sub("", _MARKUP.sub("", found[1] or found[2])) if found else ""
    return "" if _NO_NAME.fullmatch(title.lower()) else title[:_LONGEST].strip()
