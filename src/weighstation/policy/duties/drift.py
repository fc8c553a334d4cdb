"""License drift: the repository passes a model on under a license that drops what the model's own asks for.

An audit of 140,000 projects found that in every third step from a model to an application (arXiv 2509.09873).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.policy.duties._losses import losses, lost, remedy
from weighstation.policy.duties._seen import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weighstation.knowledge.licenses import License
    from weighstation.model import Finding
    from weighstation.outbound_model import Outbound
    from weighstation.policy.duties._reasons import Row
    from weighstation.policy.duties._spot import Spot

CODE, CARD = "license-drift", "card-license"


class Word(NamedTuple):
    """A license as a file of the repository grants it."""

    expression: str
    path: str
    line: int = 0


def findings(spot: Spot, licenses: Sequence[License], outbound: Outbound, hangs_on: str) -> Iterator[Finding]:
    """A finding for each license of a model that the nearest word of the repository would drop clauses of.

    None where the text of the license itself lies there: then it is plain what the weights are under. A card that
    says otherwise beside it contradicts it, and is told. ``hangs_on`` is what is not known, as the end of a sentence.
    """
    words = list(granted(spot, outbound))
    for own in licenses:
        there = any(own.key in each.keys and spot.reached_by(each.path) for each in outbound.licenses)
        word = next((word for word in words if losses(own, word.expression)), None)
        if word and not there:
            yield _drift(own, word, spot, hangs_on)
        elif word and spot.card and word.path == spot.card.path:
            yield _contradicts(own, word, spot)


def granted(spot: Spot, outbound: Outbound) -> Iterator[Word]:
    """What the repository grants for a model: the word of its card, else what its folder or the next above says.

    Nothing where the nearest word is not understood.
    """
    if spot.card and spot.card.license:
        yield from _understood(spot.card.license, spot.card.path, spot.card.line)
        return
    for folder in _folders_up(spot.folder):
        texts = [each for each in outbound.licenses if _in(folder, each.path)]
        stated = [each for each in outbound.stated if _in(folder, each.path)]
        if texts or stated:
            yield from (word for each in texts if each.sure for word in _understood(each.keys[0], each.path))
            yield from (word for each in stated for word in _understood(each.text, each.path, each.line))
            return


def _understood(text: str, path: str, line: int = 0) -> Iterator[Word]:
    from weighstation.licensing.understand import understand

    if expression := understand(text).expression:
        yield Word(expression, path, line)


def _folders_up(folder: str) -> Iterator[str]:
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
    yield ""


def _in(folder: str, path: str) -> bool:
    return path.rpartition("/")[0] == folder


def _drift(own: License, word: Word, spot: Spot, hangs_on: str) -> Finding:
    rows = losses(own, word.expression)
    dropped = "; ".join(lost(own, row) for row in rows)
    message = f"{word.expression} drops what {own.name} asks for: {dropped}{hangs_on}"
    return said(CODE, message, (word.path, word.line), _hint(own, rows, spot), spot.component)


def _hint(own: License, rows: Sequence[Row], spot: Spot) -> str:
    """What to add: the text, a narrower word for the folder, and what the terms ask for besides."""
    steps = [f"put the text of {own.name} there, as {spot.beside('LICENSE' if spot.folder else 'LICENSE-MODEL')}"]
    steps += [f"write `{tag(own)}` into the card"] if spot.card else []
    steps += [] if spot.in_tree else ["if it does not leave, say so in [[use.overrides]] of the policy"]
    return "; ".join(dict.fromkeys([*steps, *filter(None, (remedy(own, row) for row in rows))]))


def _contradicts(own: License, word: Word, spot: Spot) -> Finding:
    message = f"its card says {word.expression}, and the text beside it is that of {own.name}"
    return said(CARD, message, (word.path, word.line), f"write `{tag(own)}` into the card", spot.component)


def tag(license: License) -> str:  # noqa: A002 - the field's own word
    """How a card of the Hub states a license."""
    return f"license: {license.hub_tags[0]}" if license.hub_tags else f"license: other, license_name: {license.key}"
