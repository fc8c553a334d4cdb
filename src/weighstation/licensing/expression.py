"""SPDX license expressions: text to tree and back (SPDX 2.3 Annex D, SPDX 3.0.1 Annex "License expressions").

    expression = and-list *("OR" and-list)
    and-list   = operand *("AND" operand)
    operand    = "(" expression ")" / license ["WITH" exception]

So ``WITH`` binds tighter than ``AND``, and ``AND`` tighter than ``OR``. Whether an id is on the SPDX list is not asked.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_DEPTH = 64  # parentheses inside each other; more are refused, so that a hostile text cannot exhaust the stack

_ID_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.")
_OPERATORS = frozenset({"AND", "OR", "WITH"})


class ExpressionError(ValueError):
    """The text is no license expression. ``offset`` counts characters from 0."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(f"{message} (at character {offset + 1})")
        self.offset = offset


class Leaf(NamedTuple):
    """One license: an SPDX id (with its ``+``, if any) or a ``LicenseRef-`` id, and the exception it comes WITH."""

    id: str
    exception: str = ""


class And(NamedTuple):
    """All parts bind. The operator is a field so that ``And`` and ``Or`` of the same parts are not equal tuples."""

    parts: tuple[Node, ...]
    operator: Literal["AND"] = "AND"


class Or(NamedTuple):
    """The user may choose one of the parts."""

    parts: tuple[Node, ...]
    operator: Literal["OR"] = "OR"


Node: TypeAlias = Leaf | And | Or


class _Token(NamedTuple):
    text: str
    offset: int


@lru_cache(maxsize=1024)
def parse(text: str) -> Node:
    """Read an expression; operators in any case. Nested lists of the same operator are flattened.

    Raises ``ExpressionError``, and nothing else, for any text that is no expression.
    """
    tokens = tuple(_tokens(text))
    node, at = _list(Or, tokens, 0, 0)
    if tokens[at].text:
        raise ExpressionError(f"expected AND, OR or the end, found {tokens[at].text[:60]!r}", tokens[at].offset)
    return node


def render(node: Node) -> str:
    """Write a tree as text: operators in capitals, parentheses only around an ``OR`` inside an ``AND``."""
    if isinstance(node, Leaf):
        return f"{node.id} WITH {node.exception}" if node.exception else node.id
    inside_and = isinstance(node, And)
    return f" {node.operator} ".join(
        f"({render(part)})" if inside_and and isinstance(part, Or) else render(part) for part in node.parts
    )


def leaves(node: Node) -> tuple[Leaf, ...]:
    """Every license named in the tree, in order, repetitions kept."""
    return (node,) if isinstance(node, Leaf) else tuple(leaf for part in node.parts for leaf in leaves(part))


def combine_and(expressions: Iterable[str]) -> str:
    """One expression that says all of the given ones bind; repetitions (in any case of letters) are dropped.

    Empty expressions are skipped: whether a missing license makes the whole unknown is for the caller to decide.
    Raises ``ExpressionError``.
    """
    parts = _flat(And, [parse(text) for text in expressions if text.strip()])
    unique = tuple({render(part).casefold(): part for part in reversed(parts)}.values())[::-1]
    if not unique:
        return ""
    return render(unique[0] if len(unique) == 1 else And(unique))


def _tokens(text: str) -> Iterator[_Token]:
    """Words and parentheses with their offsets, then one empty token for the end."""
    start = 0
    for offset, character in enumerate(f"{text} "):
        if character not in "()" and not character.isspace():
            continue
        if start < offset:
            yield _Token(text[start:offset], start)
        if character in "()":
            yield _Token(character, offset)
        start = offset + 1
    yield _Token("", len(text))


def _list(kind: type[And | Or], tokens: tuple[_Token, ...], at: int, depth: int) -> tuple[Node, int]:
    """Read parts joined by the operator of ``kind``; the result comes with the place of the first token not read."""
    operator = "OR" if kind is Or else "AND"
    parts: list[Node] = []
    while not parts or tokens[at].text.upper() == operator:
        at += bool(parts)
        part, at = _list(And, tokens, at, depth) if kind is Or else _operand(tokens, at, depth)
        parts.append(part)
    return (parts[0] if len(parts) == 1 else kind(_flat(kind, parts))), at


def _operand(tokens: tuple[_Token, ...], at: int, depth: int) -> tuple[Node, int]:
    """Read ``"(" expression ")"`` or ``license ["WITH" exception]``."""
    if tokens[at].text != "(":
        return _license(tokens, at)
    if depth == MAX_DEPTH:
        raise ExpressionError(f"more than {MAX_DEPTH} parentheses inside each other", tokens[at].offset)
    node, at = _list(Or, tokens, at + 1, depth + 1)
    if tokens[at].text != ")":
        raise ExpressionError("expected a closing parenthesis", tokens[at].offset)
    return node, at + 1


def _license(tokens: tuple[_Token, ...], at: int) -> tuple[Leaf, int]:
    """Read ``license ["WITH" exception]``."""
    license_id = _identifier(tokens[at], "LicenseRef-", suffix="+")
    if tokens[at + 1].text.upper() != "WITH":
        return Leaf(license_id), at + 1
    return Leaf(license_id, _identifier(tokens[at + 2], "AdditionRef-", suffix="")), at + 3


def _identifier(token: _Token, reference: str, *, suffix: str) -> str:
    """The id a token holds: letters, digits, ``-`` and ``.``; a ``+`` only after a listed id."""
    document, colon, name = token.text.rpartition(":")
    if colon and not (document.startswith("DocumentRef-") and name.startswith(reference)):
        raise ExpressionError(f"not a license id: {token.text[:60]!r}", token.offset)
    stem = name if name.startswith(reference) else name.removesuffix(suffix)
    if not stem or stem.upper() in _OPERATORS or not _ID_CHARACTERS.issuperset(document + stem):
        raise ExpressionError(f"expected a license id, found {token.text[:60] or 'the end'!r}", token.offset)
    return token.text


def _flat(kind: type[And | Or], parts: list[Node]) -> tuple[Node, ...]:
    """The parts, with nested lists of the same operator opened."""
    return tuple(
        inner
        for part in parts
        for inner in (part.parts if not isinstance(part, Leaf) and isinstance(part, kind) else (part,))
    )
