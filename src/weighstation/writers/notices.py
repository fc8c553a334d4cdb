"""What a release has to ship or show, as one value that the writers of notices share: a block for each license.

``notices_blocks`` makes it of a release, ``notices_lines`` puts it into words, one module for each format draws these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from weighstation.model import ComponentType
    from weighstation.outbound_model import DutyKind
    from weighstation.writers.notices_terms import Terms


class Part(NamedTuple):
    """A component: its id, the version of a package, its web page if it has one, what it was made from and how."""

    name: str
    address: str = ""
    bases: tuple[tuple[str, str], ...] = ()


class Step(NamedTuple):
    """One thing that a license asks for, with the components that it is asked for.

    ``what``, ``words``, ``clause``, ``condition``, ``fact``, ``met`` and ``where`` are those of ``model.Duty``.
    ``of_all`` says that it concerns every component of the block.
    """

    license: str
    kind: DutyKind
    what: str
    words: str
    clause: str
    condition: str
    fact: str
    met: bool | None
    where: str
    parts: tuple[str, ...] = ()
    of_all: bool = False


class Block(NamedTuple):
    """The components under one license, or one expression, and what is asked for them by the facts that are stated."""

    title: str
    known: bool
    terms: tuple[Terms, ...]
    parts: tuple[Part, ...]
    steps: tuple[Step, ...]


class Question(NamedTuple):
    """A fact of use that the policy does not state, an example of it, and what hangs on it."""

    fact: str
    question: str
    example: str
    steps: tuple[Step, ...]


class Bundle(NamedTuple):
    """The whole document. ``missing`` are steps that hold, or may, and that the repository does not show."""

    project: str
    policy: str
    sections: tuple[tuple[ComponentType, tuple[Block, ...]], ...]
    missing: tuple[Step, ...]
    questions: tuple[Question, ...]
    unread: int
