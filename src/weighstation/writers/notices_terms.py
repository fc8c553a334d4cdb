"""The licenses of a block of notices: names, where their texts and use policies are."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from weighstation.knowledge.licenses import license as known_license
from weighstation.licensing.expression import ExpressionError, leaves, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.knowledge.licenses import License
    from weighstation.model import Conclusion
    from weighstation.outbound_model import LicenseText
    from weighstation.release import Shipped

NOT_KNOWN = "License not known"
# Texts that begin with the copyright line of their author: that of one project is not that of another.
_WITH_AUTHOR = ("mit", "bsd-", "isc", "ncsa", "postgresql", "zlib", "x11", "hpnd")


class Terms(NamedTuple):
    """A license: its id, the address of its text, its policy of use, and the files here that are its text.

    ``known`` is false where nothing is known of the id but that somebody wrote it, ``of_author`` says that the text
    has a copyright line of its own wherever it is used.
    """

    name: str
    id: str
    known: bool = True
    address: str = ""
    use_policy: str = ""
    texts: tuple[str, ...] = ()
    of_author: bool = False


def title(conclusion: Conclusion) -> str:
    """The heading of a block: the name of the license, the names in an expression, or that it is not known."""
    if conclusion.expression:
        return _spelled(conclusion.expression)
    possible = ", ".join(map(_name, conclusion.candidates))
    return f"{NOT_KNOWN}: one of {possible}" if possible else NOT_KNOWN


@lru_cache(maxsize=1024)
def _spelled(expression: str) -> str:
    ids = _ids(expression)
    return _name(ids[0]) if len(ids) == 1 and ids[0] == expression else expression


def _name(id_or_key: str) -> str:
    found = known_license(id_or_key)
    return found.name if found else id_or_key


def involved(group: Iterable[Shipped], texts: Iterable[LicenseText]) -> Iterator[Terms]:
    """Every license of a block once: those of the expressions, then those that only ask for something (of bases)."""
    shipped, files = [*group], [*texts]
    named = (name for each in shipped for name in _ids(each.conclusion.expression))
    asking = (duty.license for each in shipped for duty in each.duties)
    found: dict[str, Terms] = {}
    for name in dict.fromkeys([*named, *asking]):
        license = known_license(name) or known_license(name.removesuffix("+"))  # noqa: A001 - the field's own word
        terms = _terms(license, files) if license and license.named else Terms(name, name, known=False)
        found.setdefault(terms.id, terms)
    yield from found.values()


@lru_cache(maxsize=1024)
def _ids(expression: str) -> tuple[str, ...]:
    """The licenses that an expression names, each once; of a text that is none, the text."""
    if not expression:
        return ()
    try:
        return tuple(dict.fromkeys(leaf.id for leaf in leaves(parse(expression))))
    except ExpressionError:
        return (expression,)


def _terms(license: License, files: Iterable[LicenseText]) -> Terms:  # noqa: A002 - the field's own word
    of_author = license.key.startswith(_WITH_AUTHOR) and bool(license.url)
    here = () if of_author else files
    paths = tuple(sorted(each.path for each in here if each.sure and license.key in each.keys))
    use_policy = str(license.terms.get("aup_url", ""))
    return Terms(license.name, license.id, address=license.url, use_policy=use_policy, texts=paths, of_author=of_author)
