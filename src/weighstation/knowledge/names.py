"""From the spelling of a license in the wild to the keys it can stand for."""

from __future__ import annotations

from weighstation.knowledge import _files

_IGNORED = frozenset(("license", "licence", "version"))


def fold(spelling: str) -> str:
    """The form under which the index holds a spelling: ``The Apache License, Version 2.0`` is ``apache-2.0``.

    Lower case; every run of characters other than letters, digits, ``.`` and ``+`` becomes one ``-``; a leading
    "the", the words "license" and "version", and the v of ``v2`` are dropped. Nothing else is: a word that is left
    over may be the one that restricts.
    """
    spaced = "".join(c if c.isalnum() or c in ".+" else " " for c in spelling.casefold())
    words = [_without_v(word.strip(".")) for word in spaced.split()]
    if words[:1] == ["the"]:
        del words[0]
    return "-".join(word for word in words if word and word not in _IGNORED)


def keys_for(spelling: str) -> tuple[str, ...]:
    """The keys of all licenses that a spelling can stand for, sorted; none if it is unknown.

    A license's very key or id, in any case, stands for that license alone. Every other spelling (a Hub tag or
    ``license_name``, a PyPI classifier, a name, an SPDX id) is folded; the name of a family (``openrail``, ``bsd``,
    ``modified-mit``) then has several keys and is never resolved to one of them.
    """
    itself = _files.row("ids.tsv", spelling.strip(), 2)
    if itself:
        return (itself[1],)
    folded = fold(spelling)
    row = _files.row("names.tsv", folded, 2) if folded else None
    return tuple(row[1].split()) if row else ()


def _without_v(word: str) -> str:
    return word[1:] if len(word) > 1 and word[0] == "v" and word[1].isdigit() else word
