"""The vocabulary of what leaves a repository: duties, and what the repository says of itself. Frozen values, too.

It is a module of its own since the hook needs none of it.
"""

from typing import Literal, NamedTuple

from weighstation.model import Statement

NOTICES_MARK = "Written by weighstation notices"
"""Stands at the head of a list of what is owed, which is no proof that it was given."""

DutyKind = Literal[
    "license-copy",
    "notice-file",
    "attribution",
    "name-prefix",
    "modification-statement",
    "use-policy",
    "share-alike",
    "display",
]


class Duty(NamedTuple):
    """What a license asks of whoever passes a model on, or shows what it makes, under some facts of use.

    ``license`` is a key, ``what`` says in plain words what to do, ``words`` has the exact wording to write or show
    where the license has one. ``applies`` is ``if`` where it hangs on ``condition``, which ``fact`` (a key of the
    policy, ``use.distributes``) would settle; it is empty where no key does. ``met`` is None where the files of a
    repository cannot tell; ``where`` is the file that shows that it is met.
    """

    component: str
    license: str
    kind: DutyKind
    what: str
    words: str = ""
    clause: str = ""
    applies: Literal["yes", "if"] = "yes"
    condition: str = ""
    fact: str = ""
    met: bool | None = None
    where: str = ""


class Excerpt(NamedTuple):
    """The beginning of a text file of the repository; ``fault`` says why there is none."""

    path: str
    text: str
    fault: str = ""


class LicenseText(NamedTuple):
    """A file with the name of a license text: the keys of what it may be or holds, none where it is not known.

    ``sure``: it is the text of one license and of nothing else; otherwise ``note`` says what it is instead.
    """

    path: str
    keys: tuple[str, ...] = ()
    sure: bool = False
    note: str = ""


class ModelCard(NamedTuple):
    """The card of a model that the repository publishes, as it is written. ``name`` is empty where it gives none."""

    path: str
    name: str = ""
    license: str = ""
    line: int = 0
    bases: tuple[str, ...] = ()


class Outbound(NamedTuple):
    """What the repository itself says to whoever gets it. ``folders`` are those that were looked at, "" the top.

    ``stated`` are the license fields of manifests, ``texts`` readmes and documentation, ``shown`` files of an interface
    that hold the beginning of an attribution.
    """

    folders: tuple[str, ...] = ()
    notices: tuple[Excerpt, ...] = ()
    licenses: tuple[LicenseText, ...] = ()
    cards: tuple[ModelCard, ...] = ()
    stated: tuple[Statement, ...] = ()
    texts: tuple[Excerpt, ...] = ()
    shown: tuple[Excerpt, ...] = ()
