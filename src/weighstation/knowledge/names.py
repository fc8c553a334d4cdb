"""From the spelling of a license in the wild to the keys it can stand for."""

from __future__ import annotations

from weighstation.knowledge import _files

_IGNORED = frozenset(("license", "licence", "version"))
# Words of Creative Commons that are written as one or as two.
_TWO_WORDS = {
    "noncommercial": "non-commercial",
    "sharealike": "share-alike",
    "noderivatives": "no-derivatives",
    "noderivs": "no-derivatives",
}


def fold(spelling: str) -> str:
    """The form under which the index holds a spelling: ``The Apache License, Version 2.0`` is ``apache-2.0``.

    Lower case; every run of characters other than letters, digits, ``.`` and ``+`` becomes one ``-``; a leading
    "the", the words "license" and "version", and the v of ``v2`` are dropped. Nothing else is: a word that is left
    over may be the one that restricts. ``GPL (>= 2)``, as packages of R say it, is ``gpl-2+``.
    """
    if ">=" in spelling:
        spelling = _or_later(spelling)
    spaced = "".join(c if c.isalnum() or c in ".+" else " " for c in spelling.casefold())
    words = [_without_v(word.strip(".")) for word in spaced.split()]
    if words[:1] == ["the"]:
        del words[0]
    return "-".join(_TWO_WORDS.get(word, word) for word in words if word and word not in _IGNORED)


def keys_for(spelling: str) -> tuple[str, ...]:
    """The keys of all licenses that a spelling can stand for, sorted; none if it is unknown.

    A license's very key or id, in any case, stands for that license alone. Every other spelling (a Hub tag or
    ``license_name``, a PyPI classifier, a name, an SPDX id) is folded; the name of a family (``openrail``, ``bsd``,
    ``modified-mit``) then has several keys and is never resolved to one of them.
    """
    itself = _files.row("ids.tsv", spelling.strip(), 2)
    if itself:
        return (itself[1],)
    folded = _creative_commons(fold(spelling))
    row = _files.row("names.tsv", folded, 2) if folded else None
    return tuple(row[1].split()) if row else ()


def _creative_commons(folded: str) -> str:
    """``attribution-4.0-international`` and ``creative-commons-by-4.0-international`` as the index has them."""
    if folded.startswith("attribution-"):
        return f"creative-commons-{folded}"
    if folded.startswith("creative-commons-by-"):
        folded = "cc-" + folded.removeprefix("creative-commons-")
    return folded.removesuffix("-international") if folded.startswith("cc-by-") else folded


def _or_later(spelling: str) -> str:
    name, _, version = spelling.partition(">=")
    number = version.strip(" )")
    return f"{name.rstrip(' (,')} {number}+" if number.replace(".", "").isdigit() else spelling


def _without_v(word: str) -> str:
    return word[1:] if len(word) > 1 and word[0] == "v" and word[1].isdigit() else word
