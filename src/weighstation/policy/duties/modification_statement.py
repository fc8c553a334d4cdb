"""A statement that the model was changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighstation.policy.duties._case import asked, changed_leaves, duty
from weighstation.policy.duties._seen import Seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.knowledge.licenses import License
    from weighstation.outbound_model import Duty
    from weighstation.policy.duties._case import Case
    from weighstation.policy.duties._spot import Sight

_TERM = "modification_statement"
_SAYS_SO = re.compile(
    r"fine[- ]?tun|modif|chang(?:ed|es)|quanti[sz]|adapt(?:ed|er)|merged|deriv(?:ed|ative)", re.IGNORECASE
)


def of(license: License, case: Case) -> Iterator[Duty]:  # noqa: A002 - the field's own word
    """The duty where a changed model leaves."""
    if asked(license, _TERM):
        what = "say in the changed files, or beside them, that they were changed"
        yield from duty("modification-statement", license, changed_leaves(case), what, _TERM)


def check(_: Duty, sight: Sight) -> Seen:
    """Whether a readme or notice beside the weights speaks of a change; its words are for a person to judge."""
    beside = [each for each in (*sight.notices, *sight.texts) if each.path.rpartition("/")[0] == sight.spot.folder]
    held = next((each.path for each in beside if sight.spot.in_tree and _SAYS_SO.search(each.text)), "")
    return Seen(bool(held) or None, held)
