"""Texts of licenses that lie beside weights: which license each is, as a claim."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from weighstation.errors import ReadError
from weighstation.knowledge.licenses import license  # noqa: A004 - the field's own word
from weighstation.model import Claim
from weighstation.sources.stores import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.identify import Match


SOURCE = "license-text"
CUSTOM, UNKNOWN = "other", "a text of a license that is not known here"
EXACT, EDITED = 0.9, 0.75  # confidence in a text that is the license word by word, or nearly
_WORDS = frozenset(("license", "licence", "licenses", "copying", "terms"))
_OF_OTHERS = frozenset(("code", "data", "third", "3rd", "thirdparty"))
_OF_WEIGHTS = frozenset(("model", "models", "weights"))


def names(files: Iterable[str]) -> list[str]:
    """Those of some file names that hold the license of weights: ``LICENSE-MODEL`` goes before ``LICENSE``."""
    parts = {name: set(name.lower().replace("_", "-").replace(".", "-").replace(" ", "-").split("-")) for name in files}
    found = sorted(name for name, words in parts.items() if words & _WORDS and not words & _OF_OTHERS)
    return [name for name in found if parts[name] & _OF_WEIGHTS] or found


def claims(source: str, store: str, folder: str) -> Iterator[Claim]:
    """One claim for each license text in a folder of a store."""
    for name in names(os.listdir(os.path.join(store, folder))):
        try:
            yield claim(source, f"{folder}/{name}", read(store, folder, name))
        except ReadError as error:
            yield fault(source, error)


def claim(source: str, where: str, text: bytes) -> Claim:
    """The license that a text is. Of a text that nobody here knows the claim names none, and says so.

    Raises ``ReadError`` for what is no text. A known text that somebody added to is a custom license.
    """
    found = _identified(where, text)
    if found is None:
        return Claim("", source, where, 0.0, note=UNKNOWN)
    known = license(found.key) if found.key else None
    if known is None:
        return Claim("", source, where, EDITED, candidates=_possible(found), note=found.note)
    return Claim(
        known.id, source, where, EXACT if found.exact else EDITED, note=found.note or f"the text of {known.name}"
    )


def stated(path: str, text: bytes) -> str:
    """The license that a text is as a word that a model card would have: an id, ``other``, or that it is not known."""
    found = _identified(path, text)
    known = license(found.key) if found and found.key else None
    return known.id if known else CUSTOM if found else UNKNOWN


def _identified(path: str, text: bytes) -> Match | None:
    from weighstation import identify

    try:
        return identify.text(text)
    except ReadError as error:
        raise ReadError(error.message, path=path, hint=error.hint) from None


def _possible(found: Match) -> tuple[str, ...]:
    return found.keys if len(found.keys) > 1 else (CUSTOM,)


def fault(source: str, error: ReadError) -> Claim:
    """What could not be read, as a claim that names no license: nobody shall take it for silence."""
    return Claim("", source, error.path, 0.0, note=error.message)
