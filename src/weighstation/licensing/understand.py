"""From any spelling of a license to an SPDX expression: Hub tags, package metadata, npm fields, plain names."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from weighstation.licensing.expression import And, ExpressionError, Leaf, Node, Or, leaves, parse, render

MAX_LENGTH = 4096  # characters; what is longer is the text of a license, not its name

# How people join names outside SPDX expressions. "MIT/X11" leaves the choice, as Cargo and old npm packages mean it.
# R's packages write "GPL-2 | GPL-3".
_JOINED: tuple[tuple[str, type[And | Or]], ...] = ((" or ", Or), (" | ", Or), ("/", Or), (" and ", And))
# Deprecated ids of the SPDX list that stand for a license with an exception, as the list itself says of each.
_DEPRECATED = {
    "gpl-2.0-with-autoconf-exception": "GPL-2.0-only WITH Autoconf-exception-2.0",
    "gpl-2.0-with-bison-exception": "GPL-2.0-or-later WITH Bison-exception-2.2",
    "gpl-2.0-with-classpath-exception": "GPL-2.0-only WITH Classpath-exception-2.0",
    "gpl-2.0-with-font-exception": "GPL-2.0-only WITH Font-exception-2.0",
    "gpl-2.0-with-gcc-exception": "GPL-2.0-only WITH GCC-exception-2.0",
    "gpl-3.0-with-autoconf-exception": "GPL-3.0-only WITH Autoconf-exception-3.0",
    "gpl-3.0-with-gcc-exception": "GPL-3.0-only WITH GCC-exception-3.1",
}

_WHOLE_FAMILY = {"openrail-family": "openrail"}  # keys that stand for a tag of several licenses


class Understood(NamedTuple):
    """An SPDX expression, or the keys that the words fit when they do not fit one license; or neither."""

    expression: str = ""
    candidates: tuple[str, ...] = ()


NOTHING = Understood()


@lru_cache(maxsize=1024)
def understand(text: str) -> Understood:
    """Read a license as somebody wrote it; never raises, whatever the text.

    One known license gives its SPDX or ``LicenseRef-`` id. A family name (``openrail``) gives candidates, and so does
    a license that is only said to be custom (``other``). "No license" in any spelling gives ``NOTHING``, like words
    nobody knows; in an expression one such part makes the whole unknown. Unknown ``LicenseRef-`` ids stay as they are.
    """
    text = text.strip().removeprefix("license:")
    if not text or len(text) > MAX_LENGTH:
        return NOTHING
    return _name(text) or _expression(text) or _joined(text) or _named_twice(text) or _address(text) or NOTHING


def _name(text: str) -> Understood | None:
    """The whole text as one name; None where it is no name of a license."""
    from weighstation.knowledge.licenses import license as known
    from weighstation.knowledge.names import keys_for

    found = [entry for entry in map(known, keys_for(_WHOLE_FAMILY.get(text, text))) if entry]
    if not found:
        return None
    if len(found) == 1 and found[0].named:
        return Understood(_DEPRECATED.get(found[0].key, found[0].id))
    return Understood("", tuple(entry.key for entry in found if "undeclared" not in entry.classes))


def _expression(text: str) -> Understood | None:
    """The text as an SPDX expression with every id in its canonical form; None where it is none."""
    try:
        return _tree(parse(text))
    except ExpressionError:
        return None


def _tree(tree: Node) -> Understood:
    return _leaf(tree) if isinstance(tree, Leaf) else _together(type(tree), tuple(_tree(part) for part in tree.parts))


def _leaf(leaf: Leaf) -> Understood:
    """One license of an expression. A ``+`` that the SPDX list has no id for is dropped: nobody has to use it."""
    found = _name(leaf.id) or _name(leaf.id.removesuffix("+")) or NOTHING
    if found == NOTHING and "LicenseRef-" in leaf.id:
        found = Understood(leaf.id)
    return _with_exception(found, leaf.exception) if leaf.exception else found


def _with_exception(found: Understood, exception: str) -> Understood:
    """An exception nobody knows may take away instead of giving, so it leaves the license unknown."""
    from weighstation.knowledge.licenses import exception as known

    name = exception if "AdditionRef-" in exception else known(exception)
    if not name or " " in found.expression:
        return NOTHING
    return found._replace(expression=f"{found.expression} WITH {name}") if found.expression else found


def _joined(text: str) -> Understood | None:
    """``Apache License 2.0 or MIT License``, ``MIT/X11``: names that are known one by one; None for other words."""
    for separator, kind in _JOINED:
        parts = text.casefold().split(separator)
        names = [found for found in map(_name, parts) if found]
        if len(names) == len(parts) > 1:
            return _together(kind, tuple(names))
    return None


def _named_twice(text: str) -> Understood | None:
    """``Creative Commons Attribution 4.0 International (CC BY 4.0)``: a name and its short form that say the same."""
    name, opening, short = text.removesuffix(")").partition("(")
    if not (opening and name.strip() and text.endswith(")")):
        return None
    found = _name(name)
    return found if found and found == _name(short) else None


def _address(text: str) -> Understood | None:
    """The address of a license text where it names the license."""
    if "://" not in text:
        return None
    from weighstation.knowledge.addresses import spelling

    return _name(spelling(text))


def _together(kind: type[And | Or], parts: tuple[Understood, ...]) -> Understood:
    """One part nobody knows leaves the whole unknown; one that is ambiguous makes candidates of all."""
    if NOTHING in parts:
        return NOTHING
    if not all(part.expression for part in parts):
        return Understood("", tuple(sorted({key for part in parts for key in _keys(part)})))
    return Understood(render(kind(tuple(parse(part.expression) for part in parts))))


def _keys(part: Understood) -> tuple[str, ...]:
    from weighstation.knowledge.licenses import license as known

    if not part.expression:
        return part.candidates
    entries = [known(leaf.id) for leaf in leaves(parse(part.expression))]
    return tuple(entry.key for entry in entries if entry)
